"""The team's public keys: what is taken in, and what is refused without being repeated."""

from collections.abc import Callable

import pytest
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat
from hypothesis import given
from hypothesis import strategies as st

from architecture.seeded_keys import age_identity, ed25519
from wecom_console.services.exporting.team import (
    TeamMember,
    TeamProblem,
    member_named,
    members,
    new_member,
    with_team,
)
from wecom_console.storage.settings import TEAM_KEPT, Settings


def age_key(whose: str = "hers") -> str:
    """A public key."""
    return str(age_identity(whose).to_public())


def ssh_key() -> str:
    """A public key."""
    public = ed25519("hers").public_key()
    return public.public_bytes(Encoding.OpenSSH, PublicFormat.OpenSSH).decode("ascii")


@pytest.mark.parametrize("make", [age_key, ssh_key])
def test_a_public_key_is_taken_in(make: Callable[[], str]) -> None:
    key = make()
    assert TeamMember("Alice", key) == new_member((), "Alice", f"# hers\n{key} alice@desk\n")


def test_without_a_name_the_comment_counts() -> None:
    key = ssh_key()
    assert TeamMember("alice@desk", key) == new_member((), "", f"{key} alice@desk")


def test_an_ed25519_key_can_sign_and_an_age_key_cannot() -> None:
    assert (True, False) == (
        TeamMember("a", ssh_key()).can_sign,
        TeamMember("b", age_key()).can_sign,
    )


def test_an_ssh_key_is_told_by_its_fingerprint() -> None:
    """The value is what ``ssh-keygen -l`` prints for this key."""
    key = "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIDtqJ7zOtqQtYqOo0CpvDXNlMhV3HeJDpjrASKGLWdop"
    assert TeamMember("a", key).short == "SHA256:tAXFyTXI8xtDaujAEcwJslAYc9/6FKcUkd2Lw0xDhPo"


def refused(name: str, text: str, *team: TeamMember) -> str:
    """The code of the refusal."""
    found = new_member(team, name, text)
    assert isinstance(found, TeamProblem)
    return found.code


def test_a_private_key_is_refused_and_not_repeated() -> None:
    identity = str(age_identity("hers"))
    found = new_member((), "Alice", identity)
    assert TeamProblem("team.private_key") == found
    assert identity not in repr(found)


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("", "team.no_key"),
        ("# only a comment", "team.no_key"),
        ("age1notakey", "team.bad_key"),
        ("ssh-dss AAAA", "team.bad_key"),
        ("ssh-ed25519", "team.bad_key"),
    ],
)
def test_what_is_no_key_is_refused(text: str, code: str) -> None:
    assert code == refused("Alice", text)


def test_each_person_has_a_line() -> None:
    assert refused("Alice", f"{age_key()}\n{age_key('his')}\n") == "team.many_keys"


@pytest.mark.parametrize("name", ["", "x" * 61, "a\x07b", "age1alice"])
def test_a_name_is_short_and_no_key(name: str) -> None:
    assert refused(name, age_key()) == "team.no_name"


def test_a_key_is_there_once() -> None:
    key = age_key()
    assert refused("Bob", key, TeamMember("Alice", key)) == "team.key_known"


def test_a_name_is_there_once_whatever_its_case() -> None:
    assert refused("ALICE", age_key(), TeamMember("alice", age_key("his"))) == "team.name_taken"


def test_a_team_has_an_end() -> None:
    team = [TeamMember(str(n), f"age1{n}") for n in range(TEAM_KEPT)]
    assert refused("Alice", age_key("his"), *team) == "team.full"


def test_the_settings_keep_them_in_their_order() -> None:
    team = (TeamMember("b", age_key()), TeamMember("a", ssh_key()))
    assert team == members(with_team(Settings(), team))


def test_a_member_is_found_whatever_the_case() -> None:
    settings = with_team(Settings(), [TeamMember("Alice", age_key())])
    found = [member_named(settings, name) is not None for name in ("ALICE", "Bob")]
    assert [True, False] == found


@given(st.text(), st.text())
def test_any_text_is_a_value(name: str, text: str) -> None:
    assert isinstance(new_member((), name, text), TeamProblem)
