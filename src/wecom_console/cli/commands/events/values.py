"""The values of an event URL: those of a connection, and what options say in place of them."""

from dataclasses import dataclass
from pathlib import Path
from typing import Final

from wecom_console.cli.exits import Exit
from wecom_console.cli.session import CliSession
from wecom_console.cli.unusable import tell_if_unusable
from wecom_console.domain.connection_types import AGENCY_MOBILE
from wecom_console.domain.problems import Problem, Severity
from wecom_console.domain.profile import Profile
from wecom_console.domain.secrets import Secret, SecretRef, SecretSource
from wecom_console.messages.problems import sentence
from wecom_console.services.events.findings import EventValues
from wecom_console.services.target_secrets import resolve_secrets
from wecom_console.services.targets import Target, find_targets
from wecom_console.storage.secrets.problem import SecretProblem

TOKEN_PATH: Final = "agency.token"  # noqa: S105  a field's name
KEY_PATH: Final = "agency.encoding_aes_key"
QUESTIONS: Final = {TOKEN_PATH: "events.ask_token", KEY_PATH: "events.ask_encoding_aes_key"}


@dataclass(frozen=True, slots=True)
class EventOptions:
    """What the command line says: a connection, references, the ids of receivers."""

    what: str
    token: str
    aes_key: str
    receivers: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Connection:
    """A connection in delegated development, and where it was found."""

    target: Target
    profile: Profile


def event_values(session: CliSession, options: EventOptions) -> EventValues | Exit:
    """The three values. A secret that nothing names is asked for where somebody can be asked."""
    connection = _connection(session, options.what) if options.what else None
    if isinstance(connection, Exit):
        return connection
    secrets = []
    for path, text in ((TOKEN_PATH, options.token), (KEY_PATH, options.aes_key)):
        found = _secret(session, connection, path, text)
        if isinstance(found, Exit):
            return found
        secrets.append(found)
    receivers = options.receivers
    if connection and not receivers:
        profile = connection.profile
        receivers = tuple(one for one in (profile.agency.suite_id, profile.corp_id) if one)
    token, key = secrets
    return EventValues(token, key, receivers)


def _connection(session: CliSession, what: str) -> _Connection | Exit:
    found = find_targets((what,), lambda: session.services.profiles)
    worst = tell_if_unusable(session, found[0])
    if worst is not Exit.OK:
        return worst
    profile = found[0].report.profile if isinstance(found[0], Target) else None
    if len(found) != 1 or profile is None or profile.type != AGENCY_MOBILE.type:
        return session.refuse("events_connection")
    assert isinstance(found[0], Target)
    return _Connection(found[0], profile)


def _secret(
    session: CliSession, connection: _Connection | None, path: str, text: str
) -> Secret | Exit:
    if text:
        ref = SecretRef.parse(text)
        if ref is None or ref.source not in (SecretSource.ENV, SecretSource.FILE):
            return session.refuse("events_secret")
        return _resolved(session, ref, path)
    if connection is not None:
        found = resolve_secrets(
            connection.target, connection.profile, session.services, paths=(path,)
        )
        if path in found.found:
            return found.found[path]
        if path in found.lacking and not session.terminal.can_ask:
            return _lacking(session, found.lacking[path])
    if not session.terminal.can_ask:
        return session.refuse("events_no_secret")
    return Secret(session.terminal.ask_secret(session.words(QUESTIONS[path])))


def _resolved(session: CliSession, ref: SecretRef, path: str) -> Secret | Exit:
    """The option's reference; a file's place is as on any command line."""
    folder = Path.cwd()
    if ref.source is SecretSource.FILE:
        folder = folder / Path(ref.name).parent
        ref = SecretRef(ref.source, Path(ref.name).name)
    found = session.services.secrets.resolve(ref, profile_id="", field=path, folder=folder)
    return found if isinstance(found, Secret) else _lacking(session, found)


def _lacking(session: CliSession, problem: SecretProblem) -> Exit:
    told = Problem(problem.code, "", Severity.ERROR, problem.params)
    session.terminal.complain(sentence(session.messages, told))
    return Exit.OUTSIDE
