"""Paints a connection's card."""

from collections.abc import Callable

from PySide6.QtCore import QObject, QRectF, QSize
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QStyleOptionViewItem

from wecom_console.domain.profile import DEMO_TAG
from wecom_console.gui.features.sources.presenter.list_model import (
    GROUP_ROLE,
    ROW_ROLE,
    RowGroup,
)
from wecom_console.gui.features.sources.row_layout import (
    Part,
    RowLook,
    RowParts,
    head_height,
    row_gap,
    row_height,
    row_parts,
)
from wecom_console.gui.parts.connection_words import SourceWords
from wecom_console.gui.parts.presenter.connection_rows import LastResult, SourceRow
from wecom_console.gui.row_models import Index
from wecom_console.gui.theme.controller import ThemeController
from wecom_console.gui.theme.delegate import ThemedDelegate
from wecom_console.gui.theme.metrics import (
    RADIUS_CARD,
    RADIUS_CONTROL,
    RADIUS_LOGO,
    RADIUS_TAG,
    Role,
)
from wecom_console.gui.theme.paint import draw_line, elide_middle, left_edge, rounded
from wecom_console.gui.widgets.login.verdicts import LegGlyph, Mark, draw_leg_line
from wecom_console.gui.widgets.text.tags import TagSpec, draw_tag, environment_tone, tag_width

EDGE_RADIUS = 3
MARK_SIDE = 18


