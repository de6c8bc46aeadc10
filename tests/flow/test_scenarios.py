"""Scenarios are data: the built-in ones are sound, and a team's file is read without mercy."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wecom_console.domain.verdicts import BackendKind, Leg, Platform
from wecom_console.flow.scenarios.definitions import (
    FORMAT,
    MOST_PROBLEMS,
    Expectation,
    Scenario,
    SimulatorSetup,
    built_in_scenarios,
    read_scenarios,
)
from wecom_console.flow.scenarios.reader import MOST_UNKNOWN
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
SUCCESS = Expectation()
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


def test_a_scenario_is_read_with_all_that_it_says() -> None:
    """Every key has its effect."""
    text = f"""{HEAD}
    [[scenarios]]
    name = "all-of-it"
    title = "Title"
    about = "About"
    group = "code"
    decision = "cancel"
    tampering = "redeem-twice"
    device = "no-wecom"
    member = "lisi"
    issued_for = "other-corp"
    binding = "choose"
    sdk = "1"
    wait_s = 2
    timeout_s = 0.5
    platforms = ["ios", "android"]
    backends = ["wecom", "authing"]
    types = ["wechatwork:agency:mobile"]
    needs = ["control", "code"]

    [scenarios.simulator]
    scenario = "busy"
    state = {{ a = 1 }}
    faults = [{{ path = "/x" }}, {{ path = "/y" }}]

    [scenarios.expect]
    leg = "confirm"
    code = "any"
    ios = "of-ios"
    wecom = {{ leg = "identity", code = "of-wecom" }}
    """
    book = read_scenarios(text)
    assert () == book.problems
    everywhere = [
        (Platform.ANDROID, Expectation(Leg.CONFIRM, "any")),
        (Platform.IOS, Expectation(Leg.CONFIRM, "of-ios")),
        (Platform.HARMONY, Expectation(Leg.CONFIRM, "any")),
    ]
    assert (
        Scenario(
            name="all-of-it",
            expected=tuple(sorted(everywhere, key=lambda one: list(Platform).index(one[0]))),
            expected_by=((BackendKind.WECOM, Expectation(Leg.IDENTITY, "of-wecom")),),
            group="code",
            decision="cancel",
            tampering="redeem-twice",
            device="no-wecom",
            member="lisi",
            issued_for="other-corp",
            binding="choose",
            sdk="1",
            wait_s=2.0,
            timeout_s=0.5,
            simulator=SimulatorSetup("busy", {"a": 1}, ({"path": "/x"}, {"path": "/y"})),
            platforms=(Platform.ANDROID, Platform.IOS),
            backends=tuple(k for k in BackendKind if k.value in ("wecom", "authing")),
            types=("wechatwork:agency:mobile",),
            needs=("code", "control"),
            title="Title",
            about="About",
        ),
    ) == book.scenarios


def test_a_backend_may_expect_another_end() -> None:
    """It comes before that of the platform, and only with this backend."""
    by = Expectation(Leg.IDENTITY, "of-wecom")
    usual = Expectation(Leg.CONFIRM, "usual")
    scenario = Scenario(
        "x",
        tuple((platform, usual) for platform in Platform),
        expected_by=((BackendKind.CASDOOR, SUCCESS), (BackendKind.WECOM, by)),
    )
    expected = [
        scenario.expectation(Platform.IOS, backend)
        for backend in (BackendKind.WECOM, BackendKind.CASDOOR, BackendKind.AUTHING, None)
    ]
    assert [by, SUCCESS, usual, usual] == expected


def test_what_a_scenario_does_not_say_means_everywhere() -> None:
    """All platforms, all backends, success, and a team's own group."""
    [scenario] = read_scenarios(f'{HEAD}[[scenarios]]\nname = "bare"\n').scenarios
    assert Scenario("bare", tuple((p, SUCCESS) for p in Platform), backends=tuple(BackendKind)) == (
        scenario
    )


@pytest.mark.parametrize(
    ("setup", "body"),
    [
        (SimulatorSetup(), {}),
        (SimulatorSetup("busy"), {"name": "busy"}),
        (SimulatorSetup("", {"a": 1}, ({"b": 2},)), {"state": {"a": 1}, "faults": [{"b": 2}]}),
    ],
)
def test_the_simulator_is_told_what_there_is_to_tell(
    setup: SimulatorSetup, body: dict[str, object]
) -> None:
    """And nothing where there is nothing."""
    assert body == setup.body


def test_an_expectation_reads_as_its_leg_and_code() -> None:
    """As reports print it."""
    assert ["success", "confirm x"] == [str(SUCCESS), str(Expectation(Leg.CONFIRM, "x"))]


@pytest.mark.parametrize(
    ("line", "places"),
    [
        ("wait_s = 86400", []),
        ("wait_s = 86401", ["scenarios.0.wait_s"]),
        ("timeout_s = 0", []),
        ('timeout_s = "1"', ["scenarios.0.timeout_s"]),
        ('expect = { code = "x" }', ["scenarios.0.expect.leg"]),
        ('expect = { leg = "confirm", ios = "x" }', ["scenarios.0.expect.leg"]),
        ('expect = { wecom = { leg = "identity" } }', ["scenarios.0.expect.wecom.leg"]),
        ('expect = { wecom = { code = "x" } }', ["scenarios.0.expect.wecom.leg"]),
        ("expect = { wecom = { kode = 1 } }", ["scenarios.0.expect.wecom.kode"]),
        ("simulator = { stat = {} }", ["scenarios.0.simulator.stat"]),
        ("title = 1", ["scenarios.0.title"]),
        ("platforms = [1]", ["scenarios.0.platforms"]),
    ],
)
def test_the_bounds_of_what_a_file_may_say(line: str, places: list[str]) -> None:
    """A day of waiting, a leg with each code, known keys at every depth."""
    text = f'{HEAD}[[scenarios]]\nname = "mine"\n{line}\n'
    assert places == [place for _, place in problems(text)]


@pytest.mark.parametrize("name", ["a", "0", "x" * 48, "a-b-9"])
def test_a_name_that_is_fit(name: str) -> None:
    """One character is enough, 48 are not too many."""
    assert (name,) == read_scenarios(f'{HEAD}[[scenarios]]\nname = "{name}"\n').names


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


def test_of_many_unknown_keys_some_are_told() -> None:
    """And how many more there are."""
    found = read_scenarios(
        'format = "wecom-console-scenarios/1"\n' + "".join(f"k{n} = 1\n" for n in range(99))
    )
    assert [*["scenarios.unknown_key"] * MOST_UNKNOWN, "scenarios.more_keys"] == [
        p.code for p in found.problems
    ]


def test_past_many_errors_the_rest_is_not_looked_at() -> None:
    """A file of nothing else took seconds, and filled the screen."""
    text = 'format = "wecom-console-scenarios/1"\n' + '[[scenarios]]\nname = "A"\n' * 5_000
    found = read_scenarios(text).problems
    assert ("scenarios.more", True) == (found[-1].code, len(found) < 2 * MOST_PROBLEMS)
