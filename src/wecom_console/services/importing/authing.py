"""Authing's own JSON as a file to import. What it shows goes over a stored connection of the same
identifier as `pull` does it, so that what Authing does not know of stays.

A secret in it is not taken: whoever saved an answer may not know that it holds one, and the file
would go on lying about.
"""

import dataclasses
from collections.abc import Callable
from pathlib import Path

from wecom_console.domain.check import CheckContext, check
from wecom_console.domain.documents import to_raw
from wecom_console.domain.live.connection import LiveConnection, LiveState, pulled
from wecom_console.domain.problems import Param, Problem, Severity
from wecom_console.domain.report import Report
from wecom_console.exchange.authing_json import AuthingConnections, read_authing
from wecom_console.exchange.config_file import (
    MAX_BYTES,
    MAX_CONNECTIONS,
    ConfigFile,
    RawConnection,
    read_bytes,
)
from wecom_console.exchange.decoding import decode_utf8
from wecom_console.exchange.file_problem import FileProblem
from wecom_console.services.authing.adopting import blank_document, with_assumed
from wecom_console.services.config_files import CheckedConnection, CheckedFile, check_config
from wecom_console.services.profiles.records import StoredProfile

Stored = Callable[[str], StoredProfile | None]


def check_authing(
    path: Path, stored: Stored, *, data: bytes | None = None
) -> CheckedFile | FileProblem | None:
    """Read and check Authing's JSON at `path`, or `data`, its content, where that has been read;
    None where it is something else. `stored` finds the connection of an identifier."""
    found_bytes = read_bytes(path, limit=MAX_BYTES) if data is None else data
    text = decode_utf8(found_bytes) if isinstance(found_bytes, bytes) else None
    found = read_authing(text) if isinstance(text, str) else None
    if found is None:
        return None
    if not found.mobile:
        kind = "others" if found.others else "none"
        return FileProblem(path, "file.authing", {"kind": kind, "types": _types(found)})
    read = [_read(live, stored(live.identifier)) for live in found.mobile[:MAX_CONNECTIONS]]
    connections = (RawConnection(number, raw) for number, (raw, _) in enumerate(read, start=1))
    checked = check_config(ConfigFile(path, tuple(connections), _problems(found)))
    told = (
        _with(connection, problems)
        for connection, (_, problems) in zip(checked.connections, read, strict=True)
    )
    return dataclasses.replace(checked, connections=tuple(told))


def _read(
    live: LiveConnection, stored: StoredProfile | None
) -> tuple[dict[str, object], tuple[Problem, ...]]:
    """The raw connection, and what has to be said of it besides what `check` says."""
    profile = check(stored.document, CheckContext()).profile if stored is not None else None
    if profile is None:
        if live.fields is None:
            error = Problem("authing.no_fields", "", Severity.ERROR)
            return {"identifier": live.identifier}, (error,)
        known = blank_document(live.identifier)
    else:
        known = to_raw(profile)
    raw, assumed = with_assumed(pulled(known, LiveState(connection=live)) or known)
    problems = list(assumed)
    if live.secret is not None:
        problems.append(Problem("authing.secret_left", "secret", Severity.WARNING))
    elif stored is None:
        problems.append(Problem("authing.secret_lacking", "secret", Severity.WARNING))
    return raw, tuple(problems)


def _with(checked: CheckedConnection, problems: tuple[Problem, ...]) -> CheckedConnection:
    if any(problem.severity is Severity.ERROR for problem in problems):
        # What else `check` misses is missing for the same reason.
        return dataclasses.replace(checked, report=Report(None, problems))
    both = (*checked.report.problems, *problems)
    return dataclasses.replace(checked, report=dataclasses.replace(checked.report, problems=both))


def _problems(found: AuthingConnections) -> tuple[Problem, ...]:
    problems = []
    if found.others:
        params: dict[str, Param] = {"count": len(found.others), "types": _types(found)}
        problems.append(Problem("authing.left_out", "", Severity.WARNING, params))
    if (count := len(found.mobile)) > MAX_CONNECTIONS:
        many: dict[str, Param] = {"count": count, "max": MAX_CONNECTIONS}
        problems.append(Problem("connections.many", "connections", Severity.ERROR, many))
    return tuple(problems)


def _types(found: AuthingConnections) -> str:
    return ", ".join(sorted(set(found.others))[:6])
