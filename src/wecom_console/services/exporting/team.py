"""The team's public keys, kept in the settings: to whom packages are encrypted, and whose signature
is known. Values in, values out; whoever holds the settings writes them.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Final

from wecom_console.age_file import is_recipient
from wecom_console.domain.problems import Params
from wecom_console.domain.secret_forms import secret_form
from wecom_console.exchange.signature import fingerprint
from wecom_console.storage.settings import TEAM_KEPT, Settings

LONGEST_NAME: Final = 60
SIGNING: Final = "ssh-ed25519"
_PRIVATE: Final = ("PRIVATE KEY", "AGE-SECRET-KEY-", "AGE-PLUGIN-")


@dataclass(frozen=True, slots=True)
class TeamMember:
    """Somebody with a public key, as text without its comment."""

    name: str
    key: str

    @property
    def kind(self) -> str:
        """``age``, ``ssh-ed25519`` or ``ssh-rsa``."""
        return "age" if self.key.startswith("age") else self.key.split(" ", 1)[0]

    @property
    def can_sign(self) -> bool:
        """Whether the holder can sign files; everyone can be encrypted to."""
        return self.kind == SIGNING

    @property
    def short(self) -> str:
        """What tells the key from others: OpenSSH's fingerprint, or an age key's ends."""
        if self.kind == "age":
            return f"{self.key[:10]}…{self.key[-6:]}"
        return fingerprint(self.key)


@dataclass(frozen=True, slots=True)
class TeamProblem:
    """Why somebody was not taken in. Codes ``team.…``; a key's text is never repeated."""

    code: str
    params: Params = field(default_factory=dict)


def members(settings: Settings) -> tuple[TeamMember, ...]:
    """Everyone, in the order in which they came."""
    return tuple(TeamMember(name, key) for name, key in settings.team)


def member_named(settings: Settings, name: str) -> TeamMember | None:
    """Who is called that, whatever the case of its letters."""
    return next((m for m in members(settings) if m.name.casefold() == name.casefold()), None)


def new_member(team: Sequence[TeamMember], name: str, text: str) -> TeamMember | TeamProblem:
    """Somebody to add to `team`. `text` is a public key as its holder hands it over; without a
    `name` the comment at its end is taken."""
    if any(sign in text for sign in _PRIVATE):
        return TeamProblem("team.private_key")
    lines = [line.strip() for line in text.splitlines()]
    lines = [line for line in lines if line and not line.startswith("#")]
    if len(lines) != 1:
        return TeamProblem("team.no_key" if not lines else "team.many_keys")
    key, comment = _parts(lines[0])
    if not is_recipient(key):
        return TeamProblem("team.bad_key")
    name = " ".join((name or comment).split())
    if not name or len(name) > LONGEST_NAME or not name.isprintable() or _is_key(name):
        return TeamProblem("team.no_name", {"max": LONGEST_NAME})
    if secret_form(name) is not None:
        return TeamProblem("team.name_is_secret")
    for member in team:
        if member.key == key:
            return TeamProblem("team.key_known", {"name": member.name})
        if member.name.casefold() == name.casefold():
            return TeamProblem("team.name_taken", {"name": member.name})
    if len(team) >= TEAM_KEPT:
        return TeamProblem("team.full", {"max": TEAM_KEPT})
    return TeamMember(name, key)


def with_team(settings: Settings, team: Sequence[TeamMember]) -> Settings:
    """The settings with this team."""
    return settings._replace(team=tuple((member.name, member.key) for member in team))


def _parts(line: str) -> tuple[str, str]:
    """The key, and the comment behind it."""
    words = line.split()
    count = 1 if line.startswith("age") else 2
    return " ".join(words[:count]), " ".join(words[count:])


def _is_key(name: str) -> bool:
    return name.startswith(("age1", "ssh-"))
