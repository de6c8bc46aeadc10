"""The way to a page, each step but the last a link."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QWidget

from wecom_console.gui.theme.controller import ThemeController
from wecom_console.gui.theme.metrics import Role
from wecom_console.gui.widgets.controls.text_link import TextLink
from wecom_console.gui.widgets.text.icon_view import IconView


class Breadcrumb(QWidget):
    """`chosen` carries the key of the step that was clicked."""

    chosen = Signal(str)

    def __init__(self, theme: ThemeController, *, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(6)
        self._row.addStretch(1)
        self._links: list[TextLink] = []
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)

    def show_steps(self, steps: Sequence[tuple[str, str]]) -> None:
        """`(key, text)` pairs from the root on; none hides the way."""
        while self._row.count() > 1:
            item = self._row.takeAt(0)
            widget = item.widget() if item is not None else None
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        self._links = []
        place = 0
        for number, (key, text) in enumerate(steps):
            if number:
                self._row.insertWidget(
                    place, IconView(self._theme, "chevron-right", color="text_muted", size=12)
                )
                place += 1
            link = TextLink(self._theme, text, role=Role.SMALL, color="text_muted")
            link.clicked.connect(lambda _=False, key=key: self.chosen.emit(key))
            self._row.insertWidget(place, link)
            self._links.append(link)
            place += 1
        self.setVisible(bool(self._links))
