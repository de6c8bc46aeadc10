"""From what the user named to what importing it would do."""

import os

from wecom_console.cli.exits import Exit
from wecom_console.cli.session import CliSession
from wecom_console.cli.transfer.import_progress import tell_stopped, watched
from wecom_console.cli.transfer.package_export import package_key
from wecom_console.cli.unusable import tell_file_problem
from wecom_console.exchange.config_link import LINK_NAME, is_console_link
from wecom_console.exchange.file_problem import FileProblem
from wecom_console.services.importing.items import ImportPreview
from wecom_console.services.importing.preview import preview_import
from wecom_console.services.importing.signatures import Trust
from wecom_console.services.importing.sources import LockedPackage, open_source
from wecom_console.services.importing.watch import ImportStopped


def previewed(session: CliSession, file: str, trust: Trust, identity: str) -> ImportPreview | Exit:
    """Open it, ask for the key of a package, compare; the exit code where that cannot be done."""
    with watched(session) as watch:
        source = open_source(file, trust, watch)
    key = (
        package_key(session, identity, needs_passphrase=source.needs_passphrase)
        if isinstance(source, LockedPackage)
        else None
    )
    if isinstance(key, Exit):
        return key
    with watched(session) as watch:
        preview = preview_import(source, session.services.profiles, key, watch)
    match preview:
        case ImportStopped():
            return tell_stopped(session)
        case FileProblem():
            name = str(preview.path) if os.path.isdir(file) else name_of(file)
            return tell_file_problem(session, name, preview)
        case ImportPreview():
            return preview


def name_of(file: str) -> str:
    """What is said of it in answers: the rest of a link is long, and says nothing to a person."""
    return LINK_NAME if is_console_link(file) else file
