"""*Development access*, step 3 of the guide: what the app needs, filled from the connection."""

from collections.abc import Callable

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from wecom_console.domain.catalogue import MOBILE_GUIDE_URL
from wecom_console.domain.raw import Raw, get_value
from wecom_console.exchange.fragments import (
    MOST_FRAGMENTS,
    TARGETS,
    AppValue,
    app_values,
    fragments,
    lacking_values,
    lacks_backend,
    redeem_fragment,
)
from wecom_console.gui.features.connection.code_block import CodeBlock
from wecom_console.gui.features.connection.hosted_page import HostedPage
from wecom_console.gui.parts.form.bindings import object_name
from wecom_console.gui.parts.layouts import tab_column
from wecom_console.gui.spoken import spoken_fact, spoken_list
from wecom_console.gui.theme.controller import ThemeController
from wecom_console.gui.theme.metrics import Role
from wecom_console.gui.widgets.boxes.card import Card
from wecom_console.gui.widgets.boxes.notice import NoticeBox, NoticeTone
from wecom_console.gui.widgets.controls.button import Button, ButtonKind, ButtonSize
from wecom_console.gui.widgets.controls.segmented import SegmentedControl
from wecom_console.gui.widgets.layout.emptying import clear
from wecom_console.gui.widgets.text.elided_label import ElidedLabel
from wecom_console.gui.widgets.text.label import Label
from wecom_console.messages.catalogue import Messages
from wecom_console.messages.problems import field_label


class ValuesCard(Card):
    """Label, value and a copy button, line by line."""

    copied = Signal(str)

    def __init__(self, theme: ThemeController) -> None:
        super().__init__(theme, name="access_values")
        self._theme = theme
        self.add_head()
        holder = QVBoxLayout()
        holder.setContentsMargins(20, 10, 12, 12)
        self._grid = QGridLayout()
        self._grid.setHorizontalSpacing(20)
        self._grid.setVerticalSpacing(4)
        self._grid.setColumnStretch(1, 1)
        holder.addLayout(self._grid)
        self.body.addLayout(holder)

    def show_values(
        self, values: tuple[AppValue, ...], messages: Messages, *, state: str, copy_text: str
    ) -> None:
        """Shows the values, and last what the app makes up by itself."""
        clear(self._grid)
        for row, value in enumerate(values):
            label = field_label(messages, value.path)
            self._grid.addWidget(
                Label(self._theme, label, role=Role.SMALL, color="text_muted"), row, 0
            )
            self._grid.addWidget(ElidedLabel(self._theme, value.text), row, 1)
            copy = Button(
                self._theme,
                kind=ButtonKind.GHOST,
                size=ButtonSize.COMPACT,
                icon="copy",
                accessible_name=spoken_fact(copy_text, label),
                name=f"copy_{object_name(value.path)}_button",
            )
            copy.clicked.connect(lambda _=False, text=value.text: self.copied.emit(text))
            self._grid.addWidget(copy, row, 2)
        last = len(values)
        name = Label(self._theme, "state", role=Role.SMALL, color="text_muted")
        self._grid.addWidget(name, last, 0)
        self._grid.addWidget(Label(self._theme, state, role=Role.SMALL, wrap=True), last, 1)


