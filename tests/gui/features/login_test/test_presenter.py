"""The login test page's decisions, with scripted runs."""

from collections.abc import Callable
from typing import Any

import pytest
from PySide6.QtCore import SignalInstance

from gui.features.login_test.login_test_support import (
    DEMO,
    NAMES,
    FakeBackground,
    FakeTests,
    connection,
    refused,
    success,
    untrusted_ip,
)
from wecom_console.domain.verdicts import BackendKind, Leg, Platform, Verdict
from wecom_console.flow.events import RunStopped
from wecom_console.gui.features.login_test.presenter.presenter import LoginTestPresenter
from wecom_console.gui.features.login_test.presenter.state import LegMark
from wecom_console.gui.parts.presenter.scenario_model import ScenarioMark
from wecom_console.messages.catalogue import load_messages
from wecom_console.services.runs.orders import ConnectionToTest, Origin, PastRun, PhoneMode


class Last:
    """The last value that each signal carried."""

    def __init__(self, presenter: LoginTestPresenter) -> None:
        self.values: dict[str, Any] = {}
        for name in (
            "connections_changed",
            "board_changed",
            "controls_changed",
            "legs_changed",
            "detail_changed",
            "shown_changed",
            "failure_changed",
        ):
            is_read = name in ("legs_changed", "detail_changed")
            signal: SignalInstance = getattr(presenter.reading if is_read else presenter, name)
            signal.connect(self._keeper(name.removesuffix("_changed")))

    def _keeper(self, name: str) -> Callable[[Any], None]:
        def keep(value: Any) -> None:
            self.values[name] = value

        return keep

    def __getattr__(self, name: str) -> Any:
        return self.values[name]

    def mark(self, scenario: str) -> ScenarioMark:
        return next(item.mark for item in self.board.items if item.name == scenario)

    def ending(self, scenario: str) -> str:
        return next(item.ending for item in self.board.items if item.name == scenario)


class Desk:
    """A presenter with its surroundings."""

    def __init__(self, tests: FakeTests) -> None:
        self.tests = tests
        self.background = FakeBackground()
        self.now = 0.0
        self.tests_asked_for: list[bool] = []
        self.presenter = LoginTestPresenter(
            background=self.background,
            tests=self.given_tests,
            messages=load_messages("en"),
            ticks_ms=lambda: self.now,
        )
        self.last = Last(self.presenter)

    def given_tests(self) -> FakeTests:
        self.tests_asked_for.append(True)
        return self.tests


# It sets a timer, which wants an event loop.
pytestmark = pytest.mark.usefixtures("qapp")


@pytest.fixture
def desk() -> Desk:
    made = Desk(FakeTests())
    made.presenter.load()
    return made


def test_the_first_connection_is_chosen(desk: Desk) -> None:
    """Something can be run at once."""
    assert "p1" == desk.last.connections.current


def test_the_demo_has_the_simulators_environment(desk: Desk) -> None:
    """Its tag says that it is no company's."""
    assert ["test", "simulator"] == [item.environment for item in desk.last.connections.items]


def test_only_configured_platforms_are_offered(desk: Desk) -> None:
    """A connection without a HarmonyOS app is not tested as one."""
    assert (Platform.ANDROID, Platform.IOS) == desk.last.controls.platforms


def test_run_runs_the_scenario_looked_at(desk: Desk) -> None:
    """One scenario, with what is chosen."""
    desk.presenter.select_scenario("cancelled")
    desk.presenter.run_selected()
    assert ("cancelled",) == desk.tests.orders[0].scenarios


def test_run_all_leaves_out_what_cannot_run_here() -> None:
    """A scenario that this backend does not know is not ordered."""
    desk = Desk(FakeTests(reasons={"unknown-app": "unavailable.backend"}))
    desk.presenter.load()
    desk.presenter.run_all()
    assert NAMES[:-1] == desk.tests.orders[0].scenarios


def test_an_unavailable_scenario_says_why() -> None:
    """Its second line is the reason."""
    desk = Desk(FakeTests(reasons={"unknown-app": "unavailable.backend"}))
    desk.presenter.load()
    assert "This scenario does not exist with this backend" == desk.last.ending("unknown-app")


def test_progress_counts_what_has_ended(desk: Desk) -> None:
    """After one complete run and the beginning of the next: one of eight."""
    desk.presenter.run_all()
    desk.background.play(len(success()))
    desk.background.play(3)
    assert (1, 8) == (desk.last.board.done, desk.last.board.total)


def test_marks_tell_ended_running_and_waiting_apart(desk: Desk) -> None:
    """A tick, a turning ring, an empty one."""
    desk.presenter.run_all()
    desk.background.play(len(success()))
    desk.background.play(3)
    marks = [desk.last.mark(name) for name in NAMES[:3]]
    assert [ScenarioMark.AS_EXPECTED, ScenarioMark.RUNNING, ScenarioMark.WAITING] == marks


