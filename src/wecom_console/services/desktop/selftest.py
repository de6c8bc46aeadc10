"""The window's part of `selftest`: opened offscreen, in a process and a data folder of its own."""

import sys
import tempfile
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from wecom_console.services.doctor import run_program

TIMEOUT_S: Final = 120.0

# The window may be imported by its own process only: a missing native library would end ours.
_WINDOW: Final = "import sys\nfrom wecom_console.gui.selftest import main\nsys.exit(main())\n"


@dataclass(frozen=True, slots=True)
class WindowTested:
    """How the window's own test ended. `told` is what it wrote, for a person to read."""

    ok: bool
    told: str = ""


def try_window(
    environment: Mapping[str, str], *, timeout_s: float = TIMEOUT_S, script: str = _WINDOW
) -> WindowTested:
    """Open the window where nobody sees it. It finds an empty data folder, so that nothing of its
    user's is read or changed."""
    with tempfile.TemporaryDirectory(prefix="wecom-console-") as home:
        variables = {
            **environment,
            "QT_QPA_PLATFORM": "offscreen",
            "WECOM_CONSOLE_HOME": home,
        }
        ran = run_program([sys.executable, "-c", script], variables, timeout_s)
    if ran.code == 0:
        return WindowTested(ok=True, told=ran.out.strip())
    lines = [line for line in (ran.out + ran.err).splitlines() if line.strip()]
    return WindowTested(ok=False, told="\n".join(lines[-20:]))
