"""What only the window does, as a line: settings and secrets saved in one step."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence

SAVE = "@save"


def save(argv: Sequence[str]) -> int:
    """Another name and two secrets, as the form hands them over; 4 where they were not stored."""
    from wecom_console.domain.raw import set_value
    from wecom_console.domain.secrets import Secret
    from wecom_console.services.context import open_services
    from wecom_console.services.profiles.records import NotStored, Saved
    from wecom_console.storage.problems import StoreUnavailable

    identifier, name, first, second = argv
    services = open_services(os.environ)
    try:
        stored = services.profiles.get(identifier)
        if stored is None:
            return 3
        saved = services.profiles.save(
            stored.id,
            set_value(stored.document, "display_name", name),
            base_revision=stored.revision,
            secrets={"secret": Secret(first), "backend.app_secret": Secret(second)},
        )
        if isinstance(saved, Saved) and not any(one.code for one in saved.secrets):
            return 0
        print(saved.code if isinstance(saved, NotStored) else "not all was kept", file=sys.stderr)
    except StoreUnavailable as problem:
        print(problem.code, file=sys.stderr)
    finally:
        services.close()
    return 4
