"""Paste hygiene: what is repaired, what is said about it, what is left alone."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.samples import CORP, MD5, SCHEMA
from domain.strategies import any_text
from wecom_console.domain.fields import FIELDS
from wecom_console.domain.paste import PasteRepair, RepairedText, clean_paste
from wecom_console.messages.catalogue import LANGUAGES, load_messages

PATHS = [spec.path for spec in FIELDS]
PIECES = st.lists(
    st.sampled_from(
        [
            *" \t\n\u3000\u200b\ufeff\u00ad\"'“”「」：:/-ｗ１Ａ",
            "://",
            "wwauth",
            "0a",
            "企",
            "\ud800",
        ]
    ),
    max_size=20,
).map("".join)


@given(path=st.sampled_from(PATHS), text=any_text | PIECES)
def test_cleaning_twice_is_cleaning_once(path: str, text: str) -> None:
    """What has been repaired needs no repair."""
    once = clean_paste(path, text).text
    assert clean_paste(path, once) == RepairedText(once)


@given(path=st.sampled_from(PATHS), text=any_text | PIECES)
def test_a_change_is_always_told(path: str, text: str) -> None:
    """The text differs exactly where a change is reported."""
    pasted = clean_paste(path, text)
    assert (pasted.text != text) == bool(pasted.changes)


@pytest.mark.parametrize(
    ("path", "text", "expected", "changes"),
    [
        ("corp_id", f" {CORP}\r\n", CORP, [("spaces", 3)]),
        ("corp_id", "ｗｗ０１２３456789abcdef", CORP, [("full_width", 6)]),
        ("corp_id", f"\u200b{CORP}\ufeff", CORP, [("invisible", 2)]),
        ("corp_id", f"“{CORP}”", CORP, [("quotes", 2)]),
        ("agent_id", "１００００02", "1000002", [("full_width", 5)]),
        ("agent_id", "1 000 002", "1000002", [("spaces", 2)]),
        ("schema", f"{SCHEMA}://", SCHEMA, [("scheme_separator", 3)]),
        ("schema", f"{SCHEMA}://sso?code=1", SCHEMA, [("scheme_separator", 13)]),
        ("android.signature_md5", ":".join(["AB"] * 16), "AB" * 16, [("separators", 15)]),
        ("display_name", "  Acme \n 企业微信 ", "Acme 企业微信", [("spaces", 5)]),
    ],
)
def test_what_is_safe_is_repaired(
    path: str, text: str, expected: str, changes: list[tuple[str, int]]
) -> None:
    """Each decoration is taken away and counted."""
    assert clean_paste(path, text) == RepairedText(
        expected, tuple(PasteRepair(*c) for c in changes)
    )


@pytest.mark.parametrize(
    ("path", "text"),
    [
        ("corp_id", CORP),
        ("display_name", "Ａcme（全角）"),
        ("android.signature_md5", MD5),
        ("android.signature_md5", "AB:CD"),
        ("schema", "wwauthYOUR_SCHEMA"),
        ("wecom.base_url", "https://qyapi.weixin.qq.com"),
    ],
)
def test_what_is_not_sure_is_left_alone(path: str, text: str) -> None:
    """A sound value, a name's full-width signs, a few hex pairs stay as they are."""
    assert clean_paste(path, text) == RepairedText(text)


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_change_has_its_sentences(language: str) -> None:
    """What pasting reports can be said in both languages, on the form and in a file's problem."""
    messages = load_messages(language)
    codes = ["spaces", "invisible", "full_width", "quotes", "scheme_separator", "separators"]
    assert [c for c in codes if not messages.has(f"paste.{c}")] == []
    assert [c for c in codes if not messages.has(f"decoration.{c}")] == []
