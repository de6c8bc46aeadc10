"""Who is trusted, and what becomes of files that are signed by others or by nobody."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from exchange.test_signature import DATA, FINGERPRINT, PUBLIC, SHA512
from wecom_console.exchange.file_problem import FileProblem
from wecom_console.services.importing.signatures import (
    SignedBy,
    SignedFile,
    Trust,
    read_signed,
    signers_in,
    team_signers,
)
from wecom_console.storage.settings import Settings

PATH = Path("signers")
RSA = "ssh-rsa AAAAB3NzaC1yc2EAAAADAQABAAAAgQ== old@acme"


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """A file with a signature that fits."""
    path = tmp_path / "acme.toml"
    path.write_bytes(DATA)
    path.with_name("acme.toml.sig").write_bytes(SHA512)
    return path


def kind(found: object) -> object:
    assert isinstance(found, FileProblem), found
    return found.params.get("kind")


def test_a_signed_file_is_read_with_its_signer(file: Path) -> None:
    """The name is the one under which the key is known."""
    trust = Trust({PUBLIC: "alice"})
    by = SignedBy(PUBLIC, FINGERPRINT, "alice", is_trusted=True)
    assert SignedFile(DATA, by) == read_signed(file, trust)


def test_a_stranger_has_no_name(file: Path) -> None:
    """The file is unchanged, and that is all."""
    found = read_signed(file, Trust())
    assert isinstance(found, SignedFile)
    assert SignedBy(PUBLIC, FINGERPRINT) == found.by


def test_a_file_without_a_signature_is_signed_by_nobody(file: Path) -> None:
    """It is read all the same."""
    file.with_name("acme.toml.sig").unlink()
    assert SignedFile(DATA) == read_signed(file, Trust())


def test_of_a_file_that_cannot_be_read_that_is_said(file: Path) -> None:
    """Whatever lies beside it."""
    file.unlink()
    found = read_signed(file, Trust())
    assert isinstance(found, FileProblem)
    assert "file.missing" == found.code


def test_a_file_that_was_changed_does_not_fit(file: Path) -> None:
    file.write_bytes(DATA + b"# more\n")
    assert "misfit" == kind(read_signed(file, Trust()))


@pytest.mark.parametrize("content", [b"", b"x" * 50_000])
def test_a_signature_that_is_none_is_damaged(file: Path, content: bytes) -> None:
    """It does not count as unsigned."""
    file.with_name("acme.toml.sig").write_bytes(content)
    assert "damaged" == kind(read_signed(file, Trust()))


def test_a_folder_in_the_signatures_place_is_damaged(file: Path) -> None:
    beside = file.with_name("acme.toml.sig")
    beside.unlink()
    beside.mkdir()
    assert "damaged" == kind(read_signed(file, Trust()))


@pytest.mark.parametrize(
    ("trust", "by", "refused"),
    [
        (Trust(), None, None),
        (Trust(), SignedBy(PUBLIC, FINGERPRINT), None),
        (Trust(required=True), None, "unsigned"),
        (Trust(required=True), SignedBy(PUBLIC, FINGERPRINT), "untrusted"),
        (Trust(required=True), SignedBy(PUBLIC, FINGERPRINT, is_trusted=True), None),
    ],
)
def test_what_is_required_is_refused_otherwise(
    trust: Trust, by: SignedBy | None, refused: str | None
) -> None:
    """Only where it is required."""
    found = trust.refusal(PATH, by)
    assert refused == (found and found.params["kind"])


def test_of_the_team_those_who_can_sign_are_trusted() -> None:
    """An age key encrypts and signs nothing."""
    team = (("alice", PUBLIC), ("bob", "age1none"), ("eve", "ssh-rsa AAAA"))
    assert {PUBLIC: "alice"} == team_signers(Settings(team=team))


@pytest.mark.parametrize(
    ("line", "name"),
    [
        (PUBLIC, ""),
        (f"{PUBLIC} alice@acme", "alice@acme"),
        (f"alice@acme {PUBLIC}", "alice@acme"),
        (f"alice@acme {PUBLIC} her desk", "alice@acme"),
        (f'"alice and bob" {PUBLIC}', "alice and bob"),
        (f'alice@acme namespaces="git,wecom-console" {PUBLIC}', "alice@acme"),
    ],
)
def test_a_line_names_a_signer(line: str, name: str) -> None:
    """A public key, or a line of allowed_signers (ssh-keygen(1))."""
    assert {PUBLIC: name} == signers_in(PATH, f"# team\n\n{RSA}\n{line}\n")


def test_a_key_for_another_use_does_not_count() -> None:
    """As ssh-keygen has it."""
    assert "nobody" == kind(signers_in(PATH, f'alice namespaces="git" {PUBLIC}'))


@pytest.mark.parametrize(
    "option", ["cert-authority", 'valid-before="20300101"', 'namespaces="wecom-console",x']
)
def test_an_option_that_is_not_followed_is_refused(option: str) -> None:
    """A key that has expired would be trusted otherwise; its line is named."""
    found = signers_in(PATH, f"{RSA}\nalice {option} {PUBLIC}")
    assert isinstance(found, FileProblem)
    assert ("option", 2) == (kind(found), found.line)


@given(text=st.text(max_size=300))
def test_any_text_gives_a_value(text: str) -> None:
    """And nobody is trusted by accident."""
    assert isinstance(signers_in(PATH, text), FileProblem)
