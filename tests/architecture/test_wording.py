"""One word for one thing, and the house's punctuation, in everything that a reader is told."""

import re

import pytest

from architecture.checkout import ROOT
from architecture.wording import capitals_inside, half_width, rules, texts, window

RULES = rules((ROOT / "docs" / "glossary.md").read_text(encoding="utf-8"))
LABEL = 60
"""A text that is shorter names a control; a longer one is a sentence."""
LANGUAGES = ("en", "zh_CN")
MADE_UP = "| en | response; `Can answer` | the answer, Answer |\n| zh_CN | 响应 | 应答 |\n"


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_text_has_a_word_that_the_glossary_avoids(language: str) -> None:
    """What has one name in the glossary has that name in every text."""
    read = [rule for rule in RULES if rule.language == language]
    assert [] == [
        (place, word)
        for place, words in texts(language)
        for rule in read
        for word in rule.broken_by(words)
    ]


def test_labels_are_in_sentence_case() -> None:
    """Only the first word of a label and names have a capital."""
    assert [] == [
        (place, label)
        for place, label in window("en")
        if len(label) < LABEL and capitals_inside(label)
    ]


def test_chinese_in_the_window_has_full_width_punctuation() -> None:
    """Beside a Chinese character stand full-width signs and brackets, and a space before Latin."""
    assert [] == [(p, w, half_width(w)) for p, w in window("zh_CN") if half_width(w)]


@pytest.mark.parametrize("language", LANGUAGES)
def test_an_ellipsis_is_one_sign(language: str) -> None:
    """Three points are an ellipsis, and nothing parts it from the word that goes on."""
    assert [] == [
        text for text in window(language) if re.search(r"\.\.\.|[a-z\u4e00-\u9fff] …$", text.words)
    ]


def test_every_text_is_looked_at() -> None:
    """Messages, window and guides in both languages: none of them is empty."""
    assert all(len(texts(language)) > len(window(language)) > 0 for language in LANGUAGES)


def test_the_table_is_read() -> None:
    """A language, the labels that are allowed, and the words to avoid."""
    assert [("en", ("Can answer",), ("the answer", "Answer")), ("zh_CN", (), ("应答",))] == rules(
        MADE_UP
    )


def test_an_avoided_word_is_told() -> None:
    """In lower case it is found in any case; with a capital only as it is written."""
    english, chinese = rules(MADE_UP)
    assert (["the answer"], ["Answer"], [], ["应答"]) == (
        english.broken_by("The answer came."),
        english.broken_by("Answer: none"),
        english.broken_by("It will answer. Can answer"),
        chinese.broken_by("没有应答"),
    )


def test_a_capital_inside_a_label_is_told() -> None:
    """A name keeps its capital, and so does a new sentence."""
    assert ["Report"] == capitals_inside("Save Report to Authing: Done")


def test_a_half_width_sign_is_told() -> None:
    """Comma, bracket and glued Latin; a reference with a colon is a literal."""
    assert ["好,", "好(", ")的", "用SD"] == half_width("好, 好(a)的 用SDK env:名称")
