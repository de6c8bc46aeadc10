"""White cards with a 1 px edge, and their heads."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QRectF, QSize, Qt
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractButton, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from wecom_console.gui.theme.controller import ThemeController
from wecom_console.gui.theme.metrics import HEIGHT_CARD_HEAD, RADIUS_CARD, Role
from wecom_console.gui.theme.paint import fill, left_edge, rounded
from wecom_console.gui.theme.themed import Themed
from wecom_console.gui.theme.tokens import ThemeTokens
from wecom_console.gui.widgets.text.label import Label

EDGE_RADIUS = 3
EDGE_WIDTH = 4
TITLE_WORD = 120


class CardHead(QWidget):
    """Title, a muted note beside it, and controls at the right, above a rule."""

    def __init__(
        self,
        theme: ThemeController,
        title: str = "",
        *,
        note: str = "",
        icon: str = "",
        edge: int = 14,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._theme = theme
        self._has_rule = True
        self._rule_from = 0
        self._notes: tuple[str, ...] = (note,)
        self.title = Label(theme, title, role=Role.SECTION, wrap=True)
        self.note = Label(theme, note, role=Role.CAPTION, color="text_muted", tabular=True)
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(edge, 0, edge, 1)
        self._row.setSpacing(8)
        self._row.addWidget(self.title, 0, Qt.AlignmentFlag.AlignVCenter)
        self._row.addWidget(self.note, 0, Qt.AlignmentFlag.AlignVCenter)
        self._row.addStretch(1)
        self.note.setVisible(bool(note))
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        theme.follow(self._on_theme_changed)

    def set_title(self, title: str) -> None:
        """Names the card."""
        self.title.setText(title)
        self._fit()

    def set_note(self, note: str) -> None:
        """A count or a remark beside the title."""
        self.set_notes((note,))

    def set_notes(self, notes: Sequence[str]) -> None:
        """The same in several lengths, the longest first: the first that fits is shown."""
        self._notes = tuple(notes)
        self.note.setText(self._notes[0] if self._notes else "")
        self._fit()

    def set_rule(self, *, shown: bool) -> None:
        """The rule belongs to what is below; a card that is folded to its head has none."""
        self._has_rule = shown
        self.update()

    def begin_rule(self, left: int) -> None:
        """Where the rule begins: beside the card's coloured edge, not across it."""
        self._rule_from = left
        self.update()

    def add_beside(self, widget: QWidget) -> None:
        """Puts something between the title and the note."""
        place = self._row.indexOf(self.note)
        self._row.insertWidget(place, widget, 0, Qt.AlignmentFlag.AlignVCenter)

    def add_trailing(self, widget: QWidget) -> None:
        """Puts something at the right end."""
        self._row.addWidget(widget, 0, Qt.AlignmentFlag.AlignVCenter)

    def _on_theme_changed(self, _tokens: ThemeTokens) -> None:
        self._fit()
        self.update()

    def _taken(self) -> int:
        """The width of all but title and note."""
        margins = self._row.contentsMargins()
        taken = margins.left() + margins.right()
        for place in range(self._row.count()):
            item = self._row.itemAt(place)
            widget = item.widget() if item is not None else None
            if (
                widget is not None
                and widget not in (self.title, self.note)
                and not widget.isHidden()
            ):
                taken += widget.sizeHint().width() + self._row.spacing()
        return taken

    def _fit(self) -> None:
        """The note gives way to the title, and the title takes a second line before a word is
        lost."""
        room = self.width() - self._taken()
        natural = self.title.sizeHint().width()
        fits = False
        for note in self._notes:
            self.note.setText(note)
            both = natural + self._row.spacing() + self.note.sizeHint().width()
            fits = bool(note) and (both <= room or self.width() == 0)
            if fits:
                break
        self.note.setVisible(fits)
        line = self._theme.line_height(Role.SECTION)
        self.title.setFixedWidth(max(1, min(natural, room)) if self.width() else natural)
        lines = self.title.heightForWidth(self.title.width()) if room < natural else line
        self.setFixedHeight(max(self._theme.px(HEIGHT_CARD_HEAD), lines + 16))

    def event(self, event: QEvent) -> bool:
        """What stands at the right has become wider or narrower."""
        if event.type() == QEvent.Type.LayoutRequest:
            self._fit()
        return super().event(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fits title and note."""
        super().resizeEvent(event)
        self._fit()

    def minimumSizeHint(self) -> QSize:
        """A word of the title: it wraps, and the note gives way."""
        title = min(self.title.sizeHint().width(), self._theme.px(TITLE_WORD))
        return QSize(self._taken() + title, self.minimumHeight())

    def sizeHint(self) -> QSize:
        """44 high at least."""
        return QSize(self._row.sizeHint().width(), self.minimumHeight())

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paints the rule."""
        if self._has_rule:
            rule = self.rect().adjusted(self._rule_from, self.height() - 1, 0, 0)
            QPainter(self).fillRect(rule, self._theme.color("border"))


class Card(Themed, QWidget):
    """A card. `body` is its column; `edge` names the token of a 4 px edge (production)."""

    def __init__(
        self,
        theme: ThemeController,
        *,
        padding: int = 0,
        edge: str = "",
        name: str = "",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._theme = theme
        self._edge = edge
        self.head: CardHead | None = None
        self.body = QVBoxLayout(self)
        inner = max(1, padding)
        self.body.setContentsMargins(inner, inner, inner, inner)
        self.body.setSpacing(0)
        if name:
            self.setObjectName(name)
        theme.follow(self._on_theme_changed)

    def add_head(self, title: str = "", *, note: str = "") -> CardHead:
        """Puts a head on top and returns it."""
        self.head = CardHead(self._theme, title, note=note)
        self.head.begin_rule(EDGE_WIDTH if self._edge else 0)
        self.body.insertWidget(0, self.head)
        return self.head

    def add_lines(self) -> QVBoxLayout:
        """Puts a column below, whose widgets touch each other, and returns it."""
        holder = QWidget()
        rows = QVBoxLayout(holder)
        rows.setSpacing(0)
        rows.setContentsMargins(0, 0, 0, 0)
        self.body.addWidget(holder)
        return rows

    def set_edge(self, token: str) -> None:
        """Gives or takes the coloured left edge."""
        self._edge = token
        if self.head is not None:
            self.head.begin_rule(EDGE_WIDTH if token else 0)
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paints ground and edge."""
        painter = QPainter(self)
        color = self._theme.color
        box = QRectF(self.rect())
        ground, border = color("surface_raised"), color("border")
        rounded(painter, box, RADIUS_CARD, fill=ground, border=border)
        if self._edge:
            left_edge(painter, box, EDGE_RADIUS, color(self._edge), width=EDGE_WIDTH)


class CardButton(Themed, QAbstractButton):
    """A card that opens something. To the desktop it is a button: screen readers name and press
    it. `body` is its column."""

    def __init__(self, theme: ThemeController, *, padding: int = 0, name: str = "") -> None:
        super().__init__()
        self._theme = theme
        self.body = QVBoxLayout(self)
        self.body.setContentsMargins(padding, padding, padding, padding)
        self.body.setSpacing(0)
        if name:
            self.setObjectName(name)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        theme.follow(self._on_theme_changed)

    def sizeHint(self) -> QSize:
        """That of its words; a button's own knows of a text alone."""
        return self.body.sizeHint()

    def minimumSizeHint(self) -> QSize:
        """As above."""
        return self.body.minimumSize()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter opens it as well as space."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.click()
            return
        super().keyPressEvent(event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paints ground and edge."""
        ground, border, width = "surface_raised", "border", 1
        if self.isDown():
            ground = "primary_soft"
        elif self.underMouse():
            ground = "surface_hover"
        if self.hasFocus():
            border, width = "focus", 2
        color = self._theme.color
        rounded(
            QPainter(self),
            QRectF(self.rect()),
            RADIUS_CARD,
            fill=color(ground),
            border=color(border),
            width=width,
        )


class Rule(Themed, QWidget):
    """A 1 px line, lying or standing."""

    def __init__(
        self, theme: ThemeController, *, vertical: bool = False, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._theme = theme
        if vertical:
            self.setFixedWidth(1)
        else:
            self.setFixedHeight(1)
        theme.follow(self._on_theme_changed)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paints the line."""
        fill(QPainter(self), self.rect(), self._theme.color("border"))
