"""Every screen, as those see it who read longer words, larger letters or a smaller window, who have
no mouse, or who listen: nothing is cut, everything is reached by Tab, everything has a name."""

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

WALK = Path(__file__).with_name("walking") / "inside_walk.py"


@pytest.fixture(scope="module")
def faults(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    """What each walk found. In a process of its own: it brings its own application."""
    done = subprocess.run(
        [sys.executable, str(WALK), str(tmp_path_factory.mktemp("home"))],
        env={**os.environ, "QT_QPA_PLATFORM": "offscreen"},
        capture_output=True,
        text=True,
        timeout=1_200,
        check=False,
    )
    assert 0 == done.returncode, done.stderr[-2000:]
    found: dict[str, Any] = json.loads(done.stdout)
    return found


@pytest.mark.parametrize("walk", ["pseudo", "large", "largest", "narrow"])
def test_nothing_is_cut_out_of_reach_or_without_a_name(faults: dict[str, Any], walk: str) -> None:
    """English 40 % longer; Chinese in the dark at 150 %; English at 200 % in a larger window;
    English at 900 by 640."""
    assert {} == faults[walk]
