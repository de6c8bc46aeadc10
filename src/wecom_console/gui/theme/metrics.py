"""Type scale and measures at 100 %, in device-independent pixels."""

from enum import Enum, IntEnum
from typing import Final, NamedTuple

PAGE_EDGE: Final = 24
PAGE_EDGE_DENSE: Final = 20
CARD_PADDING: Final = 20
CARD_GAP: Final = 12
LABEL_GAP: Final = 4
PROBLEM_GAP: Final = 3
FIELD_GAP: Final = 10

RADIUS_TAG: Final = 4
RADIUS_CONTROL: Final = 6
RADIUS_CARD: Final = 8
RADIUS_LOGO: Final = 8

HEIGHT_CONTROL: Final = 36
HEIGHT_COMPACT: Final = 28
HEIGHT_MEDIUM: Final = 32
HEIGHT_MAIN: Final = 40
HEIGHT_NAV: Final = 36
HEIGHT_HEADER: Final = 56
HEIGHT_CARD_HEAD: Final = 44
HEIGHT_FOOTER: Final = 56
HEIGHT_STATUS: Final = 28
HEIGHT_TAG: Final = 22

ROW_CONNECTION: Final = 92
ROW_CONNECTION_DENSE: Final = 56
ROW_MEMBER: Final = 54
ROW_SCENARIO: Final = 32
ROW_JOURNAL: Final = 28

NAV_WIDTH: Final = 200
NAV_WIDTH_ICONS: Final = 60
SWITCH: Final = (36, 20)
ICON: Final = 16
GLYPH: Final = 16
GLYPH_LINE: Final = 15
FOCUS_WIDTH: Final = 2
FOCUS_OFFSET: Final = 2

MOTION_COLOUR_MS: Final = 80
MOTION_SWITCH_MS: Final = 120


class Weight(IntEnum):
    """Font weights the type scale uses."""

    REGULAR = 400
    MEDIUM = 500
    SEMIBOLD = 600
    BOLD = 700


class TypeStyle(NamedTuple):
    """Size and line heights of a role; `line_cjk` holds while the interface is Chinese."""

    size: float
    line: int
    line_cjk: int
    weight: Weight
    mono: bool = False


class Role(Enum):
    """The roles of the type scale."""

    DISPLAY = TypeStyle(22, 30, 32, Weight.SEMIBOLD)
    TITLE = TypeStyle(18, 26, 26, Weight.SEMIBOLD)
    TITLE_SMALL = TypeStyle(17, 24, 24, Weight.SEMIBOLD)
    HEADING = TypeStyle(15, 22, 24, Weight.SEMIBOLD)
    SECTION = TypeStyle(14, 22, 24, Weight.SEMIBOLD)
    BODY = TypeStyle(14, 22, 24, Weight.REGULAR)
    LABEL = TypeStyle(14, 22, 24, Weight.MEDIUM)
    SMALL = TypeStyle(13, 20, 21, Weight.REGULAR)
    SMALL_STRONG = TypeStyle(13, 20, 21, Weight.MEDIUM)
    CAPTION = TypeStyle(12, 18, 18, Weight.REGULAR)
    TAG = TypeStyle(12, 18, 18, Weight.MEDIUM)
    MICRO = TypeStyle(11, 16, 16, Weight.MEDIUM)
    CODE = TypeStyle(12.5, 19, 19, Weight.REGULAR, mono=True)
    CODE_SMALL = TypeStyle(12, 19, 19, Weight.REGULAR, mono=True)
    CODE_MICRO = TypeStyle(11, 16, 16, Weight.REGULAR, mono=True)
