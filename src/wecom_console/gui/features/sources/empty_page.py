"""The first thing a newcomer sees: what this is for, and two ways on."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from wecom_console.gui.theme.controller import ThemeController
from wecom_console.gui.theme.illustration import Illustration
from wecom_console.gui.theme.metrics import RADIUS_CARD, Role
from wecom_console.gui.theme.paint import rounded
from wecom_console.gui.theme.tokens import ThemeTokens
from wecom_console.gui.widgets.boxes.card import Card
from wecom_console.gui.widgets.controls.button import Button, ButtonKind, ButtonSize
from wecom_console.gui.widgets.controls.text_link import TextLink
from wecom_console.gui.widgets.layout.scroll import ScrollColumn
from wecom_console.gui.widgets.text.icon_view import IconView, LogoTile
from wecom_console.gui.widgets.text.label import Label

WIDTH = 760
CARD_EXTRA = 2 * 50 + 16
"""The edges of both cards, and the gap between them."""
GAP = 16


class WayCard(Card):
    """A tile, a name, three facts and one button."""

    def __init__(self, theme: ThemeController, *, icon: str, button: Button) -> None:
        super().__init__(theme)
        self.body.setContentsMargins(25, 23, 25, 23)
        self.name = Label(theme, role=Role.HEADING, wrap=True)
        self.note = Label(theme, role=Role.SMALL, color="text_muted", wrap=True)
        self._facts = tuple(Label(theme, role=Role.SMALL, wrap=True) for _ in range(3))
        self.button = button
        words = QVBoxLayout()
        words.setSpacing(1)
        words.addWidget(self.name)
        words.addWidget(self.note)
        head = QHBoxLayout()
        head.setSpacing(12)
        tile = QVBoxLayout()
        tile.setContentsMargins(0, 2, 0, 0)
        tile.addWidget(LogoTile(theme, icon))
        tile.addStretch(1)
        head.addLayout(tile)
        head.addLayout(words, 1)
        self.body.addLayout(head)
        self.body.addSpacing(15)
        for fact in self._facts:
            line = QHBoxLayout()
            line.setContentsMargins(2, 0, 0, 0)
            line.setSpacing(9)
            mark = IconView(theme, "check", color="primary", size=14)
            box = QVBoxLayout()
            box.setContentsMargins(0, 3, 0, 0)
            box.addWidget(mark)
            box.addStretch(1)
            line.addLayout(box)
            line.addWidget(fact, 1)
            self.body.addLayout(line)
            self.body.addSpacing(5)
        self.body.addStretch(1)
        self.body.addSpacing(17)
        button.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.body.addWidget(button)

    def show_texts(self, name: str, note: str, facts: tuple[str, str, str], action: str) -> None:
        """Puts the texts in."""
        self.name.setText(name)
        self.note.setText(note)
        for label, fact in zip(self._facts, facts, strict=True):
            label.setText(fact)
        self.button.setText(action)


class DropArea(QWidget):
    """A dashed box that says what can be dropped, with a link to choose a file instead."""

    chosen = Signal()

    def __init__(self, theme: ThemeController) -> None:
        super().__init__()
        self._theme = theme
        self._lit = False
        self.sentence = Label(theme, role=Role.SMALL, color="text_muted", wrap=False)
        self.link = TextLink(theme, role=Role.SMALL, name="choose_file_button")
        row = QHBoxLayout(self)
        row.setContentsMargins(12, 0, 12, 0)
        row.setSpacing(0)
        row.addStretch(1)
        row.addWidget(IconView(theme, "file", size=16))
        row.addSpacing(9)
        row.addWidget(self.sentence)
        row.addSpacing(4)
        row.addWidget(self.link)
        row.addStretch(1)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.link.clicked.connect(self.chosen)
        theme.follow(self._on_theme_changed)

    def set_lit(self, *, lit: bool) -> None:
        """Something that can be dropped hangs above."""
        self._lit = lit
        self.update()

    def _on_theme_changed(self, _tokens: ThemeTokens) -> None:
        self.setFixedHeight(max(self._theme.px(44), self._theme.line_height(Role.SMALL) + 22))
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paints the dashed box."""
        painter = QPainter(self)
        fill = self._theme.color("primary_soft") if self._lit else None
        edge = self._theme.color("primary" if self._lit else "border_control")
        rounded(painter, self.rect(), RADIUS_CARD, fill=fill, border=edge, dashed=True)


