"""The stored form of a document: canonical, searchable, hashed, free of secrets."""

import datetime
import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from storage.support import ACME, acme
from wecom_console.domain.documents import ordered
from wecom_console.domain.fields import FIELDS, SECRET_PATHS, Kind
from wecom_console.domain.raw import set_value
from wecom_console.domain.secrets import Secret, SecretRef
from wecom_console.storage.documents import (
    SecretInDocument,
    columns,
    config_hash,
    decode,
    encode,
    folded,
)
from wecom_console.storage.problems import StoreUnavailable

ANY_TEXT = st.text(st.characters(exclude_categories=()))  # half surrogate pairs included
JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | ANY_TEXT,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(ANY_TEXT, inner, max_size=3),
    max_leaves=8,
)
PLAIN_PATHS = [spec.path for spec in FIELDS if spec.kind is not Kind.SECRET]


@st.composite
def drafts(draw: st.DrawFn) -> dict[str, object]:
    """A document with anything at all in any field but the secret ones."""
    document = dict(ACME)
    for path in draw(st.lists(st.sampled_from(PLAIN_PATHS), max_size=6)):
        document = set_value(document, path, draw(JSON))
    return document


@given(drafts())
def test_any_draft_comes_back_as_it_was(document: dict[str, object]) -> None:
    """What is stored is what was typed, in the fixed order."""
    assert ordered(document) == decode(encode(document))


@given(drafts())
def test_any_stored_text_is_one_that_sqlite_takes(document: dict[str, object]) -> None:
    """Whole characters only, in the document and in every column."""
    facts = columns(document)
    texts = (encode(document), facts.identifier, facts.display_name, facts.tags, facts.search)
    assert all(text.encode("utf-8") for text in texts if text)


@given(drafts())
def test_encoding_is_canonical(document: dict[str, object]) -> None:
    """Equal documents are equal texts, whatever the order of their keys."""
    turned = dict(reversed(document.items()))
    assert encode(document) == encode(turned)


@given(st.sampled_from(SECRET_PATHS), JSON)
def test_no_value_but_a_reference_is_stored_as_a_secret(path: str, value: object) -> None:
    """The last line: refused whatever it is, unless it is empty or names another place."""
    document = set_value(ACME, path, value)
    is_reference = isinstance(value, str) and SecretRef.parse(value) is not None
    if value in (None, "") or is_reference:
        encode(document)
    else:
        with pytest.raises(SecretInDocument):
            encode(document)


@pytest.mark.parametrize("path", [*SECRET_PATHS, "display_name", "android.package"])
def test_a_secret_object_is_refused_anywhere(path: str) -> None:
    """Also where nobody expects one; the refusal names the field."""
    with pytest.raises(SecretInDocument) as refusal:
        encode(set_value(ACME, path, Secret("s3cret")))
    assert path == refusal.value.field


def test_the_refusal_does_not_tell_the_secret() -> None:
    """Neither its text nor its repr."""
    with pytest.raises(SecretInDocument) as refusal:
        encode(acme(secret="s3cret-in-the-clear"))
    assert "s3cret" not in f"{refusal.value!r} {refusal.value}"


def test_a_date_in_a_draft_is_kept_as_text() -> None:
    """TOML has dates; a draft from a file may hold one in the wrong place."""
    document = acme(display_name=datetime.date(2026, 1, 2))
    assert "2026-01-02" == decode(encode(document))["display_name"]


@pytest.mark.parametrize("text", ["", "{", "[]", '"a"', "null"])
def test_a_damaged_text_is_told(text: str) -> None:
    """A typed refusal, not a crash somewhere else."""
    with pytest.raises(StoreUnavailable, match=r"store\.document_unreadable"):
        decode(text)


# --- the hash ----------------------------------------------------------------------------------


@pytest.mark.parametrize("path", ["display_name", "environment", "tags"])
def test_what_is_only_shown_does_not_change_the_hash(path: str) -> None:
    """Renaming a button does not make a test result stale."""
    value = ["a"] if path == "tags" else "production"
    assert config_hash(ACME) == config_hash(set_value(ACME, path, value))


@pytest.mark.parametrize(
    "path",
    [
        spec.path
        for spec in FIELDS
        if spec.path not in {"display_name", "environment", "tags"} and spec.kind is Kind.TEXT
    ],
)
def test_every_other_text_changes_the_hash(path: str) -> None:
    """A result is stale as soon as a login could end otherwise."""
    assert config_hash(ACME) != config_hash(set_value(ACME, path, "other"))


@pytest.mark.parametrize(
    ("path", "value"),
    [
        ("login_only", True),
        ("accept", ["schema.mismatch"]),
        ("association.mode", "field"),
        ("association.fields", ["email"]),
        ("secret", "env:ACME_SECRET"),
        ("backend.kind", "authing"),
        ("android.sdk", "1"),
    ],
)
def test_every_setting_changes_the_hash(path: str, value: object) -> None:
    """Not only texts."""
    assert config_hash(ACME) != config_hash(set_value(ACME, path, value))


def test_a_default_that_is_written_out_does_not_change_the_hash() -> None:
    """``login_only = false`` says what its absence says."""
    assert config_hash(ACME) == config_hash(ACME | {"login_only": False, "tags": []})


def test_the_hash_is_what_released_versions_stored() -> None:
    """Changing how it is made would turn every stored result stale: a reason is needed for that."""
    expected = "1b21306b00d4adbbea6a4e0b10e797a29f5418418d1814b6bd87d0b94d9f0094"
    assert expected == config_hash(acme(identifier="acme-old"))


@given(drafts())
def test_any_draft_has_a_hash(document: dict[str, object]) -> None:
    """64 hex digits."""
    assert 64 == len(config_hash(document))


# --- columns -----------------------------------------------------------------------------------


def test_tags_are_a_json_list() -> None:
    """Chinese ones too."""
    assert ["mobile", "试用"] == json.loads(columns(acme(tags=["mobile", "试用"])).tags)


@pytest.mark.parametrize(
    ("typed", "stored"), [("ＡＢＣ", "abc"), ("STRASSE", "straße"), ("Müller", "MÜLLER")]
)
def test_case_width_and_composition_do_not_matter(typed: str, stored: str) -> None:
    """A search finds what its user means."""
    assert folded(typed) == folded(stored)