def test_an_expected_refusal_is_a_failed_leg_and_a_tick(desk: Desk) -> None:
    """The leg failed, the scenario is as expected."""
    desk.tests.scripts["cancelled"] = refused("cancelled", number=3, code="confirm.cancelled")
    desk.presenter.select_scenario("cancelled")
    desk.presenter.run_selected()
    desk.background.play()
    assert (ScenarioMark.AS_EXPECTED, "As expected, simulated", Verdict.FAILED) == (
        desk.last.mark("cancelled"),
        desk.last.ending("cancelled"),
        desk.last.legs.items[2].state,
    )


def test_an_expected_refusal_says_so_and_offers_no_repair(desk: Desk) -> None:
    """There is nothing to mend about a scenario that went as it should."""
    desk.tests.scripts["cancelled"] = refused("cancelled", number=3, code="confirm.cancelled")
    desk.presenter.select_scenario("cancelled")
    desk.presenter.run_selected()
    desk.background.play()
    told = desk.last.detail.explanation
    assert (True, ["run_again"]) == (told.is_expected, [a.kind.value for a in told.actions])


def test_an_unexpected_refusal_names_leg_and_code(desk: Desk) -> None:
    """The line in the list is enough to know where to look."""
    desk.tests.scripts["success"] = untrusted_ip()
    desk.presenter.run_selected()
    desk.background.play()
    assert (ScenarioMark.NOT_AS_EXPECTED, "Leg 6: 60020") == (
        desk.last.mark("success"),
        desk.last.ending("success"),
    )


def test_the_failed_leg_is_looked_at_first(desk: Desk) -> None:
    """The detail goes to where the login breaks."""
    desk.tests.scripts["success"] = untrusted_ip()
    desk.presenter.run_selected()
    desk.background.play()
    assert Leg.IDENTITY == desk.last.detail.leg


def test_an_untrusted_address_can_be_copied(desk: Desk) -> None:
    """The most useful action comes first."""
    desk.tests.scripts["success"] = untrusted_ip()
    desk.presenter.run_selected()
    desk.background.play()
    first = desk.last.detail.explanation.actions[0]
    assert ("copy_ip", "203.0.113.24") == (first.kind.value, first.value)


def test_only_leg_one_is_proven_against_the_simulator(desk: Desk) -> None:
    """The total names what is proven and nothing else."""
    desk.presenter.run_selected()
    desk.background.play()
    assert 1 == desk.last.legs.proven


def test_a_leg_the_user_chose_stays_while_the_run_goes_on(desk: Desk) -> None:
    """Looking at leg 2 is not taken away by leg 3."""
    desk.presenter.run_selected()
    desk.background.play(5)
    desk.presenter.reading.select_leg(Leg.REQUEST)
    desk.background.play()
    assert Leg.REQUEST == desk.last.legs.current


def test_stop_ends_the_running_and_frees_the_waiting(desk: Desk) -> None:
    """What ran is stopped, what waited has not run."""
    desk.presenter.run_all()
    desk.background.play(4)
    desk.now = 90.0
    desk.presenter.running.stop()
    assert (ScenarioMark.STOPPED, ScenarioMark.NONE, False) == (
        desk.last.mark("success"),
        desk.last.mark("cancelled"),
        desk.last.controls.is_running,
    )


def test_stop_cancels_the_work(desk: Desk) -> None:
    """Nothing goes on in the background."""
    desk.presenter.run_all()
    desk.presenter.running.stop()
    assert desk.background.streams[0][0].cancelled


def test_a_stopped_run_knows_how_long_it_took(desk: Desk) -> None:
    """The run's own end says so, for the report."""
    desk.presenter.run_all()
    desk.background.play(4)
    desk.now = 90.0
    desk.presenter.running.stop()
    assert [RunStopped(90.0)] == [run.end for run in desk.presenter.reading.finished_runs()]


def test_what_comes_after_a_stop_is_not_heard(desk: Desk) -> None:
    """A late event does not bring the run back."""
    desk.presenter.run_selected()
    _, _, on_events, _, _ = desk.background.streams[0]
    desk.presenter.running.stop()
    on_events([])
    assert not desk.last.controls.is_running


def test_a_crash_of_ours_is_told(desk: Desk) -> None:
    """The page says that it was a bug, and can run again."""
    desk.presenter.run_selected()
    desk.tests.runs[0].told.clear()
    desk.tests.runs[0].error = ZeroDivisionError()
    desk.background.play()
    assert ("run", ("ZeroDivisionError",), True) == (
        desk.last.failure.what,
        desk.last.failure.details,
        desk.last.controls.can_run,
    )


def test_a_run_goes_on_while_another_connection_is_looked_at(desk: Desk) -> None:
    """Its events do not show up under the other one."""
    desk.presenter.run_selected()
    desk.presenter.choose_connection("demo")
    desk.background.play()
    assert ScenarioMark.NONE == desk.last.mark("success")


