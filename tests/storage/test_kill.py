"""``kill -9`` in the middle of saving loses nothing that was acknowledged."""

import json
import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from storage.saving_forever import PROFILE_ID, document
from storage.support import make_store

SCRIPT = Path(__file__).with_name("saving_forever.py")


def save_until_killed(path: Path, *, after: int) -> int:
    """Kill the saving process once it has acknowledged `after` saves; the last acknowledged."""
    process = subprocess.Popen(
        [sys.executable, str(SCRIPT), str(path)], stdout=subprocess.PIPE, text=True
    )
    assert process.stdout is not None
    with process.stdout as lines:
        acknowledged = [int(next(lines)) for _ in range(after)]
        os.kill(process.pid, signal.SIGKILL)
        acknowledged += [int(line) for line in lines if line.endswith("\n")]
    assert -signal.SIGKILL == process.wait()
    return acknowledged[-1]


@pytest.mark.parametrize("after", [1, 7, 40])
def test_every_acknowledged_save_is_there(tmp_path: Path, after: int) -> None:
    """With its number and its whole document, whenever the process is killed."""
    last = save_until_killed(tmp_path / "console.db", after=after)
    store = make_store(tmp_path)
    history = store.profiles.history(PROFILE_ID)
    store.database.close()
    expected = [document(number)["display_name"] for number in range(1, last + 1)]
    assert expected == [json.loads(row.document)["display_name"] for row in history[:last]]


def test_at_most_the_save_in_flight_is_there_unacknowledged(tmp_path: Path) -> None:
    """A save is whole or absent; the current document is the last revision's."""
    last = save_until_killed(tmp_path / "console.db", after=20)
    store = make_store(tmp_path)
    row, history = store.profiles.get(PROFILE_ID), store.profiles.history(PROFILE_ID)
    store.database.close()
    assert row is not None
    assert (row.revision, row.document) == (history[-1].number, history[-1].document)
    assert row.revision in {last, last + 1}


def test_the_file_is_whole_after_many_kills(tmp_path: Path) -> None:
    """SQLite's own full check finds nothing, and nothing was set aside."""
    for after in (1, 3, 15, 30):
        save_until_killed(tmp_path / "console.db", after=after)
    store = make_store(tmp_path)
    assert () == store.database.open()
    with store.database.reading() as connection:
        assert "ok" == connection.execute("PRAGMA integrity_check").fetchone()[0]
    store.database.close()
