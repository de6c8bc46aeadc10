"""*Select enterprise identity source*: the console's card grid, searchable."""

from collections.abc import Callable
from typing import Final

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from wecom_console.domain.catalogue import IDENTITY_SOURCES, IdentitySource
from wecom_console.gui.features.wizard.choice_cards import CardGrid, TileCard
from wecom_console.gui.parts.layouts import page_scroll
from wecom_console.gui.plain_text import set_tip
from wecom_console.gui.theme.controller import ThemeController
from wecom_console.gui.theme.metrics import CARD_GAP, Role
from wecom_console.gui.widgets.boxes.empty import EmptyState
from wecom_console.gui.widgets.fields.search import SearchField
from wecom_console.gui.widgets.text.label import Label
from wecom_console.messages.catalogue import Messages

_ICONS: Final = {
    "wechatwork": "chat",
    "dingtalk": "bolt",
    "dingtalk_mobile": "phone",
    "lark_public": "grid",
    "lark_internal": "puzzle",
    "lark_block": "list",
    "windows_ad": "building",
    "ad_kerberos": "key",
    "azure_ad": "globe",
    "oidc": "user",
    "oauth2": "lock",
    "ldap": "folder",
    "saml": "shield",
    "cas": "flag",
    "welink": "link",
    "seeyon": "file",
}
SEARCH_WIDTH: Final = 320
LEAD: Final = "wechatwork"


class SelectSourceView(QWidget):
    """`chosen` is sent for the source that this program configures; the others open their guide."""

    chosen = Signal()

    def __init__(self, theme: ThemeController, *, open_url: Callable[[str], None]) -> None:
        super().__init__()
        self.setObjectName("select_source_view")
        self._open_url = open_url
        self._texts: dict[str, str] = {}
        self.search = SearchField(theme, name="source_search_edit")
        self.search.setMaximumWidth(theme.px(SEARCH_WIDTH))
        self._grid = CardGrid(theme, columns=3, narrowest=260)
        self._cards: dict[str, TileCard] = {}
        self._nothing = EmptyState(theme, name="clear_search_button")
        self._nothing.hide()
        self._elsewhere = Label(theme, role=Role.SECTION)
        for source in IDENTITY_SOURCES:
            self._grid.add(self._make_card(theme, source))
        self._grid.lead_with(self._cards[LEAD], self._elsewhere)
        scroll = page_scroll(theme, top=20)
        scroll.column.setSpacing(CARD_GAP + 4)
        scroll.column.addWidget(self.search)
        scroll.column.addWidget(self._grid)
        scroll.column.addWidget(self._nothing)
        scroll.column.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(scroll)
        self._scroll = scroll
        self.search.searched.connect(self._on_search_searched)
        self.search.edit.installEventFilter(self)
        self._nothing.acted.connect(self._on_nothing_acted)

    def _make_card(self, theme: ThemeController, source: IdentitySource) -> TileCard:
        card = TileCard(
            theme,
            icon=_ICONS[source.id],
            name=f"source_card_{source.id}",
            leads_on=source.is_configurable,
        )
        if source.is_configurable:
            card.clicked.connect(self.chosen)
        else:
            card.clicked.connect(lambda: self._open_url(source.guide))
        self._cards[source.id] = card
        return card

    def retranslate(self, messages: Messages) -> None:
        """Takes the words of the language."""
        self.search.set_placeholder(self.tr("Search identity sources"))
        self._nothing.show_sentence(
            self.tr("No matching identity source."), action=self.tr("Clear the search")
        )
        for source in IDENTITY_SOURCES:
            title = messages.text(f"source.{source.id}")
            about = messages.text(f"source.{source.id}.about")
            on = source.is_configurable
            set_tip(self._cards[source.id], "" if on else messages.text("source.elsewhere"))
            self._cards[source.id].show_words(
                title,
                about,
                way=messages.text("source.configure" if on else "source.guide"),
            )
            self._texts[source.id] = f"{title}\n{about}\n{source.id}".casefold()
        self._elsewhere.setText(self.tr("Configured in Authing's console"))
        self._filter(self.search.text())

    def start(self) -> None:
        """The page is shown: the keyboard goes to the search."""
        self.search.edit.clear()
        self.search.focus()

    def _filter(self, text: str) -> None:
        words = text.casefold().split()
        for key, card in self._cards.items():
            card.setVisible(all(word in self._texts[key] for word in words))
        self._nothing.setVisible(not self._grid.shown())
        self._grid.rearrange()

    def _on_search_searched(self, text: str) -> None:
        self._filter(text)

    def _on_nothing_acted(self) -> None:
        self.start()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Down goes from the search to the first card, Enter chooses it."""
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            cards = self._grid.shown()
            if cards and event.key() == Qt.Key.Key_Down:
                cards[0].setFocus(Qt.FocusReason.OtherFocusReason)
                return True
            if cards and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
                cards[0].clicked.emit()
                return True
        return super().eventFilter(watched, event)
