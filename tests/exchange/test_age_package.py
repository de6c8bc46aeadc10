"""Encrypted packages: what goes in comes out, for those who may; others learn why not."""

from pathlib import Path

import pyrage
import pytest
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    NoEncryption,
    PrivateFormat,
    PublicFormat,
)
from hypothesis import given, settings
from hypothesis import strategies as st

from architecture.properties import examples
from architecture.seeded_keys import age_identity, ed25519
from domain.strategies import profile_of, sound_raw
from exchange.age_reader import read_with_identity, read_with_passphrase
from wecom_console.age_file import (
    BadRecipient,
    is_age_file,
    needs_passphrase,
    recipients_of,
    seal,
    seal_with_passphrase,
)
from wecom_console.domain.check import check
from wecom_console.domain.documents import to_raw
from wecom_console.domain.fields import SECRET_PATHS
from wecom_console.domain.raw import get_value
from wecom_console.domain.secrets import KEYRING, Secret
from wecom_console.exchange.age_package import (
    PackageKey,
    open_package,
    package_text,
    take_literals,
)
from wecom_console.exchange.config_file import ConfigFile, parse_config, read_config_file
from wecom_console.exchange.file_problem import FileProblem

PATH = Path("acme.age")
TEXT = b"format = 'wecom-console/1'\n"
PASSPHRASE = Secret("canary passphrase of a test")


@pytest.fixture(scope="module")
def identity() -> str:
    return str(age_identity("own"))


def public(identity: str) -> str:
    return str(pyrage.x25519.Identity.from_str(identity).to_public())


@pytest.fixture(scope="module")
def with_passphrase() -> bytes:
    return seal_with_passphrase(TEXT, PASSPHRASE)


def kind(found: object) -> object:
    assert isinstance(found, FileProblem), found
    return found.params["kind"]


@pytest.mark.parametrize("armored", [False, True])
def test_the_holder_of_a_key_reads_it(identity: str, *, armored: bool) -> None:
    data = seal(TEXT, [public(identity)], armored=armored)
    assert isinstance(data, bytes)
    assert (True, False) == (is_age_file(data), needs_passphrase(data))
    assert TEXT == open_package(PATH, data, PackageKey(identities=Secret(identity)))


@pytest.mark.parametrize("armored", [False, True])
def test_another_implementation_reads_it(identity: str, *, armored: bool) -> None:
    text = TEXT * 9_000  # several chunks
    data = seal(text, [public(identity)], armored=armored)
    assert isinstance(data, bytes)
    assert text == read_with_identity(data, identity)


@pytest.mark.usefixtures("_full_cost")
def test_another_implementation_reads_it_with_the_passphrase() -> None:
    """As the library seals it: scrypt is slow on purpose."""
    assert TEXT == read_with_passphrase(seal_with_passphrase(TEXT, PASSPHRASE), PASSPHRASE.reveal())


def test_each_of_several_recipients_reads_it(identity: str) -> None:
    other = str(age_identity("other"))
    data = seal(TEXT, [public(other), public(identity)])
    assert isinstance(data, bytes)
    for one in (identity, other):
        assert TEXT == open_package(PATH, data, PackageKey(identities=Secret(one)))


def test_an_ssh_key_reads_it() -> None:
    private = ed25519("own")
    ours = private.private_bytes(Encoding.PEM, PrivateFormat.OpenSSH, NoEncryption()).decode()
    theirs = private.public_key().public_bytes(Encoding.OpenSSH, PublicFormat.OpenSSH).decode()
    data = seal(TEXT, [f"{theirs} somebody@acme"])
    assert isinstance(data, bytes)
    assert TEXT == open_package(PATH, data, PackageKey(identities=Secret(ours)))


def test_the_passphrase_opens_it(with_passphrase: bytes) -> None:
    assert needs_passphrase(with_passphrase)
    assert TEXT == open_package(PATH, with_passphrase, PackageKey(passphrase=PASSPHRASE))


def test_an_armored_one_with_a_passphrase_is_known_as_such() -> None:
    data = seal_with_passphrase(TEXT, PASSPHRASE, armored=True)
    assert needs_passphrase(data)


def test_what_is_missing_or_wrong_is_said(identity: str, with_passphrase: bytes) -> None:
    data = seal(TEXT, [public(identity)])
    assert isinstance(data, bytes)
    other = str(age_identity("other"))
    tried = [
        (with_passphrase, PackageKey(), "passphrase"),
        (with_passphrase, PackageKey(passphrase=Secret("wrong")), "wrong_passphrase"),
        (data, PackageKey(), "identity"),
        (data, PackageKey(identities=Secret(other)), "wrong_identity"),
        (data, PackageKey(identities=Secret("AGE-SECRET-KEY-1NONE")), "bad_identity"),
        (data, PackageKey(identities=Secret("# nothing\n")), "bad_identity"),
        (data[:-1], PackageKey(identities=Secret(identity)), "damaged"),
    ]
    assert [expected for _, _, expected in tried] == [
        kind(open_package(PATH, given, key)) for given, key, _ in tried
    ]


def test_a_bad_recipient_is_named_by_its_place_alone(identity: str) -> None:
    """A secret key that was pasted in its place is not repeated."""
    found = seal(TEXT, [public(identity), identity])
    assert BadRecipient(2) == found


def test_recipients_of_a_file_are_its_lines() -> None:
    assert ("age1a", "ssh-ed25519 b c") == recipients_of("# team\nage1a\n\n ssh-ed25519 b c\n")


@given(raw=sound_raw())
@settings(max_examples=examples(60))
def test_secrets_go_in_and_come_out(raw: dict[str, object]) -> None:
    """Every profile, with a secret in each of its places."""
    profile = profile_of(check(raw))
    document = to_raw(profile)
    secrets = {path: Secret(f"canary-{path}") for path in SECRET_PATHS if get_value(document, path)}
    file = parse_config(Path("a.toml"), package_text([profile], [secrets]))
    assert isinstance(file, ConfigFile)
    back, found = take_literals(file.connections[0].raw)
    assert secrets == found
    assert isinstance(back, dict)
    assert {str(KEYRING)} >= {get_value(back, path) for path in secrets}
    assert check(back).ok


def test_elsewhere_a_package_says_what_it_is(tmp_path: Path, identity: str) -> None:
    data = seal(TEXT, [public(identity)])
    assert isinstance(data, bytes)
    file = tmp_path / "acme.age"
    file.write_bytes(data)
    assert "encrypted" == kind(read_config_file(file))


@given(place=st.integers(0, 400), bit=st.integers(0, 7), cut=st.integers(0, 400))
@settings(max_examples=examples(300))
def test_a_damaged_package_is_a_problem_and_nothing_else(place: int, bit: int, cut: int) -> None:
    """Bits that flipped, ends that are missing."""
    data = bytearray(_SEALED)
    data[place % len(data)] ^= 1 << bit
    hurt = bytes(data[: len(data) - cut % len(data)])
    found = open_package(PATH, hurt, PackageKey(identities=Secret(_IDENTITY)))
    assert isinstance(found, FileProblem)


_IDENTITY = str(age_identity("own"))
_MADE = seal(TEXT, [public(_IDENTITY)])
assert isinstance(_MADE, bytes)
_SEALED: bytes = _MADE
