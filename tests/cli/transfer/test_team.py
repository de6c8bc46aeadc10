"""The team's keys on the command line."""

from pathlib import Path

import pytest

from architecture.seeded_keys import age_identity
from cli.support import CommandLine, file_with_secret, secret_here
from domain.samples import SECRET_TEXT


@pytest.fixture
def file(tmp_path: Path, run: CommandLine) -> Path:
    """A config file whose secret is in the environment."""
    return file_with_secret(run, tmp_path)


@pytest.fixture
def alice(run: CommandLine, tmp_path: Path) -> Path:
    """Alice is in the team; the file with her identity."""
    identity = age_identity("Alice")
    path = tmp_path / "alice.txt"
    path.write_text(str(identity), encoding="utf-8")
    run.ok("team", "add", "Alice", str(identity.to_public()))
    return path


def test_a_package_for_the_team_opens_with_a_members_key(
    run: CommandLine, file: Path, alice: Path, tmp_path: Path
) -> None:
    package = tmp_path / "acme.age"
    run.ok("export", file, "--team", "-o", package)
    run.ok("import", package, "--identity", alice)
    assert SECRET_TEXT == secret_here(run)


def test_a_member_can_be_named(run: CommandLine, file: Path, alice: Path, tmp_path: Path) -> None:
    package = tmp_path / "acme.age"
    run.ok("export", file, "--encrypt-to", "alice", "-o", package)
    run.ok("import", package, "--identity", alice, "--dry-run")


def test_without_a_team_nothing_is_encrypted(run: CommandLine, file: Path, tmp_path: Path) -> None:
    ended = run("export", file, "--team", "-o", tmp_path / "acme.age")
    assert (2, True) == (ended.code, "team add" in ended.err)


def test_a_bad_key_beside_the_team_is_told_by_its_place(
    run: CommandLine, file: Path, alice: Path
) -> None:
    ended = run("export", file, "--team", "--encrypt-to", "age1notakey")
    assert (2, True) == (ended.code, "recipient 1" in ended.err)


def test_a_key_may_come_from_a_file(run: CommandLine, tmp_path: Path) -> None:
    key = str(age_identity("bob").to_public())
    path = tmp_path / "bob.pub"
    path.write_text(f"# bob\n{key}\n", encoding="utf-8")
    added = run.ok("team", "add", "bob", path, "--json").json["added"]
    assert {"name": "bob", "kind": "age", "key": key, "can_sign": False} == added


def test_a_private_key_is_not_kept(run: CommandLine, tmp_path: Path) -> None:
    identity = str(age_identity("bob"))
    path = tmp_path / "bob.txt"
    path.write_text(identity, encoding="utf-8")
    ended = run("team", "add", "bob", path)
    assert (1, False) == (ended.code, identity in ended.out + ended.err)
    assert run.ok("team", "list", "--json").json == {"members": []}


def test_who_is_removed_gets_no_package(
    run: CommandLine, file: Path, alice: Path, tmp_path: Path
) -> None:
    run.ok("team", "remove", "alice")
    assert 2 == run("export", file, "--team", "-o", tmp_path / "acme.age").code


def test_nobody_of_that_name_is_said(run: CommandLine) -> None:
    ended = run("team", "remove", "zoe")
    assert (1, True) == (ended.code, "zoe" in ended.err)


def test_the_list_shows_what_tells_keys_apart(run: CommandLine, alice: Path) -> None:
    assert run.ok("team", "list").out.startswith("Alice  age  age1")
