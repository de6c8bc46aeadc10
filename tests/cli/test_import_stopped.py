"""Ctrl-C in the middle of an import: nothing of it stays."""

import signal
from dataclasses import replace
from pathlib import Path

import pytest

from cli.support import CommandLine
from flow.samples import PROFILE
from wecom_console.cli import import_progress
from wecom_console.exchange.formats.toml_file import TomlFile
from wecom_console.services.import_watch import ImportWatch, Phase


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "team.toml"
    profiles = [replace(PROFILE, identifier=f"acme-{n}") for n in range(4)]
    path.write_text(TomlFile().render(profiles), encoding="utf-8")
    return path


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
@pytest.mark.parametrize("phase", [Phase.COMPARE, Phase.TAKE])
def test_nothing_is_imported(
    run: CommandLine,
    file: Path,
    monkeypatch: pytest.MonkeyPatch,
    phase: Phase,
    number: signal.Signals,
) -> None:
    """The signal is a real one, at the third connection."""

    class Interrupted(ImportWatch):
        def step(self, now: Phase, done: int, total: int) -> bool:
            if (now, done) == (phase, 2):
                signal.raise_signal(number)
            return super().step(now, done, total)

    monkeypatch.setattr(import_progress, "ImportWatch", Interrupted)
    ended = run("import", file)
    assert (130, True) == (ended.code, "Nothing was imported" in ended.err)
    assert run.ok("profile", "list", "--json").json["profiles"] == []


def test_afterwards_signals_are_as_before(run: CommandLine, file: Path) -> None:
    before = signal.getsignal(signal.SIGINT)
    run.ok("import", file)
    assert before is signal.getsignal(signal.SIGINT)
