"""The code ledger: WeCom answers 40029 for every bad code, the ledger knows which kind of bad.

A code is used once, lives 300 s and is bound to corp, agent and member
(docs/reference/wecom.md §8).
"""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from enum import StrEnum
from typing import Final

from wecom_console.simulator.world.bounded import Bounded

LIFETIME_S: Final = 300
LIMIT: Final = 5_000
BASE_SCOPE: Final = "snsapi_base"
PRIVATE_SCOPE: Final = "snsapi_privateinfo"


class CodeState(StrEnum):
    """Where a code stands."""

    FRESH = "fresh"
    USED = "used"
    EXPIRED = "expired"


class CodeProblem(StrEnum):
    """Why a code is not taken. WeCom's answer is the same for all of them."""

    UNKNOWN = "code.unknown"
    USED = "code.used"
    EXPIRED = "code.expired"
    OTHER_APP = "code.other_app"


@dataclass(frozen=True, slots=True)
class CodeEntry:
    """One code. Times are seconds since the epoch by the simulator's clock."""

    code: str = field(repr=False)
    corp_id: str
    agent_id: str
    member: str
    issued_at: float
    expires_at: float
    scope: str = BASE_SCOPE
    used_at: float | None = None
    used_by: str = ""
    used_call: int = 0

    def state(self, now: float) -> CodeState:
        """Where the code stands at `now`. A used code stays used when it ages."""
        if self.used_at is not None:
            return CodeState.USED
        return CodeState.EXPIRED if now >= self.expires_at else CodeState.FRESH


@dataclass(frozen=True, slots=True)
class Redeemer:
    """Who redeems a code: a label for people, and the number of the call in the journal."""

    label: str
    call: int


class CodeLedger:
    """All codes issued, the newest `LIMIT` of them."""

    def __init__(self, limit: int = LIMIT) -> None:
        self._codes: Bounded[str, CodeEntry] = Bounded(limit)

    def issue(
        self,
        code: str,
        *,
        corp_id: str,
        agent_id: str,
        member: str,
        now: float,
        scope: str = BASE_SCOPE,
    ) -> CodeEntry:
        """Enter a new code."""
        entry = CodeEntry(code, corp_id, agent_id, member, now, now + LIFETIME_S, scope)
        self._codes.put(code, entry)
        return entry

    def redeem(
        self, code: str, *, corp_id: str, agent_id: str, now: float, by: Redeemer
    ) -> CodeEntry | CodeProblem:
        """Use a code up. A refused attempt changes nothing, so the right app may still come."""
        entry = self._codes.get(code)
        if entry is None:
            return CodeProblem.UNKNOWN
        if (entry.corp_id.lower(), entry.agent_id) != (corp_id.lower(), agent_id):
            return CodeProblem.OTHER_APP
        match entry.state(now):
            case CodeState.USED:
                return CodeProblem.USED
            case CodeState.EXPIRED:
                return CodeProblem.EXPIRED
            case CodeState.FRESH:
                used = replace(entry, used_at=now, used_by=by.label, used_call=by.call)
                self._codes.put(code, used)
                return used

    def entries(self) -> Iterator[CodeEntry]:
        """The codes, oldest first."""
        return self._codes.values()

    def clear(self) -> None:
        """Forget all codes."""
        self._codes.clear()
