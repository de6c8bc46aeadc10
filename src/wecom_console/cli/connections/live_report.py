"""What `diff`, `apply` and `pull` say: differences, steps, and how it ended."""

from wecom_console.cli.exits import Exit
from wecom_console.cli.session import CliSession
from wecom_console.cli.terminal import one_line
from wecom_console.diagnosis.detect import facts_of
from wecom_console.diagnosis.told import tell_diagnosis
from wecom_console.domain.live.connection import DriftState, FieldDifference, LiveState
from wecom_console.domain.profile import Profile
from wecom_console.flow.explanations import plain
from wecom_console.flow.login_progress import Refusal
from wecom_console.services.authing.live import Applied, ApplyOutcome, Live
from wecom_console.services.authing.live_words import step_texts
from wecom_console.services.targets import Target

_SIGNS = {
    DriftState.SAME: ("=", "dim"),
    DriftState.DIFFERS: ("~", "warn"),
    DriftState.MISSING: ("+", "warn"),
    DriftState.UNKNOWN: ("?", "dim"),
}


def tell_live(session: CliSession, target: Target, profile: Profile, live: Live) -> None:
    """The connection's name, a line a difference, the steps."""
    terminal, messages = session.terminal, session.messages
    drift = bool(live.plan.drift) or bool(live.plan.obstacle)
    mark = terminal.sign("✗", "x") if drift else terminal.sign("✓", "ok")
    mark = terminal.styled(mark, "bad" if drift else "good")
    name = session.words("connection_of", what=target.what, connection=profile.identifier)
    terminal.line(f"{mark} {one_line(target.what if target.stored else name)}")
    if live.state.connection is None:
        _line(session, messages.text("live.not_there", identifier=profile.identifier))
    for one in live.plan.differences:
        if one.standing is not DriftState.SAME:
            _line(session, _difference(session, one))
    if live.plan.in_sync:
        _line(session, messages.text("live.in_sync"))
    _tell_around(session, live.state, profile)
    if live.plan.obstacle:
        tell_refusal(session, profile, Refusal(live.plan.obstacle), stream_out=True)
    elif live.plan.steps:
        _line(session, messages.text("live.steps"))
        for step in step_texts(messages, profile, live.state, live.plan):
            _line(session, f"  {terminal.sign('→', '->')} {step}")


def _tell_around(session: CliSession, state: LiveState, profile: Profile) -> None:
    if state.rivals:
        names = ", ".join(state.rivals)
        _line(session, session.messages.text("live.rivals", names=names))
    there = state.connection
    if there is None:
        return
    names = ", ".join(one_line(name) for name in state.apps)
    code = "live.used_by" if names else "live.used_by_none"
    _line(session, session.messages.text(code, names=names))
    if there.other_keys and there.secret is None and there.fields is not None:
        keys = ", ".join(there.other_keys)
        _line(session, session.messages.text("live.other_keys", keys=keys))


def _difference(session: CliSession, one: FieldDifference) -> str:
    sign, style = _SIGNS[one.standing]
    mark = session.terminal.styled(sign, style)
    words = session.messages.text(f"live.standing.{one.standing.value}")
    if one.standing is DriftState.DIFFERS and not one.is_secret:
        before = one.theirs or session.words("empty")
        arrow = session.terminal.sign("→", "->")
        words = f"{before} {arrow} {one.ours or session.words('empty')}"
    elif one.standing is DriftState.MISSING and one.ours:
        words = one.ours
    return f"{mark} {one.key}{session.words('colon')}{words}"


def _line(session: CliSession, text: str) -> None:
    session.terminal.line(f"  {_shown(text)}")


def _shown(text: str) -> str:
    """Colours stay; nothing else of a stranger's text moves the cursor."""
    return "".join(c if c.isprintable() or c == "\x1b" else "\ufffd" for c in text)


def tell_refusal(
    session: CliSession, profile: Profile, refusal: Refusal, *, stream_out: bool = False
) -> None:
    """Why it did not work, its cause and what to do."""
    write = session.terminal.line if stream_out else session.terminal.complain
    for text in refusal_lines(session, profile, refusal):
        write(f"  {one_line(text)}")


def refusal_lines(session: CliSession, profile: Profile, refusal: Refusal) -> tuple[str, ...]:
    """The title with its code, then the cause, the fix and where."""
    facts = facts_of(refusal.code, refusal.params, backend=profile.backend.kind, profile=profile)
    told = tell_diagnosis(session.messages, facts)
    first = told.first
    head = session.messages.text(
        "live.undone", code=refusal.code, title=plain(told.explanation.title)
    )
    rest = (first.title, *first.because, first.fix, first.where)
    return tuple(dict.fromkeys((head, *(plain(text) for text in rest if text))))


def tell_applied(session: CliSession, profile: Profile, done: Applied) -> Exit:
    """How it ended; 1 where something is left to do, 4 where Authing failed."""
    messages = session.messages
    _line(session, messages.text(f"live.ended.{done.ended.value}"))
    if done.ended is ApplyOutcome.PARTLY:
        keys = ", ".join(one.key for one in done.plan.drift)
        _line(session, messages.text("live.finish", keys=keys))
    if done.refusal is not None:
        tell_refusal(session, profile, done.refusal)
    return exit_of(done)


def exit_of(done: Applied) -> Exit:
    """0 where Authing has it all."""
    if done.ended in (ApplyOutcome.IN_SYNC, ApplyOutcome.APPLIED):
        return Exit.OK
    return (
        Exit.OUTSIDE if done.ended in (ApplyOutcome.AS_BEFORE, ApplyOutcome.UNSURE) else Exit.FOUND
    )


def exit_of_refusal(refusal: Refusal) -> Exit:
    """What the user can put right here is no failure of the outside."""
    is_ours = refusal.code.startswith("live.") and refusal.code not in (
        "live.too_often",
        "live.no_token",
        "live.no_id",
        "live.keyring_locked",
    )
    return Exit.FOUND if is_ours else Exit.OUTSIDE


def live_object(
    session: CliSession, target: Target, profile: Profile, live: Live | Refusal
) -> dict[str, object]:
    """One result of ``--json``. A secret's values are never in it."""
    about: dict[str, object] = {"what": target.what, "connection": profile.identifier}
    if isinstance(live, Refusal):
        return {**about, "in_sync": None, "problem": refusal_object(session, profile, live)}
    obstacle = live.plan.obstacle
    problem = refusal_object(session, profile, Refusal(obstacle)) if obstacle else None
    return {
        **about,
        "in_sync": live.plan.in_sync,
        "exists": live.state.connection is not None,
        "applications": list(live.state.apps),
        "rivals": list(live.state.rivals),
        "differences": [_difference_object(one) for one in live.plan.differences],
        "steps": [step.value for step in live.plan.steps],
        "problem": problem,
    }


def _difference_object(one: FieldDifference) -> dict[str, object]:
    return {
        "field": one.path,
        "key": one.key,
        "standing": one.standing.value,
        "ours": None if one.is_secret else one.ours,
        "theirs": None
        if one.is_secret or one.standing in (DriftState.UNKNOWN, DriftState.MISSING)
        else one.theirs,
    }


def refusal_object(session: CliSession, profile: Profile, refusal: Refusal) -> dict[str, object]:
    """The same for a program."""
    head, *rest = refusal_lines(session, profile, refusal)
    return {"code": refusal.code, "message": head, "more": rest}
