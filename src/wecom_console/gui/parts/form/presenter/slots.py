"""The names under which forms that were left without saving are kept."""

from typing import Final

from wecom_console.domain.connection_types import MOBILE, ConnectionType

NEW_SLOT: Final = "new"
"""The slot under which a new connection's form is kept; see `new_slot`."""


def new_slot(kind: ConnectionType) -> str:
    """The slot of a new connection's form of this type: two types are two forms."""
    return NEW_SLOT if kind is MOBILE else f"{NEW_SLOT}:{kind.method}"
