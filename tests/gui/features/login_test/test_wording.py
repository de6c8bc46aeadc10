"""What the login test page offers and says, without its window."""

from dataclasses import replace

import pytest

from gui.features.login_test.login_test_support import (
    DEMO,
    call,
    connection,
    leg,
    profile,
    started,
    success,
)
from wecom_console.domain.catalogue import WECOM_ADMIN_URL
from wecom_console.domain.profile import AndroidApp, HarmonyApp, IosApp
from wecom_console.domain.verdicts import LEGS, BackendKind, Leg, Platform, Verdict
from wecom_console.flow.events import (
    CallbackSeen,
    Event,
    Evidence,
    LegFinished,
    LegStarted,
    RunFinished,
    RunStopped,
)
from wecom_console.gui.features.login_test.presenter.phone import (
    PhoneApp,
    PhoneScreen,
    phone_view,
    reached_legs,
    screen_at,
)
from wecom_console.gui.features.login_test.presenter.results import Place, Results, StoredResult
from wecom_console.gui.features.login_test.presenter.state import LegMark
from wecom_console.gui.features.login_test.presenter.wording import (
    ScenarioLines,
    leg_board,
    leg_detail,
    leg_to_show,
)
from wecom_console.gui.parts.presenter.choices import (
    DRAFT_KEY,
    ConnectionBook,
    Controls,
    Defaults,
    as_draft,
    connection_list,
    controls_for,
    phone_mode,
    platforms_of,
    preferred,
)
from wecom_console.gui.parts.presenter.explanation_view import Action, ActionKind, ExplanationTone
from wecom_console.gui.parts.presenter.explanations import (
    AUTHING_ADMIN_URL,
    ERROR_PAGE_URL,
    explanation_of,
    failure_note,
    short_code,
)
from wecom_console.gui.parts.presenter.failures import PageFailure
from wecom_console.gui.parts.presenter.listing import listing_failure
from wecom_console.gui.parts.presenter.run_state import LegPhase, LegState, RunState, replay
from wecom_console.gui.parts.presenter.scenario_model import ScenarioMark
from wecom_console.messages.catalogue import load_messages
from wecom_console.services.runs.orders import Listing, Origin, PhoneMode, ScenarioChoice

EN = load_messages("en")
F, P, S, N, K = (
    Verdict.FAILED,
    Verdict.PROVEN,
    Verdict.SIMULATED,
    Verdict.NOT_PROVABLE,
    Verdict.SKIPPED,
)


def ended(*events: Event, passed: bool = True, verdict: Verdict = P) -> RunState:
    """A finished run."""
    end = RunFinished(passed=passed, verdict=verdict, expected="success", elapsed_ms=9.0)
    return replay((started("success"), *events, end))


# --- choices -------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("android", "ios", "harmony", "platforms"),
    [
        ("a", "b", "c", tuple(Platform)),
        ("a", "", "", (Platform.ANDROID,)),
        ("", "b", "", (Platform.IOS,)),
        ("", "", "c", (Platform.HARMONY,)),
        ("", "b", "c", (Platform.IOS, Platform.HARMONY)),
        ("", "", "", tuple(Platform)),
    ],
)
def test_a_platform_is_offered_that_has_an_app(
    android: str, ios: str, harmony: str, platforms: tuple[Platform, ...]
) -> None:
    """All where none has."""
    of = profile(
        android=AndroidApp(android), ios=IosApp(ios), harmony=HarmonyApp(bundle_name=harmony)
    )
    assert platforms == platforms_of(of)


@pytest.mark.parametrize(
    ("usual", "default", "chosen"),
    [("b", "c", "c"), ("b", "x", "b"), ("b", None, "b"), ("x", None, "a"), ("x", "x", "a")],
)
def test_the_users_default_comes_first(usual: str, default: str | None, chosen: str) -> None:
    """Where it is offered; then what was usual, then the first."""
    assert chosen == preferred(("a", "b", "c"), usual, default)


