"""What a command's ``WHAT`` means: a stored connection, or those of a config file.

A name that could be an identifier is looked up among the stored connections first, then among the
files of the current folder: ``./acme`` always means the file. Anything else is a path. ``FILE#ID``
is one connection of a file.
"""

import os
import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Final

from wecom_console.domain.check import CheckContext, check
from wecom_console.domain.problems import Problem, Severity
from wecom_console.domain.report import Report
from wecom_console.domain.rules.common import shown
from wecom_console.domain.rules.names import IDENTIFIER
from wecom_console.exchange.file_problem import FileProblem
from wecom_console.exchange.positions import ConnectionLines
from wecom_console.services.config_files import CheckedConnection, CheckedFile, check_file
from wecom_console.storage.problems import StoreUnavailable

if TYPE_CHECKING:  # a config file needs no store
    from wecom_console.services.profiles.records import StoredProfile
    from wecom_console.services.profiles.service import ProfileService

_BARE: Final = re.compile(r"[A-Za-z0-9_=+-]+")
_BAD_CONTENT: Final = {
    "store.corrupt",
    "store.newer",
    "store.foreign",
    "store.document_unreadable",
}


@dataclass(frozen=True, slots=True)
class Target:
    """One connection that was found. `what` is what the user called it; `folder` is that of its
    config file, None for a stored one."""

    what: str
    connection: str
    report: Report
    folder: Path | None = None
    lines: ConnectionLines | None = None
    stored: "StoredProfile | None" = None

    def line_of(self, problem: Problem) -> int | None:
        """The line of the file where the problem's setting stands, where that is known."""
        return self.lines.line_of(problem.field) if self.lines else None


@dataclass(frozen=True, slots=True)
class Unreadable:
    """What cannot be read. `is_outside`: it may be there, but cannot be had now."""

    what: str
    problem: Problem
    line: int | None = None
    column: int | None = None
    is_outside: bool = False


Found = Target | Unreadable


def find_targets(
    whats: Iterable[str], profiles: "Callable[[], ProfileService]"
) -> tuple[Found, ...]:
    """Everything that `whats` name, in their order. The store is opened only for a name that may
    be an identifier."""
    return tuple(found for what in whats for found in _find(what, profiles))


def unreadable_file(what: str, problem: FileProblem) -> Unreadable:
    """A file's problem as a result. A name that leads nowhere may be a secret that was typed in the
    wrong place, so a long one is not repeated."""
    is_name = problem.code == "file.missing" and _BARE.fullmatch(what)
    name = shown(what) if is_name else what
    return Unreadable(name, problem.problem, problem.line, problem.column)


def _find(what: str, profiles: "Callable[[], ProfileService]") -> Iterator[Found]:
    if IDENTIFIER.fullmatch(what):
        try:
            service = profiles()
            stored = service.get(what)
            if stored is not None and stored.identifier == what:
                yield _of_stored(what, stored, service)
                return
        except StoreUnavailable as error:
            if not Path(what).is_file():
                yield store_unreadable(what, error)
                return
        if not Path(what).is_file():
            yield Unreadable(what, Problem("what.unknown", "", Severity.ERROR))
            return
    name, hash_sign, identifier = what.rpartition("#")
    if not hash_sign or os.path.exists(what):  # unlike Path, it stands names of any length
        name, identifier = what, ""
    file = check_file(Path(name))
    if isinstance(file, FileProblem):
        yield unreadable_file(what, file)
    else:
        yield from _of_file(what, file, identifier)


def store_unreadable(what: str, error: StoreUnavailable) -> Unreadable:
    """A store that does not answer: its content is bad (an input), or it cannot be had now."""
    problem = Problem(error.code, "", Severity.ERROR, error.params)
    return Unreadable(what, problem, is_outside=error.code not in _BAD_CONTENT)


def _of_stored(what: str, stored: "StoredProfile", service: "ProfileService") -> Target:
    taken = service.taken_identifiers(except_id=stored.id)
    report = check(stored.document, CheckContext(taken_identifiers=taken))
    return Target(what, what, report, stored=stored)


def _of_file(what: str, file: CheckedFile, identifier: str) -> Iterator[Found]:
    chosen = [c for c in file.connections if identifier in ("", c.connection.identifier)]
    if identifier and not chosen:
        yield Unreadable(what, Problem("what.not_in_file", "", Severity.ERROR))
        return
    if file.problems:
        yield Target(what, "", Report(None, file.problems), folder=file.path.parent)
    for connection in chosen:
        yield _of_connection(what, connection, file.path.parent)


def _of_connection(what: str, checked: CheckedConnection, folder: Path) -> Target:
    return Target(
        what,
        checked.identifier,
        checked.report,
        folder=folder,
        lines=checked.connection.lines,
    )
