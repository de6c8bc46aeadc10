"""A few screens look as they did: where things lie and which colours they have, within a tolerance.

After a change that is meant, look at the pictures and put the new grids into `pictures.json`: in
`tests`, ``python -m gui.walking.inside_pictures HOME FOLDER`` and ``… HOME > pictures.json``.
"""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from gui.walking.grids import FEW, KEPT, share_of_differing

pytestmark = pytest.mark.long

TESTS = Path(__file__).parents[1]


@pytest.fixture(scope="module")
def taken(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """The screens as they look now."""
    done = subprocess.run(
        [sys.executable, "-m", "gui.walking.inside_pictures", str(tmp_path_factory.mktemp("home"))],
        env={**os.environ, "QT_QPA_PLATFORM": "offscreen", "PYTHONPATH": str(TESTS)},
        capture_output=True,
        text=True,
        timeout=1_200,
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
