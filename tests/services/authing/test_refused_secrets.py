"""What counts as a Secret that WeCom has refused."""

from pathlib import Path

import pytest

from flow.samples import PROFILE
from wecom_console.domain.verdicts import Leg
from wecom_console.flow.events import Exchanged
from wecom_console.services.authing.refused_secrets import count_refused, is_spent, place_of
from wecom_console.storage.secret_attempts import LIMIT, SecretAttempts

SENT = (("corpid", PROFILE.corp_id), ("corpsecret", "[redacted]"))
PLACE = place_of(PROFILE.wecom.base_url, PROFILE.corp_id)


def asked(
    path: str = "gettoken",
    said: str = '{"errcode": 40001, "errmsg": "invalid credential"}',
    *,
    query: tuple[tuple[str, str], ...] = SENT,
    simulated: bool = False,
) -> Exchanged:
    """One question of a login test to WeCom."""
    url = f"{PROFILE.wecom.base_url}/cgi-bin/{path}"
    head = (Leg.IDENTITY, 1, "GET", url, query, (), "", 200, ())
    return Exchanged(*head, said, 1.0, simulated=simulated)


@pytest.mark.parametrize(
    ("event", "count"),
    [
        (asked(), 1),
        (asked(said='{"errcode": "40125"}'), 1),
        (asked(said='{"errcode": 40013}'), 0),
        (asked(said='{"errcode": 0, "access_token": "x"}'), 0),
        (asked(said="<html>"), 0),
        (asked(said="[]"), 0),
        (asked("agent/get"), 0),
        (asked(query=()), 0),
        (asked(simulated=True), 0),
    ],
)
def test_a_refused_secret_of_a_login_test_is_counted(
    tmp_path: Path, event: Exchanged, count: int
) -> None:
    """Where one was sent and WeCom itself refused it; beside the preflight's."""
    attempts = SecretAttempts(tmp_path / "attempts.json", lambda: 1000.0)
    count_refused([event], lambda: attempts)
    assert count == attempts.count(PLACE)


@pytest.mark.parametrize(("refusals", "expected"), [(LIMIT - 1, False), (LIMIT, True)])
def test_after_some_refusals_no_secret_is_sent_unasked(
    tmp_path: Path, refusals: int, expected: bool
) -> None:
    """So that the question after a refused code does not get the address banned."""
    attempts = SecretAttempts(tmp_path / "attempts.json", lambda: 1000.0)
    count_refused([asked()] * refusals, lambda: attempts)
    assert expected is is_spent(attempts, PROFILE)
