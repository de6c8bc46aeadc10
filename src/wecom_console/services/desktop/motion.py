"""Whether the desktop's user wants less motion. Qt does not say it before 6.12, so the desktops are
asked by their own tools. May block for a moment."""

import os
import sys
from collections.abc import Callable, Mapping, Sequence
from typing import Final

from wecom_console.services.doctor import Ran, run_program

TIMEOUT_S: Final = 3.0
_GNOME: Final = ("gsettings", "get", "org.gnome.desktop.interface", "enable-animations")
_KDE: Final = ("kreadconfig6", "--group", "KDE", "--key", "AnimationDurationFactor")
_MACOS: Final = ("defaults", "read", "com.apple.universalaccess", "reduceMotion")
_WINDOWS: Final = (
    *("reg", "query", r"HKCU\Control Panel\Desktop\WindowMetrics"),
    *("/v", "MinAnimate"),
)
RunProgram = Callable[[Sequence[str], Mapping[str, str], float], Ran]


def wants_less_motion(
    *,
    platform: str = sys.platform,
    environment: Mapping[str, str] | None = None,
    run: RunProgram = run_program,
) -> bool:
    """What the desktop is set to; False where it does not say."""
    variables = os.environ if environment is None else environment

    def said(command: Sequence[str]) -> str:
        ran = run(command, variables, TIMEOUT_S)
        return ran.out.strip() if ran.code == 0 else ""

    if platform == "darwin":
        return said(_MACOS) == "1"
    if platform == "win32":
        return said(_WINDOWS).split()[-1:] == ["0"]
    if "KDE" in variables.get("XDG_CURRENT_DESKTOP", ""):
        return said(_KDE) in ("0", "0.0")
    return said(_GNOME) == "false"
