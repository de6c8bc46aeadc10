"""The start where Qt has no way to show a window."""

import os
import subprocess
import sys

_START = (
    "from wecom_console.gui.shell.platform_watch import make_application\n"
    "make_application(lambda: (print('told why'), 4)[1])\n"
)


def test_where_qt_gives_up_our_words_are_said_and_not_its_own() -> None:
    """No abort, and no library named that is there. A process of its own: Qt ends it."""
    environment = {**os.environ, "QT_QPA_PLATFORM": "nowhere"}
    ran = subprocess.run(
        [sys.executable, "-u", "-c", _START],
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )
    assert (4, "told why\n", "") == (ran.returncode, ran.stdout, ran.stderr)
