"""Signatures on the command line: the key that signs what is exported, and who is trusted when
something is imported."""

from collections.abc import Mapping
from pathlib import Path

from wecom_console.cli.commands.link import tell_if_unusable
from wecom_console.cli.exits import Exit
from wecom_console.cli.session import CliSession
from wecom_console.cli.terminal import one_line
from wecom_console.domain.secrets import Secret
from wecom_console.exchange.file_problem import FileProblem
from wecom_console.exchange.signature import signature_path
from wecom_console.services.exporting.packages import read_key_file
from wecom_console.services.exporting.signatures import SignedBy, Trust, signers_in, team_signers
from wecom_console.services.exporting.signing import SigningKey, load_signing_key, save_signed
from wecom_console.services.targets import unreadable_file


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
        return tell_if_unusable(session, unreadable_file(file, key))
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
            return tell_if_unusable(session, unreadable_file(signers, found))
        known = {**found, **known}
    return Trust(known, required=required)


def tell_signature(session: CliSession, by: SignedBy | None) -> None:
    """Who signed the file; nothing of one that is not signed."""
    if by is None:
        return
    params = {"name": one_line(by.name), "fingerprint": by.fingerprint}
    known = "named" if by.name else "key"
    code = known if by.is_trusted else "stranger"
    session.terminal.line(session.messages.text(f"signature.{code}", **params))


def signature_object(by: SignedBy | None) -> dict[str, object] | None:
    """The signature in `import --json`."""
    if by is None:
        return None
    return {
        "fingerprint": by.fingerprint,
        "public_key": by.public_key,
        "name": by.name or None,
        "trusted": by.is_trusted,
    }
