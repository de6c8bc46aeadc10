"""Authing's own JSON as a file to import. What it shows goes over a stored connection of the same
identifier as `pull` does it, so that what Authing does not know of stays.

A secret in it is not taken: whoever saved an answer may not know that it holds one, and the file
would go on lying about.
"""

from collections.abc import Callable
from pathlib import Path

from wecom_console.domain.check import CheckContext, check
from wecom_console.domain.documents import to_raw
from wecom_console.domain.live.connection import (
    LiveConnection,
    LiveState,
    blank_document,
    pulled,
    with_assumed,
)
from wecom_console.domain.problems import Param, Problem, Severity
from wecom_console.exchange.authing_json import AuthingConnections
from wecom_console.exchange.config_file import MAX_CONNECTIONS, ConfigFile, RawConnection
from wecom_console.services.profiles.records import StoredProfile

Stored = Callable[[str], StoredProfile | None]


def over_stored(path: Path, found: AuthingConnections, stored: Stored) -> ConfigFile:
    """The config file that says what `found` says, of what `stored` has of each identifier."""
    connections = (
        _connection(number, live, stored(live.identifier))
        for number, live in enumerate(found.mobile[:MAX_CONNECTIONS], start=1)
    )
    return ConfigFile(path, tuple(connections), _problems(found))


def _connection(number: int, live: LiveConnection, stored: StoredProfile | None) -> RawConnection:
    profile = check(stored.document, CheckContext()).profile if stored is not None else None
    if profile is None:
        if live.fields is None:
            error = Problem("authing.no_fields", "", Severity.ERROR)
            return RawConnection(number, {"identifier": live.identifier}, problems=(error,))
        known = blank_document(live.identifier)
    else:
        known = to_raw(profile)
    raw, assumed = with_assumed(pulled(known, LiveState(connection=live)) or known)
    problems = list(assumed)
    if live.secret is not None:
        problems.append(Problem("authing.secret_left", "secret", Severity.WARNING))
    elif stored is None:
        problems.append(Problem("authing.secret_lacking", "secret", Severity.WARNING))
    return RawConnection(number, raw, problems=tuple(problems))


def _problems(found: AuthingConnections) -> tuple[Problem, ...]:
    problems = []
    if found.others:
        params: dict[str, Param] = {"count": len(found.others), "types": found.other_types}
        problems.append(Problem("authing.left_out", "", Severity.WARNING, params))
    if (count := len(found.mobile)) > MAX_CONNECTIONS:
        many: dict[str, Param] = {"count": count, "max": MAX_CONNECTIONS}
        problems.append(Problem("connections.many", "connections", Severity.ERROR, many))
    return tuple(problems)
