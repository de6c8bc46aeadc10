"""Tokens that Authing has given out: what each one is good for."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from wecom_console.simulator.world.bounded import Bounded

LIMIT: Final = 5_000


class GrantKind(StrEnum):
    """What a token is."""

    ACCESS = "access"
    ID = "id"
    REFRESH = "refresh"
    MANAGEMENT = "management"


@dataclass(frozen=True, slots=True)
class Grant:
    """One token's meaning. `expires_at` and `issued_at` are seconds since the epoch; a
    management token has a pool and neither application nor user."""

    kind: GrantKind
    pool_id: str
    expires_at: float
    app_id: str = ""
    user_id: str = ""
    scope: str = ""
    issued_at: float = 0.0


class Grants:
    """The newest `LIMIT` tokens. An unknown token and an expired one are the same to a caller."""

    def __init__(self) -> None:
        self._grants: Bounded[str, Grant] = Bounded(LIMIT)

    def put(self, token: str, grant: Grant) -> None:
        """Remember a token."""
        self._grants.put(token, grant)

    def find(self, token: str, *kinds: GrantKind, now: float) -> Grant | None:
        """What `token` is good for, if it is one of `kinds` and has not expired."""
        grant = self._grants.get(token)
        if grant is None or grant.kind not in kinds or now >= grant.expires_at:
            return None
        return grant

    def revoke(self, token: str) -> None:
        """Forget a token."""
        self._grants.pop(token)

    def clear(self) -> None:
        """Forget all tokens."""
        self._grants.clear()
