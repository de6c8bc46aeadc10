"""More connections than there is room for: idle ones give way, and nothing is filled with logs."""

import logging
import socket
from urllib.parse import urlsplit

import pytest

from simulator.server.raw import exchange, request, statuses
from wecom_console.simulator import SimulatorHandle, running_simulator
from wecom_console.simulator.server import accepting

ROOM = 10
CALLERS = 50


def idle(handle: SimulatorHandle) -> socket.socket:
    address = urlsplit(handle.url)
    return socket.create_connection((address.hostname, address.port), timeout=30)


def test_idle_connections_give_way(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    """Others are answered, the one that has just called stays, and one line says what happens."""
    monkeypatch.setattr(accepting, "MOST_CONNECTIONS", ROOM)
    with caplog.at_level(logging.WARNING), running_simulator() as handle:
        lines = [idle(handle) for _ in range(CALLERS)]
        answered = exchange(handle, request(handle, "/cgi-bin/gettoken"))
        gone = lines[0].recv(1)
        for line in lines:
            line.close()
    assert ([200], b"", 1) == (statuses(answered), gone, len(caplog.records))


def test_without_descriptors_it_waits_for_one(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    """Where the limit was guessed too high: one line, and everybody is answered afterwards."""
    refused = iter([True, True, False])

    real = socket.socket.accept

    def accept(self: socket.socket) -> object:
        if next(refused, False):
            raise OSError(24, "Too many open files")
        return real(self)

    monkeypatch.setattr(socket.socket, "accept", accept)
    with caplog.at_level(logging.WARNING), running_simulator() as handle:
        answered = exchange(handle, request(handle, "/cgi-bin/gettoken"))
    told = [record.getMessage() for record in caplog.records]
    assert ([200], 1) == (statuses(answered), len(told))


@pytest.mark.parametrize(("limit", "expected"), [(128, True), (24, False), (100_000, False)])
def test_room_is_what_descriptors_are_left_for(
    monkeypatch: pytest.MonkeyPatch, limit: int, expected: bool
) -> None:
    """Never fewer than a few, never more than is of use."""
    resource = pytest.importorskip("resource")
    monkeypatch.setattr(resource, "getrlimit", lambda _: (limit, limit))
    monkeypatch.setattr("os.listdir", lambda _: ["fd"] * 20)
    most = accepting.most_connections()
    bounds = (8, accepting.MOST_CONNECTIONS)
    assert (expected, True) == (most not in bounds, bounds[0] <= most <= bounds[1])
