"""The guide, searchable; F1 opens it at the place for what is in hand."""

from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QVBoxLayout, QWidget

from wecom_console.gui.features.help.contents_list import ContentsList
from wecom_console.gui.features.help.presenter.fields import fields_of
from wecom_console.gui.features.help.presenter.guide import Guide, Section
from wecom_console.gui.parts.cards_page import CardsPage
from wecom_console.gui.parts.desktop import open_in_browser
from wecom_console.gui.parts.document_view import DocumentView
from wecom_console.gui.shell.commands.shortcuts import of_platform
from wecom_console.gui.shell.commands.table import key_commands
from wecom_console.gui.shell.context import ShellContext
from wecom_console.gui.theme.metrics import PAGE_EDGE
from wecom_console.gui.widgets.boxes.card import Card
from wecom_console.gui.widgets.fields.search import SearchField
from wecom_console.resource_files import read_document

BESIDE_FROM = 84
LIST_WIDTH = 280
LIST_HEIGHT = 180


class HelpPage(CardsPage):
    """Opened with the key of a page it shows what the guide says of that page."""

    def __init__(self, context: ShellContext) -> None:
        super().__init__(context.theme, beside_from=BESIDE_FROM)
        self._context = context
        self._guide: Guide | None = None
        self._section: Section | None = None
        self.setObjectName("help_page")
        theme = context.theme
        self.search = SearchField(theme, name="help_search_edit")
        self.contents = ContentsList(theme)
        self.view = DocumentView(theme, name="help_view")
        self._left = QWidget()
        column = QVBoxLayout(self._left)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(10)
        column.addWidget(self.search)
        self._listing = listing = Card(theme, name="help_contents_card")
        listing.body.addWidget(self.contents)
        column.addWidget(listing, 1)
        reading = Card(theme, name="help_view_card")
        reading.body.addWidget(self.view)
        self.cards.addWidget(self._left)
        self.cards.addWidget(reading, 1)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(PAGE_EDGE, 20, PAGE_EDGE, 20)
        whole.addLayout(self.cards)
        self.search.searched.connect(self._on_searched)
        self.contents.chosen.connect(self._show)
        self.view.link_followed.connect(self._on_link_followed)
        theme.follow(self._on_theme_changed)

    def title(self) -> str:
        """The header's title."""
        return self.tr("Help")

    def retranslate(self) -> None:
        """Reads the guide in the language of the moment."""
        self.search.set_placeholder(self.tr("Search the guide"))
        self.contents.setAccessibleName(self.tr("Contents"))
        self.view.setAccessibleName(self.tr("Guide"))
        keys = [
            (
                command.text,
                QKeySequence(of_platform(command.shortcut)).toString(
                    QKeySequence.SequenceFormat.NativeText
                ),
            )
            for command in key_commands(lambda _page: True)
        ]
        before, document = self._section, self._guide.guide if self._guide is not None else ""
        self._guide = Guide(
            self._context.language(),
            read_document,
            keys=keys,
            keys_title=self.tr("Keyboard shortcuts"),
            keys_heads=(self.tr("What it does"), self.tr("Key")),
            fields=fields_of(self._context.messages()),
            fields_title=self.tr("Fields of a connection"),
        )
        self._section = None
        self._on_searched(self.search.text())
        if before is not None:
            name = self._guide.guide if before.document == document else before.document
            self._show_place(name, before.place)

    def activate(self, args: object) -> None:
        """`args` is the key of a page, ``keys``, a field of the form (``field:schema``), or
        nothing: then what was read stays."""
        if self._guide is None or (args is None and self._section is not None):
            return
        self.search.edit.clear()
        self._show(self._guide.topic(args if isinstance(args, str) else ""))
        self.search.focus()

    def _show_place(self, document: str, place: int) -> None:
        guide = self._guide
        if guide is not None:
            sections = guide.sections(document)
            self._show(next((one for one in sections if one.place == place), sections[0]))

    def _show(self, section: Section | None) -> None:
        if section is None or self._guide is None:
            return
        if self._section is None or self._section.document != section.document:
            self.view.show_markdown(self._guide.text(section.document))
        self._section = section
        self.view.go_to_heading(section.place)
        self.contents.choose(section)

    def _on_searched(self, words: str) -> None:
        if self._guide is not None:
            self.contents.show_sections(self._guide.search(words))
            self._fit()

    def _on_link_followed(self, address: str) -> None:
        if address.startswith(("https://", "http://")):
            open_in_browser(address)
        elif self._guide is not None and self._section is not None:
            self._show(self._guide.target(self._section.document, address))

    def _fit_cards(self, *, is_beside: bool) -> None:
        # Below each other the reading has the room, until something is looked for.
        self._listing.setVisible(is_beside or bool(self.search.text()))
        width = self._theme.px(LIST_WIDTH) if is_beside else 16_777_215
        self._left.setMaximumWidth(width)
        self._left.setMinimumWidth(width if is_beside else 0)
        self._left.setMaximumHeight(16_777_215 if is_beside else self._theme.px(LIST_HEIGHT))
