"""Cards to choose from, in as many columns as fit, walked with the arrow keys."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QObject, QSize, Qt, QTimer
from PySide6.QtGui import QKeyEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from wecom_console.gui.theme.controller import ThemeController
from wecom_console.gui.theme.metrics import CARD_GAP, Role
from wecom_console.gui.widgets.boxes.card import CardButton
from wecom_console.gui.widgets.text.icon_view import IconView, LogoTile
from wecom_console.gui.widgets.text.label import Label

_STEPS = {
    Qt.Key.Key_Left: (-1, 0),
    Qt.Key.Key_Right: (1, 0),
    Qt.Key.Key_Up: (0, -1),
    Qt.Key.Key_Down: (0, 1),
}


class TileCard(CardButton):
    """Tile, name, two lines of description, and what choosing it does."""

    def __init__(self, theme: ThemeController, *, icon: str, name: str, leads_on: bool) -> None:
        super().__init__(theme, padding=16, name=name)
        self._title = Label(theme, role=Role.HEADING, wrap=True)
        self._about = Label(theme, role=Role.SMALL, color="text_muted", wrap=True)
        self._facts = [
            Label(theme, role=Role.SMALL, color="text_muted", wrap=True) for _ in range(2)
        ]
        color = "primary" if leads_on else "text_muted"  # one card alone is what one came for
        self._way = Label(theme, role=Role.SMALL, color=color, weight=500)
        self._where = Label(theme, role=Role.SMALL, color="text_muted", wrap=True)
        words = QVBoxLayout()
        words.setSpacing(2)
        words.addWidget(self._title)
        words.addWidget(self._about)
        for fact in self._facts:
            fact.hide()
            words.addWidget(fact)
        words.addStretch(1)
        way = QHBoxLayout()
        way.setContentsMargins(0, 8, 0, 0)
        way.setSpacing(6)
        way.addWidget(self._where, 1)
        if leads_on:  # shown without a parent it would be a window of its own for a moment
            self._where.hide()
        way.addWidget(self._way)
        icon_name = "arrow-right" if leads_on else "external"
        way.addWidget(IconView(theme, icon_name, color=color, size=14))
        if leads_on:
            way.addStretch(1)
        words.addLayout(way)
        row = QHBoxLayout()
        row.setSpacing(14)
        row.addWidget(LogoTile(theme, icon), 0, Qt.AlignmentFlag.AlignTop)
        row.addLayout(words, 1)
        self.body.addLayout(row)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)

    def show_words(
        self, title: str, about: str, *, way: str, where: str = "", facts: Sequence[str] = ()
    ) -> None:
        """The card's words; `way` says what choosing it does, `where` by whom it is configured
        otherwise, `facts` are further lines."""
        self._where.setText(where)
        self._title.setText(title)
        self._about.setText(about)
        self._way.setText(way)
        for label, fact in zip(self._facts, (*facts, "", ""), strict=False):
            label.setText(fact)
            label.setVisible(bool(fact))
        plain = [fact.replace("**", "") for fact in facts]
        self.setAccessibleName(title)
        self.setAccessibleDescription(" ".join(w for w in (about, *plain, where, way) if w))


class CardGrid(QWidget):
    """Cards of one width; those of a row are of one height. At most `columns` side by side."""

    def __init__(self, theme: ThemeController, *, columns: int, narrowest: int) -> None:
        super().__init__()
        self._theme = theme
        self._most = columns
        self._narrowest = narrowest
        self._cards: list[CardButton] = []
        self._lead: CardButton | None = None
        self._rest: Label | None = None
        self._is_asked = False
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        theme.theme_changed.connect(self._on_theme_changed)

    def add(self, card: CardButton) -> None:
        """Puts a card at the end."""
        card.setParent(self)
        card.installEventFilter(self)
        self._cards.append(card)

    def lead_with(self, card: CardButton, rest: Label) -> None:
        """The first card has a row of its own; `rest` stands above the others."""
        rest.setParent(self)
        self._lead, self._rest = card, rest

    def shown(self) -> list[CardButton]:
        """The cards that are not filtered away, in order."""
        return [card for card in self._cards if not card.isHidden()]

    def rearrange(self) -> None:
        """Places the cards anew, after some were hidden or their words have changed."""
        self.updateGeometry()
        self._place(self.width(), move=True)

    def columns(self, width: int) -> int:
        """How many cards stand side by side."""
        room = self._theme.px(self._narrowest)
        return max(1, min(self._most, (width + CARD_GAP) // (room + CARD_GAP)))

    def _rows(self, cards: list[CardButton], count: int) -> list[list[CardButton]]:
        first = [[cards[0]]] if cards and cards[0] is self._lead else []
        rest = cards[len(first) :]
        return first + [rest[start : start + count] for start in range(0, len(rest), count)]

    def _place(self, width: int, *, move: bool) -> int:
        cards = self.shown()
        count = self.columns(width)
        share = (width - CARD_GAP * (count - 1)) // count
        top = 0
        rows = self._rows(cards, count)
        for number, row in enumerate(rows):
            is_lead = row[0] is self._lead
            wide = width if is_lead else share
            if self._rest is not None and number == (rows[0][0] is self._lead):
                height = self._rest.sizeHint().height() + 4
                if move:
                    self._rest.setGeometry(0, top + 4, width, height)
                top += height + CARD_GAP
            height = max(max(card.heightForWidth(wide), card.minimumHeight()) for card in row)
            if move:
                for place, card in enumerate(row):
                    card.setGeometry(place * (wide + CARD_GAP), top, wide, height)
            top += height + CARD_GAP
        if self._rest is not None and move:
            self._rest.setVisible(any(row[0] is not self._lead for row in rows))
        return max(0, top - CARD_GAP)

    def _on_theme_changed(self) -> None:
        self.rearrange()

    def heightForWidth(self, width: int) -> int:
        """The height of all rows."""
        return self._place(width, move=False)

    def sizeHint(self) -> QSize:
        """Wide; the height follows the width."""
        width = self._theme.px(self._narrowest) * self._most
        return QSize(width, self.heightForWidth(width))

    def minimumSizeHint(self) -> QSize:
        """One column."""
        return QSize(self._theme.px(self._narrowest) // 2, 0)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Places the cards."""
        super().resizeEvent(event)
        self._place(self.width(), move=True)

    def showEvent(self, event: QShowEvent) -> None:
        """A hidden card answers with the height it had when it was last laid out."""
        super().showEvent(event)
        self._ask_for_place()

    def _ask_for_place(self) -> None:
        if not self._is_asked:
            self._is_asked = True
            QTimer.singleShot(0, self, self._on_cards_changed)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Arrow keys go from card to card; a card whose words have changed may need more room."""
        if event.type() == QEvent.Type.LayoutRequest:
            self._ask_for_place()
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            step = _STEPS.get(Qt.Key(event.key()))
            if step is not None and self._go(watched, step):
                return True
        return super().eventFilter(watched, event)

    def _on_cards_changed(self) -> None:
        self._is_asked = False
        self.rearrange()

    def _go(self, card: QObject, step: tuple[int, int]) -> bool:
        cards = self.shown()
        if card not in cards:
            return False
        count = self.columns(self.width())
        has_lead = bool(cards) and cards[0] is self._lead
        place = cards.index(card)
        if has_lead and place == 0 and step[1] > 0:
            place = 1  # from its own row to the first of the next
        elif has_lead and 0 < place <= count and step[1] < 0:
            place = 0
        else:
            place += step[0] + step[1] * count
        if not 0 <= place < len(cards):
            return False
        cards[place].setFocus(Qt.FocusReason.OtherFocusReason)
        return True
