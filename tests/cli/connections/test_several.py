"""What is done to several connections is one step: all of it is stored or nothing is."""

import sqlite3
from collections.abc import Callable
from pathlib import Path

import pytest

from cli.support import CommandLine
from domain.samples import GOOD
from exchange.files import toml, write
from wecom_console.storage.profile_store import ProfileStore

NAMES = ("a", "b", "c")


@pytest.fixture
def three(run: CommandLine, tmp_path: Path) -> CommandLine:
    """Three connections."""
    file = write(tmp_path, toml(*({**GOOD, "identifier": name} for name in NAMES)))
    run.ok("profile", "add", "--from-file", file)
    return run


def full_at(count: int, method: Callable[..., object]) -> Callable[..., object]:
    """`method`, on a disk that takes so many of its writes."""
    seen: list[object] = []

    def until_full(store: ProfileStore, *values: object, **options: object) -> object:
        seen.append(values)
        if len(seen) > count:
            with store._database.writing():
                full = sqlite3.OperationalError("database or disk is full")
                full.sqlite_errorcode = sqlite3.SQLITE_FULL
                raise full
        return method(store, *values, **options)

    return until_full


def listed(run: CommandLine) -> list[tuple[object, ...]]:
    """Every connection with what the commands change."""
    found = run.ok("profile", "list", "--archived", "--json").json["profiles"]
    return [
        (one["identifier"], one["revision"], one["archived"], one["environment"]) for one in found
    ]


@pytest.mark.parametrize("count", [0, 1, 2])
@pytest.mark.parametrize(
    ("method", "command"),
    [
        ("delete", ("remove", *NAMES, "--yes")),
        ("archive", ("archive", *NAMES)),
        ("update", ("label", *NAMES, "--environment", "test")),
    ],
)
def test_a_full_disk_leaves_all_of_them_as_they_were(
    three: CommandLine,
    monkeypatch: pytest.MonkeyPatch,
    method: str,
    command: tuple[str, ...],
    count: int,
) -> None:
    """At whichever of them; that is said, and nothing else is."""
    before = listed(three)
    with monkeypatch.context() as full:
        full.setattr(ProfileStore, method, full_at(count, getattr(ProfileStore, method)))
        ended = three("profile", *command)
    assert (4, "", before) == (ended.code, ended.out, listed(three))


@pytest.mark.parametrize("count", [0, 1, 2])
def test_a_full_disk_adds_none_of_a_file(
    run: CommandLine, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, count: int
) -> None:
    file = write(tmp_path, toml(*({**GOOD, "identifier": name} for name in NAMES)))
    with monkeypatch.context() as full:
        full.setattr(ProfileStore, "insert", full_at(count, ProfileStore.insert))
        ended = run("profile", "add", "--from-file", file)
    assert (4, "", []) == (ended.code, ended.out, listed(run))


def test_one_that_is_taken_keeps_the_whole_file_out(three: CommandLine, tmp_path: Path) -> None:
    """The others of it too."""
    before = listed(three)
    file = write(tmp_path, toml({**GOOD, "identifier": "d"}, {**GOOD, "identifier": "a"}))
    ended = three("profile", "add", "--from-file", file)
    assert (1, before) == (ended.code, listed(three))


def test_one_that_nobody_knows_keeps_the_others_from_nothing(three: CommandLine) -> None:
    """It is named; what can be done is."""
    ended = three("profile", "remove", "a", "nobody", "c", "--yes")
    assert (3, ["b"]) == (ended.code, [one[0] for one in listed(three)])


def test_a_damaged_connection_can_be_removed(three: CommandLine) -> None:
    """It is not done and then said to be undone."""
    base = sqlite3.connect(three.home / "console.db")
    base.execute("UPDATE profile SET document = '{' WHERE identifier = 'a'")
    base.commit()
    base.close()
    ended = three("profile", "remove", "a", "b", "--yes")
    assert (0, ["c"]) == (ended.code, [one[0] for one in listed(three)])


@pytest.mark.parametrize("command", [("label", NAMES[0]), ("list",)])
def test_an_environment_that_there_is_not_is_refused(
    three: CommandLine, command: tuple[str, ...]
) -> None:
    """With the one that was meant, and without the word: it may be a secret in the wrong place."""
    ended = three("profile", *command, "--environment", "staging")
    told = ended.err
    assert (2, True, False) == (ended.code, "Did you mean test?" in told, "staging" in told)
