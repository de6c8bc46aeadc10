"""The keys that work everywhere, as a table."""

from collections.abc import Callable
from functools import partial
from typing import Final

from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QWidget

STANDARD: Final = (
    ("palette", "Ctrl+K"),
    ("new", "Ctrl+N"),
    ("find", "Ctrl+F"),
    ("save", "Ctrl+S"),
    ("undo", "Ctrl+Z"),
    ("redo", "Ctrl+Shift+Z"),
    ("run", "F5"),
    ("keys", "Ctrl+/"),
)
ALSO: Final = (("redo", "Ctrl+Y"),)
"""Second keys of what is in the table, for hands from other programs."""


def bind_shortcuts(
    window: QWidget, trigger: Callable[[str], object], nav_keys: tuple[str, ...]
) -> None:
    """Binds the table, and Alt+1 to Alt+5 to the navigation, to one window."""
    places = ((f"go:{key}", f"Alt+{number}") for number, key in enumerate(nav_keys, start=1))
    for command, sequence in (*STANDARD, *ALSO, *places):
        shortcut = QShortcut(QKeySequence(sequence), window)
        shortcut.activated.connect(partial(trigger, command))
