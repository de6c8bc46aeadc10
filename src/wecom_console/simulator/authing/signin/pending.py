"""Logins that wait for a further step: binding, a second factor, a new password, a redirect.

Keys are used once and live ten minutes (modelled; of the authorization code it is published,
docs/reference/authing.md §9).
"""

from dataclasses import dataclass, field
from enum import StrEnum
from typing import Final

from wecom_console.simulator.authing.signin.wecom_member import WecomMember
from wecom_console.simulator.world.bounded import Bounded
from wecom_console.simulator.world.entities import Identity

LIMIT: Final = 2_000
LIFETIME_S: Final = 600


class StepKind(StrEnum):
    """What is waited for."""

    BINDING = "binding"
    SECOND_FACTOR = "second_factor"
    NEW_PASSWORD = "new_password"  # noqa: S105 a name
    AUTHORIZATION = "authorization"


@dataclass(frozen=True, slots=True)
class PendingStep:
    """A login that goes on with its key. What a kind does not need stays empty.

    `accounts` are the users among whom one is chosen; `may_create` allows a new one. `challenge`
    is the PKCE challenge and `challenge_method` how it was made.
    """

    kind: StepKind
    app_id: str
    user_id: str = ""
    connection_id: str = ""
    identity: Identity | None = None
    member: WecomMember | None = None
    methods: tuple[str, ...] = ()
    accounts: tuple[str, ...] = ()
    may_create: bool = False
    scope: str = ""
    redirect_uri: str = ""
    nonce: str = ""
    challenge: str = field(default="", repr=False)
    challenge_method: str = ""


class PendingSteps:
    """The newest `LIMIT` steps by their keys."""

    def __init__(self) -> None:
        self._steps: Bounded[str, tuple[PendingStep, float]] = Bounded(LIMIT)

    def put(self, key: str, step: PendingStep, *, now: float) -> None:
        """Wait for a step."""
        self._steps.put(key, (step, now + LIFETIME_S))

    def find(self, key: str, kind: StepKind, *, now: float) -> PendingStep | None:
        """The step of that key, None where there is none of that kind (any more)."""
        found = self._steps.get(key)
        if found is None or found[0].kind is not kind or now >= found[1]:
            return None
        return found[0]

    def done(self, key: str) -> None:
        """The step has been taken: its key is used up."""
        self._steps.pop(key)

    def clear(self) -> None:
        """Forget all steps."""
        self._steps.clear()
