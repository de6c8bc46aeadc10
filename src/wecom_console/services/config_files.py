"""Config files for both faces: read and checked, with what only the file's folder can tell."""

import dataclasses
from collections.abc import Set
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from wecom_console.domain.check import CheckContext, check
from wecom_console.domain.fields import SECRET_PATHS
from wecom_console.domain.problems import Problem, Severity
from wecom_console.domain.report import Report
from wecom_console.domain.secret_forms import secret_form
from wecom_console.domain.secrets import Secret, SecretRef, SecretSource
from wecom_console.exchange.config_file import ConfigFile, RawConnection, read_config_file
from wecom_console.exchange.file_problem import FileProblem
from wecom_console.storage.secrets.file_references import read_secret_file

MAX_NAME: Final = 200
"""Characters of an identifier by which a connection is still called; a sound one has fewer."""

MAX_PROBLEMS: Final = 1_000
"""Of one file that are told; of each connection behind that at least one is."""


@dataclass(frozen=True, slots=True)
class CheckedConnection:
    """A connection of a file with its report."""

    connection: RawConnection
    report: Report

    @property
    def identifier(self) -> str:
        """What it calls itself; its number in the file (``#2``) where that is no text, none that
        could be told in a line, or looks like a secret."""
        name = self.connection.identifier
        can_be_told = 0 < len(name) <= MAX_NAME and secret_form(name) is None
        return name if can_be_told else f"#{self.connection.number}"


@dataclass(frozen=True, slots=True)
class CheckedFile:
    """A config file whose connections have been checked. `problems` are the file's own."""

    path: Path
    connections: tuple[CheckedConnection, ...]
    problems: tuple[Problem, ...]


def check_file(path: Path) -> CheckedFile | FileProblem:
    """Read and check the file at `path`."""
    file = read_config_file(path)
    return file if isinstance(file, FileProblem) else check_config(file)


def check_config(file: ConfigFile, *, taken: Set[str] = frozenset()) -> CheckedFile:
    """Check what was read. Two connections of one identifier: the later one is in the wrong;
    `taken` are those of files before it. Whether ``file:`` references lead to a secret is looked
    up, not kept."""
    seen = set(taken)
    checked = []
    left = MAX_PROBLEMS
    for connection in file.connections:
        report = _shortened(_report(connection, seen, file.path.parent), left)
        left -= len(report.problems)
        checked.append(CheckedConnection(connection, report))
        seen.add(connection.identifier)
    return CheckedFile(file.path, tuple(checked), file.problems)


def _shortened(report: Report, most: int) -> Report:
    """The report with at most so many problems (but one), and how many more there are. Errors
    come first where some are left out."""
    most = max(1, most)
    if len(report.problems) <= most:
        return report
    told = sorted(report.problems, key=lambda one: one.severity is not Severity.ERROR)[:most]
    rest = Problem(
        "file.more_problems",
        "",
        Severity.HINT if report.ok else Severity.ERROR,
        {"count": len(report.problems) - most},
    )
    return dataclasses.replace(report, problems=(*told, rest))


def _report(connection: RawConnection, taken: Set[str], folder: Path) -> Report:
    """What `check` says, what its secret files say, and what its reader has found."""
    found = connection.problems
    if any(problem.severity is Severity.ERROR for problem in found):
        # What else `check` misses is missing for the same reason.
        return Report(None, found)
    report = check(connection.raw, CheckContext(taken_identifiers=taken))
    report = _with_secret_files(report, folder)
    return dataclasses.replace(report, problems=(*report.problems, *found))


def _with_secret_files(report: Report, folder: Path) -> Report:
    """The report with what is wrong with the secret files that the connection names: leading out
    of the folder is an error; that one is not there today may be right where it will be used."""
    if report.profile is None:
        return report
    found = [
        problem
        for path in SECRET_PATHS
        if (problem := _file_problem(path, _reference(report, path), folder))
    ]
    if not found:
        return report
    has_errors = any(p.severity is Severity.ERROR for p in found)
    return dataclasses.replace(
        report,
        profile=None if has_errors else report.profile,
        problems=(*report.problems, *found),
    )


def _reference(report: Report, path: str) -> SecretRef | None:
    value: object = report.profile
    for part in path.split("."):
        value = getattr(value, part)
    return value if isinstance(value, SecretRef) else None


def _file_problem(path: str, ref: SecretRef | None, folder: Path) -> Problem | None:
    if ref is None or ref.source is not SecretSource.FILE:
        return None
    found = read_secret_file(folder, ref.name)
    if isinstance(found, Secret):
        return None
    is_outside = found.code == "secret_ref.file_outside"
    severity = Severity.ERROR if is_outside else Severity.WARNING
    return Problem(found.code, path, severity, found.params)
