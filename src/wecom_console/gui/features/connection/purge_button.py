"""What can be taken out of the history: a field's earlier values, the notes."""

from PySide6.QtCore import QPoint, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu

from wecom_console.gui.plain_text import menu_text
from wecom_console.gui.theme.controller import ThemeController
from wecom_console.gui.theme.popups import round_corners
from wecom_console.gui.widgets.controls.button import Button, ButtonSize
from wecom_console.messages.catalogue import Messages
from wecom_console.messages.problems import field_label


class PurgeButton(Button):
    """Hidden where there is nothing. `chosen` carries the path of a field, or `NOTE`."""

    chosen = Signal(str)

    def __init__(self, theme: ThemeController) -> None:
        super().__init__(
            theme,
            size=ButtonSize.COMPACT,
            icon="trash",
            trailing_icon="chevron-down",
            name="purge_button",
        )
        self._fields: tuple[tuple[str, str], ...] = ()
        self._menu: QMenu | None = None
        self.hide()
        self.clicked.connect(self._on_clicked)

    def show_fields(self, paths: tuple[str, ...], messages: Messages) -> None:
        """Takes what there are earlier values of."""
        self._fields = tuple((path, field_label(messages, path)) for path in paths)
        self.setText(self.tr("Remove old values"))
        self.setVisible(bool(paths))

    def _on_clicked(self) -> None:
        self._menu = menu = QMenu(self)
        menu.setObjectName("purge_menu")
        round_corners(menu)
        for path, label in self._fields:
            action = QAction(menu_text(label), menu)
            action.setObjectName(f"purge_{path}")
            action.triggered.connect(lambda _checked, path=path: self.chosen.emit(path))
            menu.addAction(action)
        menu.aboutToHide.connect(menu.deleteLater)
        corner = self.mapToGlobal(QPoint(self.width(), self.height()))
        menu.popup(QPoint(corner.x() - menu.sizeHint().width(), corner.y()))
