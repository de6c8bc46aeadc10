"""The evidence that decided about a leg: what was sent beside what came back, the call that was
refused."""

import json
from collections.abc import Sequence
from typing import Final
from urllib.parse import parse_qsl, urlsplit

from wecom_console.domain.links.requests import LinkError, parse_request_link
from wecom_console.domain.verdicts import Leg, Verdict
from wecom_console.flow.events import Exchanged
from wecom_console.gui.features.login_test.presenter.state import DecidingFact
from wecom_console.gui.parts.presenter.run_state import RunState
from wecom_console.messages.catalogue import Messages

_CODES: Final = ("errcode", "apiCode", "statusCode", "code")
_OTHER_LOGIN: Final = "return.state_differs"
_SAID: Final = ("errmsg", "message", "error_description", "error")


def calls_of(run: RunState) -> tuple[Exchanged, ...]:
    """Every request of a run, in the order of its legs."""
    return tuple(call for state in run.legs for call in state.exchanges)


def is_refusal(call: Exchanged) -> bool:
    """Whether the answer says no, or there is none."""
    if call.fault or call.status >= 400:
        return True
    found = result_code(call)
    return found is not None and found[1] not in (0, 200)


def result_code(call: Exchanged) -> tuple[str, int] | None:
    """WeCom's errcode, or Authing's apiCode or statusCode."""
    body = _object(call.answer_body)
    for name in _CODES:
        value = body.get(name)
        if isinstance(value, int) and not isinstance(value, bool):
            return name, value
    return None


def decided_place(run: RunState, calls: Sequence[Exchanged]) -> int:
    """The place of the call that ended the run: the last refused one of the leg that failed or of
    those before it; -1 where none was refused."""
    failed = run.failed_leg
    if failed is None:
        return -1
    places = [
        place
        for place, call in enumerate(calls)
        if call.leg.number <= failed.leg.number and is_refusal(call)
    ]
    return places[-1] if places else -1


def deciding_facts(run: RunState, leg: Leg, messages: Messages) -> tuple[DecidingFact, ...]:
    """What stands right below the verdict of a leg."""
    if leg is Leg.RETURN:
        return (*_states(run, messages), *_return_link(run, messages))
    if leg is Leg.CONFIRM:
        return _return_link(run, messages, also=Leg.CONFIRM)
    if leg in (Leg.EXCHANGE, Leg.IDENTITY, Leg.TOKENS):
        return _answer(run, leg)
    return ()


def _states(run: RunState, messages: Messages) -> tuple[DecidingFact, ...]:
    link = run.link
    seen = next((s.callback for s in run.legs if s.callback is not None), None)
    if link is None or seen is None:
        return ()
    asked = parse_request_link(link.url)
    sent = dict(parse_qsl(urlsplit(link.url).query)).get("state", "")
    if not isinstance(asked, LinkError):
        sent = asked.state
    came = dict(seen.parts).get("state", "")
    if not (sent or came):
        return ()
    nothing, label = messages.text("deciding.nothing"), messages.text("deciding.state_sent")
    if sent == came and run.leg(Leg.RETURN).code == _OTHER_LOGIN:
        # The app has begun another login meanwhile, and forgotten the state of this one.
        sent, label = messages.text("deciding.other_state"), messages.text("deciding.state_known")
    return (
        DecidingFact(
            label,
            sent or nothing,
            "=" if sent == came else "≠",
            messages.text("deciding.state_received"),
            came or nothing,
            is_missing=not came,
        ),
    )


def _return_link(
    run: RunState, messages: Messages, *, also: Leg = Leg.RETURN
) -> tuple[DecidingFact, ...]:
    seen = run.leg(also).callback or run.leg(Leg.RETURN).callback
    if seen is None:
        return ()
    return (DecidingFact(messages.text("deciding.return_link"), seen.url),)


def _answer(run: RunState, leg: Leg) -> tuple[DecidingFact, ...]:
    state = run.leg(leg)
    calls = calls_of(run)
    place = decided_place(run, calls)
    if state.verdict is Verdict.FAILED and place >= 0:
        call = calls[place]
    elif state.exchanges:
        call = state.exchanges[-1]
    else:
        return ()
    path = urlsplit(call.url).path or "/"
    return (DecidingFact(f"{call.method} {path}", answer_words(call), "→"),)


def answer_words(call: Exchanged) -> str:
    """``HTTP 200, errcode 40029, invalid code``."""
    parts = [f"HTTP {call.status}" if call.status else call.fault]
    found = result_code(call)
    if found is not None:
        parts.append(f"{found[0]} {found[1]}")
    body = _object(call.answer_body)
    said = next((str(body[key]) for key in _SAID if isinstance(body.get(key), str)), "")
    if said and said != "ok":
        parts.append(said if len(said) <= 160 else f"{said[:160]}…")
    return ", ".join(parts)


def _object(text: str) -> dict[str, object]:
    try:
        found = json.loads(text)
    except (ValueError, RecursionError):
        return {}
    return found if isinstance(found, dict) else {}