def test_another_connection_has_other_choices() -> None:
    """The platform stays where it is offered; the backend is the usual one of the connection."""
    before = Controls(platform=Platform.IOS, backend=BackendKind.WECOM, is_by_hand=True)
    backends = (BackendKind.AUTHING, BackendKind.WECOM)
    after = controls_for(before, connection(), backends, defaults=Defaults())
    preset = controls_for(before, connection(), backends, defaults=Defaults(Platform.ANDROID))
    assert (Platform.IOS, Platform.ANDROID) == (after.platform, preset.platform)
    assert (
        (Platform.ANDROID, Platform.IOS),
        backends,
        BackendKind.AUTHING,
        True,
    ) == (after.platforms, after.backends, after.backend, after.is_by_hand)


@pytest.mark.parametrize(
    ("by_hand", "real", "backend", "phone"),
    [
        (False, True, BackendKind.AUTHING, PhoneMode.AUTO),
        (True, True, BackendKind.AUTHING, PhoneMode.PASTED),
        (True, True, BackendKind.SIMULATOR, PhoneMode.VIRTUAL),
        (True, False, BackendKind.AUTHING, PhoneMode.VIRTUAL),
    ],
)
def test_who_answers_for_the_phone(
    by_hand: bool, real: bool, backend: BackendKind, phone: PhoneMode
) -> None:
    """The simulator's WeCom is on no real phone."""
    controls = Controls(is_by_hand=by_hand, is_real_phone=real, backend=backend)
    assert phone is phone_mode(controls)


def test_a_draft_stands_before_what_is_stored() -> None:
    """One at a time, and what was read anew replaces only what was read."""
    book = ConnectionBook()
    book.keep_read((connection("p1"), DEMO))
    book.keep_draft(as_draft(connection("p1", display_name="First")))
    book.keep_draft(as_draft(connection("p1", display_name="Second")))
    book.keep_read((connection("p2"), DEMO))
    assert [DRAFT_KEY, "p2", "demo"] == [c.key for c in book.known]
    assert "Second" == book.known[0].profile.display_name


def test_the_demo_is_found_under_its_own_key_stored_or_not() -> None:
    """No other connection is found by that key."""
    stored = connection("p9", tags=("demo",))
    book = ConnectionBook()
    book.keep_read((connection("p1"), stored))
    assert (stored, None) == (book.find("demo"), book.find("p8"))
    book.keep_read((stored, DEMO))
    assert DEMO == book.find("demo")


def test_a_drafts_secrets_are_those_of_the_stored_connection() -> None:
    """Whichever key it came under; a draft stays what it is."""
    once = as_draft(connection("p1"))
    again = as_draft(once)
    other = as_draft(replace(connection("x"), stored_id="p7"))
    assert (DRAFT_KEY, "p1", Origin.DRAFT) == (once.key, once.stored_id, once.origin)
    assert (once, "p7") == (again, other.stored_id)


def test_the_chooser_names_each_connection() -> None:
    """The demo's environment is the simulator, stored or not; a draft is told as one."""
    stored_demo = connection("p9", tags=("x", "demo"))
    known = (as_draft(connection("p1")), connection("p2", environment="production"), stored_demo)
    shown = connection_list((*known, DEMO), known[1])
    assert (
        "p2",
        [
            (DRAFT_KEY, "test", True),
            ("p2", "production", False),
            ("p9", "simulator", False),
            ("demo", "simulator", False),
        ],
    ) == (shown.current, [(i.key, i.environment, i.is_draft) for i in shown.items])
    assert "" == connection_list(known, None).current
    assert [False, False, True, True] == [c.is_demo for c in (*known, DEMO)]


