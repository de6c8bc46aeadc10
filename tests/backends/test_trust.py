"""What the environment names is looked at before TLS or a proxy is made of it."""

import os
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest

from wecom_console.backends.httpx_port import open_http_port
from wecom_console.backends.route import USUAL, Route
from wecom_console.backends.trust import shared_tls
from wecom_console.flow.commands import HttpCall
from wecom_console.protocol.http_replies import HttpFailed, TransportFault

pytestmark = pytest.mark.anyio

URL = "https://acme.example/"
VARIABLES = ("SSL_CERT_FILE", "SSL_CERT_DIR", "SSLKEYLOGFILE", "HTTPS_PROXY", "ALL_PROXY")


@pytest.fixture(autouse=True)
def _alone(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Iterator[None]:
    """None of the variables is set, and nothing is remembered of another test."""
    for name in (*VARIABLES, "NO_PROXY"):
        monkeypatch.delenv(name, raising=False)
        monkeypatch.delenv(name.lower(), raising=False)
    monkeypatch.chdir(tmp_path)
    os.mkfifo("pipe")
    os.mkdir("folder")
    Path("loop").symlink_to("loop")
    Path("text").write_text("no certificate", encoding="utf-8")
    with Path("huge").open("wb") as file:
        file.truncate(3 * 1024**3)
    shared_tls.cache_clear()
    yield
    shared_tls.cache_clear()


async def fault(route: Route = USUAL) -> TransportFault | None:
    async with open_http_port(route) as port:
        found = await port.call(HttpCall("GET", URL, timeout_s=0.01))
    return found.fault if isinstance(found, HttpFailed) else None


@pytest.mark.parametrize(
    "named",
    [*("pipe", "folder", "loop", "text", "huge", "nope", "x" * 300, "/dev/zero", "/dev/null")],
)
async def test_authorities_of_the_environment_that_cannot_be_used_are_told(
    monkeypatch: pytest.MonkeyPatch, named: str
) -> None:
    """Nothing is sent, and nothing waits for a pipe's other end; with a file of one's own too."""
    monkeypatch.setenv("SSL_CERT_FILE", named)
    own = Route(ca_file=Path.cwd() / "text")
    assert [TransportFault.CA_FILE] * 2 == [await fault(), await fault(own)]


@pytest.mark.parametrize("named", ["pipe", "text", "folder:pipe", "/dev/zero"])
async def test_folders_of_authorities_that_are_none_are_told(
    monkeypatch: pytest.MonkeyPatch, named: str
) -> None:
    """One of several is enough."""
    monkeypatch.setenv("SSL_CERT_DIR", named)
    assert TransportFault.CA_FILE is await fault()


@pytest.mark.parametrize("named", ["pipe", "folder", "loop", "nope/log", "/dev/full"])
def test_a_key_log_that_cannot_be_written_is_left_out(
    monkeypatch: pytest.MonkeyPatch, named: str
) -> None:
    """Nobody waits for it."""
    monkeypatch.setenv("SSLKEYLOGFILE", named)
    context = shared_tls(httpx.create_ssl_context)
    assert (True, None) == (context is not None, context.keylog_filename if context else "")


def test_a_key_log_that_can_be_written_is_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    """Whoever sets it wants to look into the connection."""
    monkeypatch.setenv("SSLKEYLOGFILE", "keys")
    context = shared_tls(httpx.create_ssl_context)
    assert "keys" == (context.keylog_filename if context else "")


@pytest.mark.parametrize(
    "named",
    [*("C:\\x", "://", "http://[::1", "ftp://x", "x" * 100_000, "127.0.0.1:99999", "a\nb")],
)
@pytest.mark.parametrize("variable", ["HTTPS_PROXY", "ALL_PROXY"])
async def test_a_proxy_that_is_none_is_told(
    monkeypatch: pytest.MonkeyPatch, variable: str, named: str
) -> None:
    """As one that does not answer; nothing is sent past it."""
    monkeypatch.setenv(variable, named)
    assert TransportFault.PROXY is await fault()


async def test_a_proxy_of_a_kind_that_needs_another_package_is_told(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """SOCKS."""
    monkeypatch.setenv("ALL_PROXY", "socks5://127.0.0.1:1")
    assert TransportFault.PROXY is await fault()
