"""Whether a run ended as its scenario expects, told for the leg that is looked at."""

from wecom_console.domain.verdicts import Leg, Verdict
from wecom_console.flow.events import RunFinished
from wecom_console.flow.explanations import explain, plain
from wecom_console.gui.features.login_test.presenter.state import JudgedAs, Judgement
from wecom_console.gui.parts.presenter.explanations import short_code
from wecom_console.gui.parts.presenter.run_state import LegPhase, LegState, RunState
from wecom_console.messages.catalogue import Messages
from wecom_console.services.runs.orders import PhoneMode


def expected_end(run: RunState) -> tuple[Leg, str] | None:
    """The leg at which the scenario expects its end, and the code; None for a login that should go
    through, and for a run that has not ended."""
    end = run.end
    if not isinstance(end, RunFinished) or " " not in end.expected:
        return None
    leg, _, code = end.expected.partition(" ")
    return (Leg(leg), code) if leg in set(Leg) else None


def is_expected_refusal(run: RunState, state: LegState) -> bool:
    """Whether this leg failed, and should have."""
    end = run.end
    return isinstance(end, RunFinished) and end.passed and state.verdict is Verdict.FAILED


def should_have_ended(run: RunState, leg: Leg) -> bool:
    """Whether the scenario expects its end at this leg, and the run went on."""
    expected = expected_end(run)
    end = run.end
    if expected is None or not isinstance(end, RunFinished) or end.passed:
        return False
    return expected[0] is leg and run.leg(leg).verdict is not Verdict.FAILED


def waiting_sentence(run: RunState, phone: PhoneMode, messages: Messages) -> str:
    """What a run waits for, of the person before it; empty where it waits for nobody."""
    running = run.running_leg
    if running is None or running.leg is not Leg.CONFIRM:
        return ""
    match phone:
        case PhoneMode.VIRTUAL:
            return messages.text("judged.waits_for_phone")
        case PhoneMode.PASTED:
            return messages.text("judged.waits_for_link")
        case _:
            return ""


def judgement_of(
    run: RunState,
    leg: Leg,
    messages: Messages,
    *,
    title: str = "",
    line: str = "",
    waits_for: str = "",
) -> Judgement:
    """The head of what is told of a leg. `title` is that of its code, `line` what the scenario is
    about."""
    state = run.leg(leg)
    text = messages.text
    if waits_for and state.phase is LegPhase.RUNNING:
        return Judgement(JudgedAs.WAITING, waits_for, text("judged.waits_detail"))
    if is_expected_refusal(run, state):
        what = code_words(state.code, messages, params=state.params)
        told = text("judged.about_this", line=line).strip()
        return Judgement(JudgedAs.EXPECTED, text("judged.as_expected", what=what), told)
    if should_have_ended(run, leg):
        head = text("judged.went_on", leg=leg.number)
        return Judgement(JudgedAs.UNEXPECTED, head, _instead(run, messages))
    if state.verdict is Verdict.FAILED:
        head = text("judged.otherwise", what=title or code_words(state.code, messages))
        return Judgement(JudgedAs.UNEXPECTED, head, _instead(run, messages))
    return _plain(run, state, messages, title=title)


def _plain(run: RunState, state: LegState, messages: Messages, *, title: str) -> Judgement:
    text = messages.text
    name = text(f"leg_short.{state.leg.value}")
    if state.verdict is None:
        code = "running" if state.phase is LegPhase.RUNNING else "not_run"
        if run.end is not None:
            code = "stopped"
        return Judgement(JudgedAs.WAITING, text(f"judged.{code}"))
    word = text(f"verdict.{state.verdict.value}")
    head = text("judged.plain", leg=state.leg.number, name=name, word=word)
    kind = JudgedAs.WARNING if state.verdict is Verdict.NOT_PROVABLE else JudgedAs.PLAIN
    sentence = title if state.code else ""
    if not sentence and not state.exchanges:
        sentence = text("judged.nothing_asked")
    return Judgement(kind, head, sentence)


def _instead(run: RunState, messages: Messages) -> str:
    """What was expected, and what came."""
    text = messages.text
    failed, expected = run.failed_leg, expected_end(run)
    if expected is None:
        return "" if failed is None else text("judged.expected_login", leg=failed.leg.number)
    leg, code = expected
    first = text("judged.expected_refusal", leg=leg.number, code=code_words(code, messages))
    second = text("judged.instead_through")
    if failed is not None:
        what = code_words(failed.code, messages, params=failed.params)
        second = text("judged.instead_refused", leg=failed.leg.number, what=what)
    return f"{first}{'' if messages.language.startswith('zh') else ' '}{second}"


def code_words(
    code: str, messages: Messages, *, params: "dict[str, str | int] | object" = None
) -> str:
    """A number where the code has one, else its title."""
    short = short_code(code)
    if short != code:
        return short
    given = params if isinstance(params, dict) else {}
    return plain(explain(messages, code, given).title)
