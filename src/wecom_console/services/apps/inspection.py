"""What the package of an app, a certificate or a keystore says, beside a connection: for both
faces."""

from collections.abc import Mapping
from datetime import UTC, datetime
from io import BufferedReader
from pathlib import Path
from typing import Final

from wecom_console.devices.comparing import findings_of
from wecom_console.devices.facts import AndroidFacts, AppFacts, HarmonyFacts, IosFacts, KeyFacts
from wecom_console.devices.not_read import NotRead
from wecom_console.devices.reading import read_app
from wecom_console.disk.regular_files import NotRegularError, open_regular
from wecom_console.domain.documents import to_raw
from wecom_console.domain.problems import Problem
from wecom_console.domain.profile import Profile
from wecom_console.domain.raw import get_value
from wecom_console.domain.secrets import Secret
from wecom_console.exchange.file_problem import FileProblem
from wecom_console.services.profiles.checklist import StepItem, StepState

__all__ = [
    "AndroidFacts",
    "AppFacts",
    "HarmonyFacts",
    "IosFacts",
    "KeyFacts",
    "compare",
    "identity_evidence",
    "inspect_app",
    "needs_password",
]

_PASSWORD: Final = "app.password"  # noqa: S105  a code
_WHOLE: Final = (
    {"android.package", "android.signature_md5"},
    {"ios.bundle_id"},
    {"harmony.bundle_name", "harmony.app_id"},
)
"""What WeCom's admin site asks for, by platform (docs/reference/wecom.md §2.1)."""
_IDENTITY: Final = frozenset({"app.identity", "app.signature", "app.unsigned", "app.harmony_id"})


def inspect_app(path: Path, password: Secret | None = None) -> AppFacts | FileProblem:
    """The facts in the file, whatever its name. Blocks. `needs_password` tells a keystore that
    wants to be opened; where `password` is wrong the problem's `kind` is ``wrong``."""
    try:
        with BufferedReader(open_regular(path)) as stream:
            found = read_app(stream, password)
    except NotRegularError as error:
        return FileProblem(path, "file.not_a_file", {"kind": error.kind})
    except FileNotFoundError:
        return FileProblem(path, "file.missing")
    except PermissionError:
        return FileProblem(path, "file.permission")
    except (OSError, ValueError):  # ValueError: a NUL in the name
        return FileProblem(path, "file.unreadable")
    return FileProblem(path, found.code, found.params) if isinstance(found, NotRead) else found


def needs_password(found: AppFacts | FileProblem) -> bool:
    """Whether a password would open what could not be read."""
    return isinstance(found, FileProblem) and found.code == _PASSWORD


def compare(
    facts: AppFacts, profile: Profile | None, *, now: datetime | None = None
) -> tuple[Problem, ...]:
    """What is to be said of the app beside this connection, the gravest first; without one, of the
    app alone. A problem whose connection lacks a value brings it as its fix."""
    return findings_of(facts, profile, now=now or datetime.now(UTC))


def identity_evidence(facts: AppFacts, profile: Profile) -> StepItem | None:
    """What the app says of the checklist's item `app_identity`: seen where all that WeCom knows an
    app by is there and is the connection's, refuted by the first value that is another, else None.

    It speaks of app and connection: what WeCom's admin site holds cannot be seen from here."""
    for problem in compare(facts, profile):
        if problem.code in _IDENTITY:
            params = dict(problem.params)
            return StepItem("app_identity", StepState.REFUTED, code=problem.code, params=params)
    values = facts.values
    is_whole = any(identity <= values.keys() for identity in _WHOLE)
    if not is_whole or not _agree(values, profile):
        return None
    return StepItem("app_identity", StepState.SEEN, facts=values)


def _agree(values: Mapping[str, str], profile: Profile) -> bool:
    document = to_raw(profile)
    return all(
        str(get_value(document, path) or "").lower() == value.lower()
        for path, value in values.items()
    )
