"""*Enterprise WeChat*: the login methods of the source as cards."""

from collections.abc import Callable
from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from wecom_console.domain.catalogue import LOGIN_METHODS, LoginMethod
from wecom_console.gui.features.wizard.choice_cards import CardGrid, TileCard
from wecom_console.gui.parts.layouts import page_scroll
from wecom_console.gui.plain_text import set_tip
from wecom_console.gui.theme.controller import ThemeController
from wecom_console.gui.theme.metrics import CARD_GAP, Role
from wecom_console.gui.widgets.text.label import Label
from wecom_console.messages.catalogue import Messages

_ICONS: Final = {
    "mobile": "phone",
    "agency_mobile": "phone",
    "corp_qrconnect": "qr",
    "agency_qrconnect": "qr",
    "authing_agency": "qr",
    "service_provider_qrconnect": "qr",
}


class WecomVariantsView(QWidget):
    """`chosen` carries the type of a method that is configured here; the others open a guide."""

    chosen = Signal(str)

    def __init__(self, theme: ThemeController, *, open_url: Callable[[str], None]) -> None:
        super().__init__()
        self.setObjectName("wecom_variants_view")
        self._open_url = open_url
        self._cards: dict[str, TileCard] = {}
        self._intro = Label(theme, role=Role.BODY, color="text_muted", wrap=True)
        self._grid = CardGrid(theme, columns=2, narrowest=340)
        for method in LOGIN_METHODS:
            self._grid.add(self._make_card(theme, method))
        scroll = page_scroll(theme, top=20)
        scroll.column.setSpacing(CARD_GAP + 4)
        scroll.column.addWidget(self._intro)
        scroll.column.addWidget(self._grid)
        scroll.column.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(scroll)

    def _make_card(self, theme: ThemeController, method: LoginMethod) -> TileCard:
        name = f"variant_card_{method.type.replace(':', '_')}"
        on = method.is_configurable
        card = TileCard(theme, icon=_ICONS[method.id], name=name, leads_on=on)
        if on:
            card.clicked.connect(lambda: self.chosen.emit(method.type))
        else:
            card.clicked.connect(lambda: self._open_url(method.guide))
        self._cards[method.id] = card
        return card

    def retranslate(self, messages: Messages) -> None:
        """Takes the words of the language."""
        self._intro.setText(self.tr("How do your members log in with WeCom?"))
        for method in LOGIN_METHODS:
            on = method.is_configurable
            scenario = messages.text(f"variant.{method.id}.scenario")
            asked = messages.text("list.separator").join(
                messages.text(f"variant_field.{field}") for field in method.fields
            )
            facts = (
                _fact(messages, "variant.scenario", scenario),
                _fact(messages, "variant.asks", asked),
            )
            about = messages.text(f"variant.{method.id}.about")
            set_tip(self._cards[method.id], "" if on else messages.text("variant.elsewhere"))
            self._cards[method.id].show_words(
                messages.text(f"variant.{method.id}"),
                about,
                way=messages.text("source.configure" if on else "source.guide"),
                where="" if on else messages.text("form.elsewhere"),
                facts=facts,
            )
        self._grid.rearrange()

    def start(self) -> None:
        """The page is shown: the keyboard goes to the method that leads on."""
        self._cards["mobile"].setFocus(Qt.FocusReason.OtherFocusReason)


def _fact(messages: Messages, label: str, value: str) -> str:
    return messages.text("form.fact", label=messages.text(label), value=value)
