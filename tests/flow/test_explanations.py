"""A code in words: its own, its family's, or the bare code."""

from dataclasses import replace

import pytest

from wecom_console.domain.verdicts import BackendKind, Leg, Platform, Verdict
from wecom_console.flow.explanations import ending_text, explain, leg_message, plain
from wecom_console.flow.summary import Ending, LegSummary, RunSummary
from wecom_console.messages.catalogue import load_messages

EN = load_messages("en")
UNKNOWN = ("wecom", "authing", "link", "phone")


def leg(of: Leg, verdict: Verdict, code: str = "") -> LegSummary:
    return LegSummary(of, verdict, code, {}, 1.0, False)


RUN = RunSummary(
    run_id="r",
    connection="c",
    scenario="success",
    platform=Platform.ANDROID,
    backend=BackendKind.WECOM,
    config_hash="h",
    at=0.0,
    legs=(),
    ending=Ending.AS_EXPECTED,
    passed=True,
    expected="success",
    verdict=Verdict.PROVEN,
    simulated=False,
    elapsed_ms=1.0,
)


@pytest.mark.parametrize(
    ("code", "family"),
    [
        ("wecom.99999", "wecom"),
        ("wecom.-7", "wecom"),
        ("authing.99999", "authing"),
        ("link.no_such_thing", "link"),
        ("phone.no.such_thing.1", "phone"),
    ],
)
def test_an_unknown_code_is_explained_by_its_family(code: str, family: str) -> None:
    """With its number in the sentence, where the family has one."""
    found = explain(EN, code, {"errmsg": "x", "message": "x"})
    assert found.title
    assert code != found.title
    same = EN.text(f"{family}.unknown.title", code=code.rpartition(".")[2], errmsg="x", message="x")
    assert same == found.title


@pytest.mark.parametrize("code", ["wecom.busy", "authing.-1", "made.up", "xwecom.99999"])
def test_a_code_of_no_family_is_its_own_title(code: str) -> None:
    """And has nothing else."""
    found = explain(EN, code, {})
    assert (code, "", "", "") == (found.title, found.cause, found.fix, found.note)


def test_marks_are_taken_out_for_terminals() -> None:
    """All of them."""
    assert "a b c" == plain("a **b** c")


def test_a_leg_is_told_by_its_code_else_by_its_verdict() -> None:
    """One sentence."""
    known = leg_message(EN, leg(Leg.CONFIRM, Verdict.FAILED, "confirm.cancelled"))
    bare = leg_message(EN, leg(Leg.CONFIRM, Verdict.PROVEN))
    assert (EN.text("confirm.cancelled.title"), EN.text("verdict.proven")) == (known, bare)


FAILED = leg(Leg.IDENTITY, Verdict.FAILED, "wecom.60020")
OURS = leg(Leg.CONFIRM, Verdict.FAILED, "confirm.cancelled")
SKIPPED = leg(Leg.PROFILE, Verdict.SKIPPED, "unavailable.phone")


@pytest.mark.parametrize(
    ("run", "code", "params"),
    [
        (RUN, "run.as_expected", {}),
        (replace(RUN, simulated=True), "run.as_expected_simulated", {}),
        (replace(RUN, ending=Ending.UNPROVEN, simulated=True), "run.unproven", {}),
        (replace(RUN, ending=Ending.STOPPED), "run.stopped", {}),
        (replace(RUN, ending=Ending.OTHERWISE), "run.otherwise", {}),
        (
            replace(RUN, ending=Ending.OTHERWISE, legs=(SKIPPED, FAILED)),
            "run.failed_at",
            {"leg": 6, "what": "60020"},
        ),
        (
            replace(RUN, ending=Ending.OTHERWISE, legs=(OURS,)),
            "run.failed_at",
            {"leg": 3, "what": EN.text("confirm.cancelled.title")},
        ),
        (replace(RUN, ending=Ending.AS_EXPECTED, legs=(FAILED,)), "run.as_expected", {}),
        (replace(RUN, ending=Ending.CRASHED, legs=(FAILED,)), "run.crashed", {}),
    ],
)
def test_how_a_run_ended_in_few_words(
    run: RunSummary, code: str, params: dict[str, str | int]
) -> None:
    """Where it failed and at what, by WeCom's number where it is WeCom's."""
    assert EN.text(code, **params) == ending_text(EN, run)


def test_a_scenario_that_cannot_run_so_says_why() -> None:
    """By its first leg."""
    run = replace(RUN, ending=Ending.UNAVAILABLE, legs=(SKIPPED, leg(Leg.REQUEST, Verdict.SKIPPED)))
    assert explain(EN, "unavailable.phone", {}).title == ending_text(EN, run)
