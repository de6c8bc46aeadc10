"""A team's own scenario file: before the built-in ones, with the team's words, or not at all."""

from pathlib import Path

import pytest

from wecom_console.flow.scenarios.definitions import built_in_scenarios
from wecom_console.messages.catalogue import load_messages
from wecom_console.services.runs.team_scenarios import (
    LARGEST,
    TeamFileUnreadable,
    TeamFileWrong,
    TeamScenarios,
    no_team,
    read_team_file,
)

OWN = """
format = "wecom-console-scenarios/1"
[[scenarios]]
name = "night-shift"
title = "Night {shift}"
about = "Nobody answers."
decision = "cancel"
expect = { leg = "confirm", code = "confirm.cancelled" }
[[scenarios]]
name = "success"
decision = "cancel"
expect = { leg = "confirm", code = "confirm.cancelled" }
"""


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "team.toml"
    path.write_text(OWN, encoding="utf-8")
    return path


def test_the_teams_scenarios_stand_first(file: Path) -> None:
    """One of a built-in name takes its place."""
    found = read_team_file(file)
    assert isinstance(found, TeamScenarios)
    assert found.book.names[:2] == ("night-shift", "success")
    assert sorted(found.book.names) == sorted({"night-shift", *built_in_scenarios().names})


def test_the_teams_words_are_its_own(file: Path) -> None:
    """A brace in them is a brace; without a title the name stands."""
    found = read_team_file(file)
    assert isinstance(found, TeamScenarios)
    text = load_messages("en").with_words(found.words).text
    assert ("Night {shift}", "Nobody answers.", "success") == (
        text("scenario.night-shift.title"),
        text("scenario.night-shift.line"),
        text("scenario.success.title"),
    )


def test_without_a_file_the_built_in_ones_are_there() -> None:
    """And no text that a worker would have to read."""
    assert (built_in_scenarios(), ()) == (no_team().book, no_team().texts)


@pytest.mark.parametrize(
    "content",
    [
        *(None, b"\xff\xfe", b"#" * (LARGEST + 1), b"[[scenarios]"),
        *(b"x = " + b"[" * 3000, b".".join([b"a"] * 300_000) + b" = 1", b"x = " + b"9" * 5000),
    ],
    ids=["missing", "encoding", "large", "syntax", "deep", "dotted", "number"],
)
def test_what_cannot_be_read_says_why(tmp_path: Path, content: bytes | None) -> None:
    """Missing, another encoding, too large, no TOML, or more of it than is read."""
    path = tmp_path / "team.toml"
    if content is not None:
        path.write_bytes(content)
    found = read_team_file(path)
    assert isinstance(found, TeamFileUnreadable)
    assert found.reason


def test_one_error_leaves_the_whole_file_out(file: Path) -> None:
    """Half a team's tests would look like all of them."""
    file.write_text(OWN.replace('decision = "cancel"', 'decision = "shrug"', 1), encoding="utf-8")
    found = read_team_file(file)
    assert isinstance(found, TeamFileWrong)
    assert [p.field for p in found.problems] == ["scenarios.0.decision"]
