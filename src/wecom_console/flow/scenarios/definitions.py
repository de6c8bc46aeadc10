"""Scenarios: what the phone decides, what is tampered with, and how the login should end.

They are data (`resources/scenarios.toml`; a team may bring a file of its own). Reading is total:
an unusable scenario becomes a problem that names its place, the others stay usable.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cache
from typing import Final

from wecom_console.bounded_toml import load_toml
from wecom_console.domain.problems import Problem, Severity
from wecom_console.domain.profile import AGENCY_MOBILE_TYPE, MOBILE_TYPE
from wecom_console.domain.verdicts import BackendKind, Leg, Platform
from wecom_console.flow.scenarios.reader import TableReader
from wecom_console.resource_files import read_resource

FORMAT: Final = "wecom-console-scenarios/1"
UNREADABLE: Final = "scenarios.unreadable"
"""Of a text that is not even TOML."""

MOST_PROBLEMS: Final = 100
"""Of one file: with so many the scenarios behind are not read."""

DECISIONS: Final = ("approve", "cancel", "fail")
TAMPERINGS: Final = (
    "none",
    "state",
    "state-missing",
    "state-constant",
    "state-long",
    "schema",
    "schema-case",
    "app",
    "package",
    "signature",
    "bundle",
    "redeem-twice",
    "code-space",
    "code-truncated",
)
BINDINGS: Final = ("", "create", "choose")
DEVICES: Final = ("usual", "no-wecom", "other-company")
ISSUED_FOR: Final = ("", "other-agent", "other-corp")
SDKS: Final = ("", "1", "2+")
TYPES: Final = (MOBILE_TYPE, AGENCY_MOBILE_TYPE)
NEEDS: Final = ("code", "virtual", "control")
GROUPS: Final = (
    *("phone", "state", "app", "code", "member", "account", "wecom", "agency", "network", "tokens"),
)
OWN_GROUP: Final = "own"
"""Where a team's scenarios stand that name no group."""


@dataclass(frozen=True, slots=True)
class Expectation:
    """How a run should end: no failed leg, or exactly this leg failed with exactly this code."""

    leg: Leg | None = None
    code: str = ""

    def __str__(self) -> str:
        return "success" if self.leg is None else f"{self.leg.value} {self.code}"


@dataclass(frozen=True, slots=True)
class SimulatorSetup:
    """What the simulator must be told first (`/_sim/scenario`). `scenario` is one of its own,
    `state` and `faults` are put on top of it."""

    scenario: str = ""
    state: Mapping[str, object] = field(default_factory=dict)
    faults: tuple[Mapping[str, object], ...] = ()

    @property
    def body(self) -> dict[str, object]:
        """The body of `/_sim/scenario`, empty where there is nothing to tell."""
        parts = {"name": self.scenario, "state": self.state, "faults": list(self.faults)}
        return {key: value for key, value in parts.items() if value}


@dataclass(frozen=True, slots=True)
class Scenario:
    """One way in which a login can go.

    `expected` is how it should end on each platform (WeCom words one misfit differently for
    each), `expected_by` where a backend tells the same thing in another way. `needs`: ``code`` =
    a code that the backend will know (its own simulator's, or a real phone's), ``virtual`` = a
    phone that our simulator plays, ``control`` = a simulator whose state may be changed. `wait_s`
    passes between the return to the app and the exchange; `timeout_s` is how long an answer may
    take (0: the usual). `member` is who holds the phone (empty: the first in the visible range),
    `device` what is on it, `sdk` the generation of WeCom's SDK in the app (empty: the profile's).
    `issued_for`: WeCom issues the code for another app, or for one of another company. `binding`:
    how the app goes on when Authing asks for an account. `types`: the types of connection that it
    means something for (none: all). `title` and `about` are a team's own
    words.
    """

    name: str
    expected: tuple[tuple[Platform, Expectation], ...]
    expected_by: tuple[tuple[BackendKind, Expectation], ...] = ()
    group: str = OWN_GROUP
    decision: str = "approve"
    tampering: str = "none"
    device: str = "usual"
    member: str = ""
    issued_for: str = ""
    binding: str = ""
    sdk: str = ""
    wait_s: float = 0.0
    timeout_s: float = 0.0
    simulator: SimulatorSetup = field(default_factory=SimulatorSetup)
    platforms: tuple[Platform, ...] = tuple(Platform)
    backends: tuple[BackendKind, ...] = ()
    types: tuple[str, ...] = ()
    needs: tuple[str, ...] = ()
    title: str = ""
    about: str = ""

    def expectation(self, platform: Platform, backend: BackendKind | None = None) -> Expectation:
        """How a run on `platform` should end, with `backend` where that makes a difference."""
        for kind, expected in self.expected_by:
            if kind is backend:
                return expected
        return dict(self.expected)[platform]


