"""``kill -9`` at a random moment of typing: the form has what its footer said was kept."""

import os
import random
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from wecom_console.gui.parts.presenter.connection_rows import NEW_SLOT
from wecom_console.services.context import Services
from wecom_console.storage.secrets.session_store import SessionStore

SCRIPT = Path(__file__).with_name("walking") / "typing_forever.py"
MEANWHILE_S = 1.5
"""The kill comes within this time after something was kept: while typing, waiting or writing."""


def type_until_killed(home: Path, *, seed: int) -> int:
    """Kills the window at a moment of chance; how many characters it last said were kept."""
    process = subprocess.Popen(
        [sys.executable, str(SCRIPT), str(home)],
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
        env={**os.environ, "QT_QPA_PLATFORM": "offscreen"},
    )
    assert process.stdout is not None
    with process.stdout as lines:
        kept = [int(next(lines))]
        time.sleep(random.Random(seed).uniform(0, MEANWHILE_S))
        os.kill(process.pid, signal.SIGKILL)
        kept += [int(line) for line in lines if line.endswith("\n")]
    assert -signal.SIGKILL == process.wait()
    return kept[-1]


@pytest.mark.skipif(sys.platform == "win32", reason="a signal's own")
@pytest.mark.parametrize("seed", range(4))
def test_what_was_kept_is_there_after_a_kill(tmp_path: Path, seed: int) -> None:
    """At least as much as the footer said, and nothing of the store is damaged."""
    kept = type_until_killed(tmp_path, seed=seed)
    services = Services({"WECOM_CONSOLE_HOME": str(tmp_path)}, keyring=SessionStore())
    copies = {copy.slot: copy.document for copy in services.profiles.working_copies()}
    notices = services.profiles.status().notices
    services.close()
    name = str(copies[NEW_SLOT]["display_name"])
    assert ((), True, {"x"}) == (notices, len(name) >= kept, set(name))
