"""What is chosen from everywhere: theme, language, text size, the tour, a connection to test."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from wecom_console.gui.theme.tokens import Theme
from wecom_console.storage.settings import SCALES

if TYPE_CHECKING:
    from wecom_console.gui.shell.language import LanguageController
    from wecom_console.gui.theme.controller import ThemeController


class ShellChoices(QObject):
    """Applies what is chosen at once. The signals tell of it, to be remembered; `test_requested`
    carries a connection's id."""

    theme_chosen = Signal(str)
    language_chosen = Signal(str)
    scale_chosen = Signal(float)
    tour_requested = Signal()
    test_requested = Signal(str)

    def __init__(
        self, theme: "ThemeController", languages: "LanguageController", *, parent: QObject
    ) -> None:
        super().__init__(parent)
        self._theme = theme
        self._languages = languages

    def toggle_theme(self) -> None:
        """The other one of what is seen."""
        self.choose_theme(Theme.LIGHT if self._theme.tokens.is_dark else Theme.DARK)

    def choose_theme(self, theme: str) -> None:
        """``light``, ``dark`` or ``system``."""
        chosen = Theme(theme)
        self._theme.set_preference(chosen)
        self.theme_chosen.emit(str(chosen))

    def choose_language(self) -> None:
        """The other one."""
        self._languages.toggle()
        self.language_chosen.emit(self._languages.preference)

    def zoom(self, by: int) -> None:
        """To the next larger text (1), the next smaller one (-1), the first size (0)."""
        place = min(range(len(SCALES)), key=lambda at: abs(SCALES[at] - self._theme.scale))
        at = max(0, min(len(SCALES) - 1, place + by)) if by else 0
        if SCALES[at] != self._theme.scale:
            self._theme.set_scale(SCALES[at])
            self.scale_chosen.emit(SCALES[at])
