"""Motion as the setting says: full, reduced, or as the desktop has it."""

from typing import Final

from PySide6.QtCore import QObject

from wecom_console.gui.bridge import Bridge
from wecom_console.gui.theme.controller import ThemeController

SYSTEM: Final = "system"


def apply_motion(choice: str, theme: ThemeController, bridge: Bridge, owner: QObject) -> None:
    """Applies a choice of the settings. The desktop is asked in the background; until it has
    answered, motion is as it was."""
    if choice != SYSTEM:
        theme.set_reduced_motion(reduced=choice == "reduced")
        return
    from wecom_console.services.desktop.motion import wants_less_motion  # a process

    bridge.call(
        wants_less_motion,
        on_done=lambda less: theme.set_reduced_motion(reduced=less),
        on_error=lambda _error: None,
        owner=owner,
    )
