"""Choose connections, look at the file, save it."""

import secrets
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QHBoxLayout,
    QListView,
    QPlainTextEdit,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from wecom_console.gui.features.share.export_model import ExportModel
from wecom_console.gui.features.share.package_box import PackageBox
from wecom_console.gui.features.share.presenter.exporting import (
    LINK,
    MOST_IN_A_FILE,
    PACKAGE,
    PDF,
    ExportView,
)
from wecom_console.gui.features.share.sign_line import SignLine
from wecom_console.gui.parts.check_delegate import ROW, CheckDelegate
from wecom_console.gui.theme.controller import ThemeController
from wecom_console.gui.theme.metrics import Role, Weight
from wecom_console.gui.theme.tokens import ThemeTokens
from wecom_console.gui.widgets.boxes.card import Card, Rule
from wecom_console.gui.widgets.boxes.empty import EmptyState
from wecom_console.gui.widgets.controls.button import Button, ButtonKind, ButtonSize
from wecom_console.gui.widgets.controls.combo import HEADING, ComboBox
from wecom_console.gui.widgets.text.label import Label
from wecom_console.messages.catalogue import Messages

if TYPE_CHECKING:
    from wecom_console.gui.features.share.sheet_view import SheetView
    from wecom_console.gui.parts.document_view import DocumentView

ROWS_SHOWN = 4
SHEET = "markdown"


