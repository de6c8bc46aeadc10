"""The verdict that leads, the evidence that decided, and what is copied of them."""

from dataclasses import replace

import pytest

from gui.features.login_test.login_test_support import (
    LINK,
    SCHEMA,
    leg,
    refused,
    started,
    success,
    untrusted_ip,
)
from wecom_console.domain.verdicts import Leg, Verdict
from wecom_console.flow.events import CallbackSeen, Event, LinkOffered, RunFinished
from wecom_console.gui.features.login_test.presenter.comparing import compared
from wecom_console.gui.features.login_test.presenter.deciding import (
    calls_of,
    decided_place,
    deciding_facts,
)
from wecom_console.gui.features.login_test.presenter.explanation_text import explanation_markdown
from wecom_console.gui.features.login_test.presenter.judgement import (
    judgement_of,
    should_have_ended,
    waiting_sentence,
)
from wecom_console.gui.features.login_test.presenter.state import JudgedAs
from wecom_console.gui.features.login_test.presenter.wording import (
    leg_board,
    leg_detail,
    leg_to_show,
)
from wecom_console.gui.parts.presenter.run_state import RunState, replay
from wecom_console.messages.catalogue import load_messages
from wecom_console.services.runs.orders import PhoneMode

EN, ZH = load_messages("en"), load_messages("zh_CN")
REUSED = replay(tuple(refused("code-reused", number=6, code="wecom.40029")))
FAILED = replay(tuple(untrusted_ip()))


def went_on() -> RunState:
    """The scenario expects its end in leg 4, and leg 6 refuses."""
    events = refused("no-state", number=6, code="wecom.40029", passed=False)
    end = RunFinished(False, Verdict.FAILED, "return return.state_missing", 300.0, True)
    return replay((*events[:-1], end))


@pytest.mark.parametrize(
    ("messages", "title"), [(EN, "As expected: 40029"), (ZH, "符合预期：40029")]
)
def test_an_expected_refusal_leads_with_as_expected(messages: object, title: str) -> None:
    """Neutral, whatever the leg's verdict."""
    told = judgement_of(REUSED, Leg.IDENTITY, messages)  # type: ignore[arg-type]
    assert (JudgedAs.EXPECTED, title) == (told.kind, told.title)


def test_an_expected_refusal_is_refused_on_the_time_line() -> None:
    """Not *Failed*; the number is named as what was expected."""
    item = leg_board(REUSED, Leg.IDENTITY, EN, is_stale=False).items[5]
    assert (True, "Refused", "40029 as expected") == (item.is_expected, item.word, item.note)


def test_a_refusal_that_nobody_expected_is_told_as_that() -> None:
    """With what was expected instead."""
    told = judgement_of(FAILED, Leg.IDENTITY, EN)
    assert JudgedAs.UNEXPECTED is told.kind
    assert told.title.startswith("Not as expected: 60020")
    assert "Instead leg 6 ended it" in told.sentence


def test_the_leg_that_should_have_ended_the_login_says_so() -> None:
    """With a flag on the time line; the other legs have none."""
    run = went_on()
    told = judgement_of(run, Leg.RETURN, EN)
    flags = [bool(item.flag) for item in leg_board(run, Leg.RETURN, EN, is_stale=False).items]
    assert (JudgedAs.UNEXPECTED, "Not as expected: leg 4 should have ended the login") == (
        told.kind,
        told.title,
    )
    assert told.sentence.endswith("Instead leg 6 ended the login: **40029**.")
    assert [False, False, False, True, False, False, False] == flags


def test_a_login_that_went_through_should_have_ended_nowhere() -> None:
    """Nor should one that is still under way."""
    runs = (replay(tuple(success())), replay(tuple(success()[:6])))
    assert [False] * 14 == [should_have_ended(run, one) for run in runs for one in Leg]


@pytest.mark.parametrize(
    ("phone", "says"),
    [
        (PhoneMode.VIRTUAL, "press **Agree**"),
        (PhoneMode.PASTED, "paste what comes back"),
        (PhoneMode.AUTO, ""),
    ],
)
def test_a_run_says_what_it_waits_for(phone: PhoneMode, says: str) -> None:
    """Of the person before it; of nobody where the phone answers by itself."""
    run = replay((started("success"), *leg(1, Verdict.PROVEN), *leg(2, Verdict.SIMULATED)))
    run = replay((*run.events, *leg(3, Verdict.SIMULATED)[:1]))
    told = waiting_sentence(run, phone, EN)
    assert says in told
    assert bool(says) is bool(told)


