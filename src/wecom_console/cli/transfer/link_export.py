"""`export --format link`: connections as one link."""

from collections.abc import Sequence

from wecom_console.cli.exits import Exit
from wecom_console.cli.session import CliSession
from wecom_console.domain.profile import Profile
from wecom_console.exchange.config_link import LONGEST, LinkTooLong, local_references, write_link


def link_text(session: CliSession, profiles: Sequence[Profile]) -> str | Exit:
    """The link and a line's end; what it does not carry is said on standard error."""
    link = write_link(profiles)
    if isinstance(link, LinkTooLong):
        told = session.words("export.link_too_long", length=link.length, max=LONGEST)
        session.terminal.complain(told)
        return Exit.FOUND
    for profile in profiles:
        if paths := local_references(profile):
            names = ", ".join(paths)
            told = session.words("export.link_keyring", identifier=profile.identifier, names=names)
            session.terminal.note(told)
    return f"{link}\n"
