"""*Have these ready*: step 1 of the guide as a checklist, ticked by hand."""

from collections.abc import Callable

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QFontMetricsF, QPainter, QPaintEvent
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QSizePolicy, QWidget

from wecom_console.domain.catalogue import PREPARATION, WECOM_ADMIN_URL
from wecom_console.gui.theme.controller import ThemeController
from wecom_console.gui.theme.metrics import RADIUS_TAG, Role
from wecom_console.gui.theme.paint import draw_line
from wecom_console.gui.theme.tokens import Tokens
from wecom_console.gui.widgets.button import Button, ButtonKind, ButtonSize
from wecom_console.gui.widgets.focus_ring import RingHolder
from wecom_console.gui.widgets.icon_view import IconView
from wecom_console.gui.widgets.label import Label
from wecom_console.gui.widgets.notice import InfoBox
from wecom_console.messages.catalogue import Messages


class CheckLine(QCheckBox):
    """A line of a checklist: a bare tick or an empty ring, and the sentence."""

    def __init__(self, theme: ThemeController, *, name: str) -> None:
        super().__init__()
        self._theme = theme
        self._ring = RingHolder(theme, self, radius=RADIUS_TAG)
        self.setObjectName(name)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        theme.follow(self._on_theme_changed)

    def _on_theme_changed(self, _tokens: Tokens) -> None:
        self.updateGeometry()
        self.update()

    def setText(self, text: str) -> None:
        """Shows another sentence."""
        super().setText(text)
        self.updateGeometry()

    def hitButton(self, _pos: object) -> bool:
        """The whole line can be pressed."""
        return True

    def sizeHint(self) -> QSize:
        """Mark and sentence."""
        width = QFontMetricsF(self._theme.font(Role.SMALL)).horizontalAdvance(self.text())
        return QSize(int(width + 1.99) + self._theme.px(22), self._theme.line_height(Role.SMALL))

    def minimumSizeHint(self) -> QSize:
        """Never cut."""
        return self.sizeHint()

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Shows the ring."""
        super().focusInEvent(event)
        self._ring.enter(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Takes the ring away."""
        super().focusOutEvent(event)
        self._ring.leave()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paints mark and sentence."""
        painter = QPainter(self)
        theme = self._theme
        side = theme.px(14)
        box = QRectF(0, (self.height() - side) / 2, side, side)
        done = self.isChecked()
        theme.draw_icon(
            painter, "check" if done else "circle", box, "primary" if done else "text_muted"
        )
        area = QRectF(self.rect()).adjusted(theme.px(22), 0, 0, 0)
        font = theme.font(Role.SMALL)
        draw_line(painter, area, self.text(), font, theme.color("text"), elide=False)


class CheckGrid(QWidget):
    """The lines in as many columns as fit, spread over the width."""

    def __init__(self, lines: tuple[CheckLine, ...]) -> None:
        super().__init__()
        self._lines = lines
        for line in lines:
            line.setParent(self)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def _columns(self, width: int) -> tuple[list[int], int]:
        """Left edges of the columns, and how many lines stand in each."""
        for count in range(min(3, len(self._lines)), 0, -1):
            widths = [
                max(line.sizeHint().width() for line in self._lines[place::count])
                for place in range(count)
            ]
            spare = width - sum(widths)
            if count == 1 or spare >= 16 * (count - 1):
                gap = spare // (count - 1) if count > 1 else 0
                edges = [sum(widths[:place]) + gap * place for place in range(count)]
                return edges, -(-len(self._lines) // count)
        raise AssertionError("one column always fits")  # pragma: no cover

    def _pitch(self) -> int:
        return self._lines[0].sizeHint().height() + 4

    def heightForWidth(self, width: int) -> int:
        """The height of the rows."""
        return self._columns(width)[1] * self._pitch() - 4

    def sizeHint(self) -> QSize:
        """Two rows."""
        return QSize(320, 2 * self._pitch() - 4)

    def minimumSizeHint(self) -> QSize:
        """One line wide."""
        return QSize(min(line.sizeHint().width() for line in self._lines), self._pitch())

    def place(self) -> None:
        """Puts every line at its place."""
        edges, _ = self._columns(self.width())
        for number, line in enumerate(self._lines):
            row, column = divmod(number, len(edges))
            size = line.sizeHint()
            line.setGeometry(edges[column], row * self._pitch(), size.width(), size.height())

    def resizeEvent(self, event: object) -> None:
        """Places the lines anew."""
        self.place()


class PreparationBox(InfoBox):
    """The blue box above the form; it can be folded away."""

    changed = Signal()

    def __init__(self, theme: ThemeController, *, open_url: Callable[[str], None]) -> None:
        super().__init__(theme, name="preparation_box")
        self.body.setContentsMargins(15, 8, 8, 11)
        self._lines = {
            item: CheckLine(theme, name=f"preparation_{item}_check") for item in PREPARATION
        }
        self._title = Label(theme, role=Role.SECTION)
        self._note = Label(theme, role=Role.SMALL, color="text_muted", wrap=True)
        self._admin = Button(
            theme,
            kind=ButtonKind.LINK,
            size=ButtonSize.COMPACT,
            trailing_icon="external",
            name="wecom_admin_link",
        )
        self._fold = Button(
            theme,
            kind=ButtonKind.GHOST,
            size=ButtonSize.COMPACT,
            icon="chevron-up",
            name="preparation_fold_button",
        )
        self._grid = CheckGrid(tuple(self._lines.values()))
        head = QHBoxLayout()
        head.setSpacing(8)
        head.addWidget(IconView(theme, "info", color="info", size=16))
        head.addWidget(self._title)
        head.addWidget(self._note, 1, Qt.AlignmentFlag.AlignVCenter)
        head.addWidget(self._admin)
        head.addWidget(self._fold)
        holder = QHBoxLayout()
        holder.setContentsMargins(24, 0, 7, 0)
        holder.addWidget(self._grid)
        self.body.setSpacing(4)
        self.body.addLayout(head)
        self.body.addLayout(holder)
        self._admin.clicked.connect(lambda: open_url(WECOM_ADMIN_URL))
        self._fold.clicked.connect(self._on_fold_clicked)
        for line in self._lines.values():
            line.toggled.connect(self._on_line_toggled)

    @property
    def confirmed(self) -> frozenset[str]:
        """The ids of the ticked lines."""
        return frozenset(item for item, line in self._lines.items() if line.isChecked())

    def confirm(self, items: frozenset[str]) -> None:
        """Ticks lines from outside."""
        for item, line in self._lines.items():
            line.setChecked(item in items)

    def retranslate(self, messages: Messages) -> None:
        """Takes the words of the language."""
        self._title.setText(messages.text("preparation"))
        for item, line in self._lines.items():
            line.setText(messages.text(f"preparation.{item}"))
        self._admin.setText(self.tr("Open admin site"))
        self._show_state()
        self._grid.place()
        self._grid.updateGeometry()

    def _show_state(self) -> None:
        note = self.tr("{done} of {total} confirmed, from WeCom's admin site")
        self._note.setText(note.format(done=len(self.confirmed), total=len(self._lines)))
        folded = self._grid.isHidden()
        self._fold.set_icon("chevron-down" if folded else "chevron-up")
        self._fold.set_accessible_name(
            self.tr("Show the checklist") if folded else self.tr("Fold the checklist away")
        )

    def _on_fold_clicked(self) -> None:
        self._grid.setVisible(self._grid.isHidden())
        self._show_state()

    def _on_line_toggled(self) -> None:
        self._show_state()
        self.changed.emit()
