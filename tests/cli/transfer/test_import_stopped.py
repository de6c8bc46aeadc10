"""Ctrl-C in the middle of an import: nothing of it stays."""

import os
import signal
from dataclasses import replace
from pathlib import Path

import pytest

from cli.support import CommandLine
from flow.samples import PROFILE
from wecom_console.cli.transfer import import_progress
from wecom_console.exchange.formats.toml_file import TomlFile
from wecom_console.services.importing.watch import ImportPhase, ImportWatch


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "team.toml"
    profiles = [replace(PROFILE, identifier=f"acme-{n}") for n in range(4)]
    path.write_text(TomlFile().render(profiles), encoding="utf-8")
    return path


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
@pytest.mark.parametrize("phase", [ImportPhase.COMPARE, ImportPhase.TAKE])
def test_nothing_is_imported(
    run: CommandLine,
    file: Path,
    monkeypatch: pytest.MonkeyPatch,
    phase: ImportPhase,
    number: signal.Signals,
) -> None:
    """The signal is a real one, at the third connection."""

    class Interrupted(ImportWatch):
        def step(self, now: ImportPhase, done: int, total: int) -> bool:
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


def test_the_last_import_is_taken_back(run: CommandLine, file: Path) -> None:
    run.ok("import", file)
    told = run.ok("import", "--undo", "--json").json
    left = run.ok("profile", "list", "--json").json["profiles"]
    assert ({"source": "team.toml", "undone": 4, "left": []}, []) == (told, left)


def test_what_was_changed_since_stays_and_is_named(run: CommandLine, file: Path) -> None:
    run.ok("import", file)
    run.ok("profile", "set", "acme-2", "display_name=Mine")
    ended = run("import", "--undo")
    assert (1, True) == (ended.code, "acme-2" in ended.err)


def test_without_an_import_there_is_nothing_to_take_back(run: CommandLine) -> None:
    assert 1 == run("import", "--undo").code


@pytest.mark.parametrize("arguments", [(), ("team.toml", "--undo")])
def test_either_a_file_or_undo(run: CommandLine, arguments: tuple[str, ...]) -> None:
    assert 2 == run("import", *arguments).code


def test_one_that_was_broken_off_is_said_at_the_next(run: CommandLine, file: Path) -> None:
    """With the way back."""
    run.ok("import", file)
    journal = run.home / "last-import.jsonl"
    lines = journal.read_text().splitlines(keepends=True)
    journal.write_text("".join(lines[:-1]))
    long_ago = journal.stat().st_mtime - 60
    os.utime(journal, (long_ago, long_ago))
    assert "import --undo" in run("import", file).err
