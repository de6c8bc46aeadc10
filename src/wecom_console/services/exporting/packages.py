"""Encrypted packages for both faces: connections with their secrets, for another desk."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from wecom_console.age_file import BadRecipient, recipients_of, seal, seal_with_passphrase
from wecom_console.domain.profile import Profile
from wecom_console.domain.secrets import Secret
from wecom_console.exchange.age_package import PackageKey, package_text
from wecom_console.exchange.config_file import read_bytes
from wecom_console.exchange.decoding import decode_utf8
from wecom_console.exchange.file_problem import FileProblem, TextFault
from wecom_console.services.context import Services
from wecom_console.services.exporting.team import member_named
from wecom_console.services.target_secrets import resolve_secrets
from wecom_console.services.targets import Target
from wecom_console.storage.secrets.problem import SecretProblem
from wecom_console.storage.settings import Settings

KEY_FILE_BYTES = 64 * 1024


@dataclass(frozen=True, slots=True)
class Package:
    """What goes into a package, and the secrets that could not be had, with the reason."""

    text: bytes
    lacking: tuple[tuple[str, SecretProblem], ...] = ()


def gather(chosen: Sequence[tuple[Target, Profile]], services: Services) -> Package:
    """The connections with every secret that can be had here. May block (keyring)."""
    found = [resolve_secrets(target, profile, services) for target, profile in chosen]
    lacking = tuple(
        (profile.identifier, problem)
        for (_, profile), secrets in zip(chosen, found, strict=True)
        for problem in secrets.lacking.values()
    )
    text = package_text([profile for _, profile in chosen], [one.found for one in found])
    return Package(text, lacking)


def sealed(package: Package, key: Secret | Sequence[str], *, armored: bool) -> bytes | BadRecipient:
    """Encrypted with a passphrase, or for recipients."""
    if isinstance(key, Secret):
        return seal_with_passphrase(package.text, key, armored=armored)
    return seal(package.text, key, armored=armored)


def recipients_named(values: Sequence[str], settings: Settings) -> tuple[str, ...] | FileProblem:
    """What `--encrypt-to` means: public keys, members of the team, or files with a key a line."""
    found: list[str] = []
    for value in values:
        if value.startswith(("age1", "ssh-")):
            found.append(value)
            continue
        member = member_named(settings, value)
        if member is not None:
            found.append(member.key)
            continue
        text = read_key_file(Path(value))
        if isinstance(text, FileProblem):
            return text
        found += recipients_of(text.reveal())
    return tuple(found)


def read_identity(path: Path) -> PackageKey | FileProblem:
    """What opens packages, from a file of identities."""
    text = read_key_file(path)
    return text if isinstance(text, FileProblem) else PackageKey(identities=text)


def read_key_file(path: Path) -> Secret | FileProblem:
    """The text of a file of recipients or identities."""
    data = read_bytes(path, limit=KEY_FILE_BYTES)
    if isinstance(data, FileProblem):
        return data
    text = decode_utf8(data)
    return text.at(path) if isinstance(text, TextFault) else Secret(text)
