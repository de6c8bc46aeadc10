"""The domain's sentences: both languages say the same things, and can be filled in."""

import re
import tomllib
from collections import Counter
from collections.abc import Iterator, Mapping
from string import Formatter

import pytest

from architecture.checkout import RESOURCES

LANGUAGES = ("en", "zh_CN")
HAN = "\u4e00-\u9fff"
# A Latin word with a colon before Chinese is a literal: the reference `env:` and a name.
HALF_WIDTH_PUNCTUATION = re.compile(f"[{HAN}][,;:?!]|(?<![a-z])[,;:?!][{HAN}]")
GLUED_LATIN = re.compile(f"[{HAN}][A-Za-z]{{2}}|[A-Za-z]{{2}}[{HAN}]")


def flatten(table: Mapping[str, object], prefix: str = "") -> Iterator[tuple[str, str]]:
    for key, value in table.items():
        if isinstance(value, Mapping):
            yield from flatten(value, f"{prefix}{key}.")
        else:
            assert isinstance(value, str), f"{prefix}{key} is not a text"
            yield f"{prefix}{key}".removesuffix("._"), value


def entries(language: str) -> list[tuple[str, str]]:
    files = sorted((RESOURCES / "messages" / language).glob("*.toml"))
    return [e for file in files for e in flatten(tomllib.loads(file.read_text(encoding="utf-8")))]


def placeholders(sentence: str) -> frozenset[str]:
    return frozenset(name for _, name, _, _ in Formatter().parse(sentence) if name is not None)


def test_both_languages_have_the_same_files() -> None:
    """A text is found in the same place in both languages."""
    english, chinese = (
        sorted(file.name for file in (RESOURCES / "messages" / language).glob("*"))
        for language in LANGUAGES
    )
    assert english
    assert english == chinese


def test_both_languages_have_the_same_codes() -> None:
    """No sentence exists in one language only."""
    english, chinese = (dict(entries(language)) for language in LANGUAGES)
    assert set() == english.keys() ^ chinese.keys()


def test_both_languages_fill_in_the_same_parameters() -> None:
    """A parameter that one language names is named by the other."""
    english, chinese = (dict(entries(language)) for language in LANGUAGES)
    both = english.keys() & chinese.keys()
    assert [] == sorted(c for c in both if placeholders(english[c]) != placeholders(chinese[c]))


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_code_has_one_sentence(language: str) -> None:
    """Two files that define the same code would hide one of the two."""
    counts = Counter(code for code, _ in entries(language))
    assert [] == [code for code, times in counts.items() if times > 1]


@pytest.mark.parametrize("language", LANGUAGES)
def test_sentences_are_not_empty(language: str) -> None:
    """A code that exists says something."""
    assert [] == [code for code, text in entries(language) if not text]


@pytest.mark.parametrize("language", LANGUAGES)
def test_placeholders_are_plain_names(language: str) -> None:
    """A parameter is filled in by name; attributes, indexes and formats are not for texts."""
    assert [] == [
        code
        for code, text in entries(language)
        for _, name, spec, conversion in Formatter().parse(text)
        if name is not None and (not name.isidentifier() or spec or conversion)
    ]


def test_english_names_console_terms_in_both_languages() -> None:
    """The menus are Chinese: *App management* stands before its name there."""
    bare = ((code, re.sub(r"\([^()]*\)", "", text)) for code, text in entries("en"))
    assert [] == [code for code, text in bare if re.search(f"[{HAN}]", text)]


def test_chinese_uses_full_width_punctuation() -> None:
    """Beside a Chinese character stand full-width commas, colons and question marks."""
    assert [] == [code for code, text in entries("zh_CN") if HALF_WIDTH_PUNCTUATION.search(text)]


def test_chinese_keeps_a_space_to_latin_words() -> None:
    """Between Chinese characters and a Latin word stands one space."""
    assert [] == [code for code, text in entries("zh_CN") if GLUED_LATIN.search(text)]