@pytest.mark.parametrize(
    ("listing", "failure"),
    [
        (Listing((), team_trouble="t"), PageFailure("team", ("t",))),
        (Listing((), trouble="l"), PageFailure("load", ("l",))),
        (Listing((), trouble="l", team_trouble="t"), PageFailure("load", ("l",))),
        (Listing(()), PageFailure()),
    ],
)
def test_the_stores_trouble_is_told_first(listing: Listing, failure: PageFailure) -> None:
    """Then that of the team's file."""

    class Words:
        def text(self, code: str, **_params: object) -> str:
            return code

    assert failure == listing_failure(listing, Words())  # type: ignore[arg-type]


# --- legs ----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("run", "shown"),
    [
        (None, Leg.PROFILE),
        (RunState(), Leg.PROFILE),
        (replay((*leg(1, P), *leg(2, S))), Leg.REQUEST),
        (replay((*leg(1, P), LegStarted(Leg.REQUEST))), Leg.REQUEST),
        (replay((*leg(1, P), *leg(2, F, "x"), *leg(3, K))), Leg.REQUEST),
        (replay((*leg(1, F, "x"), LegStarted(Leg.CONFIRM))), Leg.PROFILE),
    ],
)
def test_the_leg_that_says_most_is_looked_at(run: RunState | None, shown: Leg) -> None:
    """The failed one, the one at work, the last that ended."""
    assert shown is leg_to_show(run)


def test_the_leg_table_says_how_each_leg_ended() -> None:
    """A skipped one took no time; one that never began has neither word nor time."""
    run = replay(
        (
            *leg(1, P, ms=3.0),
            *leg(2, F, "wecom.60020", ms=4.0),
            *leg(3, K, "leg.previous_failed", {"leg": 2}),
            LegStarted(Leg.RETURN),
        )
    )
    board = leg_board(run, Leg.REQUEST, EN, is_stale=True)
    assert [
        (P, "Proven", "", 3.0),
        (F, "Failed", "60020", 4.0),
        (K, "Skipped", board.items[2].note, None),
        (LegMark.RUNNING, "", "", None),
        (LegMark.WAITING, "", "", None),
    ] == [(i.state, i.word, i.note, i.elapsed_ms) for i in board.items[:5]]
    assert "" != board.items[2].note
    assert (Leg.REQUEST, 1, True, True, False) == (
        board.current,
        board.proven,
        board.is_stale,
        board.has_run,
        board.has_ended,
    )


@pytest.mark.parametrize(
    ("run", "has_run", "has_ended"),
    [(None, False, False), (ended(*leg(1, P)), True, True), (replay(leg(1, P)), True, False)],
)
def test_the_leg_table_says_whether_there_is_a_run(
    run: RunState | None, has_run: bool, has_ended: bool
) -> None:
    """And whether it goes on."""
    board = leg_board(run, Leg.PROFILE, EN, is_stale=False)
    assert (has_run, has_ended) == (board.has_run, board.has_ended)


def test_a_leg_is_shown_with_all_that_it_rests_on() -> None:
    """And nothing of another's."""
    asked = call(Leg.IDENTITY, 1, "/x", (), "{}")
    seen = Evidence(Leg.IDENTITY, "evidence.member", (("userid", "zhangsan"),))
    run = ended(asked, seen, *leg(6, P), CallbackSeen(Leg.CONFIRM, "x", (("code", "1"),)))
    detail = leg_detail(run, Leg.IDENTITY, EN, is_stale=True)
    assert ((asked,), (("userid", "zhangsan"),), (), True, P) == (
        detail.exchanges,
        detail.evidence[0].items,
        detail.callback,
        detail.is_stale,
        detail.state,
    )
    assert (("code", "1"),) == leg_detail(run, Leg.CONFIRM, EN, is_stale=False).callback
    assert () == leg_detail(run, Leg.PROFILE, EN, is_stale=False).exchanges