@dataclass(frozen=True, slots=True)
class ScenarioBook:
    """The usable scenarios of a file in their order, and what is wrong with the others."""

    scenarios: tuple[Scenario, ...]
    problems: tuple[Problem, ...] = ()

    def get(self, name: str) -> Scenario | None:
        """The scenario called `name`."""
        return next((s for s in self.scenarios if s.name == name), None)

    @property
    def names(self) -> tuple[str, ...]:
        """Their names in the order of the file."""
        return tuple(s.name for s in self.scenarios)


@cache
def built_in_scenarios() -> ScenarioBook:
    """The scenarios that come with the product."""
    return read_scenarios(read_resource("scenarios.toml"))


def read_scenarios(text: str) -> ScenarioBook:
    """The scenarios of a TOML text. A scenario with an error is left out and reported."""
    try:
        document = load_toml(text)
    except ValueError as broken:
        return ScenarioBook((), (_problem(UNREADABLE, "", reason=str(broken)),))
    reader = TableReader(document, "")
    reader.choice("format", (FORMAT,))
    tables = reader.tables("scenarios")
    reader.refuse_unknown()
    problems = list(reader.problems)
    scenarios: dict[str, Scenario] = {}
    for index, table in enumerate(tables):
        if len(problems) >= MOST_PROBLEMS:
            left = len(tables) - index
            problems.append(_problem("scenarios.more", f"scenarios.{index}", count=left))
            break
        entry = TableReader(table, f"scenarios.{index}")
        scenario = _read_scenario(entry)
        if scenario.name in scenarios:
            entry.report("scenarios.duplicate", "name", value=scenario.name)
        problems += entry.problems
        if not entry.problems:
            scenarios[scenario.name] = scenario
    return ScenarioBook(tuple(scenarios.values()), tuple(problems))


def _read_scenario(entry: TableReader) -> Scenario:
    expect = entry.table("expect")
    setup = entry.table("simulator")
    scenario = Scenario(
        name=entry.name("name"),
        expected=_read_expected(expect),
        expected_by=_read_exceptions(expect),
        group=entry.choice("group", (*GROUPS, OWN_GROUP), default=OWN_GROUP),
        decision=entry.choice("decision", DECISIONS, default="approve"),
        tampering=entry.choice("tampering", TAMPERINGS, default="none"),
        device=entry.choice("device", DEVICES, default="usual"),
        member=entry.text("member"),
        issued_for=entry.choice("issued_for", ISSUED_FOR, default=""),
        binding=entry.choice("binding", BINDINGS, default=""),
        sdk=entry.choice("sdk", SDKS, default=""),
        wait_s=entry.seconds("wait_s"),
        timeout_s=entry.seconds("timeout_s"),
        simulator=SimulatorSetup(
            setup.text("scenario"), setup.table("state").raw, setup.tables("faults")
        ),
        platforms=tuple(
            Platform(value)
            for value in entry.choices("platforms", tuple(p.value for p in Platform))
        )
        or tuple(Platform),
        backends=tuple(
            BackendKind(kind)
            for kind in entry.choices("backends", tuple(kind.value for kind in BackendKind))
        )
        or tuple(BackendKind),
        types=entry.choices("types", TYPES),
        needs=entry.choices("needs", NEEDS),
        title=entry.text("title"),
        about=entry.text("about"),
    )
    for reader in (expect, setup, entry):
        reader.refuse_unknown()
    _collect(entry, (expect, setup))
    return scenario


def _read_expected(expect: TableReader) -> tuple[tuple[Platform, Expectation], ...]:
    leg = expect.choice("leg", ("", *(leg.value for leg in Leg)), default="")
    code = expect.text("code")
    codes = {platform: expect.text(platform.value) or code for platform in Platform}
    if any(bool(leg) != bool(code) for code in codes.values()):
        expect.report("scenarios.expect_half", "leg")
    return tuple(
        (platform, Expectation(Leg(leg) if leg else None, code)) for platform, code in codes.items()
    )


def _read_exceptions(expect: TableReader) -> tuple[tuple[BackendKind, Expectation], ...]:
    found = []
    for kind in BackendKind:
        if not expect.has(kind.value):
            continue
        part = expect.table(kind.value)
        leg = part.choice("leg", ("", *(leg.value for leg in Leg)), default="")
        code = part.text("code")
        if bool(leg) != bool(code):
            part.report("scenarios.expect_half", "leg")
        part.refuse_unknown()
        _collect(expect, (part,))
        found.append((kind, Expectation(Leg(leg) if leg else None, code)))
    return tuple(found)


def _collect(entry: TableReader, parts: Iterable[TableReader]) -> None:
    for part in parts:
        entry.problems += part.problems


def _problem(code: str, field: str, **params: str | int) -> Problem:
    return Problem(code, field, Severity.ERROR, params)
