"""Which families are asked for, in which order, and how a role becomes a `QFont`."""

import sys
from collections.abc import Mapping, Sequence
from typing import Final

from PySide6.QtGui import QFont

from wecom_console.gui.theme.metrics import TypeStyle

# The Chinese families are named one by one: left to itself, Qt picks Japanese shapes where only
# Noto CJK is installed (docs/reference/platform.md §2).
_CHINESE: Final[Mapping[str, tuple[str, ...]]] = {
    "darwin": ("PingFang SC",),
    "win32": ("Microsoft YaHei UI", "Microsoft YaHei"),
    "linux": ("Noto Sans CJK SC", "Source Han Sans SC", "WenQuanYi Micro Hei"),
}
_LATIN: Final[Mapping[str, tuple[str, ...]]] = {
    "darwin": ("Inter", "Helvetica Neue"),
    "win32": ("Segoe UI", "Inter"),
    "linux": ("Inter", "Noto Sans", "DejaVu Sans"),
}
_MONO: Final[Mapping[str, tuple[str, ...]]] = {
    "darwin": ("JetBrains Mono", "SF Mono", "Menlo"),
    "win32": ("JetBrains Mono", "Cascadia Mono", "Consolas"),
    "linux": ("JetBrains Mono", "Cascadia Mono", "DejaVu Sans Mono"),
}
LOGICAL_DPI: Final = 72 if sys.platform == "darwin" else 96
_ALIASES: Final = frozenset({"", "sans", "sans serif", "sans-serif", "system-ui", "default"})
_FOREIGN_CJK: Final = (" CJK JP", " CJK KR", " CJK TC", " CJK HK")


def _of(table: Mapping[str, tuple[str, ...]], platform: str) -> tuple[str, ...]:
    # A family that is not installed costs a lookup each, so only the platform's own are named.
    return table.get(platform, table["linux"])


def interface_families(platform: str, system: str) -> tuple[str, ...]:
    """Latin first, then Simplified Chinese. `system` is the desktop's interface font; an alias
    such as "Sans Serif" says nothing and is left out."""
    named = system.strip().lower() not in _ALIASES
    own = (system,) if named and not system.endswith(_FOREIGN_CJK) else ()
    return tuple(dict.fromkeys((*own, *_of(_LATIN, platform), *_of(_CHINESE, platform))))


def code_families(platform: str) -> tuple[str, ...]:
    """Monospaced families, then Simplified Chinese."""
    return (*_of(_MONO, platform), *_of(_CHINESE, platform))


def make_font(
    families: Sequence[str], style: TypeStyle, *, scale: float, weight: int, tabular: bool
) -> QFont:
    """The font of a type style at a text scale; `tabular` gives every digit one width."""
    font = QFont()
    font.setFamilies(list(families))
    size = style.size * scale
    if size.is_integer():
        font.setPixelSize(int(size))
    else:
        font.setPointSizeF(size * 72 / LOGICAL_DPI)  # only points may be fractional
    font.setWeight(QFont.Weight(weight))
    if style.mono:
        font.setStyleHint(QFont.StyleHint.Monospace)
    if tabular:
        font.setFeature(QFont.Tag("tnum"), 1)
    return font
