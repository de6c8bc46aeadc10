"""Requests and answers as lines that fold, all of which can be selected."""

from typing import Final

from PySide6.QtCore import QPoint, QRect, QRectF, Qt, QTimer, Signal
from PySide6.QtGui import (
    QFontMetricsF,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPalette,
    QResizeEvent,
    QTextBlockFormat,
    QTextCursor,
    QTextOption,
)
from PySide6.QtWidgets import QFrame, QTextEdit, QWidget

from wecom_console.gui.features.login_test.presenter.exchanges import ExchangesView
from wecom_console.gui.parts.presenter.exchange_rows import ExchangeRow, Ink, RowKind
from wecom_console.gui.theme.controller import ThemeController
from wecom_console.gui.theme.metrics import ROW_JOURNAL, Role, Weight
from wecom_console.gui.theme.paint import elide_middle
from wecom_console.gui.theme.tokens import ThemeTokens
from wecom_console.gui.widgets.text.trace import CodeText

_LEFT: Final = 30
_INDENT: Final = 16
_LABEL: Final = 74
_RIGHT_EDGE: Final = 14
_CHEVRON: Final = 12
_INKS: Final = {
    Ink.PLAIN: ("text", Weight.REGULAR),
    Ink.MUTED: ("text_muted", Weight.REGULAR),
    Ink.KEY: ("info", Weight.REGULAR),
    Ink.CODE: ("error", Weight.BOLD),
    Ink.BAD: ("error", Weight.BOLD),
    Ink.STRONG: ("text", Weight.BOLD),
}


