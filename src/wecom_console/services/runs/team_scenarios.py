"""A team's own scenario file: its scenarios stand before the built-in ones."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from wecom_console.disk.regular_files import NotRegularError, read_regular
from wecom_console.domain.problems import Problem
from wecom_console.flow.scenarios.definitions import (
    UNREADABLE,
    Scenario,
    ScenarioBook,
    built_in_scenarios,
    read_scenarios,
)

LARGEST: Final = 256 * 1024
"""As of the simulator's own files: some 800 scenarios, read in a second."""


@dataclass(frozen=True, slots=True)
class TeamScenarios:
    """Own and built-in scenarios. `text` is the file's, for a worker process; `words` are the
    team's own titles by message code."""

    book: ScenarioBook
    text: str = ""
    words: Mapping[str, str] = field(default_factory=dict)

    @property
    def texts(self) -> tuple[str, ...]:
        """The file's text, where there is a file."""
        return (self.text,) if self.text else ()

    def named(self, names: Sequence[str]) -> tuple[Scenario, ...]:
        """Those that are there, in the order of `names`."""
        return tuple(one for name in names if (one := self.book.get(name)) is not None)


@dataclass(frozen=True, slots=True)
class TeamFileUnreadable:
    """Why there is nothing to read: the system's word, the decoder's, or the size. `kind` is
    ``folder`` or ``special`` (a pipe or a device) where it is no file."""

    reason: str
    kind: str = ""


@dataclass(frozen=True, slots=True)
class TeamFileWrong:
    """The file has errors; none of its scenarios is used, for half a team's tests look like all."""

    problems: tuple[Problem, ...]


TeamFile = TeamScenarios | TeamFileUnreadable | TeamFileWrong


def no_team() -> TeamScenarios:
    """The built-in scenarios alone."""
    return TeamScenarios(built_in_scenarios())


def read_team_file(path: Path) -> TeamFile:
    """Reads the file. Blocks."""
    try:
        data = read_regular(path, LARGEST)
        text = data.decode("utf-8-sig")
    except NotRegularError as error:
        return TeamFileUnreadable(error.strerror or error.kind, kind=error.kind)
    except OSError as error:
        return TeamFileUnreadable(error.strerror or type(error).__name__)
    except ValueError as error:
        return TeamFileUnreadable(type(error).__name__)
    if len(data) > LARGEST:
        return TeamFileUnreadable(f"> {LARGEST // 1024} KiB")
    own = read_scenarios(text)
    for problem in own.problems:
        if problem.code == UNREADABLE:
            return TeamFileUnreadable(str(problem.params["reason"]))
    if own.problems:
        return TeamFileWrong(own.problems)
    names = set(own.names)
    others = tuple(s for s in built_in_scenarios().scenarios if s.name not in names)
    words: dict[str, str] = {}
    for scenario in own.scenarios:
        title = scenario.title or scenario.name
        words[f"scenario.{scenario.name}.title"] = title
        words[f"scenario.{scenario.name}.line"] = scenario.about or title
    return TeamScenarios(ScenarioBook((*own.scenarios, *others)), text, words)
