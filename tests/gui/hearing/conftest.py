"""Decides at collection whether the window can be used by ear alone on this machine.

Where the accessibility bus, a virtual screen or the system's Python with `gi` is not installed,
`test_screen_reader.py` is not collected (Debian: apt-get install xvfb dbus-daemon at-spi2-core
gir1.2-atspi-2.0 python3-gi).
"""

import shutil
import sys
from pathlib import Path

TOOLS = ("dbus-run-session", "Xvfb", "/usr/libexec/at-spi-bus-launcher", "/usr/bin/python3")
BINDINGS = ("*/girepository-1.0/Atspi-2.0.typelib", "python3/dist-packages/gi/__init__.py")

_is_testable = (
    sys.platform == "linux"
    and all(shutil.which(tool) for tool in TOOLS)
    and all(any(Path("/usr/lib").glob(name)) for name in BINDINGS)
)
collect_ignore = [] if _is_testable else ["test_screen_reader.py"]
