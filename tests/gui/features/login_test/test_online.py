"""The live preflight on the page: asked on request, told with leg 1, gone after a change."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest
from pytestqt.qtbot import QtBot

from flow.samples import PROFILE
from wecom_console.backends.preflight import CheckState, OnlineCheck
from wecom_console.diagnosis.facts import Facts
from wecom_console.diagnosis.told import tell_diagnosis
from wecom_console.domain.verdicts import Leg, Verdict
from wecom_console.gui.features.login_test.presenter.online import OnlineCheckPresenter
from wecom_console.gui.features.login_test.presenter.state import EvidenceView, LegDetail
from wecom_console.gui.parts.presenter.explanation_view import ExplanationTone, ExplanationView
from wecom_console.messages.catalogue import load_messages
from wecom_console.services.authing.preflight import Preflight
from wecom_console.services.runs.orders import ConnectionToTest

GOOD = Preflight((OnlineCheck("wecom_secret", CheckState.OK, items=(("agentid", "1000002"),)),))
BAD = Preflight((OnlineCheck("wecom_secret", CheckState.FAILED, "wecom.40001"),))
CONNECTION = ConnectionToTest("acme", PROFILE)
LEG_1, LEG_2 = LegDetail(Leg.PROFILE, "Profile"), LegDetail(Leg.REQUEST, "Request")


class Asked:
    """A background that keeps what it was given, and answers when told."""

    def __init__(self) -> None:
        self.done: list[Callable[[Any], object]] = []
        self.failed: list[Callable[[Exception], object]] = []

    def run(self, _work: Any, *_args: object, on_done: Any = None, on_error: Any = None) -> None:
        self.done.append(on_done)
        self.failed.append(on_error)


class Bench:
    """The presenter, what it tells, and the connection that is looked at."""

    def __init__(self) -> None:
        self.background = Asked()
        self.connection: ConnectionToTest | None = CONNECTION
        self.told: list[LegDetail] = []
        self.asking: list[bool] = []
        self.presenter = OnlineCheckPresenter(
            background=self.background,  # type: ignore[arg-type]
            tests=lambda: self,  # type: ignore[arg-type, return-value]
            messages=load_messages("en"),
            connection=lambda: self.connection,
        )
        self.presenter.detail_changed.connect(self.told.append)
        self.presenter.running_changed.connect(self.asking.append)

    async def check_online(self, _connection: ConnectionToTest) -> Preflight:
        """Not reached: the background does not run it."""
        raise AssertionError

    def ask(self, answer: Preflight) -> LegDetail:
        """Asks with leg 1 in view; what is then shown."""
        self.presenter.show(LEG_1)
        self.presenter.run()
        self.background.done[-1](answer)
        return self.told[-1]


@pytest.fixture
def bench(qtbot: QtBot) -> Bench:
    """Nothing has been asked."""
    del qtbot
    return Bench()


def test_nothing_is_shown_before_it_was_asked(bench: Bench) -> None:
    """The detail passes as it is."""
    bench.presenter.show(LEG_1)
    assert [LEG_1] == bench.told


def test_what_was_found_stands_with_leg_1(bench: Bench) -> None:
    """Each check with its state and what it rests on."""
    (group,) = bench.ask(GOOD).evidence
    ((title, state),) = group.items
    assert ("WeCom accepts Enterprise ID and Secret", "\u2713 ok  agentid=1000002") == (
        title,
        state,
    )


def test_a_failure_is_explained(bench: Bench) -> None:
    """With its likeliest cause, as in a run."""
    told = bench.ask(BAD).explanation
    assert told is not None
    assert (ExplanationTone.ERROR, True) == (told.tone, bool(told.confirm and told.where))


WARNED = OnlineCheck("authing_app", CheckState.WARNING, "exchange.other_connection")
FAILED = OnlineCheck("wecom_secret", CheckState.FAILED, "wecom.40001")
FAILED_TOO = OnlineCheck("authing_app", CheckState.FAILED, "transport.dns")
OK = OnlineCheck("wecom_agent", CheckState.OK, items=(("agentid", "1"), ("name", "")))


@pytest.mark.parametrize(
    ("checks", "code", "tone"),
    [
        ((WARNED, FAILED, FAILED_TOO), "wecom.40001", ExplanationTone.ERROR),
        ((OK, WARNED), "exchange.other_connection", ExplanationTone.WARNING),
    ],
)
def test_the_first_failure_is_explained_else_the_first_warning(
    bench: Bench, checks: tuple[OnlineCheck, ...], code: str, tone: ExplanationTone
) -> None:
    """Wherever it stands."""
    told = bench.ask(Preflight(checks)).explanation
    assert told is not None
    title = tell_diagnosis(load_messages("en"), Facts(code)).explanation.title
    assert (title, tone) == (told.title, told.tone)


def test_without_a_refusal_there_is_nothing_to_explain(bench: Bench) -> None:
    """Each check is a line all the same; an empty value is left out of it."""
    told = bench.ask(Preflight((OK, replace(OK, items=()))))
    assert told.explanation is None
    assert ["\u2713 ok  agentid=1", "\u2713 ok"] == [value for _, value in told.evidence[0].items]


def test_a_failed_leg_1_keeps_its_own_explanation(bench: Bench) -> None:
    """What was asked stands before its evidence; the explanation of a leg that went well gives
    way."""
    own = ExplanationView("own")
    evidence = EvidenceView("x", ())
    failed = replace(LEG_1, state=Verdict.FAILED, explanation=own, evidence=(evidence,))
    bench.presenter.show(failed)
    bench.presenter.run()
    bench.background.done[-1](BAD)
    kept = bench.told[-1]
    bench.presenter.show(replace(failed, state=Verdict.PROVEN))
    other = bench.told[-1]
    assert own == kept.explanation
    assert own != other.explanation
    assert (2, evidence) == (len(kept.evidence), kept.evidence[1])


def test_without_a_connection_nobody_is_asked(bench: Bench) -> None:
    """And the button does not rest."""
    bench.connection = None
    bench.presenter.run()
    assert ([], []) == (bench.asking, bench.background.done)


def test_an_answer_while_nothing_is_looked_at_waits(bench: Bench) -> None:
    """It is shown with the next look at leg 1."""
    bench.presenter.run()
    bench.background.done[-1](GOOD)
    before = list(bench.told)
    bench.presenter.show(LEG_1)
    assert ([], 1, [True, False]) == (before, len(bench.told[-1].evidence), bench.asking)


def test_another_leg_says_nothing_of_it(bench: Bench) -> None:
    """It is leg 1's."""
    bench.ask(GOOD)
    bench.presenter.show(LEG_2)
    assert LEG_2 == bench.told[-1]


def test_after_a_change_it_is_gone(bench: Bench) -> None:
    """The answer was about other settings."""
    bench.ask(GOOD)
    bench.connection = replace(CONNECTION, profile=replace(PROFILE, agent_id="1000003"))
    bench.presenter.show(LEG_1)
    assert LEG_1 == bench.told[-1]


def test_the_button_rests_while_asking(bench: Bench) -> None:
    """And comes back, whatever happens."""
    bench.presenter.run()
    bench.background.failed[-1](OSError())
    assert [True, False] == bench.asking
