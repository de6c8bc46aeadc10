"""The names under which forms that were left without saving are kept."""

from wecom_console.domain.connection_types import MOBILE, TYPES, ConnectionType
from wecom_console.gui.parts.presenter.connection_rows import NEW_SLOT


def new_slot(kind: ConnectionType) -> str:
    """The slot of a new connection's form of this type: two types are two forms."""
    return NEW_SLOT if kind is MOBILE else f"{NEW_SLOT}:{kind.method}"


def kind_of_slot(slot: str) -> ConnectionType | None:
    """The type of the new connection that is kept there; None where it is that of a stored one."""
    return next((kind for kind in TYPES.values() if new_slot(kind) == slot), None)
