"""Commands and replies as events, redacted."""

from dataclasses import fields
from urllib.parse import urlencode

from wecom_console.domain.links.requests import Callback, LinkError, parse_return_link
from wecom_console.domain.rules.common import shown
from wecom_console.domain.secret_forms import secret_form
from wecom_console.domain.verdicts import Leg
from wecom_console.flow.commands import CallbackArrived, HttpCall, ShowLink
from wecom_console.flow.events import CallbackSeen, Exchanged, LinkOffered
from wecom_console.flow.redaction import Redactor
from wecom_console.flow.secret_forms import SHORT
from wecom_console.protocol.answers import read_json
from wecom_console.protocol.http_replies import HttpAnswer, HttpFailed

_NO_ANSWER = HttpAnswer(status=0, headers=(), body=b"", elapsed_ms=0.0)


def tell_link(leg: Leg, command: ShowLink, redactor: Redactor) -> LinkOffered:
    """The request link, before anybody has opened it."""
    return LinkOffered(leg, redactor.text(command.url), redactor.text(command.confirm_url))


def tell_callback(
    leg: Leg, arrived: CallbackArrived, *, sdk: str, at: float, redactor: Redactor
) -> CallbackSeen:
    """The return link and its parts. Its code is a secret from here on."""
    callback = parse_return_link(arrived.url, sdk=sdk)
    if isinstance(callback, LinkError):
        told = redactor.text(arrived.url)
        if "://" not in told and secret_form(told) is not None:  # what else was on the clipboard
            told = shown(told)
        return CallbackSeen(leg, told, (("error", callback.code),), at)
    redactor.learn(callback.code)
    return CallbackSeen(leg, redactor.text(arrived.url), redactor.pairs(_parts(callback)), at)


def _parts(callback: Callback) -> tuple[tuple[str, str], ...]:
    values = ((f.name, str(getattr(callback, f.name))) for f in fields(callback))
    return tuple((name, value) for name, value in values if value)


def tell_answer(
    leg: Leg,
    call: HttpCall,
    reply: HttpAnswer | HttpFailed,
    *,
    number: int,
    at: float,
    redactor: Redactor,
) -> Exchanged:
    """One request and what came of it."""
    learn_from_call(call, redactor)
    # The answer first: what it issues may also stand in what was sent (a token that is renewed).
    answer = reply if isinstance(reply, HttpAnswer) else _NO_ANSWER
    _learn_from_answer(call, answer, redactor)
    body = redactor.body(answer.body)
    return Exchanged(
        leg=leg,
        number=number,
        method=call.method,
        url=redactor.text(call.url),
        query=redactor.pairs(call.query),
        request_headers=redactor.pairs(call.headers),
        request_body=_request_body(call, redactor),
        status=answer.status,
        answer_headers=redactor.pairs(answer.headers),
        answer_body=body,
        elapsed_ms=reply.elapsed_ms,
        fault=reply.fault.value if isinstance(reply, HttpFailed) else "",
        simulated=answer.simulated,
        at=at,
    )


def learn_from_call(call: HttpCall, redactor: Redactor) -> None:
    """Whatever a request sends under a sensitive name is a secret in its answer, too."""
    redactor.learn_from(dict(call.query))
    redactor.learn_from(dict(call.form or ()))
    redactor.learn_from(call.json)
    redactor.learn_from({name: value.rpartition(" ")[2] for name, value in call.headers})


def _learn_from_answer(call: HttpCall, answer: HttpAnswer, redactor: Redactor) -> None:
    if call.answer_secrets:
        document = read_json(answer.body)
        found = (path.text(document) for path in call.answer_secrets)
        redactor.learn(*(text for text in found if len(text) >= SHORT))


def _request_body(call: HttpCall, redactor: Redactor) -> str:
    if call.json is not None:
        return redactor.json(call.json)
    if call.form is not None:
        return urlencode(redactor.pairs(call.form), safe="[]:")
    return ""
