"""`pull --list` and `pull --new`: connections that Authing has and this store has not."""

from wecom_console.cli.columns import columns
from wecom_console.cli.connections.results import tell_write
from wecom_console.cli.exits import Exit
from wecom_console.cli.session import CliSession
from wecom_console.cli.terminal import one_line
from wecom_console.domain.live.connection import LiveConnection, LiveState
from wecom_console.domain.profile import Profile
from wecom_console.services.authing.adopting import adopt, adoptable
from wecom_console.services.authing.live import LiveSecrets


def list_others(session: CliSession, state: LiveState, *, as_json: bool) -> Exit:
    """The pool's other connections, and which of them are here already."""
    taken = session.services.profiles.taken_identifiers()
    found = adoptable(state)
    if as_json:
        listed = [
            {
                "identifier": one.identifier,
                "display_name": one.display_name,
                "stored": one.identifier in taken,
            }
            for one in found
        ]
        session.terminal.json({"connections": listed})
        return Exit.OK
    for line in columns([_row(session, one, stored=one.identifier in taken) for one in found]):
        session.terminal.line(line)
    if not found:
        session.terminal.note(session.words("pull.no_others"))
    return Exit.OK


def take_new(
    session: CliSession,
    state: LiveState,
    profile: Profile,
    secrets: LiveSecrets,
    identifier: str,
    *,
    as_json: bool,
) -> Exit:
    """That connection becomes a profile of its own; its backend is `profile`'s."""
    wanted = next((one for one in adoptable(state) if one.identifier == identifier), None)
    if wanted is None:
        words = session.words("pull.no_such", identifier=one_line(identifier))
        session.terminal.complain(words)
        return Exit.FOUND
    saved = adopt(session.services.profiles, profile, secrets, wanted)
    if wanted.secret is None:
        session.terminal.note(session.words("pull.no_secret", identifier=one_line(identifier)))
    return tell_write(session, saved, "profile.added", as_json=as_json)


def _row(session: CliSession, one: LiveConnection, *, stored: bool) -> tuple[str, str, str]:
    here = session.words("pull.here") if stored else ""
    return one_line(one.identifier), one_line(one.display_name), here
