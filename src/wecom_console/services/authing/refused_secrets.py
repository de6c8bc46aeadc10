"""Counts the Secrets that WeCom refuses in login tests together with the preflight's: WeCom does
not ask what a call is for before it bans an address."""

from collections.abc import Callable, Iterable, Mapping
from typing import Final

from wecom_console.domain.profile import Profile
from wecom_console.flow.events import Event, Exchanged
from wecom_console.protocol.answers import host_of, read_json
from wecom_console.protocol.json_values import number_of
from wecom_console.storage.secret_attempts import LIMIT, SecretAttempts

_ERRCODES: Final = (40001, 40091, 40125)
REFUSED_SECRETS: Final = tuple(f"wecom.{code}" for code in _ERRCODES)


def place_of(base_url: str, corp_id: str) -> str:
    """Under which name refusals are counted: WeCom's host and the company."""
    return f"{host_of(base_url)} {corp_id.lower()}"


def is_spent(attempts: SecretAttempts, profile: Profile) -> bool:
    """Whether so many Secrets of the company were refused lately that none is sent unasked."""
    return attempts.count(place_of(profile.wecom.base_url, profile.corp_id)) >= LIMIT


def count_refused(events: Iterable[Event], attempts: Callable[[], SecretAttempts]) -> None:
    """Notes every Secret that WeCom refused in these events; a simulator bans nobody. `attempts` is
    asked for only where there is one. Blocks."""
    for event in events:
        if not isinstance(event, Exchanged) or event.simulated:
            continue
        query = dict(event.query)
        if not event.url.endswith("/cgi-bin/gettoken") or not query.get("corpsecret"):
            continue
        answer = read_json(event.answer_body.encode())
        if isinstance(answer, Mapping) and number_of(answer, "errcode") in _ERRCODES:
            attempts().refused(place_of(event.url, query.get("corpid", "")))