class ExportCard(Card):
    """`toggled` carries a connection's key and whether it is in."""

    toggled = Signal(str, bool)
    all_toggled = Signal(bool)
    format_chosen = Signal(str)
    save_requested = Signal()
    copy_requested = Signal()

    def __init__(
        self, theme: ThemeController, *, messages: Messages, parent: QWidget | None = None
    ) -> None:
        super().__init__(theme, name="export_card", parent=parent)
        self._theme = theme
        self._messages = messages
        self._view = ExportView()
        self.all_button = Button(
            theme, kind=ButtonKind.LINK, size=ButtonSize.COMPACT, name="export_all_button"
        )
        head = self.add_head()
        head.add_trailing(self.all_button)
        self._head = head
        self._model = ExportModel(self)
        self.list = QListView()
        self.list.setObjectName("export_list")
        self.list.setModel(self._model)
        self.list.setItemDelegate(CheckDelegate(theme, self.list))
        self.list.setFrameShape(QFrame.Shape.NoFrame)
        self.list.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.list.setMouseTracking(True)
        self._empty = EmptyState(theme)
        self._skipped = Label(theme, role=Role.CAPTION, color="text_muted", wrap=True)
        self.formats = ComboBox(theme, name="export_format", role=Role.SMALL)
        self.formats.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        self.package = PackageBox(theme)
        self.sign = SignLine(theme)
        self._sheet: SheetView | None = None
        self._document: DocumentView | None = None
        self._preview_title = Label(theme, role=Role.SMALL, weight=Weight.SEMIBOLD)
        self._promise = Label(theme, role=Role.CAPTION, color="text_muted", wrap=True)
        self.preview = QPlainTextEdit()
        self.preview.setObjectName("export_preview")
        self.preview.setReadOnly(True)
        self.preview.setCornerWidget(QWidget())
        self.preview.setLineWrapMode(QPlainTextEdit.LineWrapMode.NoWrap)
        self.save_button = Button(
            theme, kind=ButtonKind.PRIMARY, icon="save", name="export_save_button"
        )
        self.copy_button = Button(theme, icon="copy", name="export_copy_button")
        self._lay_out(theme)
        self._model.toggled.connect(self.toggled)
        self.list.clicked.connect(self._model.toggle)
        self.all_button.clicked.connect(self._on_all_button_clicked)
        self.formats.picked.connect(self.format_chosen)
        self.package.changed.connect(self._update_buttons)
        self.save_button.clicked.connect(self.save_requested)
        self.copy_button.clicked.connect(self.copy_requested)
        theme.follow(self._on_theme_changed_here)

    def _lay_out(self, theme: ThemeController) -> None:
        self.body.addSpacing(4)
        self.body.addWidget(self.list)
        self.body.addWidget(self._empty)
        self.body.addSpacing(4)
        self.body.addWidget(Rule(theme))
        top = QHBoxLayout()
        top.addWidget(self._preview_title)
        top.addStretch(1)
        top.addWidget(self.formats)
        buttons = QHBoxLayout()
        buttons.setSpacing(8)
        buttons.addWidget(self.save_button)
        buttons.addWidget(self.copy_button)
        buttons.addStretch(1)
        self._inner = inner = QVBoxLayout()
        inner.setContentsMargins(14, 12, 14, 14)
        inner.setSpacing(10)
        inner.addWidget(self._skipped)
        inner.addLayout(top)
        inner.addWidget(self.preview, 1)
        inner.addWidget(self.package, 1)
        inner.addWidget(self._promise)
        inner.addWidget(self.sign)
        inner.addLayout(buttons)
        self.body.addLayout(inner, 1)

    def retranslate(self, messages: Messages) -> None:
        """Puts every text in."""
        self._messages = messages
        self._head.set_title(self.tr("Export"))
        self.list.setAccessibleName(self.tr("Connections to export"))
        self.formats.setAccessibleName(self.tr("Format"))
        self.preview.setAccessibleName(self.tr("File content"))
        self.formats.offer(
            [
                (f"{HEADING}keep", self.tr("To keep in Git")),
                ("toml", self.tr("Config file (TOML)")),
                ("json", self.tr("Config file (JSON)")),
                ("yaml", self.tr("Config file (YAML)")),
                ("env", self.tr("Environment variables")),
                ("authing", self.tr("Authing API calls")),
                (f"{HEADING}hand", self.tr("To hand over")),
                (PACKAGE, self.tr("Encrypted package")),
                (LINK, self.tr("Link for a chat")),
                (SHEET, self.tr("Hand-over sheet")),
                (PDF, self.tr("Test sheet (PDF)")),
            ]
        )
        self._preview_title.setText(self.tr("File content"))
        self.package.retranslate()
        self.save_button.setText(self.tr("Save"))
        self.copy_button.setText(self.tr("Copy"))
        self.show_view(self._view)

    def show_view(self, view: ExportView) -> None:
        """Shows the choice and its text."""
        self._view = view
        chosen = view.chosen
        count = self.tr("{chosen} of {count}").format(chosen=len(chosen), count=len(view.items))
        self._head.set_note(count if view.items else "")
        is_all = len(chosen) == len(view.items)
        self.all_button.setText(self.tr("Clear selection") if is_all else self.tr("Select all"))
        self.all_button.setVisible(len(view.items) > 1)
        self._model.show_items(view.items, self._messages)
        self._fit_list()
        self.list.setVisible(bool(view.items))
        self._empty.setVisible(not view.items)
        self._empty.show_sentence(
            self.tr("The stored connections cannot be read.")
            if view.failed
            else self.tr("There is no connection to export yet.")
        )
        skipped = self.tr("{count} with errors or still drafts cannot be exported.")
        self._skipped.setText(skipped.format(count=view.skipped))
        self._skipped.setVisible(bool(view.skipped))
        self.formats.choose(view.format)
        is_package = view.format == PACKAGE
        is_pdf = view.format == PDF
        self.package.setVisible(is_package)
        is_sheet = view.format == SHEET
        self.preview.setVisible(not (is_package or is_pdf or is_sheet))
        self._show_sheet(view)
        self._show_document(view)
        self._promise.setText(self._promise_of(view.format))
        wrap = QPlainTextEdit.LineWrapMode
        one_line = view.format == LINK
        self.preview.setLineWrapMode(wrap.WidgetWidth if one_line else wrap.NoWrap)
        self.sign.setVisible(view.format != LINK)
        self.copy_button.setVisible(not is_package and not is_pdf)
        if self.preview.toPlainText() != view.text:
            self.preview.setPlainText(view.text)
        self._update_buttons()

    def _promise_of(self, name: str) -> str:
        match name:
            case "package":
                return self.tr(
                    "Contains the secrets available here. Any age tool, or Import, can open it."
                )
            case "pdf":
                return self.tr(
                    "One page per connection, for testing with a phone. It contains no secrets."
                )
            case "link":
                return self.tr(
                    "Contains no secrets; env: and file: become keyring:. Whoever opens it "
                    "first sees what it would change."
                )
            case _:
                return self.tr(
                    "Contains no secrets, only where each is kept. Safe to commit to git."
                )

    def _show_sheet(self, view: ExportView) -> None:
        is_pdf = view.format == PDF
        if is_pdf and self._sheet is None:
            from wecom_console.gui.features.share.sheet_view import SheetView  # rarely wanted

            self._sheet = SheetView(self._theme)
            self._inner.insertWidget(self._inner.indexOf(self.preview), self._sheet, 1)
        if self._sheet is None:
            return
        self._sheet.setVisible(is_pdf)
        if is_pdf and view.chosen:
            from wecom_console.services.exporting.printed_sheet import sheet_of  # rarely wanted

            profile = view.chosen[0].profile
            self._sheet.show_sheet(sheet_of(profile, self._messages, choose=secrets.choice))
            words = self.tr("Test sheet of {name}").format(name=profile.display_name)
            self._sheet.setAccessibleName(words)
        elif is_pdf:
            self._sheet.show_sheet(None)

    def _show_document(self, view: ExportView) -> None:
        """A sheet that people read is shown as they will read it."""
        is_sheet = view.format == SHEET
        if is_sheet and self._document is None:
            from wecom_console.gui.parts.document_view import DocumentView  # rarely wanted

            self._document = DocumentView(self._theme, name="export_document")
            self._inner.insertWidget(self._inner.indexOf(self.preview), self._document, 1)
        if self._document is None:
            return
        self._document.setVisible(is_sheet)
        self._document.setAccessibleName(self.tr("File content"))
        if is_sheet:
            self._document.show_markdown(view.text)

    def _update_buttons(self) -> None:
        reason = "" if self._view.chosen else self.tr("Choose at least one connection")
        if self._view.is_too_many:
            most = self.tr("A file can contain at most {count} connections: choose fewer")
            reason = most.format(count=MOST_IN_A_FILE)
        if self._view.format == LINK and not self._view.is_rendering and not self._view.text:
            reason = reason or self.tr("Too much for a link: choose fewer connections, or a file")
        self.copy_button.set_reason(reason)
        if self._view.format == PACKAGE:
            reason = reason or self.package.cannot_write()
        self.save_button.set_reason(reason)

    def _on_all_button_clicked(self) -> None:
        self.all_toggled.emit(len(self._view.chosen) != len(self._view.items))

    def _on_theme_changed_here(self, _tokens: ThemeTokens) -> None:
        self.preview.setFont(self._theme.font(Role.CODE))
        colors = QPalette(self.preview.palette())
        colors.setColor(QPalette.ColorRole.Base, self._theme.color("surface_sunken"))
        self.preview.setPalette(colors)
        self._fit_list()

    def _fit_list(self) -> None:
        """As high as its rows, up to four."""
        rows = min(ROWS_SHOWN, max(1, self._model.rowCount()))
        height = max(self.list.sizeHintForRow(0), self._theme.px(ROW))
        self.list.setFixedHeight(rows * height)
