"""Scenario files that a team brings: TOML in the shape of resources/simulator/scenarios.toml.

A file is taken whole or not at all, and the first mistake is told by file, key and sentence.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from os import PathLike, fspath
from pathlib import Path
from typing import Final

from wecom_console.bounded_toml import load_toml
from wecom_console.disk.regular_files import NotRegularError, read_regular
from wecom_console.messages.catalogue import Messages, load_messages
from wecom_console.simulator.control.scenario_reader import read_scenario
from wecom_console.simulator.control.scenarios import scenario_names
from wecom_console.simulator.control.state_patch import PatchProblem
from wecom_console.simulator.world.scenario import SimulatorScenario

SIZE_LIMIT: Final = 256 * 1024
"""Largest file that is read, in bytes: tomllib's memory grows faster than its input."""

UNREADABLE: Final = frozenset({"missing", "folder", "special", "too_large", "encoding", "syntax"})
"""Codes of files that cannot be read at all; the others are readable and wrong."""


@dataclass(frozen=True, slots=True)
class ScenarioFileProblem:
    """What is wrong with a file. `code` is below ``simulator.scenario_file.`` in the messages."""

    file: str
    code: str
    key: str = ""
    params: Mapping[str, str] = field(default_factory=dict)

    @property
    def is_unreadable(self) -> bool:
        """Whether not even the file's structure is known."""
        return self.code in UNREADABLE

    def text(self, messages: Messages) -> str:
        """File, key and what is wrong there."""
        reason = messages.text(f"simulator.scenario_file.{self.code}", **self.params)
        if not self.file:
            return reason
        kind = "with_key" if self.key else "without_key"
        return messages.text(
            f"simulator.scenario_file.{kind}", file=self.file, key=self.key, reason=reason
        )


class ScenarioFileError(ValueError):
    """The simulator was not started: a scenario file or the scenario's name is wrong."""

    def __init__(self, problem: ScenarioFileProblem) -> None:
        super().__init__(problem.text(load_messages("en")))
        self.problem = problem


def read_scenario_files(
    files: Sequence[str | PathLike[str]],
) -> dict[str, SimulatorScenario] | ScenarioFileProblem:
    """The scenarios of all files by name, or the first problem. No name may be a built-in one's or
    another file's: a team would be running something else than it believes."""
    known = scenario_names()
    found: dict[str, SimulatorScenario] = {}
    for file in [fspath(file) for file in files]:
        document = _document(file)
        if isinstance(document, ScenarioFileProblem):
            return document
        for name, table in document.items():
            if name in known:
                return ScenarioFileProblem(file, "built_in", name)
            if name in found:
                return ScenarioFileProblem(file, "twice", name)
            if not isinstance(table, dict):
                return ScenarioFileProblem(file, "no_table", name)
            scenario = read_scenario(name, table)
            if isinstance(scenario, PatchProblem):
                params = {"reason": scenario.error}
                return ScenarioFileProblem(file, "unfit", f"{name}.{scenario.field}", params)
            found[name] = scenario
    return found


def _document(file: str) -> dict[str, object] | ScenarioFileProblem:
    try:
        data = read_regular(Path(file), SIZE_LIMIT)
    except NotRegularError as error:
        return ScenarioFileProblem(file, error.kind)
    except (OSError, ValueError) as error:  # ValueError: a path with a zero in it
        reason = getattr(error, "strerror", None) or type(error).__name__
        return ScenarioFileProblem(file, "missing", params={"reason": reason})
    if len(data) > SIZE_LIMIT:
        return ScenarioFileProblem(file, "too_large", params={"max": str(SIZE_LIMIT // 1024)})
    try:
        return load_toml(data.decode("utf-8-sig"))
    except UnicodeDecodeError:
        return ScenarioFileProblem(file, "encoding")
    except ValueError as error:
        return ScenarioFileProblem(file, "syntax", params={"reason": str(error)})
