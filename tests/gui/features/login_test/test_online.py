"""The live preflight on the page: asked on request, told with leg 1, gone after a change."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest
from pytestqt.qtbot import QtBot

from flow.samples import PROFILE
from wecom_console.backends.preflight import CheckState, OnlineCheck
from wecom_console.domain.verdicts import Leg
from wecom_console.gui.features.login_test.presenter.online import OnlineCheckPresenter
from wecom_console.gui.features.login_test.presenter.state import ExplanationTone, LegDetail
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
    assert ("WeCom accepts CorpID and Secret", "\u2713 ok  agentid=1000002") == (title, state)


def test_a_failure_is_explained(bench: Bench) -> None:
    """With its likeliest cause, as in a run."""
    told = bench.ask(BAD).explanation
    assert told is not None
    assert (ExplanationTone.ERROR, True) == (told.tone, bool(told.confirm and told.where))


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
