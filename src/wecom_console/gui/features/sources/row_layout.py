"""Where the parts of a row lie; the delegate paints them and the view tests clicks with them."""

from dataclasses import dataclass
from enum import Enum
from typing import Final

from PySide6.QtCore import QRectF
from PySide6.QtGui import QFontMetricsF

from wecom_console.gui.theme.controller import ThemeController
from wecom_console.gui.theme.metrics import (
    HEIGHT_COMPACT,
    ROW_CONNECTION,
    ROW_CONNECTION_DENSE,
    Role,
)

GAP: Final = 10
DENSE_GAP: Final = 6
HEAD_GAPS: Final = 14
RESULT_WIDTH: Final = 314
ENVIRONMENT_WIDTH: Final = 134
ACTIONS_WIDTH: Final = 153
NAME_MINIMUM: Final = 200
EDGE: Final = 21


class Part(Enum):
    """What of a row has the keyboard or the pointer."""

    ROW = "row"
    MARK = "mark"
    ACTION = "action"
    MORE = "more"


@dataclass(frozen=True, slots=True)
class RowLook:
    """How a row is painted: the parts under the pointer, held down and with the keyboard; whether
    its check box stands in place of its logo, and is ticked."""

    hovered: Part | None = None
    pressed: Part | None = None
    focused: Part | None = None
    shows_mark: bool = False
    is_chosen: bool = False


@dataclass(frozen=True, slots=True)
class ColumnEdges:
    """The left edges of the columns at a width; not `wide`, they are stacked."""

    wide: bool
    name: float
    name_width: float
    environment: float
    result: float
    result_width: float


@dataclass(frozen=True, slots=True)
class RowParts:
    """The parts of one row, in the coordinates of the row's rectangle."""

    card: QRectF
    logo: QRectF
    name: QRectF
    identifier: QRectF
    ids: QRectF
    environment: tuple[float, float]
    legs: tuple[float, float]
    headline: QRectF
    detail: QRectF
    action: QRectF
    more: QRectF


def columns(theme: ThemeController, width: float) -> ColumnEdges:
    """The columns of a list of this width. Text grows, so its columns do."""
    name = EDGE + theme.px(40) + 16
    actions = theme.px(ACTIONS_WIDTH)
    result_width = theme.px(RESULT_WIDTH)
    result = width - actions - result_width
    environment = result - theme.px(ENVIRONMENT_WIDTH)
    if environment - name >= theme.px(NAME_MINIMUM):
        room = environment - name - 12
        return ColumnEdges(True, name, room, environment, result, result_width - 8)
    room = width - name - EDGE
    return ColumnEdges(False, name, room, name, name, room)


def head_height(theme: ThemeController) -> int:
    """The room of a group's heading above its first row."""
    return theme.line_height(Role.SMALL) + HEAD_GAPS


def row_gap(*, dense: bool) -> int:
    """The room below a card."""
    return DENSE_GAP if dense else GAP


def row_height(theme: ThemeController, width: float, *, dense: bool = False) -> int:
    """The height of a card without the gap below it. Where the columns are stacked there is
    nothing to be saved."""
    if dense and columns(theme, width).wide:
        names = theme.line_height(Role.HEADING) + theme.line_height(Role.CODE_SMALL)
        result = theme.px(15) + 4 + theme.line_height(Role.SMALL)
        return max(theme.px(ROW_CONNECTION_DENSE), names + 13, result + 15)
    lines = theme.line_height(Role.HEADING) + theme.line_height(Role.CODE_SMALL)
    lines += theme.line_height(Role.CAPTION)
    if columns(theme, width).wide:
        return max(theme.px(ROW_CONNECTION), lines + 31)
    below = theme.px(24) + theme.line_height(Role.SMALL) + theme.line_height(Role.CAPTION)
    return lines + below + theme.px(24) + 36


def action_width(theme: ThemeController, text: str) -> float:
    """The width of the row's button."""
    measure = QFontMetricsF(theme.font(Role.SMALL_STRONG))
    return float(round(11 + theme.px(14) + 6 + measure.horizontalAdvance(text) + 11))


def row_parts(
    theme: ThemeController, rect: QRectF, action_text: str, *, dense: bool = False
) -> RowParts:
    """All parts of a row whose card and gap fill `rect`. Where it is dense, what else stood below
    stands beside: there is no `detail` of its own."""
    card = rect.adjusted(0, 0, 0, -row_gap(dense=dense))
    cols = columns(theme, rect.width())
    dense = dense and cols.wide
    heading, code = theme.line_height(Role.HEADING), theme.line_height(Role.CODE_SMALL)
    caption, small = theme.line_height(Role.CAPTION), theme.line_height(Role.SMALL)
    side = theme.px(28 if dense else 40)
    words = heading + code + (0 if dense else caption)
    height = max(theme.px(HEIGHT_COMPACT), small + 6)
    top = card.y() + (round((card.height() - words - 1) / 2) if cols.wide else 16)
    left = card.x() + cols.name
    width = action_width(theme, action_text)
    beside = 0.0 if cols.wide else width + height + 4
    name = QRectF(left, top, cols.name_width - beside, heading)
    identifier = QRectF(left, name.bottom(), cols.name_width - beside, code)
    ids = QRectF(left, identifier.bottom() + 1, cols.name_width, caption)
    if dense:
        identifier.setWidth(cols.name_width * 0.45)
        beside = identifier.right() + 12
        ids = QRectF(beside, identifier.y(), name.right() - beside, code)
    middle = card.center().y()
    if cols.wide:
        logo_top = middle - side / 2
        tag = (card.x() + cols.environment, middle)
        below = small if dense else small + caption + 3
        legs_top = card.y() + round((card.height() - theme.px(15) - 5 - below) / 2) + 1
        legs = (card.x() + cols.result, legs_top)
        headline_top = legs_top + theme.px(15) + 5
    else:
        logo_top = card.y() + 18
        tag = (left, ids.bottom() + 6 + theme.px(12))
        legs = (left, tag[1] + theme.px(12) + 8)
        headline_top = legs[1] + theme.px(15) + 6
    headline = QRectF(legs[0], headline_top, cols.result_width, small)
    detail = QRectF(legs[0], headline.bottom(), cols.result_width, 0 if dense else caption)
    level = middle if cols.wide else logo_top + side / 2
    more = QRectF(card.right() - 17 - height, level - height / 2, height, height)
    action = QRectF(more.x() - 4 - width, level - height / 2, width, height)
    return RowParts(
        card=card,
        logo=QRectF(card.x() + EDGE + (theme.px(40) - side) / 2, logo_top, side, side),
        name=name,
        identifier=identifier,
        ids=ids,
        environment=tag,
        legs=legs,
        headline=headline,
        detail=detail,
        action=action,
        more=more,
    )
