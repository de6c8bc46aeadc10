"""Scenarios are data: the built-in ones are sound, and a team's file is read without mercy."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wecom_console.domain.verdicts import BackendKind, Leg, Platform
from wecom_console.flow.scenarios.definitions import (
    FORMAT,
    Expectation,
    built_in_scenarios,
    read_scenarios,
)
from wecom_console.messages.catalogue import LANGUAGES, load_messages
from wecom_console.messages.problems import problem_text

FIRST = (
    "success",
    "cancelled",
    "failed",
    "wrong-state",
    "code-reused",
    "code-expired",
    "login-only-unknown-user",
    "unknown-app",
)
NAMES = built_in_scenarios().names
HEAD = f'format = "{FORMAT}"\n'


def problems(text: str) -> list[tuple[str, str]]:
    """What is wrong with a file: code and place."""
    return [(problem.code, problem.field) for problem in read_scenarios(text).problems]


def test_the_built_in_scenarios_are_all_usable() -> None:
    """In the order in which they are offered."""
    book = built_in_scenarios()
    assert () == book.problems
    assert set(FIRST) <= set(book.names)


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_scenario_has_a_title_and_a_line(language: str) -> None:
    """In both languages."""
    messages = load_messages(language)
    codes = [f"scenario.{name}.{part}" for name in NAMES for part in ("title", "line")]
    assert [] == [code for code in codes if not messages.has(code)]


def test_a_platform_may_expect_a_code_of_its_own() -> None:
    """WeCom compares a package on Android and a bundle id on iOS."""
    scenario = built_in_scenarios().get("unknown-app")
    assert scenario is not None
    expected = [scenario.expectation(p) for p in (Platform.ANDROID, Platform.IOS)]
    codes = ("phone.package_mismatch", "phone.bundle_mismatch")
    assert [Expectation(Leg.CONFIRM, code) for code in codes] == expected


def test_a_teams_own_scenario() -> None:
    """What is not said is the usual: approve, untouched, no waiting."""
    text = f"""{HEAD}
    [[scenarios]]
    name = "ip-not-trusted"
    simulator = {{ faults = [{{ path = "/cgi-bin/auth/getuserinfo", errcode = 60020 }}] }}
    expect = {{ leg = "identity", code = "wecom.60020" }}
    backends = ["wecom"]
    """
    book = read_scenarios(text)
    assert () == book.problems
    scenario = book.scenarios[0]
    assert ("approve", "none", 0.0) == (scenario.decision, scenario.tampering, scenario.wait_s)
    assert (BackendKind.WECOM,) == scenario.backends
    assert 60020 == scenario.simulator.faults[0]["errcode"]


@pytest.mark.parametrize(
    ("line", "code", "place"),
    [
        ('nam = "x"', "scenarios.unknown_key_close", "scenarios.0.nam"),
        ("zzz = 1", "scenarios.unknown_key", "scenarios.0.zzz"),
        ('decision = "maybe"', "scenarios.choice", "scenarios.0.decision"),
        ('tampering = "all"', "scenarios.choice", "scenarios.0.tampering"),
        ("wait_s = -1", "scenarios.seconds", "scenarios.0.wait_s"),
        ("wait_s = true", "scenarios.seconds", "scenarios.0.wait_s"),
        ("wait_s = nan", "scenarios.seconds", "scenarios.0.wait_s"),
        ('backends = ["x"]', "scenarios.choice", "scenarios.0.backends"),
        ('needs = "code"', "scenarios.not_list", "scenarios.0.needs"),
        ('expect = { leg = "confirm" }', "scenarios.expect_half", "scenarios.0.expect.leg"),
        ('expect = { cod = "x" }', "scenarios.unknown_key_close", "scenarios.0.expect.cod"),
        ("simulator = 1", "scenarios.not_table", "scenarios.0.simulator"),
        ("simulator = { faults = [1] }", "scenarios.not_tables", "scenarios.0.simulator.faults"),
    ],
)
def test_a_misfit_names_its_place(line: str, code: str, place: str) -> None:
    """The scenario is left out, the others stay."""
    text = f'{HEAD}[[scenarios]]\nname = "mine"\n{line}\n[[scenarios]]\nname = "other"\n'
    assert [(code, place)] == problems(text)
    assert ("other",) == read_scenarios(text).names


@pytest.mark.parametrize("name", ["", "Mine", "a b", "-a", "x" * 49])
def test_a_name_is_fit_for_reports(name: str) -> None:
    """Lower-case letters, digits and hyphens, as CI servers keep them."""
    text = f'{HEAD}[[scenarios]]\nname = "{name}"\n'
    assert [("scenarios.name", "scenarios.0.name")] == problems(text)


def test_a_name_is_used_once() -> None:
    """The first one counts."""
    text = f'{HEAD}[[scenarios]]\nname = "a"\n[[scenarios]]\nname = "a"\n'
    assert [("scenarios.duplicate", "scenarios.1.name")] == problems(text)


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("[[scenarios]", "scenarios.unreadable"),
        ("", "scenarios.choice"),
        ('format = "wecom-console-scenarios/9"', "scenarios.choice"),
        (f"{HEAD}scenarios = 1", "scenarios.not_tables"),
    ],
)
def test_a_file_that_is_none(text: str, code: str) -> None:
    """Not TOML, no version, another version, no list."""
    assert [code] == [found for found, _ in problems(text)]


@given(st.text())
def test_any_text_is_read(text: str) -> None:
    """Never an exception."""
    assert isinstance(problems(text), list)


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_problem_has_a_sentence(language: str) -> None:
    """With all its places filled in."""
    text = f"""{HEAD}nam = 1
    [[scenarios]]
    name = "A"
    decison = "x"
    decision = "x"
    wait_s = -1
    needs = 1
    expect = {{ leg = "confirm" }}
    """
    messages = load_messages(language)
    found = (*read_scenarios(text).problems, *read_scenarios("[").problems)
    sentences = [problem_text(messages, problem) for problem in found]
    assert [] == [s for s in sentences if s.startswith("problem.") or "{" in s]