class ExchangeList(CodeText):
    """`toggled` carries the fold that a click or a key opens or closes."""

    toggled = Signal(str)

    def __init__(self, theme: ThemeController, *, parent: QWidget | None = None) -> None:
        super().__init__(theme, name="trace_view", parent=parent)
        self._view = ExchangesView()
        self._pressed = QPoint()
        self._width = 0
        self._text_start = 0.0
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(0)
        self._soon.timeout.connect(self._on_soon_timeout)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setProperty("bare", True)
        self.document().setDocumentMargin(0)
        self.viewport().setMouseTracking(True)
        theme.follow(self._on_theme_changed)

    def show_view(self, view: ExchangesView) -> None:
        """Shows the rows; the place in the text stays, unless another leg is looked at."""
        before = self._fold_here()
        scrolled = self.verticalScrollBar().value()
        self._view = view
        self._fill()
        if view.is_fresh:
            self.verticalScrollBar().setValue(0)
        else:
            self._go_to(before)
            self.verticalScrollBar().setValue(scrolled)
        self._mark_found()

    def _on_theme_changed(self, _tokens: ThemeTokens) -> None:
        colors = QPalette(self.palette())
        colors.setColor(QPalette.ColorRole.Text, self._theme.color("text"))
        self.setPalette(colors)
        self._fill()
        self._mark_found()

    # --- the text ------------------------------------------------------------------------------

    def _fill(self) -> None:
        # Measured first: without text there is no scroll bar, and more room than there will be.
        self._width = self.viewport().width()
        column = max(self._theme.px(_LABEL), self._widest_label() + 14)
        self._text_start = self._label_left() + column
        document = self.document()
        document.clear()
        cursor = QTextCursor(document)
        cursor.beginEditBlock()
        frame = document.rootFrame().frameFormat()
        frame.setTopMargin(self._spare() // 2)  # the first block has no margin of its own
        document.rootFrame().setFrameFormat(frame)
        for place, row in enumerate(self._view.rows):
            block = self._block(row)
            if place:
                cursor.insertBlock(block)
            else:
                cursor.setBlockFormat(block)
            if row.kind is RowKind.CALL:
                self._insert_call(cursor, row)
            else:
                self._insert_line(cursor, row)
        cursor.endEditBlock()
        self.setTextCursor(QTextCursor(document))

    def _block(self, row: ExchangeRow) -> QTextBlockFormat:
        theme = self._theme
        block = QTextBlockFormat()
        fixed = int(QTextBlockFormat.LineHeightTypes.FixedHeight.value)
        tab = QTextOption.Tab
        if row.kind is RowKind.CALL:
            spare = self._spare()
            block.setLineHeight(theme.line_height(Role.CODE), fixed)
            block.setTopMargin(spare // 2)
            block.setBottomMargin(spare - spare // 2)
            leg, method, path = self._lefts()
            status, code, time = self._rights()
            left, right = QTextOption.TabType.LeftTab, QTextOption.TabType.RightTab
            block.setTabPositions(
                [
                    *(tab(place, left) for place in (leg, method, path)),
                    *(tab(place, right) for place in (status, code, time)),
                ]
            )
        else:
            block.setLineHeight(theme.line_height(Role.CODE), fixed)
            label = self._text_left(row)
            block.setLeftMargin(label)
            block.setTextIndent(-label)
            block.setTabPositions([tab(self._label_left(), left_tab()), tab(label, left_tab())])
        return block

    def _spare(self) -> int:
        """What the line of a call is higher than its text."""
        line = self._theme.line_height(Role.CODE)
        return int(max(self._theme.px(ROW_JOURNAL), line + 8) - line)

    def _label_left(self) -> float:
        return float(self._theme.px(_LEFT + _INDENT + 4))

    def _text_left(self, row: ExchangeRow) -> float:
        """A part's label takes a column; the lines of a part stand below its text."""
        depth = max(0, row.indent - 2)
        return self._text_start + depth * self._theme.px(_INDENT)

    def _widest_label(self) -> float:
        measure = QFontMetricsF(self._theme.font(Role.CAPTION))
        labels = {row.label for row in self._view.rows if row.label}
        return max((measure.horizontalAdvance(label) for label in labels), default=0.0)

    def _lefts(self) -> tuple[float, float, float]:
        code = QFontMetricsF(self._theme.font(Role.CODE))
        leg = float(self._theme.px(_LEFT))
        method = leg + code.horizontalAdvance("0") + 14
        return leg, method, method + code.horizontalAdvance("DELETE") + 10

    def _rights(self) -> tuple[float, float, float]:
        code = QFontMetricsF(self._theme.font(Role.CODE))
        time = self._width - _RIGHT_EDGE
        number = time - code.horizontalAdvance("00000 ms") - 12
        return number - code.horizontalAdvance("× 000000") - 12, number, float(time)

    def _insert_call(self, cursor: QTextCursor, row: ExchangeRow) -> None:
        theme = self._theme
        leg, method, path, status, code, time = row.columns
        font = theme.font(Role.CODE)
        _, _, left = self._lefts()
        first, _, _ = self._rights()
        room = first - QFontMetricsF(font).horizontalAdvance("000") - 12 - left
        short = elide_middle(path[0], font, max(40.0, room), keep=18)
        sign = "× " if code[1] in (Ink.BAD, Ink.STRONG) else ""
        for text, ink in (
            leg,
            method,
            (short, path[1]),
            status,
            (f"{sign}{code[0]}", code[1]),
            time,
        ):
            token, weight = _INKS[ink]
            cursor.insertText("\t", self._format(Role.CODE, "text"))
            self._insert_pieces(cursor, text, self._format(Role.CODE, token, weight))

    def _insert_line(self, cursor: QTextCursor, row: ExchangeRow) -> None:
        muted = self._format(Role.CAPTION, "text_muted")
        cursor.insertText(f"\t{row.label}\t" if row.label else "\t\t", muted)
        for text, ink in row.pieces:
            token, weight = _INKS[ink]
            self._insert_pieces(cursor, text, self._format(Role.CODE, token, weight))

    def _mark_found(self) -> None:
        view = self._view
        marks: list[QTextEdit.ExtraSelection] = []
        needle = view.query
        for place, number in enumerate(view.found):
            block = self.document().findBlockByNumber(number)
            cursor = QTextCursor(block)
            start = block.text().casefold().find(needle.casefold())
            if start >= 0:
                cursor.setPosition(block.position() + start)
                end = cursor.position() + len(needle)
                cursor.setPosition(end, QTextCursor.MoveMode.KeepAnchor)
            else:
                cursor.select(QTextCursor.SelectionType.BlockUnderCursor)
            mark = QTextEdit.ExtraSelection()
            mark.cursor = cursor
            token = "warning_edge" if place == view.at else "warning_soft"
            mark.format.setBackground(self._theme.color(token))
            marks.append(mark)
            if place == view.at:
                self.setTextCursor(QTextCursor(block))
                self.ensureCursorVisible()
        self.setExtraSelections(marks)

    # --- folding -------------------------------------------------------------------------------

    def _row_at(self, position: QPoint) -> ExchangeRow | None:
        cursor = self.cursorForPosition(position)
        inside = self.cursorRect(cursor)
        if abs(position.y() - inside.center().y()) > inside.height() + 6:
            return None
        return self._row(cursor.blockNumber())

    def _row(self, number: int) -> ExchangeRow | None:
        rows = self._view.rows
        return rows[number] if 0 <= number < len(rows) else None

    def _fold_here(self) -> str:
        row = self._row(self.textCursor().blockNumber())
        return row.fold if row is not None else ""

    def _go_to(self, fold: str) -> None:
        place = next((i for i, row in enumerate(self._view.rows) if fold and row.fold == fold), -1)
        if place >= 0:
            self.setTextCursor(QTextCursor(self.document().findBlockByNumber(place)))

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """A click folds; a drag selects."""
        self._pressed = event.position().toPoint()
        super().mousePressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """A click on a line with a chevron opens or closes it."""
        super().mouseReleaseEvent(event)
        place = event.position().toPoint()
        moved = (place - self._pressed).manhattanLength() > 4
        row = self._row_at(place)
        is_left = event.button() is Qt.MouseButton.LeftButton
        if is_left and not moved and row is not None and row.fold:
            self.toggled.emit(row.fold)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """A hand where a click opens."""
        super().mouseMoveEvent(event)
        row = self._row_at(event.position().toPoint())
        folds = row is not None and bool(row.fold)
        shape = Qt.CursorShape.PointingHandCursor if folds else Qt.CursorShape.IBeamCursor
        self.viewport().setCursor(shape)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter and space open or close the line at hand, right opens, left closes."""
        row = self._row(self.textCursor().blockNumber())
        key = Qt.Key(event.key())
        if row is not None and row.fold and not event.modifiers():
            opens = key == Qt.Key.Key_Right and not row.is_open
            closes = key == Qt.Key.Key_Left and row.is_open
            either = key in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space)
            if opens or closes or either:
                self.toggled.emit(row.fold)
                return
        super().keyPressEvent(event)

    # --- painting ------------------------------------------------------------------------------

    def paintEvent(self, event: QPaintEvent) -> None:
        """Grounds below the text; above it chevrons, hairlines and the mark of the line at hand."""
        self._paint_rows(below=True)
        super().paintEvent(event)
        self._paint_rows(below=False)

    def _paint_rows(self, *, below: bool) -> None:
        painter = QPainter(self.viewport())
        layout = self.document().documentLayout()
        scrolled = -self.verticalScrollBar().value()
        block = self.document().begin()
        here = self.textCursor().blockNumber() if self.hasFocus() else -1
        while block.isValid():
            form, after = block.blockFormat(), block.next()
            rect = layout.blockBoundingRect(block).translated(0, scrolled)
            rect.setBottom(rect.bottom() + form.bottomMargin())
            if after.isValid():
                below_it = layout.blockBoundingRect(after).y() + scrolled
                rect.setBottom(below_it - after.blockFormat().topMargin())
            rect.setTop(rect.top() - form.topMargin())
            row = self._row(block.blockNumber())
            if row is not None and rect.bottom() >= 0 and rect.top() <= self.viewport().height():
                if below:
                    self._paint_ground(painter, rect, row)
                else:
                    self._paint_row(painter, rect, row, is_here=block.blockNumber() == here)
            block = after
        painter.end()

    def _paint_ground(self, painter: QPainter, rect: QRectF, row: ExchangeRow) -> None:
        ground = "surface_sunken"
        if row.kind is RowKind.CALL:
            if not row.is_chosen:
                return
            ground = "primary_soft"
        width = self.viewport().width()
        place = QRectF(0, rect.y(), width, rect.height())
        painter.fillRect(place, self._theme.color(ground))

    def _paint_row(
        self, painter: QPainter, rect: QRectF, row: ExchangeRow, *, is_here: bool
    ) -> None:
        theme = self._theme
        width = self.viewport().width()
        if row.kind is RowKind.CALL:
            line = QRect(0, int(rect.bottom()) - 1, width, 1)
            painter.fillRect(line, theme.color("border"))
        if is_here:
            painter.fillRect(QRectF(0, rect.y(), 2, rect.height()), theme.color("focus"))
        if not row.fold:
            return
        side = theme.px(_CHEVRON)
        left = 10.0
        if row.kind is RowKind.PART:
            left = self._label_left() - side - 6
        elif row.kind is RowKind.LINE:
            left = self._text_left(row) - side - 3
        line_height = theme.line_height(Role.CODE)
        middle = rect.y() + (rect.height() if row.kind is RowKind.CALL else line_height) / 2
        place = QRectF(left, round(middle - side / 2), side, side)
        name = "chevron-down" if row.is_open else "chevron-right"
        theme.draw_icon(painter, name, place, "text_muted")

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Another width has other columns. Not at once: a scroll bar that goes while the text is
        put in resizes, too."""
        super().resizeEvent(event)
        if self.viewport().width() != self._width:
            self._soon.start()

    def _on_soon_timeout(self) -> None:
        if self.viewport().width() == self._width:
            return
        fold, scrolled = self._fold_here(), self.verticalScrollBar().value()
        self._fill()
        self._go_to(fold)
        self.verticalScrollBar().setValue(scrolled)
        self._mark_found()


def left_tab() -> QTextOption.TabType:
    """Text begins at the stop."""
    return QTextOption.TabType.LeftTab
