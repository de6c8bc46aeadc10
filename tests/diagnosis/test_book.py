"""The causes are data: every one is worded in both languages, every flag can be noticed."""

import tomllib
from collections import Counter
from itertools import chain
from typing import Any

import pytest

from wecom_console.diagnosis.book import KnownCause, cause_book
from wecom_console.diagnosis.engine import Likelihood, diagnose
from wecom_console.diagnosis.facts import Facts
from wecom_console.diagnosis.told import tell_diagnosis
from wecom_console.messages.catalogue import LANGUAGES, load_messages
from wecom_console.resource_files import read_resource, resource_path

BOOK = cause_book()
CAUSES = sorted({cause.id for causes in BOOK.values() for cause in causes})
FLAGS = sorted(set(chain.from_iterable(c.flags for causes in BOOK.values() for c in causes)))
EXPLAINED = sorted(
    code.removesuffix(".title")
    for code in load_messages("en").texts
    if code.endswith(".title")
    and code.partition(".")[0]
    in (
        *("wecom", "authing", "transport", "http", "confirm", "return", "phone", "exchange"),
        *("tokens", "casdoor", "foreign", "sdk", "oidc", "event"),
    )
)


def keys_of(table: dict[str, Any], prefix: str = "") -> list[str]:
    """The names of a file's sentences."""
    names: list[str] = []
    for key, value in table.items():
        if isinstance(value, dict):
            names += keys_of(value, f"{prefix}{key}.")
        else:
            names.append(f"{prefix}{key}".removesuffix("._"))
    return names


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("cause", CAUSES)
def test_every_cause_has_its_four_parts(cause: str, language: str) -> None:
    """What it is, how to make sure, what to do, and where."""
    messages = load_messages(language)
    parts = ("", ".confirm", ".fix", ".where")
    assert [] == [p for p in parts if not messages.has(f"cause.{cause}{p}")]


@pytest.mark.parametrize("flag", FLAGS)
def test_every_flag_can_be_noticed(flag: str) -> None:
    """A flag that nothing raises would be a weight without effect."""
    folder = resource_path().parent / "src/wecom_console"
    files = ("pasted/wording/claims.py", "pasted/logs.py")
    sources = [folder / file for file in files]
    sources += [*(folder / "diagnosis").glob("*.py"), *(folder / "pasted/looks").glob("*.py")]
    sources.append(resource_path("sentences.toml"))
    source = "".join(one.read_text(encoding="utf-8") for one in sources)
    stems = (
        "note_",
        "status_",
        "backend_",
        "body_",
        "association_",
        "platform_",
        "alg_",
        "field_",
        "foreign_",
    )
    assert flag.startswith(stems) or f'"{flag}"' in source


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_sentence_stands_twice(language: str) -> None:
    """Of two the later file's would be told, whoever wrote the other one."""
    told: list[str] = []
    for file in sorted(resource_path("messages", language).glob("*.toml")):
        told += keys_of(tomllib.loads(file.read_text(encoding="utf-8")))
    assert [] == [key for key, times in Counter(told).items() if times > 1]


@pytest.mark.parametrize("file", ["diagnosis.toml", "diagnosis-pasted.toml"])
def test_no_cause_stands_twice_under_a_code(file: str) -> None:
    """Each file names a code once, and a cause once under it."""
    entries = tomllib.loads(read_resource(file))["codes"]
    pairs = [(code, one["cause"]) for e in entries for code in e["of"] for one in e["causes"]]
    codes = [(code, "") for e in entries for code in e["of"]]
    assert [] == [pair for pair, times in Counter(pairs + codes).items() if times > 1]


@pytest.mark.parametrize("code", EXPLAINED)
def test_every_code_has_a_cause(code: str) -> None:
    """Its own causes, or its explanation in their place."""
    for language in LANGUAGES:
        diagnosis = tell_diagnosis(load_messages(language), Facts(code))
        assert diagnosis.first.title


@pytest.mark.parametrize(
    "code",
    [c for c in EXPLAINED if c.startswith(("wecom.", "authing.", "foreign.", "sdk.", "event."))],
)
def test_every_refusal_says_where(code: str) -> None:
    """Each number of WeCom's and Authing's has a cause with its confirmation, remedy and place."""
    if code.endswith(".unknown"):
        return
    first = tell_diagnosis(load_messages("en"), Facts(code)).first
    assert all((first.title, first.confirm, first.fix, first.where))


def test_what_was_noticed_decides() -> None:
    """The same code with other flags has another first cause."""
    book = {"x": (KnownCause("a", 50, {}), KnownCause("b", 40, {"seen": 30}))}
    firsts = [diagnose(Facts("x", flags=f), book)[0].id for f in (frozenset[str](), {"seen"})]  # type: ignore[arg-type]
    assert ["a", "b"] == firsts


def test_what_is_ruled_out_is_left_out() -> None:
    """A score of nothing is no cause."""
    book = {"x": (KnownCause("a", 50, {"no": -60}), KnownCause("b", 40, {}))}
    assert ["b"] == [c.id for c in diagnose(Facts("x", flags=frozenset({"no"})), book)]


def test_the_order_of_the_file_decides_a_tie() -> None:
    """So that the same facts always give the same list."""
    book = {"x": (KnownCause("a", 50, {}), KnownCause("b", 50, {}))}
    assert ["a", "b"] == [c.id for c in diagnose(Facts("x"), book)]


def test_likelihood_is_told_in_words() -> None:
    """Numbers would claim more than is known."""
    book = {"x": (KnownCause("a", 80, {}), KnownCause("b", 30, {}), KnownCause("c", 10, {}))}
    told = [cause.likelihood for cause in diagnose(Facts("x"), book)]
    assert [Likelihood.LIKELY, Likelihood.POSSIBLE, Likelihood.UNLIKELY] == told
