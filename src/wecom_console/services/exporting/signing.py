"""Signing what is exported, for both faces: the key is tried before anything is written."""

from dataclasses import dataclass, field
from pathlib import Path

from wecom_console.devices.keys.rounds import is_costly_private_key
from wecom_console.domain.secrets import Secret
from wecom_console.exchange.file_problem import FileProblem
from wecom_console.exchange.signature import NoSignature, sign, signature_path
from wecom_console.services.exporting.packages import read_key_file
from wecom_console.services.saving import save_bytes, save_together


@dataclass(frozen=True, slots=True)
class SigningKey:
    """A private key that has been tried: it signs. `name` is its file's."""

    name: str
    text: Secret = field(repr=False)
    passphrase: Secret | None = field(default=None, repr=False)


@dataclass(frozen=True, slots=True)
class SavedFile:
    """What became of a file: `trouble` is what the system said, empty where it is written.
    `stale` is a signature beside it that belongs to what it was before."""

    trouble: str = ""
    stale: Path | None = None


def load_signing_key(path: Path, passphrase: Secret | None = None) -> SigningKey | FileProblem:
    """The key in the file at `path`. A problem's `kind` ``passphrase`` wants one,
    ``wrong_passphrase`` another."""
    text = read_key_file(path)
    if isinstance(text, FileProblem):
        return text
    if passphrase is not None and is_costly_private_key(text.reveal()):
        return FileProblem(path, "file.signing_key", {"kind": "costly"})
    tried = sign(b"", text, passphrase)
    if isinstance(tried, NoSignature):
        return FileProblem(path, "file.signing_key", {"kind": tried.kind})
    return SigningKey(path.name, text, passphrase)


def save_signed(path: Path, data: bytes, key: SigningKey | None) -> SavedFile:
    """Write the file, and with a key its signature beside it: both or none."""
    beside = signature_path(path)
    if key is None:
        trouble = save_bytes(path, data) or ""
        return SavedFile(trouble, beside if not trouble and beside.exists() else None)
    made = sign(data, key.text, key.passphrase)
    assert isinstance(made, str), "the key has been tried"
    return SavedFile(save_together((path, data), (beside, made.encode("ascii"))) or "")
