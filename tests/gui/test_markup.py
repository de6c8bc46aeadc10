"""Names and texts from outside are letters on every screen."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

pytestmark = pytest.mark.long

WALK = Path(__file__).with_name("walking") / "inside_markup.py"


def test_no_screen_reads_more_than_letters_into_a_name(tmp_path: Path) -> None:
    """A picture, a link, entities, a shortcut, what cannot be seen and 10,000 letters in every
    field, in titles, calls, files and keys of a team. In a process of its own: the walk brings its
    own application, and looks for the picture in its working folder."""
    done = subprocess.run(
        [sys.executable, str(WALK), str(tmp_path)],
        env={
            **os.environ,
            "QT_QPA_PLATFORM": "offscreen",
            "PYTHON_KEYRING_BACKEND": "keyring.backends.fail.Keyring",
        },
        cwd=tmp_path,
        capture_output=True,
        text=True,
        timeout=600,
        check=False,
    )
    assert 0 == done.returncode, done.stderr[-2000:]
    screens = json.loads(done.stdout)
    assert {} == {name: of for name, of in screens.items() if of["markup"] or of["shortcut"]}
    assert 50 < screens["settings"]["name"]