@pytest.mark.parametrize(
    ("run", "is_expected"),
    [
        (ended(*leg(3, F, "confirm.cancelled"), verdict=F), True),
        (ended(*leg(3, F, "confirm.cancelled"), passed=False, verdict=F), False),
        (replay((started("x"), *leg(3, F, "confirm.cancelled"))), False),
    ],
)
def test_a_failed_leg_is_expected_only_where_the_run_passed(
    run: RunState, is_expected: bool
) -> None:
    """Not while it goes on, and not where it should have gone another way."""
    explained = leg_detail(run, Leg.CONFIRM, EN, is_stale=False).explanation
    assert explained is not None
    assert is_expected is explained.is_expected


def test_a_leg_that_went_well_is_never_expected_to_fail() -> None:
    """Its remark is an explanation, no more."""
    run = ended(*leg(2, N, "request.absent"))
    explained = leg_detail(run, Leg.REQUEST, EN, is_stale=False).explanation
    assert explained is not None
    assert (False, ExplanationTone.WARNING, ()) == (
        explained.is_expected,
        explained.tone,
        explained.actions,
    )


# --- what can be done ----------------------------------------------------------------------------

AGAIN = Action(ActionKind.RUN_AGAIN)
EDIT = Action(ActionKind.EDIT_CONNECTION)
WECOM = Action(ActionKind.OPEN_WECOM_ADMIN, WECOM_ADMIN_URL)
AUTHING = Action(ActionKind.OPEN_AUTHING, AUTHING_ADMIN_URL)


@pytest.mark.parametrize(
    ("at", "code", "params", "expected", "simulated", "actions"),
    [
        (
            Leg.IDENTITY,
            "wecom.60020",
            {"ip": "203.0.113.7"},
            False,
            False,
            (Action(ActionKind.COPY_IP, "203.0.113.7"), WECOM, AGAIN),
        ),
        (
            Leg.IDENTITY,
            "wecom.40029",
            {},
            False,
            False,
            (WECOM, Action(ActionKind.OPEN_ERROR_PAGE, f"{ERROR_PAGE_URL}40029"), AGAIN),
        ),
        (Leg.IDENTITY, "wecom.busy", {}, False, False, (WECOM, AGAIN)),
        (Leg.IDENTITY, "wecom.60020", {"ip": "203.0.113.7"}, False, True, (AGAIN,)),
        (Leg.TOKENS, "authing.2004", {}, False, False, (AUTHING, AGAIN)),
        (Leg.TOKENS, "authing.2004", {}, False, True, (AGAIN,)),
        (Leg.PROFILE, "profile.errors", {}, False, False, (EDIT, AGAIN)),
        (Leg.PROFILE, "profile.errors", {}, True, False, (AGAIN,)),
        (Leg.CONFIRM, "phone.package_mismatch", {}, False, True, (EDIT, AGAIN)),
        (Leg.RETURN, "return.schema_case", {}, False, False, (EDIT, AGAIN)),
        (Leg.EXCHANGE, "return.schema_case", {}, False, False, (AGAIN,)),
        (Leg.CONFIRM, "confirm.cancelled", {}, False, False, (AGAIN,)),
    ],
)
def test_what_helps_with_a_failure(
    at: Leg,
    code: str,
    params: dict[str, str | int],
    expected: bool,
    simulated: bool,
    actions: tuple[Action, ...],
) -> None:
    """No real console mends what our simulator said, and an expected refusal needs no repair."""
    state = LegState(at, LegPhase.FINISHED, F, code, params)
    view = explanation_of(
        state, EN, run=RunState(), profile=None, is_expected=expected, is_simulated=simulated
    )
    assert view is not None
    assert (actions, ExplanationTone.ERROR, expected) == (view.actions, view.tone, view.is_expected)


@pytest.mark.parametrize(("verdict", "code"), [(None, "x"), (P, "")])
def test_without_verdict_or_code_there_is_nothing_to_explain(
    verdict: Verdict | None, code: str
) -> None:
    """A plain success speaks for itself."""
    state = LegState(Leg.PROFILE, LegPhase.FINISHED, verdict, code)
    found = explanation_of(
        state, EN, run=RunState(), profile=None, is_expected=False, is_simulated=False
    )
    assert found is None


