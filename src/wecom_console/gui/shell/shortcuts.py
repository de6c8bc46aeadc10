"""The keys that work everywhere, as a table."""

from collections.abc import Callable
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


class Shortcuts:
    """Binds the table, and Alt+1 to Alt+5 to the navigation, to one window."""

    def __init__(
        self, window: QWidget, trigger: Callable[[str], object], nav_keys: tuple[str, ...]
    ) -> None:
        self._trigger = trigger
        self._bound: list[QShortcut] = []
        for key, sequence in (*STANDARD, *ALSO):
            self._bind(window, sequence, key)
        for number, key in enumerate(nav_keys, start=1):
            self._bind(window, f"Alt+{number}", f"go:{key}")

    def _bind(self, window: QWidget, sequence: str, key: str) -> None:
        shortcut = QShortcut(QKeySequence(sequence), window)
        shortcut.activated.connect(lambda: self._trigger(key))
        self._bound.append(shortcut)
