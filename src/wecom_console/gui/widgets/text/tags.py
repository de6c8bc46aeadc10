"""Tags, and the environment's tag."""

from dataclasses import dataclass
from enum import Enum

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QFont, QFontMetricsF, QPainter, QPaintEvent
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget

from wecom_console.gui.theme.controller import ThemeController
from wecom_console.gui.theme.metrics import HEIGHT_TAG, RADIUS_TAG, Role, Weight
from wecom_console.gui.theme.paint import draw_line, rounded
from wecom_console.gui.theme.themed import Themed


class TagTone(Enum):
    """Ink and ground of a tag: ink, fill, border, mark before the text."""

    NEUTRAL = ("text_muted", "surface_raised", "border", "")
    WARNING = ("warning", "warning_soft", "warning_edge", "")
    ERROR = ("error", "error_soft", "error_edge", "")
    SUCCESS = ("success", "success_soft", "success_edge", "")
    INFO = ("info", "info_soft", "info_edge", "")
    PRODUCTION = ("on_fill", "env_production", "", "shield")
    STAGING = ("env_staging", "surface_raised", "env_staging", "square")
    DEVELOPMENT = ("text_muted", "surface_raised", "border_control", "square")
    SIMULATOR = ("simulated", "surface_raised", "simulated", "square")


_ENVIRONMENTS = {
    "production": TagTone.PRODUCTION,
    "staging": TagTone.STAGING,
    "test": TagTone.STAGING,
    "simulator": TagTone.SIMULATOR,
}


def environment_tone(environment: str) -> TagTone:
    """The look of an environment; an unknown one looks like development."""
    return _ENVIRONMENTS.get(environment, TagTone.DEVELOPMENT)


@dataclass(frozen=True, slots=True)
class TagSpec:
    """What a tag shows. `icon` replaces the tone's own mark."""

    text: str
    tone: TagTone = TagTone.NEUTRAL
    icon: str = ""


def _font(theme: ThemeController, spec: TagSpec) -> QFont:
    weight = Weight.SEMIBOLD if spec.tone is TagTone.PRODUCTION else None
    return theme.font(Role.TAG, weight=weight)


def _mark(theme: ThemeController, spec: TagSpec) -> tuple[str, int, int]:
    """The mark's name, its side and the gap to the text."""
    name = spec.icon or spec.tone.value[3]
    if not name:
        return "", 0, 0
    if name == "square":
        return name, theme.px(8), theme.px(6)
    return name, theme.px(13), theme.px(6)


def tag_width(theme: ThemeController, spec: TagSpec) -> int:
    """How wide the tag is."""
    _, side, gap = _mark(theme, spec)
    width = QFontMetricsF(_font(theme, spec)).horizontalAdvance(spec.text)
    return int(width + side + gap + 18.99)


def tag_height(theme: ThemeController) -> int:
    """How high every tag is."""
    return max(theme.px(HEIGHT_TAG), theme.line_height(Role.TAG) + 2)


def draw_tag(
    painter: QPainter, theme: ThemeController, spec: TagSpec, left: float, middle: float
) -> int:
    """Paints a tag whose vertical middle is `middle`; returns its width. For delegates."""
    ink, fill, border, _ = spec.tone.value
    width = tag_width(theme, spec)
    height = tag_height(theme)
    box = QRectF(round(left), round(middle - height / 2), width, height)
    rounded(
        painter,
        box,
        RADIUS_TAG,
        fill=theme.color(fill),
        border=theme.color(border) if border else None,
    )
    name, side, gap = _mark(theme, spec)
    x = box.x() + 9
    top = box.center().y() - side / 2
    if name == "square":
        rounded(painter, QRectF(x, round(top), side, side), 2, fill=theme.color(ink))
    elif name:
        theme.draw_icon(painter, name, QRectF(x, top, side, side), ink)
    x += side + gap
    area = QRectF(x, box.y(), box.right() - x, height)
    draw_line(painter, area, spec.text, _font(theme, spec), theme.color(ink), elide=False)
    return width


class Tag(Themed, QLabel):
    """A tag as a widget; `text()` is its word."""

    def __init__(
        self,
        theme: ThemeController,
        text: str = "",
        *,
        tone: TagTone = TagTone.NEUTRAL,
        icon: str = "",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(text, parent)
        self._theme = theme
        self._tone = tone
        self._icon = icon
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        theme.follow(self._on_theme_changed)

    def show_tag(self, text: str, tone: TagTone, *, icon: str = "") -> None:
        """Shows another word in another look."""
        self._tone = tone
        self._icon = icon
        self.setText(text)
        self.updateGeometry()
        self.update()

    def _spec(self) -> TagSpec:
        return TagSpec(self.text(), self._tone, self._icon)

    def sizeHint(self) -> QSize:
        """The word, its mark and the padding."""
        return QSize(tag_width(self._theme, self._spec()), tag_height(self._theme))

    def minimumSizeHint(self) -> QSize:
        """A tag is never cut."""
        return self.sizeHint()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paints the tag."""
        draw_tag(QPainter(self), self._theme, self._spec(), 0, self.height() / 2)


class EnvironmentTag(Tag):
    """The tag of an environment; production alone is filled, with a shield."""

    def __init__(
        self, theme: ThemeController, environment: str, text: str, *, parent: QWidget | None = None
    ) -> None:
        super().__init__(theme, text, tone=environment_tone(environment), parent=parent)
        self.environment = environment

    def show_environment(self, environment: str, text: str) -> None:
        """Shows another environment; `text` is its word in the language of the moment."""
        self.environment = environment
        self.show_tag(text, environment_tone(environment))
