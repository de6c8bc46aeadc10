"""What widgets have in common when theme, text scale or language change."""

from typing import TYPE_CHECKING

from wecom_console.gui.theme.tokens import ThemeTokens

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    WidgetMixin = QWidget
else:
    # A class has one Qt base. What is mixed in stands before it and is none at run time.
    WidgetMixin = object


class Themed(WidgetMixin):
    """Measures and paints itself anew: `theme.follow(self._on_theme_changed)` is what it takes."""

    def _on_theme_changed(self, _tokens: ThemeTokens) -> None:
        self.updateGeometry()
        self.update()
