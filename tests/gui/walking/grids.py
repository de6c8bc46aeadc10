"""Pictures told as the mean colours of a coarse grid, and when two of them look alike.

Fonts are the suite's own; the tolerance is for how a machine draws their edges."""

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtGui import QImage

GRID: Final = (32, 20)
KEPT: Final[Mapping[str, str]] = json.loads(
    Path(__file__).with_name("pictures.json").read_text(encoding="utf-8")
)
TOLERANCE: Final = 20
"""By how much a cell's colour may differ, of 255: another font moves a word, not a card."""
FEW: Final = 0.035
"""The share of cells that may differ by more. Two pages of ours differ in 0.039 at least; a page in
its two languages, all of its words being others, in 0.029 on average."""


def grid_of(image: QImage, size: tuple[int, int] = GRID) -> str:
    """Six hex digits a cell, row by row."""
    small = image.scaled(
        *size, Qt.AspectRatioMode.IgnoreAspectRatio, Qt.TransformationMode.SmoothTransformation
    )
    width, height = size
    return "".join(small.pixelColor(x, y).name()[1:] for y in range(height) for x in range(width))


def cells(grid: str) -> list[tuple[int, int, int]]:
    """The colours of a grid."""
    values = bytes.fromhex(grid)
    return [(values[at], values[at + 1], values[at + 2]) for at in range(0, len(values), 3)]


def share_of_differing(one: str, other: str) -> float:
    """The share of cells that differ by more than the tolerance in one of their colours."""
    pairs = list(zip(cells(one), cells(other), strict=True))
    differing = [
        max(abs(a - b) for a, b in zip(left, right, strict=True)) > TOLERANCE
        for left, right in pairs
    ]
    return sum(differing) / len(pairs)
