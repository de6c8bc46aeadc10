"""Every screen, as those see it who read longer words, larger letters or a smaller window, who have
no mouse, or who listen: nothing is cut, everything is reached by Tab, everything has a name."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

pytestmark = pytest.mark.long

WALK = Path(__file__).with_name("walking") / "inside_walk.py"


@pytest.mark.parametrize("walk", ["plain", "large", "largest"])
def test_nothing_is_cut_out_of_reach_or_without_a_name(walk: str, tmp_path: Path) -> None:
    """English 40 % longer, and English at 900 by 640; Chinese in the dark at 150 %; English at
    200 % in a larger window. In a process of its own: the walk brings its own application."""
    done = subprocess.run(
        [sys.executable, str(WALK), str(tmp_path), walk],
        env={**os.environ, "QT_QPA_PLATFORM": "offscreen"},
        capture_output=True,
        text=True,
        timeout=1_200,
        check=False,
    )
    assert 0 == done.returncode, done.stderr[-2000:]
    assert [] == [(view, found) for view, found in json.loads(done.stdout).items() if found]
