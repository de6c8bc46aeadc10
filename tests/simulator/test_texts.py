"""The simulator's words: both languages complete, protocol texts as published."""

import re
import tomllib
from pathlib import Path

import pytest

from wecom_console.messages.catalogue import LANGUAGES, load_messages
from wecom_console.resource_files import read_resource, resource_path
from wecom_console.simulator.control.scenarios import scenario_names
from wecom_console.simulator.wire.protocol_texts import authing_message, wecom_errmsg

SOURCES = [
    *(resource_path("simulator", "templates").glob("*.html")),
    *Path(__file__).parents[2].joinpath("src/wecom_console/simulator/phone").glob("*.py"),
]


def test_authings_sentences_are_complete_in_both_languages() -> None:
    """The same keys in zh-CN and en-US."""
    sentences = tomllib.loads(read_resource("simulator", "authing.toml"))
    assert sentences["zh-CN"].keys() == sentences["en-US"].keys()


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_text_of_the_pages_exists(language: str) -> None:
    """Each code that a template or the phone names has a sentence."""
    named = {
        code
        for source in SOURCES
        for code in re.findall(r"[\"'](phone\.[a-z_.]+[a-z])[\"']", source.read_text("utf-8"))
    }
    assert len(named) > 20
    messages = load_messages(language)
    assert [] == sorted(code for code in named - {"phone.css"} if not messages.has(code))


def test_attested_errmsgs_are_used() -> None:
    """And an unknown code still has a text."""
    assert ("invalid code", "error") == (wecom_errmsg(40029), wecom_errmsg(123456))


@pytest.mark.parametrize("language", ["zh-CN", "en-US", "", "fr"])
def test_values_are_filled_in(language: str) -> None:
    """Braces in a value are left alone."""
    text = authing_message(language, "connection_not_found", identifier="{x}")
    assert "{x}" in text


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_situation_has_a_title(language: str) -> None:
    """The window lists them by it."""
    messages = load_messages(language)
    without = [n for n in scenario_names() if not messages.has(f"scenario.{n}.title")]
    assert [] == without