# --- what decided --------------------------------------------------------------------------------


def returned(state: str, *, sent: str = "abc") -> RunState:
    events: tuple[Event, ...] = (
        started("success"),
        LinkOffered(Leg.REQUEST, f"{LINK}&state={sent}", ""),
        CallbackSeen(Leg.RETURN, f"{SCHEMA}://sso?code=x", (("state", state),) if state else ()),
        *leg(4, Verdict.FAILED, "return.state_missing"),
    )
    return replay(events)


@pytest.mark.parametrize(
    ("state", "sign", "shown", "is_missing"),
    [("abc", "=", "abc", False), ("xyz", "≠", "xyz", False), ("", "≠", "none", True)],
)
def test_the_state_that_was_sent_stands_beside_the_one_that_came(
    state: str, sign: str, shown: str, is_missing: bool
) -> None:
    """A missing one is the word *none*; the return link follows."""
    first, second = deciding_facts(returned(state), Leg.RETURN, EN)
    assert ("abc", sign, shown, is_missing) == (
        first.value,
        first.sign,
        first.other,
        first.is_missing,
    )
    assert f"{SCHEMA}://sso?code=x" == second.value


def test_a_refusal_shows_the_answer_that_decided() -> None:
    """Path, errcode and what was said with it."""
    (fact,) = deciding_facts(FAILED, Leg.IDENTITY, EN)
    assert "GET /cgi-bin/auth/getuserinfo" == fact.label
    assert fact.value.startswith("HTTP 200, errcode 60020, not allow to access")


def test_the_refused_call_is_the_last_that_said_no() -> None:
    """A good answer before it is not it; where all went well there is none."""
    well = replay(tuple(success()))
    found = [decided_place(run, calls_of(run)) for run in (FAILED, well)]
    assert [1, -1] == found


# --- beside the last success ---------------------------------------------------------------------


def test_the_first_difference_comes_first() -> None:
    """By legs; what is the same is left out."""
    well = replay(tuple(success()))
    rows = compared(REUSED, well, EN).rows
    assert (Leg.IDENTITY, "Verdict", "Simulated", "Failed") == (
        rows[0].leg,
        rows[0].where,
        rows[0].then,
        rows[0].now,
    )
    assert {6, 7} == {row.leg.number for row in rows}


def test_without_a_success_there_is_nothing_to_compare_with() -> None:
    """And a run is the same as itself."""
    well = replay(tuple(success()))
    told = (compared(REUSED, None, EN), compared(well, well, EN))
    assert ["There is no successful run", "No differences from"] == [
        told[0].sentence[:26],
        told[1].sentence[:19],
    ]


# --- what is copied ------------------------------------------------------------------------------


def test_an_explanation_is_copied_as_markdown() -> None:
    """Verdict, evidence, cause and fix; what was redacted stays so."""
    told = explanation_markdown(leg_detail(FAILED, Leg.IDENTITY, EN, is_stale=False), EN)
    lines = told.splitlines()
    assert lines[0].startswith("### Not as expected: 60020")
    assert any(line.startswith("- GET /cgi-bin/auth/getuserinfo: `HTTP 200") for line in lines)
    assert any(line.startswith("- **Fix**: ") for line in lines)


def test_what_others_wrote_is_no_markup() -> None:
    """A title with signs of Markdown is shown as it is."""
    detail = leg_detail(FAILED, Leg.IDENTITY, EN, is_stale=False)
    hostile = replace(detail, judgement=replace(detail.judgement, title="<b>*x*`y`"))
    first = explanation_markdown(hostile, EN).splitlines()[0]
    assert r"### \<b\>\*x\*\`y\`" == first


def test_the_leg_that_should_have_ended_the_login_is_looked_at_first() -> None:
    """Before the one that ended it."""
    assert [Leg.RETURN, Leg.IDENTITY] == [leg_to_show(run) for run in (went_on(), FAILED)]