@pytest.mark.parametrize(
    ("code", "short"),
    [
        ("wecom.60020", "60020"),
        ("wecom.-1", "-1"),
        ("authing.2004", "2004"),
        ("wecom.busy", "wecom.busy"),
        ("http.404", "http.404"),
        ("phone.wecom.1", "phone.wecom.1"),
    ],
)
def test_a_known_servers_number_stands_for_its_code(code: str, short: str) -> None:
    """WeCom's and Authing's; other codes are no numbers."""
    assert short == short_code(code)


def test_beside_failed_stands_what_failed() -> None:
    """A number, else the title without its marks, else nothing: a bare code helps nobody."""
    codes = ("wecom.60020", "confirm.cancelled", "no.such.code")
    notes = [failure_note(LegState(Leg.CONFIRM, code=code), EN) for code in codes]
    assert ("60020", "") == (notes[0], notes[2])
    assert notes[1]
    assert "**" not in notes[1]


# --- scenarios -----------------------------------------------------------------------------------


def result(*events: Event, stale: bool = False) -> StoredResult:
    return StoredResult(replay(events), stale)


def test_each_scenario_says_how_its_last_run_ended() -> None:
    """Or why it cannot run, or that it waits for its turn."""
    offers = [
        ScenarioChoice(name, group="g")
        for name in ("success", "cancelled", "failed", "wrong-state")
    ]
    offers.append(ScenarioChoice("unknown-app", "unavailable.phone", group="g"))
    results: dict[str, StoredResult | None] = {
        "success": result(*success()),
        "cancelled": result(started("cancelled"), LegStarted(Leg.CONFIRM), stale=True),
        "failed": result(*success("failed")),
        "unknown-app": result(*success("unknown-app")),
    }
    board = ScenarioLines(EN).board(offers, results, waiting={"failed"}, current="cancelled")
    assert [
        ("success", ScenarioMark.AS_EXPECTED, 0, False),
        ("cancelled", ScenarioMark.RUNNING, 3, True),
        ("failed", ScenarioMark.WAITING, 0, False),
        ("wrong-state", ScenarioMark.NONE, 0, False),
        ("unknown-app", ScenarioMark.UNAVAILABLE, 0, False),
    ] == [(i.name, i.mark, i.leg, i.is_stale) for i in board.items]
    assert [True, False, False, False, True] == [bool(i.ending) for i in board.items]
    assert ("cancelled", {"g"}) == (board.current, {i.group for i in board.items})


@pytest.mark.parametrize(
    ("phone", "needs_answer"), [(PhoneMode.AUTO, False), (PhoneMode.VIRTUAL, True)]
)
def test_a_run_that_waits_for_a_person_says_so_in_the_list(
    phone: PhoneMode, needs_answer: bool
) -> None:
    """In WeCom's leg, unless the phone answers by itself."""
    waits = result(started("success"), LegStarted(Leg.CONFIRM))
    offers = [ScenarioChoice("success")]
    board = ScenarioLines(EN).board(offers, {"success": waits}, waiting=(), current="", phone=phone)
    assert [needs_answer] == [item.needs_answer for item in board.items]


def test_a_scenario_is_worded_anew_once_something_has_changed() -> None:
    """Its result, its turn, or whether it can run; else the same line is shown."""
    lines = ScenarioLines(EN)
    first = result(*success())

    def line(offer: ScenarioChoice, shown: StoredResult | None, *, waiting: bool = False):
        board = lines.board(
            [offer], {"success": shown}, waiting={"success"} if waiting else (), current=""
        )
        return board.items[0]

    offer = ScenarioChoice("success")
    item = line(offer, first)
    assert item is line(offer, first)
    marks = [
        line(offer, first, waiting=True).mark,
        line(offer, first).mark,
        line(ScenarioChoice("success", "unavailable.phone"), first).mark,
        line(offer, None).mark,
        line(offer, result(started("success"), RunStopped(1.0))).mark,
    ]
    assert [
        ScenarioMark.WAITING,
        ScenarioMark.AS_EXPECTED,
        ScenarioMark.UNAVAILABLE,
        ScenarioMark.NONE,
        ScenarioMark.STOPPED,
    ] == marks


