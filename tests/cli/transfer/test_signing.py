"""Signed files from one desk to another."""

import io
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.serialization import PrivateFormat

from architecture.seeded_keys import age_identity
from cli.support import CommandLine, Typing, file_with_secret
from exchange.test_signature import FINGERPRINT, KEY, PUBLIC, text_of
from wecom_console.domain.secrets import Secret
from wecom_console.exchange.signature import Signed, verify

PASSPHRASE = "canary passphrase of a test"


@pytest.fixture
def key(tmp_path: Path) -> Path:
    """Alice's private key."""
    path = tmp_path / "alice"
    path.write_text(text_of(KEY), encoding="utf-8")
    return path


@pytest.fixture
def signed(run: CommandLine, acme: Path, key: Path, tmp_path: Path) -> Path:
    """A file that Alice has exported and signed."""
    path = tmp_path / "handed" / "team.toml"
    path.parent.mkdir()
    run.ok("export", acme, "--sign", key, "-o", path)
    return path


def is_nothing_stored(run: CommandLine) -> bool:
    return [] == run.ok("profile", "list", "--json").json["profiles"]


# --- export --------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "name", ["team.toml", "team.json", "team.yaml", "team.env", "team.md", "sheet.pdf"]
)
def test_every_format_can_be_signed(
    run: CommandLine, acme: Path, key: Path, tmp_path: Path, name: str
) -> None:
    """The signature is over the file's bytes."""
    path = tmp_path / name
    run.ok("export", acme, "--sign", key, "-o", path)
    signature = path.with_name(f"{name}.sig").read_bytes()
    assert Signed(PUBLIC, FINGERPRINT) == verify(path.read_bytes(), signature)


def test_a_package_is_signed_as_it_is_handed_over(
    run: CommandLine, key: Path, tmp_path: Path
) -> None:
    """Encrypted; whoever imports it needs both keys."""
    identity = age_identity("mine")
    mine = tmp_path / "mine.txt"
    mine.write_text(str(identity), encoding="utf-8")
    source = file_with_secret(run, tmp_path)
    path = tmp_path / "acme.age"
    to = str(identity.to_public())
    run.ok("export", source, "--encrypt-to", to, "--sign", key, "-o", path)
    found = run.ok("import", path, "--identity", mine, "--json").json
    assert (FINGERPRINT, True) == (found["signature"]["fingerprint"], found["applied"])


def test_standard_output_is_not_signed(run: CommandLine, acme: Path, key: Path) -> None:
    """There would be no place for the signature."""
    assert [2, 2] == [
        run("export", acme, "--sign", key).code,
        run("export", acme, "--sign", key, "-o", "-").code,
    ]


def test_a_locked_key_asks_at_a_terminal(run: CommandLine, acme: Path, tmp_path: Path) -> None:
    """And only there; without one nothing is written."""
    key = tmp_path / "locked"
    key.write_text(text_of(KEY, PrivateFormat.PKCS8, PASSPHRASE), encoding="utf-8")
    out = tmp_path / "team.toml"
    piped = run("export", acme, "--sign", key, "-o", out, stdin=f"{PASSPHRASE}\n")
    wrong = run("export", acme, "--sign", key, "-o", out, stdin=Typing("wrong\n"))
    assert (3, 3, False) == (piped.code, wrong.code, out.exists())
    typed = run.ok("export", acme, "--sign", key, "-o", out, stdin=Typing(f"{PASSPHRASE}\n"))
    assert PASSPHRASE not in typed.out + typed.err
    assert out.with_name("team.toml.sig").exists()


def test_a_public_key_does_not_sign(run: CommandLine, acme: Path, tmp_path: Path) -> None:
    """A slip that is told; nothing is written."""
    key = tmp_path / "alice.pub"
    key.write_text(PUBLIC, encoding="utf-8")
    ended = run("export", acme, "--sign", key, "-o", tmp_path / "team.toml")
    assert (3, True) == (ended.code, "not a usable private key" in ended.err)
    assert not (tmp_path / "team.toml").exists()


def test_an_old_signature_beside_a_new_file_is_told(
    run: CommandLine, acme: Path, signed: Path
) -> None:
    """An import would refuse the file."""
    ended = run.ok("export", acme, "--format", "json", "-o", signed)
    assert "is no longer valid" in ended.err


# --- import --------------------------------------------------------------------------------------


def test_an_import_says_who_has_signed(run: CommandLine, signed: Path) -> None:
    """By name where the team knows the key."""
    stranger = run.ok("import", signed, "--dry-run")
    run.ok("team", "add", "alice", PUBLIC)
    known = run.ok("import", signed)
    assert (True, True) == (
        f"not known here ({FINGERPRINT})" in stranger.out,
        f"Signed by alice ({FINGERPRINT})." in known.out,
    )


