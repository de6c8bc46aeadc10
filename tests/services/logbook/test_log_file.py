"""The log: private, bounded, and without a secret."""

import logging
import stat
from collections.abc import Iterator
from pathlib import Path

import pytest

from wecom_console.services.logbook import log_file
from wecom_console.services.logbook.log_file import LogFile, logging_to

CANARY = "Kj8sT2vQ0pLmXc4RwZy7Bn1HdGf6EaUi9Ao3SxVqWtY"
LOG = logging.getLogger("wecom_console.test")


@pytest.fixture
def log(tmp_path: Path) -> Iterator[LogFile]:
    """One that has begun."""
    made = LogFile(tmp_path / "home" / "console.log")
    made.begin("debug")
    yield made
    made.end()


def _written(log: LogFile) -> str:
    log.end()
    return log.path.read_text()


def test_a_line_says_when_how_bad_and_whose(log: LogFile) -> None:
    """And what."""
    LOG.warning("page %s", "settings")
    line = _written(log)
    assert "WARNING" in line
    assert line.endswith("wecom_console.test: page settings\n")


@pytest.mark.parametrize(
    "message",
    [
        f"secret={CANARY}",
        f"GET https://qyapi.weixin.qq.com/cgi-bin/gettoken?corpsecret={CANARY}",
        f"Authorization: Bearer {CANARY}",
        CANARY,
        f"no such file: /home/{CANARY}/x",
    ],
)
def test_no_secret_is_written(log: LogFile, message: str) -> None:
    """Whatever somebody logs."""
    LOG.error(message)
    assert CANARY not in _written(log)


def test_an_exception_is_told_without_its_text(log: LogFile) -> None:
    """By its type and the calls that led there: its text may quote what was typed."""
    try:
        raise ValueError(CANARY)
    except ValueError:
        LOG.exception("bug")
    written = _written(log)
    assert (True, True, False) == (
        "ValueError" in written,
        "test_log_file" in written,
        CANARY in written,
    )


def test_it_is_for_its_user_alone(log: LogFile) -> None:
    """As all of the data folder."""
    LOG.error("x")
    _written(log)
    assert 0o600 == stat.S_IMODE(log.path.stat().st_mode)


def test_it_does_not_grow_for_ever(log: LogFile, monkeypatch: pytest.MonkeyPatch) -> None:
    """The oldest lines go."""
    monkeypatch.setattr(log_file, "LARGEST", 2_000)
    log.end()
    small = LogFile(log.path)
    small.begin("info")
    for number in range(200):
        LOG.info("page %d of the login test", number)
    small.end()
    names = sorted(one.name for one in log.path.parent.iterdir())
    assert ["console.log", "console.log.1", "console.log.2"] == names
    assert 6_500 > sum(one.stat().st_size for one in log.path.parent.iterdir())


def test_what_is_below_the_level_is_left_out(tmp_path: Path) -> None:
    """``error`` says little."""
    path = tmp_path / "console.log"
    with logging_to(path, "error"):
        LOG.info("page settings")
    assert "" == path.read_text()


def test_its_end_leaves_nothing_behind(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    """Neither its level nor its way: others are told again."""
    with logging_to(tmp_path / "console.log", "error"):
        LOG.warning("small")
    LOG.warning("afterwards")
    assert ["afterwards"] == [record.getMessage() for record in caplog.records]


def test_without_a_level_there_is_no_log(tmp_path: Path) -> None:
    """Nothing is made by a command that was not asked for one."""
    with logging_to(tmp_path / "console.log", ""):
        LOG.error("x")
    assert [] == list(tmp_path.iterdir())


def test_a_folder_that_cannot_be_written_costs_the_log_alone(tmp_path: Path) -> None:
    """The program goes on."""
    (tmp_path / "file").touch()
    assert not LogFile(tmp_path / "file" / "console.log").begin()


def test_its_end_can_be_read_across_the_change_of_files(tmp_path: Path) -> None:
    """For who looks at it in the window."""
    log = LogFile(tmp_path / "console.log")
    (tmp_path / "console.log.1").write_text("a\nb\n")
    log.path.write_text("c\n")
    assert ("b", "c") == log.last_lines(2)
