"""The canary is found in every disguise, and nothing in the checkout looks like a real secret."""

import base64
import re
from pathlib import Path
from urllib.parse import quote

import pytest

from architecture.canary import plant
from architecture.checkout import named, text_files

CANARY = plant("the canary itself")

KEY_MATERIAL = re.compile(
    r"-----BEGIN [A-Z ]*PRIVATE KEY-----\s*[A-Za-z0-9+/]{20}"
    r"|\bAKIA[0-9A-Z]{16}\b|\bgh[pousr]_[A-Za-z0-9]{30}|\bxox[abprs]-[0-9A-Za-z-]{10}"
    r"|\bAGE-SECRET-KEY-1[0-9A-Z]{50}"
)


@pytest.mark.parametrize(
    "disguised",
    [
        f"secret={CANARY.value}&x=1",
        f"cut {CANARY.value[:25]}",
        CANARY.value[::-1],
        CANARY.value.encode().hex(),
        quote(CANARY.value),
        CANARY.value.encode("utf-16"),
        *(base64.b64encode(b"user:"[:n] + CANARY.value.encode() + b"!") for n in range(5)),
    ],
)
def test_a_canary_is_found_in_disguise(disguised: str | bytes) -> None:
    """A leak counts in whatever encoding it happens."""
    assert CANARY.leaks(disguised)


def test_a_canary_is_found_in_files(tmp_path: Path) -> None:
    """A folder is searched to its depth, names included."""
    (tmp_path / "deep").mkdir()
    (tmp_path / "deep" / "run.json").write_text(f'{{"secret": "{CANARY.value}"}}', encoding="utf-8")
    assert CANARY.leaks(tmp_path)


def test_a_clean_place_has_no_leak(tmp_path: Path) -> None:
    """What never met the canary is not accused, another canary included."""
    (tmp_path / "run.json").write_text(plant("another").value, encoding="utf-8")
    assert [] == CANARY.leaks(tmp_path, "secret=******", b"\x00\xff")


def test_a_canary_has_the_form_of_a_secret() -> None:
    """The product would take a canary for a well-formed Secret."""
    assert re.fullmatch(r"[A-Za-z0-9_-]{43}", CANARY.value)


def test_a_canary_does_not_depend_on_where_the_checkout_lies() -> None:
    """A test that fails in one folder fails in every other."""
    with pytest.raises(ValueError, match="name a purpose"):
        plant(__file__)


def test_nothing_is_drawn_without_a_seed() -> None:
    """A test meets the same secrets and keys in every run: `seeded_keys` makes them."""
    drawn = re.compile(
        r"\b(?:Identity|PrivateKey)\.generate\(|\bgenerate_private_key\(|\brandom_serial_number\("
        r"|\burandom\(|\buuid[14]\(|\bfrom secrets import|^import secrets\b|\brandom\.Random\(\)",
        re.MULTILINE,
    )
    tests = [(f, text) for f, text in text_files() if named(f).startswith("tests/")]
    found = [named(file) for file, text in tests if drawn.search(text)]
    assert [] == found


def test_the_checkout_holds_no_key_material() -> None:
    """Neither a private key nor a service's token is committed."""
    assert [] == [named(file) for file, text in text_files() if KEY_MATERIAL.search(text)]
