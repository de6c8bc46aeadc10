"""Links that carry connections: the same out as in, bounded, and no way to a secret."""

import base64
import dataclasses
import json
import zlib
from hashlib import sha256

import pytest
from hypothesis import assume, example, given
from hypothesis import strategies as st

from domain.samples import GOOD, SECRET_TEXT, altered, one
from domain.strategies import profile_of, sound_raw
from wecom_console.domain.check import CheckContext, check
from wecom_console.domain.fields import SECRET_PATHS
from wecom_console.domain.profile import Profile
from wecom_console.domain.raw import get_value, set_value
from wecom_console.domain.secrets import Secret
from wecom_console.exchange.config_file import FORMAT, ConfigFile
from wecom_console.exchange.config_link import (
    BEGIN,
    LONGEST,
    LinkTooLong,
    is_console_link,
    local_references,
    read_link,
    write_link,
)
from wecom_console.exchange.file_problem import FileProblem, file_problem_text
from wecom_console.messages.catalogue import LANGUAGES, load_messages


def _written(*profiles: Profile) -> str:
    link = write_link(profiles)
    assert isinstance(link, str), link
    return link


LINK = _written(profile_of(check(GOOD)))


def _read(link: str) -> list[Profile]:
    file = read_link(link)
    assert isinstance(file, ConfigFile), file
    assert file.problems == ()
    return [profile_of(check(connection.raw)) for connection in file.connections]


def _kind(link: str) -> object:
    problem = read_link(link)
    assert isinstance(problem, FileProblem), problem
    assert "file.link" == problem.code
    return problem.params["kind"]


def sealed(document: bytes, *, version: str = "1") -> str:
    """A link around any bytes, with the sum that belongs to it."""
    return with_sum(version, encoded(deflated(document)))


def deflated(document: bytes) -> bytes:
    packer = zlib.compressobj(9, wbits=-15)
    return packer.compress(document) + packer.flush()


def encoded(data: bytes) -> str:
    return base64.urlsafe_b64encode(data).decode().rstrip("=")


def with_sum(version: str, data: str) -> str:
    body = f"{version}.{data}"
    return f"{BEGIN}{body}.{sha256(body.encode()).hexdigest()[:16]}"


def _keyring_only(raw: dict[str, object]) -> dict[str, object]:
    for path in SECRET_PATHS:
        if get_value(raw, path):
            raw = set_value(raw, path, "keyring:")
    return raw


# --- out and in ----------------------------------------------------------------------------------


@given(st.lists(sound_raw(), min_size=1, max_size=3))
def test_what_a_link_carries_is_read_back(raws: list[dict[str, object]]) -> None:
    """Every setting, and each secret's place as the keyring's."""
    link = write_link([profile_of(check(raw)) for raw in raws])
    assume(isinstance(link, str))
    assert isinstance(link, str)
    assert [profile_of(check(_keyring_only(raw))) for raw in raws] == _read(link)


def test_a_link_is_of_signs_that_survive() -> None:
    """Letters, digits and a few signs that neither a chat nor a shell's quotation changes."""
    assert LINK.startswith(BEGIN)
    assert set(LINK[len(BEGIN) :]) <= set(
        "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_."
    )
    assert LINK[-1].isalnum()


def test_a_connection_makes_a_short_link() -> None:
    """Shorter than a line of a mail may be."""
    assert len(LINK) < 600


def test_the_same_connections_make_the_same_link() -> None:
    """So a wiki's history says whether something changed."""
    assert LINK == _written(profile_of(check(dict(reversed(GOOD.items())))))


@pytest.mark.parametrize(
    "link",
    [
        f"  {LINK}\n",
        "\n".join(LINK[at : at + 70] for at in range(0, len(LINK), 70)),
        LINK.replace(BEGIN, "WECOM-CONSOLE://Import?"),
        LINK.replace("import?", "import/?"),
    ],
)
def test_what_systems_do_to_links_does_not_matter(link: str) -> None:
    """Blanks around it, broken lines, another case, the slash of Windows."""
    assert [profile_of(check(GOOD))] == _read(link)


# --- secrets -------------------------------------------------------------------------------------


def test_a_link_holds_no_secret_and_no_place_on_this_computer() -> None:
    """Not even one that was typed into a form."""
    typed = altered(
        ("secret", Secret(SECRET_TEXT)),
        ("backend.app_secret", "env:ACME_APP"),
        ("backend.access_key_secret", "file:key.txt"),
    )
    profile = profile_of(check(typed, CheckContext(literal_secrets=True)))
    (read,) = _read(_written(profile))
    refs = (read.secret, read.backend.app_secret, read.backend.access_key_secret)
    assert ["keyring:"] * 3 == [str(ref) for ref in refs]
    assert ("backend.app_secret", "backend.access_key_secret") == local_references(profile)


@pytest.mark.parametrize("reference", ["env:HOME", "file:secret.txt", "file:/etc/passwd"])
@pytest.mark.parametrize("path", ["secret", "backend.app_secret", "backend.access_key_secret"])
def test_a_link_that_reaches_for_a_secret_is_not_read(path: str, reference: str) -> None:
    """A stranger's host and a variable of this computer do not come together."""
    raw = one(path, reference)
    document = {"format": FORMAT, "connections": [GOOD, raw]}
    assert "reference" == _kind(sealed(json.dumps(document).encode()))


