"""Which screen the drawn phone shows at which leg."""

from wecom_console.domain.verdicts import Leg, Verdict
from wecom_console.flow.events import LegFinished, LegStarted
from wecom_console.gui.features.login_test.presenter.phone import (
    PhoneApp,
    PhoneScreen,
    phone_view,
    reached_legs,
)
from wecom_console.gui.parts.presenter.run_state import RunState, replay

APP = PhoneApp("Acme Staff", "Zhang San", "Acme")


def run_to(leg: Leg, verdict: Verdict = Verdict.SIMULATED, code: str = "") -> RunState:
    events = []
    for each in list(Leg)[: leg.number]:
        last = verdict if each is leg else Verdict.SIMULATED
        events += [LegStarted(each), LegFinished(each, last, code if each is leg else "", {}, 1.0)]
    return replay(tuple(events))


def test_an_idle_phone_shows_the_login_button() -> None:
    """Before a run the app waits with its login button."""
    assert PhoneScreen.APP == phone_view(RunState(), None, APP).screen


def test_the_phone_follows_the_run() -> None:
    """Without a chosen leg the last one reached is shown."""
    run = replay((*run_to(Leg.REQUEST).events, LegStarted(Leg.CONFIRM)))
    assert PhoneScreen.CONFIRM == phone_view(run, None, APP).screen


def test_a_complete_login_ends_signed_in() -> None:
    """The seventh leg shows the app signed in."""
    assert PhoneScreen.SIGNED_IN == phone_view(run_to(Leg.TOKENS), None, APP).screen


def test_a_failed_exchange_shows_the_failure() -> None:
    """The app says that signing in did not work."""
    run = run_to(Leg.IDENTITY, Verdict.FAILED)
    assert PhoneScreen.FAILED == phone_view(run, None, APP).screen


def test_a_refusal_by_wecom_shows_wecoms_own_page() -> None:
    """A `phone.…` code is WeCom's refusal, before it asks anybody."""
    run = run_to(Leg.CONFIRM, Verdict.FAILED, "phone.package_mismatch")
    assert PhoneScreen.REFUSED == phone_view(run, None, APP).screen


def test_a_cancelled_login_returns_unsigned() -> None:
    """After a cancel the app says so."""
    run = run_to(Leg.CONFIRM, Verdict.FAILED, "confirm.cancelled")
    assert PhoneScreen.CANCELLED == phone_view(run, None, APP).screen


def test_one_can_step_back_to_an_earlier_screen() -> None:
    """A chosen leg shows its own screen, and both arrows work in the middle."""
    view = phone_view(run_to(Leg.TOKENS), Leg.CONFIRM, APP)
    assert (PhoneScreen.CONFIRM, True, True) == (view.screen, view.can_go_back, view.can_go_forward)


def test_no_screen_lies_beyond_a_failure() -> None:
    """The legs after a failed one were never shown by any phone."""
    assert Leg.EXCHANGE == reached_legs(run_to(Leg.EXCHANGE, Verdict.FAILED))[-1]


def test_agree_is_only_offered_on_the_confirm_page() -> None:
    """A waiting run can be answered where WeCom asks."""
    run = replay((*run_to(Leg.REQUEST).events, LegStarted(Leg.CONFIRM)))
    asked = phone_view(run, None, APP, can_answer=True)
    back = phone_view(run, Leg.REQUEST, APP, can_answer=True)
    assert (True, False) == (asked.can_answer, back.can_answer)
