"""Why a config file could not be read: a code with parameters, and the place in the text."""

import dataclasses
from dataclasses import dataclass
from pathlib import Path

from wecom_console.domain.problems import Param, Params, Problem, Severity
from wecom_console.messages.catalogue import Messages


@dataclass(frozen=True, slots=True)
class FileProblem:
    """What stands in the way of reading `path`. `line` and `column` count from 1, in characters.

    `code` is dotted (``file.syntax``); a parameter `kind` chooses the sentence's variant. The
    parameters never quote the file's content: it may hold a secret that does not belong there.
    """

    path: Path
    code: str
    params: Params = dataclasses.field(default_factory=dict)
    line: int | None = None
    column: int | None = None

    @property
    def problem(self) -> Problem:
        """The same as a problem of a report."""
        return Problem(self.code, "", Severity.ERROR, self.params)


@dataclass(frozen=True, slots=True)
class TextFault:
    """A fault in a text that is not yet known to be a file's."""

    code: str
    params: Params = dataclasses.field(default_factory=dict)
    line: int | None = None
    column: int | None = None

    def at(self, path: Path) -> FileProblem:
        """The fault as one of the file at `path`."""
        return FileProblem(path, self.code, self.params, self.line, self.column)


def fault_at(code: str, text: str, index: int, **params: Param) -> TextFault:
    """A fault at the character `index` of `text`."""
    before = text[:index]
    line = before.count("\n") + 1
    return TextFault(code, params, line, index - (before.rfind("\n") + 1) + 1)


def file_problem_text(messages: Messages, problem: FileProblem) -> str:
    """One sentence for `problem`, without the place."""
    code = f"problem.{problem.code}"
    variant = f"{code}.{problem.params.get('kind', '')}"
    return messages.text(variant if messages.has(variant) else code, **dict(problem.params))