class EmptySources(QWidget):
    """Shown instead of the list while there is no connection."""

    create_requested = Signal()
    demo_requested = Signal()
    file_requested = Signal()
    tour_requested = Signal()

    def __init__(self, theme: ThemeController) -> None:
        super().__init__()
        self._theme = theme
        self.drawing = Illustration(theme, "three-phones", width=334, height=106)
        self.title = Label(theme, role=Role.DISPLAY, wrap=True, align=Qt.AlignmentFlag.AlignHCenter)
        self.sentence = Label(
            theme,
            role=Role.BODY,
            color="text_muted",
            wrap=True,
            align=Qt.AlignmentFlag.AlignHCenter,
        )
        self.create_card = WayCard(
            theme,
            icon="plus",
            button=Button(
                theme, kind=ButtonKind.PRIMARY, size=ButtonSize.MAIN, name="create_source_button"
            ),
        )
        self.demo_card = WayCard(
            theme,
            icon="simulator",
            button=Button(theme, size=ButtonSize.MAIN, icon="play", name="try_demo_button"),
        )
        self.drop = DropArea(theme)
        self.tour = TextLink(theme, role=Role.SMALL, name="tour_link")
        self._cards = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._cards.setSpacing(GAP)
        self._cards.addWidget(self.create_card, 1)
        self._cards.addWidget(self.demo_card, 1)
        self._middle = QWidget()
        column = QVBoxLayout(self._middle)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.drawing, 0, Qt.AlignmentFlag.AlignHCenter)
        column.addSpacing(27)
        column.addWidget(self.title)
        column.addSpacing(6)
        column.addWidget(self.sentence)
        column.addSpacing(26)
        column.addLayout(self._cards)
        column.addSpacing(22)
        column.addWidget(self.drop)
        column.addSpacing(12)
        column.addWidget(self.tour, 0, Qt.AlignmentFlag.AlignHCenter)
        area = ScrollColumn(theme)
        row = QHBoxLayout()
        row.setContentsMargins(24, 24, 24, 24)
        row.addStretch(1)
        row.addWidget(self._middle, 0, Qt.AlignmentFlag.AlignVCenter)
        row.addStretch(1)
        area.column.addLayout(row)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(area)
        self.create_card.button.clicked.connect(self.create_requested)
        self.demo_card.button.clicked.connect(self.demo_requested)
        self.drop.chosen.connect(self.file_requested)
        self.tour.clicked.connect(self.tour_requested)
        theme.follow(self._on_theme_changed)

    def retranslate(self) -> None:
        """Puts every text in."""
        self.title.setText(self.tr("No identity source yet"))
        self.sentence.setText(
            self.tr(
                "Fill it in once, and know whether WeCom login works before you pick up a phone."
            )
        )
        self.create_card.show_texts(
            self.tr("Create enterprise identity source"),
            self.tr("Your app exists in WeCom’s admin console"),
            (
                self.tr("Enterprise ID, AgentID, Secret and Schema"),
                self.tr("Signature and package, or Bundle ID (later)"),
                self.tr("Checked as you type, filled in where possible"),
            ),
            self.tr("Create enterprise identity source"),
        )
        self.demo_card.show_texts(
            self.tr("Try it with the demo connection"),
            self.tr("Nothing to prepare"),
            (
                self.tr("The built-in simulator acts as WeCom and Authing"),
                self.tr("See all seven legs of a login within a minute"),
                self.tr("No network, no account; delete it at any time"),
            ),
            self.tr("Try it with the demo connection"),
        )
        self.drop.sentence.setText(self.tr("Drop a config file here, or"))
        self.drop.link.setText(self.tr("choose a file"))
        self.drop.link.updateGeometry()
        self.tour.setText(self.tr("First time here? Three steps to a first login"))
        self.tour.updateGeometry()

    def fit(self, width: int) -> None:
        """Cards beside each other, or below each other where there is little room."""
        cards = (self.create_card, self.demo_card)
        inside = 2 * max(card.button.sizeHint().width() for card in cards) + CARD_EXTRA
        wanted = max(self._theme.px(WIDTH), inside)
        narrow = width - 48 < max(self._theme.px(WIDTH) * 0.85, inside)
        direction = QBoxLayout.Direction.TopToBottom if narrow else QBoxLayout.Direction.LeftToRight
        self._cards.setDirection(direction)
        self._middle.setFixedWidth(min(wanted, max(280, width - 48)))

    def _on_theme_changed(self, _tokens: ThemeTokens) -> None:
        self.fit(self.width() or WIDTH + 48)
