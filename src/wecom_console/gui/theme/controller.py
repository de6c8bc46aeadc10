"""The one place that knows the current theme; widgets repaint from its signal."""

import sys
from collections.abc import Callable

from PySide6.QtCore import QObject, QRectF, Qt, Signal
from PySide6.QtGui import QColor, QFont, QFontDatabase, QPainter, QPixmap, QStyleHints

from wecom_console.gui.theme.fonts import code_families, interface_families, make_font
from wecom_console.gui.theme.icons import IconSet
from wecom_console.gui.theme.metrics import Role
from wecom_console.gui.theme.paint import color
from wecom_console.gui.theme.tokens import Contrast, Theme, ThemeTokens, tokens, with_high_contrast

MIN_SCALE = 0.8
MAX_SCALE = 2.0
_SCHEMES = {
    Theme.SYSTEM: Qt.ColorScheme.Unknown,
    Theme.LIGHT: Qt.ColorScheme.Light,
    Theme.DARK: Qt.ColorScheme.Dark,
}


class ThemeController(QObject):
    """Theme, text scale and the language's line heights, as one value that widgets follow.

    `theme_changed` carries the whole new `ThemeTokens` and is sent for a change of scale or
    language too. `hints` tells what the desktop prefers; without it the desktop counts as light.
    """

    theme_changed = Signal(object)

    def __init__(
        self,
        *,
        icons: IconSet,
        hints: QStyleHints | None = None,
        preference: Theme = Theme.SYSTEM,
        scale: float = 1.0,
        language: str = "en",
        reduced_motion: bool = False,
        contrast: Contrast = Contrast.SYSTEM,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._icons = icons
        self._hints = hints
        self._preference = preference
        self._scale = min(MAX_SCALE, max(MIN_SCALE, scale))
        self._cjk = language.startswith("zh")
        self._reduced_motion = reduced_motion
        self._contrast = contrast
        # Kept: without its owner the hint's wrapper has nothing behind it.
        self._accessibility = hints.accessibility() if hints is not None else None
        system = QFontDatabase.systemFont(QFontDatabase.SystemFont.GeneralFont).family()
        self._families = interface_families(sys.platform, system)
        self._code_families = code_families(sys.platform)
        self._fonts: dict[tuple[Role, int | None, bool], QFont] = {}
        self._line_heights: dict[Role, int] = {}
        self._tokens = self._read_tokens()
        if preference is not Theme.SYSTEM:
            self._tell_desktop()
        if hints is not None:
            hints.colorSchemeChanged.connect(self._on_hints_changed)
        if self._accessibility is not None:
            self._accessibility.contrastPreferenceChanged.connect(self._on_hints_changed)

    @property
    def tokens(self) -> ThemeTokens:
        """The colours of the moment."""
        return self._tokens

    @property
    def preference(self) -> Theme:
        """What the user chose."""
        return self._preference

    @property
    def scale(self) -> float:
        """The text scale, 1.0 to 2.0."""
        return self._scale

    @property
    def families(self) -> tuple[str, ...]:
        """The interface families in order."""
        return self._families

    @property
    def code_families(self) -> tuple[str, ...]:
        """The monospaced families in order."""
        return self._code_families

    def set_preference(self, preference: Theme) -> None:
        """Switches the theme at once."""
        self._preference = preference
        self._tell_desktop()
        self._refresh()

    def set_contrast(self, contrast: Contrast) -> None:
        """Stronger ink and edges, or the usual ones."""
        self._contrast = contrast
        self._refresh()

    def set_scale(self, scale: float) -> None:
        """Scales text, heights and icons; 2.0 is 200 %."""
        self._scale = min(MAX_SCALE, max(MIN_SCALE, scale))
        self._fonts.clear()
        self._line_heights.clear()
        self._refresh(force=True)

    def set_language(self, language: str) -> None:
        """Takes the line heights of the language."""
        cjk = language.startswith("zh")
        if cjk != self._cjk:
            self._cjk = cjk
            self._line_heights.clear()
            self._refresh(force=True)

    def set_reduced_motion(self, *, reduced: bool) -> None:
        """With reduced motion every duration is 0."""
        self._reduced_motion = reduced
        self._refresh(force=True)

    def follow(self, slot: Callable[[ThemeTokens], object]) -> None:
        """Calls `slot` now and after every change. `slot` is a method of a `QObject`."""
        self.theme_changed.connect(slot)
        slot(self._tokens)

    def px(self, length: float) -> int:
        """A measure at 100 % in the current scale."""
        return round(length * self._scale)

    def font(self, role: Role, *, weight: int | None = None, tabular: bool = False) -> QFont:
        """The font of a role. Shared: copy it before changing it."""
        key = (role, weight, tabular)
        font = self._fonts.get(key)
        if font is None:
            style = role.value
            heavy = int(style.weight if weight is None else weight)
            families = self._code_families if style.mono else self._families
            font = make_font(families, style, scale=self._scale, weight=heavy, tabular=tabular)
            self._fonts[key] = font
        return font

    def line_height(self, role: Role) -> int:
        """The height of one line of a role."""
        height = self._line_heights.get(role)
        if height is None:
            style = role.value
            height = self.px(style.line_cjk if self._cjk else style.line)
            self._line_heights[role] = height
        return height

    def color(self, token: str) -> QColor:
        """The colour of a token by its name, for instance ``text_muted``."""
        return color(str(getattr(self._tokens, token)))

    def duration(self, milliseconds: int) -> int:
        """A duration of motion, 0 where the user wants none."""
        return 0 if self._reduced_motion else milliseconds

    def draw_icon(self, painter: QPainter, name: str, rect: QRectF, token: str) -> None:
        """Paints an icon in a token's colour."""
        self._icons.draw(
            painter, name, rect, str(getattr(self._tokens, token)), on_fill=self._tokens.on_fill
        )

    def icon_pixmap(self, name: str, token: str, size: int, *, ratio: float = 1.0) -> QPixmap:
        """An icon as a pixmap; `size` is taken at 100 %."""
        return self._icons.pixmap(
            name,
            str(getattr(self._tokens, token)),
            self.px(size),
            on_fill=self._tokens.on_fill,
            ratio=ratio,
        )

    def _tell_desktop(self) -> None:
        # The window's frame follows this, on some platforms (docs/reference/platform.md §7).
        # Afterwards `colorScheme` tells what was set, so it is unset again for `SYSTEM`.
        if self._hints is not None:
            self._hints.setColorScheme(_SCHEMES[self._preference])

    def _read_tokens(self) -> ThemeTokens:
        dark = self._hints is not None and self._hints.colorScheme() == Qt.ColorScheme.Dark
        table = tokens(self._preference, system_dark=dark)
        return with_high_contrast(table) if self._is_high_contrast() else table

    def _is_high_contrast(self) -> bool:
        if self._contrast is not Contrast.SYSTEM or self._accessibility is None:
            return self._contrast is Contrast.HIGH
        return self._accessibility.contrastPreference() == Qt.ContrastPreference.HighContrast

    def _refresh(self, *, force: bool = False) -> None:
        fresh = self._read_tokens()
        if force or fresh != self._tokens:
            self._tokens = fresh
            self.theme_changed.emit(fresh)

    def _on_hints_changed(self) -> None:
        self._refresh()
