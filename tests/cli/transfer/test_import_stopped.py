"""Ctrl-C in the middle of an import: nothing of it stays."""

import json
import signal
import sqlite3
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest

from cli.support import CommandLine
from flow.samples import PROFILE
from wecom_console.cli.transfer import import_progress
from wecom_console.exchange.formats.toml_file import TomlFile
from wecom_console.services.importing.watch import ImportPhase, ImportWatch
from wecom_console.storage.problems import StoreUnavailable
from wecom_console.storage.profile_store import ProfileStore


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


def test_one_that_an_earlier_version_broke_off_is_said_at_the_next(
    run: CommandLine, file: Path
) -> None:
    """With the way back, which is taken; then its file is gone."""
    run.ok("profile", "add", "--from-file", file)
    with closing(sqlite3.connect(run.home / "console.db")) as base:
        ids = [found for (found,) in base.execute("SELECT id FROM profile")]
    entries = [{"profile_id": i, "identifier": i, "saved": 1, "before": 0} for i in ids]
    journal = run.home / "last-import.jsonl"
    journal.write_text("".join(f"{json.dumps(line)}\n" for line in [{"source": "old"}, *entries]))
    assert "import --undo" in run("import", file).err
    undone = run.ok("import", "--undo", "--json").json
    left = run.ok("profile", "list", "--json").json["profiles"]
    assert ({"source": "old", "undone": 4, "left": []}, [], False) == (
        undone,
        left,
        journal.exists(),
    )


def test_an_import_that_changes_nothing_leaves_the_way_back(run: CommandLine, file: Path) -> None:
    """That of the last one that did."""
    run.ok("import", file)
    run.ok("import", file)
    assert 4 == run.ok("import", "--undo", "--json").json["undone"]


def test_what_could_not_be_taken_back_is_said(
    run: CommandLine, file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Nothing was, and it can be tried again."""
    run.ok("import", file)
    with monkeypatch.context() as full:
        full.setattr(ProfileStore, "delete", _disk_full)
        ended = run("import", "--undo")
    assert (4, True) == (ended.code, "Nothing was undone" in ended.err)
    assert 4 == run.ok("import", "--undo", "--json").json["undone"]


def _disk_full(_store: ProfileStore, profile_id: str) -> None:
    raise StoreUnavailable("store.disk_full", file=profile_id)
