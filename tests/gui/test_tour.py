"""The tour for newcomers, in the real window: see `walking/inside_tour.py`."""

import os
import subprocess
from pathlib import Path

import pytest

from architecture.bare_pytest import bare_pytest

pytestmark = pytest.mark.long

INSIDE = Path(__file__).with_name("walking") / "inside_tour.py"


def test_the_tour_in_a_window_of_its_own() -> None:
    """Its parts are tests of their own; what failed is in the message."""
    done = subprocess.run(
        [*bare_pytest("pytest-qt"), str(INSIDE)],
        env={**os.environ, "QT_QPA_PLATFORM": "offscreen"},
        capture_output=True,
        text=True,
        timeout=1_200,
        check=False,
    )
    assert 0 == done.returncode, done.stdout[-4000:]
