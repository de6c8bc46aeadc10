"""Encrypted packages from one desk to another."""

from pathlib import Path

import pytest

from architecture.seeded_keys import age_identity
from cli.support import CommandLine, Typing, file_with_secret, secret_here
from domain.samples import SECRET_TEXT

PASSPHRASE = "canary passphrase of a test"


@pytest.fixture
def file(tmp_path: Path, run: CommandLine) -> Path:
    """A config file whose secret is in the environment."""
    return file_with_secret(run, tmp_path)


@pytest.fixture
def keys(tmp_path: Path) -> tuple[str, Path]:
    """A public key, and the file with its identity."""
    identity = age_identity("reader")
    path = tmp_path / "key.txt"
    path.write_text(f"# a key\n{identity}\n", encoding="utf-8")
    return str(identity.to_public()), path


def test_for_a_key_it_brings_the_secret(
    run: CommandLine, file: Path, keys: tuple[str, Path], tmp_path: Path
) -> None:
    package = tmp_path / "acme.age"
    run.ok("export", file, "--encrypt-to", keys[0], "-o", package)
    assert SECRET_TEXT.encode() not in package.read_bytes()
    run.ok("import", package, "--identity", keys[1])
    assert SECRET_TEXT == secret_here(run)


def test_with_a_passphrase_it_brings_the_secret(
    run: CommandLine, file: Path, tmp_path: Path
) -> None:
    package = tmp_path / "acme.age"
    typed = f"{PASSPHRASE}\n{PASSPHRASE}\n"
    run.ok("export", file, "--passphrase", "-o", package, stdin=Typing(typed))
    ended = run("import", package, stdin="wrong\n")
    assert (3, True) == (ended.code, "not the passphrase" in ended.err)
    run.ok("import", package, stdin=f"{PASSPHRASE}\n")
    assert SECRET_TEXT == secret_here(run)


def test_standard_output_is_armored(run: CommandLine, file: Path, keys: tuple[str, Path]) -> None:
    ended = run.ok("export", file, "--encrypt-to", keys[0])
    assert ended.out.startswith("-----BEGIN AGE ENCRYPTED FILE-----\n")
    assert SECRET_TEXT not in ended.out


def test_recipients_may_be_a_file(
    run: CommandLine, file: Path, keys: tuple[str, Path], tmp_path: Path
) -> None:
    team = tmp_path / "team.txt"
    team.write_text(f"# team\n{keys[0]}\n", encoding="utf-8")
    package = tmp_path / "acme.age"
    run.ok("export", file, "--encrypt-to", team, "-o", package)
    run.ok("import", package, "--identity", keys[1], "--dry-run")


def test_a_secret_key_as_recipient_is_refused_unseen(
    run: CommandLine, file: Path, keys: tuple[str, Path]
) -> None:
    secret_key = keys[1].read_text(encoding="utf-8").splitlines()[1]
    ended = run("export", file, "--encrypt-to", keys[0], "--encrypt-to", "age1notakey")
    assert (2, True) == (ended.code, "recipient 2" in ended.err)
    assert secret_key not in ended.err + ended.out


def test_two_different_passphrases_write_nothing(
    run: CommandLine, file: Path, tmp_path: Path
) -> None:
    package = tmp_path / "acme.age"
    ended = run("export", file, "--passphrase", "-o", package, stdin=Typing("a\nb\n"))
    assert (2, False) == (ended.code, package.exists())


def test_what_cannot_be_had_is_named(
    run: CommandLine, file: Path, keys: tuple[str, Path], tmp_path: Path
) -> None:
    del run.environment["ACME_SECRET"]
    ended = run.ok("export", file, "--encrypt-to", keys[0], "-o", tmp_path / "acme.age")
    assert "Not in the package: acme-wecom" in ended.err


@pytest.mark.parametrize(
    "more", [("--format", "json"), ("--passphrase",)], ids=["json", "passphrase-as-well"]
)
def test_a_package_is_toml_with_one_kind_of_key(
    run: CommandLine, file: Path, keys: tuple[str, Path], more: tuple[str, ...]
) -> None:
    assert 2 == run("export", file, "--encrypt-to", keys[0], *more).code


def test_without_the_key_it_says_what_is_missing(
    run: CommandLine, file: Path, keys: tuple[str, Path], tmp_path: Path
) -> None:
    package = tmp_path / "acme.age"
    run.ok("export", file, "--encrypt-to", keys[0], "-o", package)
    ended = run("import", package)
    assert (3, True) == (ended.code, "--identity" in ended.err)
    assert (3, True) == ((told := run("check", package)).code, "import" in told.err)


def test_a_key_file_that_is_missing_is_told_by_its_name(
    run: CommandLine, file: Path, keys: tuple[str, Path], tmp_path: Path
) -> None:
    """The package is there."""
    package = tmp_path / "acme.age"
    run.ok("export", file, "--encrypt-to", keys[0], "-o", package)
    ended = run("import", package, "--identity", tmp_path / "nowhere.txt")
    assert (3, True) == (ended.code, ended.err.startswith(f"{tmp_path / 'nowhere.txt'}: "))


def test_a_package_in_a_folder_is_told_by_its_name(
    run: CommandLine, file: Path, keys: tuple[str, Path], tmp_path: Path
) -> None:
    """One that is called like a config file."""
    folder = tmp_path / "team"
    folder.mkdir()
    run.ok("export", file, "--encrypt-to", keys[0], "-o", folder / "acme.toml")
    ended = run("import", folder)
    assert (3, True) == (ended.code, ended.err.startswith(f"{folder / 'acme.toml'}: "))


def test_a_secret_that_is_here_stays(
    run: CommandLine, file: Path, keys: tuple[str, Path], tmp_path: Path
) -> None:
    package = tmp_path / "acme.age"
    run.ok("export", file, "--encrypt-to", keys[0], "-o", package)
    run.ok("import", package, "--identity", keys[1])
    run.ok("profile", "set-secret", "acme-wecom", stdin="k" * 43 + "\n")
    run.ok("profile", "set", "acme-wecom", "display_name=Other")
    run.ok("import", package, "--identity", keys[1], "--on-conflict", "replace")
    assert "k" * 43 == secret_here(run)