# --- results -------------------------------------------------------------------------------------

HERE = Place("p1", Platform.ANDROID, BackendKind.AUTHING)


def run(run_id: str) -> RunState:
    return replay((started("success", run_id=run_id),))


def test_a_stored_run_gives_way_to_a_newer_one() -> None:
    """It may say of the same run that it is stale now."""
    results = Results()
    results.add_past(HERE, "success", StoredResult(run("old")))
    results.put(HERE, "success", StoredResult(run("new")))
    results.add_past(HERE, "success", StoredResult(run("old"), is_stale=True))
    kept = results.get(HERE, "success")
    results.add_past(HERE, "success", StoredResult(run("new"), is_stale=True))
    staled = results.get(HERE, "success")
    assert kept is not None
    assert staled is not None
    assert (run("new"), False, run("new"), True) == (
        kept.run,
        kept.is_stale,
        staled.run,
        staled.is_stale,
    )


@pytest.mark.parametrize(
    "other",
    [
        replace(HERE, connection="p2"),
        replace(HERE, platform=Platform.IOS),
        replace(HERE, backend=BackendKind.WECOM),
    ],
)
def test_results_are_those_of_one_place(other: Place) -> None:
    """Connection, platform and backend."""
    results = Results()
    results.put(HERE, "success", StoredResult(run("a")))
    assert results.get(other, "success") is None
    assert results.get(HERE, "cancelled") is None


def test_a_connection_can_be_forgotten() -> None:
    """On every platform; others stay."""
    results = Results()
    other = replace(HERE, connection="p2")
    for place in (HERE, replace(HERE, platform=Platform.IOS), other):
        results.put(place, "success", StoredResult(run("a")))
    results.forget("p1")
    assert [None, True] == [results.get(HERE, "success"), bool(results.get(other, "success"))]


def test_the_runs_of_a_report_stand_in_the_scenarios_order() -> None:
    """As far as there are any."""
    results = Results()
    for name in ("b", "a"):
        results.put(HERE, name, StoredResult(run(name)))
    assert (run("a"), run("b")) == results.all_of(HERE, ("a", "x", "b"))


# --- the drawn phone -----------------------------------------------------------------------------


def at(which: Leg, verdict: Verdict | None, code: str = "") -> RunState:
    """A run in which this leg ended so."""
    events: tuple[Event, ...] = (LegStarted(which),)
    if verdict is not None:
        events += (LegFinished(which, verdict, code, {}, 1.0),)
    return replay(events)


