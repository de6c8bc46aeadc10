"""What else the user pool has: connections that can be taken in as profiles of their own."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from wecom_console.gui.features.connection.presenter.comparison import OtherConnection
from wecom_console.gui.spoken import spoken_fact
from wecom_console.gui.theme.controller import ThemeController
from wecom_console.gui.theme.metrics import Role
from wecom_console.gui.widgets.boxes.card import Card
from wecom_console.gui.widgets.controls.button import Button, ButtonSize
from wecom_console.gui.widgets.text.elided_label import ElidedLabel
from wecom_console.gui.widgets.text.label import Label


class OthersCard(Card):
    """Hidden where there is none. `add_requested` carries an identifier, `open_requested` the id of
    a stored connection."""

    add_requested = Signal(str)
    open_requested = Signal(str)

    def __init__(self, theme: ThemeController) -> None:
        super().__init__(theme, name="compare_others_card")
        self._theme = theme
        self._head = self.add_head()
        self._shown: tuple[OtherConnection, ...] = ()
        self._rows = QVBoxLayout()
        self._rows.setContentsMargins(20, 12, 20, 16)
        self._rows.setSpacing(10)
        self.body.addLayout(self._rows)
        self.hide()

    def retranslate(self) -> None:
        """Puts every text in."""
        self._head.set_title(self.tr("Other connections of this user pool"))
        shown, self._shown = self._shown, ()
        self.show_others(shown)

    def show_others(self, others: Sequence[OtherConnection]) -> None:
        """A row each."""
        if tuple(others) == self._shown:
            return
        self._shown = tuple(others)
        while (item := self._rows.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.setParent(None)  # not to be found any more, by its name or by Tab
                widget.deleteLater()
        for other in others:
            self._rows.addWidget(self._row(other))
        self.setVisible(bool(others))

    def _row(self, other: OtherConnection) -> QWidget:
        theme = self._theme
        holder = QWidget()
        row = QHBoxLayout(holder)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(12)
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addWidget(Label(theme, other.display_name, role=Role.SMALL_STRONG))
        words.addWidget(
            ElidedLabel(theme, other.identifier, role=Role.CODE_SMALL, color="text_muted")
        )
        row.addLayout(words, 1)
        verb = self.tr("Open") if other.stored_id else self.tr("Add here")
        button = Button(
            theme, verb, size=ButtonSize.COMPACT, name=f"compare_other_{other.identifier}"
        )
        button.setAccessibleName(spoken_fact(verb, other.identifier))
        if other.stored_id:
            button.clicked.connect(lambda: self.open_requested.emit(other.stored_id))
        else:
            button.clicked.connect(lambda: self.add_requested.emit(other.identifier))
        row.addWidget(button)
        return holder
