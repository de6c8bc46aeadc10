"""Connections that were removed and can still be brought back."""

import math

from wecom_console.services.context import Services


def find_removed(services: Services, key: str) -> str | None:
    """The id of the removed connection with this id or identifier, the last of several; None
    where there is none."""
    rows = services.store.profiles.deleted_before(math.inf)
    found = [row.id for row in rows if key in (row.id, row.identifier)]
    return found[-1] if found else None