class SourceDelegate(ThemedDelegate):
    """One widget's worth of painting for ten thousand rows; `width` is that of all cards, `dense`
    whether they are low, `look` how the one of a number is painted."""

    def __init__(
        self,
        theme: ThemeController,
        words: SourceWords,
        *,
        width: Callable[[], int],
        dense: Callable[[], bool],
        look: Callable[[int, SourceRow], RowLook],
        parent: QObject,
    ) -> None:
        super().__init__(theme, parent)
        self._words = words
        self._width = width
        self._dense = dense
        self._look = look

    def sizeHint(self, _option: QStyleOptionViewItem, index: Index) -> QSize:
        """The card and the gap below it; above it the heading of the group that it begins."""
        width, dense = self._width(), self._dense()
        height = row_height(self._theme, width, dense=dense)
        if index.data(GROUP_ROLE) is not None:
            height += head_height(self._theme)
        return QSize(width, height + row_gap(dense=dense))

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: Index,
    ) -> None:
        """The whole card."""
        row = index.data(ROW_ROLE)
        if not isinstance(row, SourceRow):
            return
        painter.save()
        text, icon = self._words.action(row)
        rect = QRectF(option.rect)
        rect.setWidth(self._width())
        group = index.data(GROUP_ROLE)
        if isinstance(group, RowGroup):
            self._draw_head(painter, rect, group)
            rect.setTop(rect.top() + head_height(self._theme))
        parts = row_parts(self._theme, rect, text, dense=self._dense())
        look = self._look(index.row(), row)
        self._draw_card(painter, row, parts, look)
        if look.shows_mark:
            self._draw_mark(painter, parts, chosen=look.is_chosen)
        else:
            self._draw_logo(painter, row, parts)
        self._draw_names(painter, row, parts)
        spec = TagSpec(self._words.environment(row.environment), environment_tone(row.environment))
        draw_tag(painter, self._theme, spec, *parts.environment)
        self._draw_result(painter, row, parts)
        hovered, pressed = look.hovered, look.pressed
        self._draw_action(
            painter, parts, text, icon, hovered is Part.ACTION, pressed is Part.ACTION
        )
        self._draw_more(painter, parts, hovered is Part.MORE, pressed is Part.MORE)
        for part, box in ((Part.ACTION, parts.action), (Part.MORE, parts.more)):
            if look.focused is part:
                ring = box.adjusted(-4, -4, 4, 4)
                color = self._theme.color("focus")
                rounded(painter, ring, RADIUS_CONTROL + 4, border=color, width=2)
        painter.restore()

    def _draw_head(self, painter: QPainter, rect: QRectF, group: RowGroup) -> None:
        theme = self._theme
        line = QRectF(rect)
        line.setHeight(head_height(theme) - 6)
        font, ink = theme.font(Role.SMALL_STRONG), theme.color("text")
        taken = draw_line(painter, line, self._words.environment(group.environment), font, ink)
        line.setLeft(line.left() + taken + 8)
        muted = theme.color("text_muted")
        draw_line(painter, line, str(group.size), theme.font(Role.CAPTION, tabular=True), muted)

    def _draw_card(self, painter: QPainter, row: SourceRow, parts: RowParts, look: RowLook) -> None:
        color = self._theme.color
        ground = "surface_hover" if look.hovered else "surface_raised"
        if look.pressed is Part.ROW or look.is_chosen:
            ground = "primary_soft"
        edge = color("primary" if look.is_chosen else "border")
        rounded(painter, parts.card, RADIUS_CARD, fill=color(ground), border=edge)
        if row.is_production:
            left_edge(painter, parts.card, EDGE_RADIUS, color("env_production"), width=4)
        if look.focused is Part.ROW:
            rounded(painter, parts.card, RADIUS_CARD, border=color("focus"), width=2)

    def _draw_mark(self, painter: QPainter, parts: RowParts, *, chosen: bool) -> None:
        theme = self._theme
        side = theme.px(MARK_SIDE)
        middle = parts.logo.center()
        box = QRectF(middle.x() - side / 2, middle.y() - side / 2, side, side)
        ground, edge = ("primary", "primary") if chosen else ("surface_raised", "text_muted")
        rounded(painter, box, RADIUS_TAG, fill=theme.color(ground), border=theme.color(edge))
        if chosen:
            theme.draw_icon(painter, "check", box.adjusted(2, 2, -2, -2), "on_fill")

    def _draw_logo(self, painter: QPainter, row: SourceRow, parts: RowParts) -> None:
        theme = self._theme
        rounded(painter, parts.logo, RADIUS_LOGO, fill=theme.color("primary_soft"))
        side = theme.px(20)
        middle = parts.logo.center()
        box = QRectF(middle.x() - side / 2, middle.y() - side / 2, side, side)
        icon = "simulator" if row.environment == "simulator" else "chat"
        theme.draw_icon(painter, icon, box, "primary")

    def _draw_names(self, painter: QPainter, row: SourceRow, parts: RowParts) -> None:
        theme = self._theme
        name = QRectF(parts.name)
        word = self._words.draft(row)
        tag = TagSpec(word) if word else None
        if tag is not None:
            name.setWidth(name.width() - tag_width(theme, tag) - 8)
        taken = draw_line(
            painter, name, self._words.name(row), theme.font(Role.HEADING), theme.color("text")
        )
        if tag is not None:
            draw_tag(painter, theme, tag, name.x() + taken + 8, name.center().y())
            taken += tag_width(theme, tag) + 8
        left = name.x() + taken + 8
        for word in row.tags:
            spec = TagSpec(word)
            if word == DEMO_TAG or left + tag_width(theme, spec) > parts.name.right():
                continue
            draw_tag(painter, theme, spec, left, name.center().y())
            left += tag_width(theme, spec) + 6
        muted = theme.color("text_muted")
        code = theme.font(Role.CODE_SMALL)
        identifier = elide_middle(row.identifier, code, parts.identifier.width())
        taken = draw_line(painter, parts.identifier, identifier, code, muted, elide=False)
        ids = QRectF(parts.ids)
        if ids.y() == parts.identifier.y():  # on one line it follows at once
            ids.setLeft(parts.identifier.x() + taken + 14)
        draw_line(painter, ids, self._words.ids(row), theme.font(Role.CAPTION), muted)

    def _draw_result(self, painter: QPainter, row: SourceRow, parts: RowParts) -> None:
        theme = self._theme
        states: tuple[LegGlyph, ...] = row.legs or (Mark.WAITING,) * 7
        stale = row.outcome is LastResult.STALE
        draw_leg_line(painter, theme, states, *parts.legs, stale=stale)
        result = self._words.result(row)
        area = QRectF(parts.headline)
        if result.icon:
            side = theme.px(15)
            box = QRectF(area.x(), area.center().y() - side / 2, side, side)
            theme.draw_icon(painter, result.icon, box, result.phrases[0].color)
            area.setLeft(area.x() + side + 7)
        for phrase in result.phrases:
            font = theme.font(Role.SMALL, weight=phrase.weight)
            taken = draw_line(painter, area, phrase.text, font, theme.color(phrase.color))
            area.setLeft(area.x() + taken + 12)
        caption = theme.font(Role.CAPTION)
        below = QRectF(parts.detail) if parts.detail.height() else area
        if result.alarm:
            taken = draw_line(painter, below, result.alarm, caption, theme.color("error"))
            below.setLeft(below.x() + taken + 12)
        draw_line(painter, below, result.detail, caption, theme.color("text_muted"))

    def _draw_action(
        self,
        painter: QPainter,
        parts: RowParts,
        text: str,
        icon: str,
        hovered: bool,
        pressed: bool,
    ) -> None:
        theme = self._theme
        ground = "surface_pressed" if pressed else "surface_hover" if hovered else "surface_raised"
        edge = theme.color("border_control")
        rounded(painter, parts.action, RADIUS_CONTROL, fill=theme.color(ground), border=edge)
        side = theme.px(14)
        x = parts.action.x() + 11
        box = QRectF(x, parts.action.center().y() - side / 2, side, side)
        theme.draw_icon(painter, icon, box, "text")
        area = QRectF(parts.action)
        area.setLeft(x + side + 6)
        font = theme.font(Role.SMALL_STRONG)
        draw_line(painter, area, text, font, theme.color("text"), elide=False)

    def _draw_more(self, painter: QPainter, parts: RowParts, hovered: bool, pressed: bool) -> None:
        theme = self._theme
        if hovered or pressed:
            ground = theme.color("surface_pressed" if pressed else "surface_hover")
            rounded(painter, parts.more, RADIUS_CONTROL, fill=ground)
        side = theme.px(16)
        middle = parts.more.center()
        box = QRectF(middle.x() - side / 2, middle.y() - side / 2, side, side)
        theme.draw_icon(painter, "more", box, "text" if hovered else "text_muted")
