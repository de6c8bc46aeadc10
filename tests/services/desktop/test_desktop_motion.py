"""What each desktop says of motion, by the answer of its own tool."""

from collections.abc import Mapping, Sequence

import pytest

from wecom_console.services.desktop.motion import wants_less_motion
from wecom_console.services.doctor import Ran

WINDOWS = r"""
HKEY_CURRENT_USER\Control Panel\Desktop\WindowMetrics
    MinAnimate    REG_SZ    {value}
"""
KDE = {"XDG_CURRENT_DESKTOP": "KDE"}


@pytest.mark.parametrize(
    ("platform", "environment", "program", "out", "less"),
    [
        ("linux", {}, "gsettings", "false\n", True),
        ("linux", {}, "gsettings", "true\n", False),
        ("linux", KDE, "kreadconfig6", "0\n", True),
        ("linux", KDE, "kreadconfig6", "1\n", False),
        ("darwin", {}, "defaults", "1\n", True),
        ("darwin", {}, "defaults", "0\n", False),
        ("win32", {}, "reg", WINDOWS.format(value="0"), True),
        ("win32", {}, "reg", WINDOWS.format(value="1"), False),
    ],
)
def test_the_desktop_is_asked(
    platform: str, environment: dict[str, str], program: str, out: str, less: bool
) -> None:
    def run(command: Sequence[str], _environment: Mapping[str, str], _timeout: float) -> Ran:
        assert program == command[0]
        return Ran(0, out)

    assert less is wants_less_motion(platform=platform, environment=environment, run=run)


@pytest.mark.parametrize("platform", ["linux", "darwin", "win32"])
@pytest.mark.parametrize("ran", [Ran(None), Ran(1, "0"), Ran(0, "")])
def test_a_desktop_that_does_not_say_wants_motion(platform: str, ran: Ran) -> None:
    """Its tool is missing, fails, or says nothing."""
    assert not wants_less_motion(platform=platform, environment={}, run=lambda *_: ran)
