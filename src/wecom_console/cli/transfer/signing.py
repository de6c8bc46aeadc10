"""Signatures on the command line: the key that signs what is exported, and who is trusted when
something is imported."""

from collections.abc import Mapping
from pathlib import Path

from wecom_console.cli.exits import Exit
from wecom_console.cli.session import CliSession
from wecom_console.cli.unusable import tell_file_problem
from wecom_console.domain.secrets import Secret
from wecom_console.exchange.file_problem import FileProblem
from wecom_console.exchange.signature import signature_path
from wecom_console.services.exporting.packages import read_key_file
from wecom_console.services.exporting.signing import SigningKey, load_signing_key, save_signed
from wecom_console.services.importing.signatures import Trust, signers_in, team_signers


def signing_key(session: CliSession, file: str, output: Path | None) -> SigningKey | Exit:
    """The private key in `file`; one that is encrypted asks for its passphrase at a terminal."""
    if output is None:
        return session.refuse("sign_needs_output")
    key = load_signing_key(Path(file))
    wants_passphrase = isinstance(key, FileProblem) and key.params.get("kind") == "passphrase"
    if wants_passphrase and session.terminal.can_ask:
        asked = session.terminal.ask_secret(session.words("export.ask_key", file=file))
        key = load_signing_key(Path(file), Secret(asked))
    if isinstance(key, FileProblem):
        return tell_file_problem(session, file, key)
    return key


def write_signed(session: CliSession, path: Path, data: bytes, key: SigningKey | None) -> Exit:
    """Write the file, and with a key its signature beside it. Without one, a signature that is
    there already is told: it does not fit any more."""
    saved = save_signed(path, data, key)
    code = session.tell_written(path, saved.trouble or None)
    if code is Exit.OK and key is not None:
        session.tell_written(signature_path(path), None)
    if saved.stale is not None:
        session.terminal.complain(session.words("export.old_signature", file=saved.stale))
    return code


def trust_of(session: CliSession, signers: str, *, required: bool) -> Trust | Exit:
    """Those of the team, and those of the file."""
    known: Mapping[str, str] = team_signers(session.services.settings_file.load().settings)
    if signers:
        text = read_key_file(Path(signers))
        found = text if isinstance(text, FileProblem) else signers_in(Path(signers), text.reveal())
        if isinstance(found, FileProblem):
            return tell_file_problem(session, signers, found)
        known = {**found, **known}
    return Trust(known, required=required)
