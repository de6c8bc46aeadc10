"""The keys that work everywhere, as a table."""

import sys
from collections.abc import Callable, Mapping
from functools import partial
from typing import Final

from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QWidget

STANDARD: Final = (
    ("palette", "Ctrl+K"),
    ("new", "Ctrl+N"),
    ("open", "Ctrl+O"),
    ("find", "Ctrl+F"),
    ("save", "Ctrl+S"),
    ("undo", "Ctrl+Z"),
    ("redo", "Ctrl+Shift+Z"),
    ("run", "F5"),
    ("back", "Alt+Left"),
    ("forward", "Alt+Right"),
    ("zoom_in", "Ctrl++"),
    ("zoom_out", "Ctrl+-"),
    ("zoom_reset", "Ctrl+0"),
    ("full_screen", "F11"),
    ("help", "F1"),
    ("keys", "Ctrl+/"),
    ("menu", "F10"),
    ("close", "Ctrl+W"),
    ("quit", "Ctrl+Q"),
)
ALSO: Final = (("redo", "Ctrl+Y"), ("zoom_in", "Ctrl+="), ("go:settings", "Ctrl+,"))
"""Second keys of what is in the table, for hands from other programs."""

_MAC: Final[Mapping[str, str]] = {
    "Alt+Left": "Ctrl+[",
    "Alt+Right": "Ctrl+]",
    "F11": "Ctrl+Meta+F",
    "F1": "Ctrl+?",
}


def of_platform(sequence: str, *, system: str = sys.platform) -> str:
    """The key as this system's programs have it. Qt says Ctrl and means the Mac's ⌘."""
    return _MAC.get(sequence, sequence) if system == "darwin" else sequence


def bind_shortcuts(
    window: QWidget, trigger: Callable[[str], object], nav_keys: tuple[str, ...]
) -> None:
    """Binds the table, and Alt+1 to Alt+5 to the navigation, to one window."""
    places = ((f"go:{key}", f"Alt+{number}") for number, key in enumerate(nav_keys, start=1))
    for command, sequence in (*STANDARD, *ALSO, *places):
        shortcut = QShortcut(QKeySequence(of_platform(sequence)), window)
        shortcut.activated.connect(partial(trigger, command))
