"""Counts the Secrets that WeCom refuses in login tests together with the preflight's: WeCom does
not ask what a call is for before it bans an address."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from typing import Final

from wecom_console.backends.credentials import Credentials
from wecom_console.backends.wecom import NOT_AGAIN
from wecom_console.domain.profile import Profile
from wecom_console.domain.secrets import Secret
from wecom_console.flow.events import Event, Exchanged
from wecom_console.protocol.answers import host_of, read_json
from wecom_console.protocol.json_values import number_of
from wecom_console.protocol.refusal import Refusal
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
        if place := place_of_refusal(event):
            attempts().refused(place)


def place_of_refusal(event: Event) -> str:
    """Where a Secret was refused by this event, as `place_of` names it; empty for any other."""
    if not isinstance(event, Exchanged) or event.simulated:
        return ""
    query = dict(event.query)
    if not event.url.endswith("/cgi-bin/gettoken") or not query.get("corpsecret"):
        return ""
    answer = read_json(event.answer_body.encode())
    if isinstance(answer, Mapping) and number_of(answer, "errcode") in _ERRCODES:
        return place_of(event.url, query.get("corpid", ""))
    return ""


class RefusedSecrets:
    """What WeCom has refused while this process runs tests: none of it is sent again."""

    def __init__(self) -> None:
        self._known: set[tuple[str, Secret]] = set()

    def hear(self, event: Event, credentials: Credentials) -> None:
        """Remember the Secret of these credentials where the event is its refusal."""
        place = place_of_refusal(event)
        if place and credentials.secret:
            self._known.add((place, credentials.secret))

    def without(self, credentials: Credentials, profile: Profile) -> Credentials:
        """The credentials as they may be sent."""
        place = place_of(profile.wecom.base_url, profile.corp_id)
        if credentials.secret is None or (place, credentials.secret) not in self._known:
            return credentials
        lacking = {**credentials.lacking, "secret": Refusal(NOT_AGAIN)}
        return replace(credentials, secret=None, lacking=lacking)
