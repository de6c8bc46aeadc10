"""Every code that storage gives has a sentence in both languages, filled by its parameters."""

import re
import string
import tomllib
from pathlib import Path

import pytest

from wecom_console.messages.catalogue import load_messages
from wecom_console.resource_files import resource_path

SOURCE = Path(__file__).parents[2] / "src" / "wecom_console"
AREAS = ("store", "settings", "secrets", "secret_ref", "revision")
FILE_PROBLEMS = (
    "outside",
    "missing",
    "unreadable",
    "not_regular",
    "too_big",
    "encoding",
    "empty",
)
LANGUAGES = ("en", "zh_CN")
WRITES = re.compile(r'"(write\.[a-z_]+)"')


def codes_in_source() -> set[str]:
    """Every literal that looks like one of our codes."""
    pattern = re.compile(rf'"((?:{"|".join(AREAS)})\.[a-z_]+)"')
    files = [*SOURCE.glob("storage/**/*.py"), *SOURCE.glob("services/profiles/*.py")]
    texts = [file.read_text(encoding="utf-8") for file in files]
    found = {code for text in texts for code in pattern.findall(text)}
    found |= {f"problem.{code}" for text in texts for code in WRITES.findall(text)}
    made = {f"secret_ref.file_{name}" for name in FILE_PROBLEMS}
    notes = {f"revision.{kind}" for kind in ("restored", "duplicated", "secret", "pulled")}
    return (found | made | notes | {"identifier.locked"}) - {"settings.json", "secrets.age"}


def flat(table: dict[str, object], prefix: str = "") -> dict[str, str]:
    texts: dict[str, str] = {}
    for key, value in table.items():
        if isinstance(value, dict):
            texts |= flat(value, f"{prefix}{key}.")
        else:
            texts[prefix + key] = str(value)
    return texts


def own_texts(language: str) -> dict[str, str]:
    path = resource_path("messages", language, "storage.toml")
    return flat(tomllib.loads(path.read_text(encoding="utf-8")))


def placeholders(text: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(text) if name}


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_code_has_a_sentence(language: str) -> None:
    """Nobody is shown a bare code."""
    messages = load_messages(language)
    assert [] == sorted(code for code in codes_in_source() if not messages.has(code))


def test_no_sentence_is_without_a_code() -> None:
    """A text that nobody shows is removed with its code."""
    shown = codes_in_source()
    own = {code for code in own_texts("en") if not code.startswith(("secrets.kind", "secrets.st"))}
    assert set() == own - shown


def test_both_languages_have_the_same_codes_and_placeholders() -> None:
    """A translation neither loses nor invents a parameter."""
    english, chinese = own_texts("en"), own_texts("zh_CN")
    assert {c: placeholders(t) for c, t in english.items()} == {
        c: placeholders(t) for c, t in chinese.items()
    }


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_other_area_has_these_codes(language: str) -> None:
    """The catalogue joins all files: a code may be in one of them."""
    folder = resource_path("messages", language)
    others = [file for file in folder.glob("*.toml") if file.name != "storage.toml"]
    taken = {
        code for file in others for code in flat(tomllib.loads(file.read_text(encoding="utf-8")))
    }
    assert set() == taken & set(own_texts(language))