def test_results_are_kept_per_connection(desk: Desk) -> None:
    """Coming back shows what was found."""
    desk.presenter.run_selected()
    desk.background.play()
    desk.presenter.choose_connection("demo")
    desk.presenter.choose_connection("p1")
    assert ScenarioMark.AS_EXPECTED == desk.last.mark("success")


def test_results_are_kept_per_backend(desk: Desk) -> None:
    """A result against the simulator says nothing about WeCom's API."""
    desk.presenter.run_selected()
    desk.background.play()
    desk.presenter.choose_backend(BackendKind.WECOM)
    assert ScenarioMark.NONE == desk.last.mark("success")


def test_stored_results_are_shown_and_greyed_when_stale() -> None:
    """What changed since is said, not hidden."""
    desk = Desk(FakeTests(past=(PastRun("success", tuple(success()), True),)))
    desk.presenter.load()
    assert (True, ScenarioMark.AS_EXPECTED) == (desk.last.legs.is_stale, desk.last.mark("success"))


def test_a_fresh_result_is_not_replaced_by_an_older_stored_one() -> None:
    """What has just run stays."""
    desk = Desk(FakeTests())
    desk.presenter.load()
    desk.presenter.run_selected()
    desk.background.play()
    desk.tests.past = (PastRun("success", tuple(untrusted_ip()), False),)
    desk.presenter.load()
    assert ScenarioMark.AS_EXPECTED == desk.last.mark("success")


def test_a_store_that_refuses_leaves_the_demo() -> None:
    """The page says what is wrong and stays usable."""
    desk = Desk(FakeTests(known=(DEMO,), trouble="store.busy"))
    desk.presenter.load()
    assert ("load", True) == (desk.last.failure.what, desk.last.controls.can_run)


def test_a_draft_is_offered_first_and_chosen(desk: Desk) -> None:
    """*Test draft* shows exactly what is on the form."""
    draft = ConnectionToTest("draft", connection().profile, Origin.DRAFT)
    desk.presenter.show_draft(draft)
    assert ("draft", True) == (
        desk.last.connections.current,
        desk.last.connections.items[0].is_draft,
    )


def test_a_draft_shown_first_waits_for_what_is_loaded_in_the_background() -> None:
    """To ask what it offers imports the network, which nobody waits for on the window's thread."""
    desk = Desk(FakeTests())
    desk.tests_asked_for.clear()
    desk.presenter.show_draft(ConnectionToTest("draft", connection().profile, Origin.DRAFT))
    asked_at_once = bool(desk.tests_asked_for)
    desk.presenter.load()
    assert (False, "draft") == (asked_at_once, desk.last.connections.current)


def test_a_connection_asked_for_before_it_is_known_is_chosen_once_it_is() -> None:
    """Another page may open this one before the list has been read."""
    desk = Desk(FakeTests())
    desk.presenter.choose_connection("demo")
    desk.presenter.load()
    assert "demo" == desk.last.connections.current


@pytest.mark.parametrize(
    ("backend", "is_real", "expected"),
    [
        (BackendKind.SIMULATOR, False, PhoneMode.VIRTUAL),
        (BackendKind.SIMULATOR, True, PhoneMode.VIRTUAL),
        (BackendKind.WECOM, False, PhoneMode.VIRTUAL),
        (BackendKind.WECOM, True, PhoneMode.PASTED),
    ],
)
def test_who_answers_by_hand(
    desk: Desk, backend: BackendKind, is_real: bool, expected: PhoneMode
) -> None:
    """A real phone is waited for only where a real WeCom can be on it."""
    desk.presenter.choose_backend(backend)
    desk.presenter.set_by_hand(by_hand=True)
    desk.presenter.set_real_phone(is_real=is_real)
    desk.presenter.run_selected()
    assert expected == desk.tests.orders[0].phone


def test_answers_reach_the_run(desk: Desk) -> None:
    """*Agree* and a pasted link go to the run that is under way."""
    desk.presenter.run_selected()
    desk.presenter.running.answer("approve")
    desk.presenter.running.deliver("wwauth://x")
    run = desk.tests.runs[0]
    assert (["approve"], ["wwauth://x"]) == (run.decisions, run.links)


def test_another_language_repaints_everything(desk: Desk) -> None:
    """Names and verdicts follow at once."""
    desk.presenter.set_messages(load_messages("zh_CN"))
    assert "登录成功" == desk.last.board.items[0].title


def test_a_running_leg_is_marked(desk: Desk) -> None:
    """The leg at work shows the ring before it has a verdict."""
    desk.presenter.run_selected()
    desk.background.play(2)
    assert LegMark.RUNNING == desk.last.legs.items[0].state


def test_the_requests_of_a_leg_can_be_copied(desk: Desk) -> None:
    """The leg looked at, and only that."""
    desk.tests.scripts["success"] = untrusted_ip()
    desk.presenter.run_selected()
    desk.background.play()
    assert 2 == desk.presenter.reading.curl().count("curl -sS")