class AccessTab(QWidget):
    """`copied` carries what was copied."""

    copied = Signal(str)
    settings_requested = Signal()

    def __init__(self, theme: ThemeController, *, open_url: Callable[[str], None]) -> None:
        super().__init__()
        self.setObjectName("access_tab")
        self._document: Raw = {}
        self._messages: Messages | None = None
        self._title = Label(theme, role=Role.HEADING)
        self._guide_text = Label(theme, wrap=True)
        self._hosted = HostedPage(theme, open_url=open_url)
        self._truth = NoticeBox(theme, tone=NoticeTone.WARNING, name="access_truth")
        self._steps = Label(theme, wrap=True)
        self._guide = Button(
            theme,
            kind=ButtonKind.LINK,
            size=ButtonSize.COMPACT,
            trailing_icon="external",
            name="access_guide_link",
        )
        self._values = ValuesCard(theme)
        self._platforms = SegmentedControl(
            theme, tuple((target, target) for target in TARGETS), name="access_platform"
        )
        self._lacking = Label(theme, role=Role.SMALL, color="error", wrap=True)
        self._lacking.setObjectName("access_lacking")
        self._note = Label(theme, role=Role.SMALL, color="text_muted", wrap=True)
        self._blocks = tuple(
            CodeBlock(theme, name=f"access_{place}") for place in range(MOST_FRAGMENTS)
        )
        self._request = Card(theme, name="access_request")
        self._redeem = Card(theme, name="access_redeem")
        self._redeem_block = CodeBlock(theme, name="access_redeem")
        self._missing = Label(theme, role=Role.SMALL, color="text_muted", wrap=True)
        self._to_settings = Button(theme, size=ButtonSize.COMPACT, name="access_settings_button")
        self._lay_out(theme)
        self._guide.clicked.connect(lambda: open_url(MOBILE_GUIDE_URL))
        self._platforms.chosen.connect(lambda _key: self._show())
        self._to_settings.clicked.connect(self.settings_requested)
        self._values.copied.connect(self.copied)
        self._hosted.copied.connect(self.copied)
        for block in (*self._blocks, self._redeem_block):
            block.copied.connect(self.copied)

    def _lay_out(self, theme: ThemeController) -> None:
        column = tab_column(self, theme)
        intro = Card(theme, padding=20)
        intro.body.setSpacing(8)
        for widget in (
            self._title,
            self._guide_text,
            self._hosted,
            self._truth,
            self._steps,
            self._guide,
        ):
            intro.body.addWidget(widget)
        row = QHBoxLayout()
        row.addWidget(self._guide)
        row.addStretch(1)
        intro.body.addLayout(row)
        column.addWidget(intro)
        column.addWidget(self._values)
        self._request.add_head()
        inner = QVBoxLayout()
        inner.setContentsMargins(20, 12, 20, 20)
        inner.setSpacing(12)
        inner.addWidget(self._platforms)
        inner.addWidget(self._lacking)
        inner.addWidget(self._note)
        for block in self._blocks:
            inner.addWidget(block)
        self._request.body.addLayout(inner)
        column.addWidget(self._request)
        self._redeem.add_head()
        inner = QVBoxLayout()
        inner.setContentsMargins(20, 12, 20, 20)
        inner.setSpacing(12)
        missing = QHBoxLayout()
        missing.addWidget(self._missing, 1)
        missing.addWidget(self._to_settings)
        inner.addLayout(missing)
        inner.addWidget(self._redeem_block)
        self._redeem.body.addLayout(inner)
        column.addWidget(self._redeem)
        column.addStretch(1)

    def retranslate(self, messages: Messages) -> None:
        """Takes the words of the language."""
        self._messages = messages
        self._title.setText(messages.text("access.title"))
        self._guide_text.setText(messages.text("access.guide"))
        self._truth.set_title("")
        self._truth.set_rows((("", messages.text("access.truth")),))
        self._hosted.retranslate(messages)
        self._steps.setText(messages.text("access.steps"))
        self._guide.setText(self.tr("Open the guide"))
        self._to_settings.setText(self.tr("Open settings"))
        self._platforms.setAccessibleName(self.tr("Platform"))
        for target in TARGETS:
            self._platforms.set_text(target, messages.text(f"access_target.{target}"))
        for card, code in (
            (self._values, "values"),
            (self._request, "request"),
            (self._redeem, "redeem"),
        ):
            if card.head is not None:
                card.head.set_title(messages.text(f"access.{code}"))
                card.head.set_note(messages.text(f"access.{code}_note"))
        self._show()

    def show_document(self, document: Raw) -> None:
        """Fills everything in from a connection."""
        self._document = document
        self._show()

    def _show(self) -> None:
        messages = self._messages
        if messages is None or not self._document:
            return
        copy = self.tr("Copy")
        self._values.show_values(
            app_values(self._document),
            messages,
            state=messages.text("access.state"),
            copy_text=copy,
        )
        host = get_value(self._document, "backend.app_host")
        self._hosted.show_address(host if isinstance(host, str) else "", messages)
        target = self._platforms.current()
        self._note.setText(messages.text(f"access.{target}"))
        lacking = lacking_values(self._document, target)
        names = spoken_list(field_label(messages, path) for path in lacking)
        self._lacking.setText(messages.text("access.missing_values", fields=names))
        self._lacking.setVisible(bool(lacking))
        snippets = fragments(self._document, target)
        for place, block in enumerate(self._blocks):
            block.setVisible(place < len(snippets))
            if place < len(snippets):
                snippet = snippets[place]
                block.show_code(snippet.title, snippet.text, copy_text=copy)
        redeem = redeem_fragment(self._document)
        self._redeem_block.show_code(redeem.title, redeem.text, copy_text=copy)
        missing = lacks_backend(self._document)
        self._missing.setText(messages.text("access.missing_backend"))
        for widget in (self._missing, self._to_settings):
            widget.setVisible(missing)
