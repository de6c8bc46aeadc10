"""The fold of a run's events into what the window shows."""

from wecom_console.domain.verdicts import LEGS, BackendKind, Leg, Platform, Verdict
from wecom_console.flow.events import (
    CallbackSeen,
    Evidence,
    Exchanged,
    LegFinished,
    LegStarted,
    LinkOffered,
    RunFinished,
    RunStarted,
    RunStopped,
)
from wecom_console.gui.parts.presenter.run_state import LegPhase, RunState, replay

START = RunStarted("r1", "acme", "success", Platform.ANDROID, BackendKind.WECOM, "h", 0.0, LEGS)


def finished(leg: Leg, verdict: Verdict, code: str = "", *, simulated: bool = False) -> LegFinished:
    return LegFinished(leg, verdict, code, {}, 5.0, simulated)


def exchange(leg: Leg, number: int = 1) -> Exchanged:
    return Exchanged(leg, number, "GET", "http://x/y", (), (), "", 200, (), "{}", 2.0)


def test_every_leg_waits_before_the_first_event() -> None:
    """Nothing is claimed before it is heard."""
    assert {LegPhase.WAITING} == {state.phase for state in RunState().legs}


def test_a_started_leg_is_the_running_one() -> None:
    """`LegStarted` names the leg at work."""
    run = replay((START, LegStarted(Leg.REQUEST)))
    assert run.running_leg is not None
    assert Leg.REQUEST == run.running_leg.leg


def test_a_finished_leg_keeps_verdict_and_code() -> None:
    """`LegFinished` is taken over whole."""
    run = replay((LegStarted(Leg.IDENTITY), finished(Leg.IDENTITY, Verdict.FAILED, "wecom.60020")))
    assert run.failed_leg is not None
    assert (Leg.IDENTITY, "wecom.60020") == (run.failed_leg.leg, run.failed_leg.code)


def test_exchanges_and_evidence_gather_under_their_leg() -> None:
    """What a leg rests on is found with the leg."""
    run = replay(
        (
            exchange(Leg.IDENTITY),
            exchange(Leg.IDENTITY, 2),
            Evidence(Leg.TOKENS, "evidence.claims", (("sub", "u1"),)),
        )
    )
    assert (2, 1) == (len(run.leg(Leg.IDENTITY).exchanges), len(run.leg(Leg.TOKENS).evidence))


def test_only_proven_legs_are_counted() -> None:
    """A simulated leg never adds to the total."""
    run = replay((finished(Leg.PROFILE, Verdict.PROVEN), finished(Leg.REQUEST, Verdict.SIMULATED)))
    assert 1 == run.proven_count


def test_a_stopped_run_leaves_no_leg_running() -> None:
    """A leg that never ended has no verdict."""
    run = replay((START, LegStarted(Leg.CONFIRM), RunStopped(12.0)))
    assert (None, LegPhase.WAITING) == (run.running_leg, run.leg(Leg.CONFIRM).phase)


def test_link_callback_and_end_are_kept() -> None:
    """The link, the callback and the end of the run can be read from the state."""
    link = LinkOffered(Leg.REQUEST, "wxwork://app?x", "")
    callback = CallbackSeen(Leg.RETURN, "wwauth://", (("errcode", "0"),))
    end = RunFinished(True, Verdict.SIMULATED, "success", 40.0, True)
    run = replay((START, link, callback, end))
    assert (link, callback, end) == (run.link, run.leg(Leg.RETURN).callback, run.end)


def test_the_state_holds_every_event_in_order() -> None:
    """A run is its event list."""
    events = (START, LegStarted(Leg.PROFILE), finished(Leg.PROFILE, Verdict.PROVEN))
    assert events == replay(events).events
