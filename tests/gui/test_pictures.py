"""A few screens look as they did: where things lie and which colours they have, within a tolerance.

After a change that is meant, look at the pictures (``inside_pictures.py HOME FOLDER``) and put the
new grids into `pictures.json` (``inside_pictures.py HOME > pictures.json``).
"""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

HERE = Path(__file__).parent / "walking"
SCRIPT = HERE / "inside_pictures.py"
KEPT = json.loads((HERE / "pictures.json").read_text(encoding="utf-8"))

TOLERANCE = 20
"""By how much a cell's colour may differ, of 255: another font moves a word, not a card."""
FEW = 0.035
"""The share of cells that may differ by more. Two pages of ours differ in 0.039 at least; a page in
its two languages, all of its words being others, in 0.029 on average."""


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


@pytest.fixture(scope="module")
def taken(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """The screens as they look now."""
    done = subprocess.run(
        [sys.executable, str(SCRIPT), str(tmp_path_factory.mktemp("home"))],
        env={**os.environ, "QT_QPA_PLATFORM": "offscreen"},
        capture_output=True,
        text=True,
        timeout=300,
        check=True,
    )
    found: dict[str, str] = json.loads(done.stdout)
    return found


def test_the_screens_look_as_they_did(taken: dict[str, str]) -> None:
    """In both languages and both themes."""
    shares = {name: share_of_differing(KEPT[name], grid) for name, grid in taken.items()}
    assert {} == {name: share for name, share in shares.items() if share > FEW}


def test_every_picture_is_compared(taken: dict[str, str]) -> None:
    """None is left over from an earlier look."""
    assert set(KEPT) == set(taken)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("sources-en-light", "sources-en-dark"),
        ("sources-en-light", "share-en-light"),
        ("form-empty-zh_CN-light", "variants-zh_CN-light"),
    ],
)
def test_the_comparison_can_fail(one: str, other: str) -> None:
    """Another theme and another page are not taken for the same."""
    assert share_of_differing(KEPT[one], KEPT[other]) > FEW