def test_a_literal_secret_is_left_to_the_check() -> None:
    """It is an error there, and not repeated."""
    document = {"format": FORMAT, "connections": [one("secret", SECRET_TEXT)]}
    file = read_link(sealed(json.dumps(document).encode()))
    assert isinstance(file, ConfigFile)
    assert ["secret.literal"] == [p.code for p in check(file.connections[0].raw).errors]


# --- bounds --------------------------------------------------------------------------------------


def test_too_many_connections_make_no_link() -> None:
    """And it is said how long it would be."""
    names = [sha256(b"%d" % n).hexdigest()[:31] for n in range(400)]
    profiles = [profile_of(check(one("identifier", name))) for name in names]
    found = write_link(profiles)
    assert isinstance(found, LinkTooLong)
    assert found.length > LONGEST


def test_a_longer_link_is_not_read() -> None:
    """Whatever it holds."""
    noise = "".join(sha256(b"%d" % n).hexdigest() for n in range(300))
    assert "long" == _kind(sealed(noise.encode()))
    assert "long" == _kind(LINK + " " * 20_000)


def test_a_bomb_is_not_unpacked() -> None:
    """A kilobyte of link for a megabyte of text, and more."""
    assert "changed" == _kind(sealed(b" " * 5_000_000))


# --- on the way ----------------------------------------------------------------------------------


@given(st.integers(len("wecom-console://import"), len(LINK) - 1))
def test_a_link_that_was_cut_says_so(end: int) -> None:
    """Wherever it was cut."""
    assert "cut" == _kind(LINK[:end])


@given(st.integers(len(BEGIN) + 2, len(LINK) - 1), st.sampled_from("aZ09-_"))
def test_a_link_in_which_a_sign_was_changed_says_so(at: int, sign: str) -> None:
    """The sum does not fit any more, or a part of it is missing."""
    changed = LINK[:at] + sign + LINK[at + 1 :]
    assume(changed != LINK)
    assert _kind(changed) in {"changed", "cut"}


@pytest.mark.parametrize(
    ("link", "kind"),
    [
        (with_sum("1", "!!!"), "changed"),
        (with_sum("1", "A"), "changed"),
        (with_sum("1", ""), "changed"),
        (with_sum("1", encoded(deflated(b"{}") + b"x")), "changed"),
        (with_sum("0", "AAAA"), "changed"),
        (with_sum("x", "AAAA"), "changed"),
        (with_sum("2", "AAAA"), "newer"),
        (f"{BEGIN}17", "cut"),
        (LINK + "x", "changed"),
        ("wecom-console://settings", "other"),
        ("wecom-console://importx?1.A.B", "other"),
        ("https://acme.cn/import?1.A.B", "other"),
    ],
)  # fmt: skip
def test_what_is_no_link_of_ours_says_why(link: str, kind: str) -> None:
    """Also one whose sum is right."""
    assert kind == _kind(link)


@pytest.mark.parametrize(
    ("document", "code"),
    [
        (b"", "file.syntax"),
        (b"\xff", "file.encoding"),
        (b"[]", "file.version"),
        (b'{"format": "wecom-console/2"}', "file.version"),
        (b'{"a": 1, "a": 2}', "file.syntax"),
    ],
)
def test_a_link_around_something_else_is_told_as_a_file(document: bytes, code: str) -> None:
    """Without a place: nobody sees the text."""
    problem = read_link(sealed(document))
    assert isinstance(problem, FileProblem)
    assert (code, None, None) == (problem.code, problem.line, problem.column)


@given(st.text(max_size=200))
@example("\ud800")
def test_any_text_gives_a_value(text: str) -> None:
    """By itself, and as the rest of a link."""
    for link in (text, BEGIN + text, f"{BEGIN}1.{text}", with_sum("1", "") + text):
        assert isinstance(read_link(link), ConfigFile | FileProblem)
    is_console_link(text)


@given(st.binary(max_size=200))
def test_any_bytes_inside_give_a_value(data: bytes) -> None:
    """Packed as they should be, or as they are."""
    for link in (sealed(data), with_sum("1", encoded(data))):
        assert isinstance(read_link(link), ConfigFile | FileProblem)


_odd = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=5) | st.just("env:A"),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(st.sampled_from(["secret", "backend", "app_secret"]), inner, max_size=3)
    ),
    max_leaves=8,
)


@given(_odd)
def test_any_connections_inside_give_a_value(value: object) -> None:
    """Whatever stands where connections should."""
    document = {"format": FORMAT, "connections": value}
    assert isinstance(read_link(sealed(json.dumps(document).encode())), ConfigFile | FileProblem)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("kind", ["cut", "changed", "newer", "long", "other", "reference"])
def test_every_kind_can_be_told(kind: str, language: str) -> None:
    """In a sentence of its own."""
    messages = load_messages(language)
    problem = dataclasses.replace(
        FileProblem(LINK, "file.link"),  # type: ignore[arg-type]
        params={"kind": kind, "max": LONGEST, "begin": BEGIN},
    )
    told = file_problem_text(messages, problem)
    assert told != messages.text("problem.file.link")
    assert "{" not in told
