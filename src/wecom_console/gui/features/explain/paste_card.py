"""The left card: what was sent to somebody, pasted, dropped or opened."""

from pathlib import Path

from PySide6.QtCore import QMimeData, Qt, Signal
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QPalette
from PySide6.QtWidgets import QHBoxLayout, QPlainTextEdit, QVBoxLayout, QWidget

from wecom_console.gui.features.explain.presenter.presenter import ConnectionChoice
from wecom_console.gui.theme.controller import ThemeController
from wecom_console.gui.theme.metrics import HEIGHT_MEDIUM, Role
from wecom_console.gui.theme.tokens import ThemeTokens
from wecom_console.gui.widgets.boxes.card import Card
from wecom_console.gui.widgets.controls.button import Button, ButtonKind, ButtonSize
from wecom_console.gui.widgets.controls.combo import ComboBox
from wecom_console.gui.widgets.text.label import Label


class PasteField(QPlainTextEdit):
    """Plain text; Tab leaves it, a dropped file is opened rather than its address typed."""

    file_dropped = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("explain_edit")
        self.setTabChangesFocus(True)
        self.setLineWrapMode(QPlainTextEdit.LineWrapMode.WidgetWidth)
        self.setCornerWidget(QWidget())

    def canInsertFromMimeData(self, source: QMimeData) -> bool:
        """Text, and the address of one file."""
        return _file_in(source) is not None or super().canInsertFromMimeData(source)

    def insertFromMimeData(self, source: QMimeData) -> None:
        """A file is opened."""
        path = _file_in(source)
        if path is not None:
            self.file_dropped.emit(path)
        else:
            super().insertFromMimeData(source)


class PasteCard(Card):
    """`changed` carries the text; `file_chosen` a path."""

    changed = Signal(str)
    file_chosen = Signal(object)
    choose_requested = Signal()
    connection_picked = Signal(str)

    def __init__(self, theme: ThemeController) -> None:
        super().__init__(theme, name="explain_paste_card")
        self._theme = theme
        self._choice = ConnectionChoice()
        self.clear_button = Button(
            theme, kind=ButtonKind.LINK, size=ButtonSize.COMPACT, name="explain_clear_button"
        )
        self._head = self.add_head()
        self._head.add_trailing(self.clear_button)
        self.edit = PasteField()
        self._hint = Label(theme, role=Role.CAPTION, color="text_muted", wrap=True)
        self.open_button = Button(theme, icon="folder", name="explain_open_button")
        self._label = Label(theme, role=Role.CAPTION, color="text_muted")
        self.connection = ComboBox(
            theme, name="explain_connection_combo", height=HEIGHT_MEDIUM, role=Role.SMALL
        )
        self._label.setBuddy(self.connection)
        self._lay_out()
        self.setAcceptDrops(True)
        self.edit.textChanged.connect(lambda: self.changed.emit(self.edit.toPlainText()))
        self.edit.file_dropped.connect(self.file_chosen)
        self.clear_button.clicked.connect(self._on_clear_button_clicked)
        self.open_button.clicked.connect(self.choose_requested)
        self.connection.picked.connect(self.connection_picked)
        theme.follow(self._on_theme_changed_here)

    def _lay_out(self) -> None:
        inner = QVBoxLayout()
        inner.setContentsMargins(14, 12, 14, 14)
        inner.setSpacing(10)
        inner.addWidget(self.edit, 1)
        inner.addWidget(self._hint)
        row = QHBoxLayout()
        row.addWidget(self.open_button)
        row.addStretch(1)
        inner.addLayout(row)
        chooser = QVBoxLayout()
        chooser.setSpacing(4)
        chooser.addWidget(self._label)
        chooser.addWidget(self.connection)
        inner.addLayout(chooser)
        self.body.addLayout(inner, 1)

    def retranslate(self) -> None:
        """Puts every text in."""
        self._head.set_title(self.tr("Paste here"))
        self.edit.setAccessibleName(self.tr("Text to explain"))
        self.edit.setPlaceholderText(
            self.tr(
                "An error code or message, a response, log lines, a return link, a curl "
                "command, a HAR file, a web page, a token"
            )
        )
        self._hint.setText(
            self.tr(
                "Nothing is sent or saved. You can also drop a file, or a picture with a QR code."
            )
        )
        self.clear_button.setText(self.tr("Clear"))
        self.open_button.setText(self.tr("Open file"))
        self._label.setText(self.tr("Rank causes for"))
        self.connection.setAccessibleName(self.tr("Rank causes for"))
        self.show_choice(self._choice)

    def show_choice(self, choice: ConnectionChoice) -> None:
        """The connections whose settings can be taken into account."""
        self._choice = choice
        items = [("", self.tr("No particular connection")), *choice.items]
        self.connection.offer(items)
        self.connection.choose(choice.current)

    def focus(self) -> None:
        """The keyboard goes to the field."""
        self.edit.setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_clear_button_clicked(self) -> None:
        self.edit.clear()
        self.changed.emit("")
        self.focus()

    def _on_theme_changed_here(self, _tokens: ThemeTokens) -> None:
        self.edit.setFont(self._theme.font(Role.CODE))
        colors = QPalette(self.edit.palette())
        colors.setColor(QPalette.ColorRole.Base, self._theme.color("surface_sunken"))
        colors.setColor(QPalette.ColorRole.PlaceholderText, self._theme.color("text_muted"))
        self.edit.setPalette(colors)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Takes one file."""
        if _file_in(event.mimeData()) is not None:
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """Opens it."""
        path = _file_in(event.mimeData())
        if path is not None:
            event.acceptProposedAction()
            self.file_chosen.emit(path)


def _file_in(source: QMimeData) -> Path | None:
    urls = source.urls() if source.hasUrls() else []
    return Path(urls[0].toLocalFile()) if len(urls) == 1 and urls[0].isLocalFile() else None