@pytest.mark.parametrize(
    ("which", "verdict", "code", "screen"),
    [
        (Leg.PROFILE, P, "", PhoneScreen.APP),
        (Leg.PROFILE, F, "", PhoneScreen.FAILED),
        (Leg.REQUEST, S, "", PhoneScreen.APP),
        (Leg.REQUEST, F, "", PhoneScreen.FAILED),
        (Leg.CONFIRM, None, "", PhoneScreen.CONFIRM),
        (Leg.CONFIRM, S, "", PhoneScreen.CONFIRM),
        (Leg.CONFIRM, F, "confirm.cancelled", PhoneScreen.CANCELLED),
        (Leg.CONFIRM, F, "phone.x", PhoneScreen.REFUSED),
        (Leg.CONFIRM, F, "confirm.failed", PhoneScreen.FAILED),
        (Leg.RETURN, S, "", PhoneScreen.RETURNING),
        (Leg.RETURN, F, "", PhoneScreen.FAILED),
        (Leg.EXCHANGE, S, "", PhoneScreen.SIGNING_IN),
        (Leg.EXCHANGE, F, "", PhoneScreen.FAILED),
        (Leg.IDENTITY, S, "", PhoneScreen.SIGNING_IN),
        (Leg.IDENTITY, F, "", PhoneScreen.FAILED),
        (Leg.TOKENS, None, "", PhoneScreen.SIGNING_IN),
        (Leg.TOKENS, N, "", PhoneScreen.SIGNING_IN),
        (Leg.TOKENS, P, "", PhoneScreen.SIGNED_IN),
        (Leg.TOKENS, S, "", PhoneScreen.SIGNED_IN),
        (Leg.TOKENS, F, "", PhoneScreen.FAILED),
    ],
)
def test_the_phones_screen_at_each_leg(
    which: Leg, verdict: Verdict | None, code: str, screen: PhoneScreen
) -> None:
    """By how the leg ended; signed in only with tokens that are good."""
    assert screen is screen_at(at(which, verdict, code), which)


@pytest.mark.parametrize(
    ("events", "reached"),
    [
        ((), 2),
        (leg(1, F, "x"), 1),
        ((*leg(1, P), *leg(2, S), *leg(3, S)), 3),
        ((*leg(3, S), *leg(4, F, "x"), *leg(5, K)), 4),
        ((*leg(3, S), *leg(4, K), *leg(5, S)), 3),
        ((*leg(3, S), LegStarted(Leg.RETURN)), 4),
    ],
)
def test_how_far_the_phone_can_be_looked_at(events: tuple[Event, ...], reached: int) -> None:
    """Two screens at least, none behind a failure or a leg that was left out."""
    assert LEGS[:reached] == reached_legs(replay(events))


@pytest.mark.parametrize(
    ("which", "shown", "back", "forward"),
    [
        (None, Leg.RETURN, True, False),
        (Leg.PROFILE, Leg.PROFILE, False, True),
        (Leg.CONFIRM, Leg.CONFIRM, True, True),
        (Leg.TOKENS, Leg.RETURN, True, False),
    ],
)
def test_one_steps_between_the_screens_that_were_reached(
    which: Leg | None, shown: Leg, back: bool, forward: bool
) -> None:
    """A leg that was not reached shows the last that was."""
    run = replay((*leg(1, P), *leg(2, S), *leg(3, S), *leg(4, S)))
    view = phone_view(run, which, PhoneApp("Acme", "Zhang San", "Acme"), can_answer=True)
    assert (shown, back, forward, shown is Leg.CONFIRM) == (
        view.leg,
        view.can_go_back,
        view.can_go_forward,
        view.can_answer,
    )


# --- the fold ------------------------------------------------------------------------------------


def test_a_leg_that_ended_keeps_what_was_heard_before() -> None:
    """Requests, evidence and the callback stay with it, and with no other."""
    asked = call(Leg.IDENTITY, 1, "/x", (), "{}")
    run = replay((LegStarted(Leg.IDENTITY), asked, *leg(6, F, "x", {"n": 1}, ms=4.0)))
    state = run.leg(Leg.IDENTITY)
    assert ((asked,), "x", {"n": 1}, 4.0, LegPhase.FINISHED) == (
        state.exchanges,
        state.code,
        state.params,
        state.elapsed_ms,
        state.phase,
    )
    assert [LegState(one) for one in LEGS if one is not Leg.IDENTITY] == [
        one for one in run.legs if one.leg is not Leg.IDENTITY
    ]


def test_of_several_failed_legs_the_first_is_named() -> None:
    """A stored text may hold anything."""
    run = replay((*leg(5, F, "b"), *leg(3, F, "a")))
    assert run.failed_leg is not None
    assert "a" == run.failed_leg.code
