"""Fixtures of the command line."""

from pathlib import Path

import pytest

from cli.support import CommandLine, MemoryKeyring
from domain.samples import GOOD
from exchange.files import toml, write


@pytest.fixture
def run(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> CommandLine:
    """The command line in English with an empty home of its own."""
    home = tmp_path / "home"
    environment = {"WECOM_CONSOLE_HOME": str(home), "WECOM_CONSOLE_LANG": "en"}
    return CommandLine(home, capsys, monkeypatch, MemoryKeyring(), environment)


@pytest.fixture
def acme(tmp_path: Path) -> Path:
    """A config file of one sound connection."""
    return write(tmp_path, toml(GOOD))


@pytest.fixture
def stored(run: CommandLine, acme: Path) -> CommandLine:
    """The command line with the sound connection in its store."""
    run.ok("profile", "add", "--from-file", acme)
    return run