def test_json_has_the_signature(run: CommandLine, signed: Path, acme: Path) -> None:
    """Before and after; null for a file without one."""
    run.ok("team", "add", "alice", PUBLIC)
    expected = {"fingerprint": FINGERPRINT, "public_key": PUBLIC, "name": "alice", "trusted": True}
    found = [
        run.ok("import", signed, "--dry-run", "--json").json["signature"],
        run.ok("import", signed, "--json").json["signature"],
        run.ok("import", acme, "--dry-run", "--json").json["signature"],
    ]
    assert [expected, expected, None] == found


def test_a_file_that_was_changed_is_not_imported(run: CommandLine, signed: Path) -> None:
    """Exit 3, before anything of it is shown."""
    signed.write_bytes(signed.read_bytes().replace(b"com.acme.app", b"com.evil.app"))
    ended = run("import", signed)
    assert (3, True, "") == (ended.code, "does not fit it" in ended.err, ended.out)
    assert is_nothing_stored(run)


def test_one_changed_file_keeps_its_folder_out(run: CommandLine, signed: Path) -> None:
    signed.write_bytes(signed.read_bytes() + b"\n")
    ended = run("import", signed.parent)
    assert (3, True) == (ended.code, "team.toml" in ended.err)


def test_a_folder_is_signed_where_all_of_it_is(run: CommandLine, acme: Path, signed: Path) -> None:
    """By the same key."""
    whole = run.ok("import", signed.parent, "--dry-run", "--json").json["signature"]
    more = acme.read_text(encoding="utf-8").replace("acme-wecom", "acme-more")
    (signed.parent / "more.toml").write_text(more, encoding="utf-8")
    part = run.ok("import", signed.parent, "--dry-run", "--json").json["signature"]
    assert (FINGERPRINT, None) == (whole["fingerprint"], part)


def test_a_required_signature_must_be_there_and_trusted(
    run: CommandLine, acme: Path, signed: Path
) -> None:
    """Exit 3 else, and nothing is imported; in a folder each file needs its own."""
    unsigned = run("import", acme, "--require-signature")
    stranger = run("import", signed, "--require-signature")
    assert (3, 3, True, True) == (
        unsigned.code,
        stranger.code,
        "is not signed" in unsigned.err,
        FINGERPRINT in stranger.err,
    )
    assert is_nothing_stored(run)
    run.ok("team", "add", "alice", PUBLIC)
    run.ok("import", signed, "--require-signature")
    (signed.parent / "more.toml").write_bytes(acme.read_bytes())
    assert 3 == run("import", signed.parent, "--require-signature").code


def test_ci_names_its_signers_in_a_file(run: CommandLine, signed: Path, tmp_path: Path) -> None:
    """No settings are needed there."""
    signers = tmp_path / "allowed_signers"
    signers.write_text(f"alice@acme {PUBLIC}\n", encoding="utf-8")
    arguments = ("import", signed, "--require-signature", "--signers", signers, "--json")
    assert "alice@acme" == run.ok(*arguments).json["signature"]["name"]


@pytest.mark.parametrize("content", ["", "alice cert-authority " + PUBLIC])
def test_a_file_of_signers_that_names_nobody_is_refused(
    run: CommandLine, signed: Path, tmp_path: Path, content: str
) -> None:
    """Rather than trusting fewer than was meant."""
    signers = tmp_path / "allowed_signers"
    signers.write_text(content, encoding="utf-8")
    assert 3 == run("import", signed, "--signers", signers).code


def test_a_private_key_leaves_no_trace(
    run: CommandLine, acme: Path, key: Path, tmp_path: Path
) -> None:
    """Neither in the signature nor in what is said."""
    body = Secret("".join(key.read_text(encoding="utf-8").splitlines()[1:-1])).reveal()
    ended = run("export", acme, "--sign", key, "-o", tmp_path / "out.toml", stdin=io.StringIO())
    written = [path.read_text(encoding="utf-8") for path in tmp_path.glob("out.toml*")]
    assert [] == [t for t in (*written, ended.out, ended.err) if body[80:120] in t]


@pytest.mark.parametrize("name", [".", "..", "/"])
def test_a_folder_is_no_place_for_a_file_and_its_signature(stored: CommandLine, name: str) -> None:
    """Names that have no last part included."""
    ended = stored("export", "acme-wecom", "-o", name)
    assert (4, True) == (ended.code, bool(ended.err))
