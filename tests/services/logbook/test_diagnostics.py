"""What a maintainer is told of a machine."""

from pathlib import Path

from wecom_console import __version__
from wecom_console.messages.catalogue import load_messages
from wecom_console.services.doctor import CheckResult, Health
from wecom_console.services.logbook.diagnostics import diagnostics, without_home


def test_it_holds_versions_and_every_check() -> None:
    """With what to do about it."""
    findings = [
        CheckResult("screen", Health.WARN, "none"),
        CheckResult("python", Health.OK, "ok", {"version": "3.11.2"}),
    ]
    text = diagnostics(load_messages("en"), findings, {"Qt": "6.11 (xcb)"})
    lines = text.splitlines()
    assert f"WeCom Console: {__version__}" == lines[0]
    assert ["Qt: 6.11 (xcb)", "[ok] Python: 3.11.2"] == [lines[3], lines[-1]]
    assert lines[-2].startswith("    Use the command line")


def test_it_does_not_say_whose_machine_it_is() -> None:
    """The home folder mostly is a name."""
    assert "~/data" == without_home("/home/lin/data", Path("/home/lin"))
