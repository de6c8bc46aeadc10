"""Decides at collection whether the system's keyring can be tested on this machine.

Where `dbus-run-session` or `gnome-keyring-daemon` is not installed, `test_secret_service.py` is not
collected, unless ``CI=true``: there it is, and fails with a sentence that says what to install.
"""

import os
import shutil
import sys

TOOLS = ("dbus-run-session", "gnome-keyring-daemon")

_is_testable = sys.platform == "linux" and (
    os.environ.get("CI") == "true" or all(shutil.which(tool) for tool in TOOLS)
)
collect_ignore = [] if _is_testable else ["test_secret_service.py"]
