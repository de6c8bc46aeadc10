"""What a request and its answer look like once they are told."""

import json
from dataclasses import replace

import pytest

from flow.playbook import answer
from flow.samples import CODE, SCHEMA, STATE, device, return_link
from wecom_console.domain.http_backend.json_paths import JsonPath
from wecom_console.domain.secrets import Secret
from wecom_console.domain.verdicts import Leg
from wecom_console.flow.commands import CallbackArrived, HttpCall, ShowLink
from wecom_console.flow.device_legs import login_request
from wecom_console.flow.events import Exchanged, LinkOffered
from wecom_console.flow.redaction import Redactor
from wecom_console.flow.telling import tell_answer, tell_callback, tell_link
from wecom_console.protocol.http_replies import HttpAnswer, HttpFailed, TransportFault

TOKEN = "opaque-token-0123456789"
CALL = HttpCall("POST", "https://acme.cn/sso", answer_secrets=(JsonPath(("session", 0, "value")),))


def test_a_secret_at_a_named_path_is_taken_out() -> None:
    """Whatever its key is called, and wherever else it stands."""
    redactor = Redactor()
    reply = answer({"session": [{"value": TOKEN}], "echo": f"<{TOKEN}>"})
    told = tell_answer(Leg.EXCHANGE, CALL, reply, number=1, at=0.0, redactor=redactor)
    assert TOKEN not in told.answer_body
    assert TOKEN not in redactor.text(f"later: {TOKEN}")


def test_an_answer_without_it_is_told_as_it_is() -> None:
    """Nothing there, something short, or no answer."""
    for body in ({"session": []}, {"session": [{"value": "ok"}]}, [1]):
        told = tell_answer(Leg.EXCHANGE, CALL, answer(body), number=1, at=0.0, redactor=Redactor())
        assert json.loads(told.answer_body) == body
    failed = HttpFailed(TransportFault.RESET, "acme.cn")
    told = tell_answer(Leg.EXCHANGE, CALL, failed, number=1, at=0.0, redactor=Redactor())
    assert "" == told.answer_body


SENT = "Sent-Secret-0123456789"


@pytest.mark.parametrize(
    "call",
    [
        HttpCall("GET", "https://acme.cn/x", query=(("corpsecret", SENT),)),
        HttpCall("POST", "https://acme.cn/x", form=(("client_secret", SENT),)),
        HttpCall("POST", "https://acme.cn/x", json={"deep": {"password": SENT}}),
        HttpCall("GET", "https://acme.cn/x", headers=(("authorization", SENT),)),
        HttpCall("GET", "https://acme.cn/x", headers=(("authorization", f"Bearer {SENT}"),)),
    ],
    ids=["query", "form", "json", "header", "bearer"],
)
def test_what_is_sent_as_a_secret_is_one_in_the_answer(call: HttpCall) -> None:
    """By whatever way it was sent, and wherever it stands later."""
    redactor = Redactor()
    reply = answer({"echo": SENT})
    told = tell_answer(Leg.EXCHANGE, call, reply, number=1, at=0.0, redactor=redactor)
    assert [] == [value for value in vars_of(told) if SENT in value]
    assert SENT not in redactor.text(f"later: {SENT}")


def vars_of(told: Exchanged) -> list[str]:
    """Every text of an event."""
    return [str(getattr(told, name)) for name in told.__slots__]


def test_what_an_answer_issues_is_taken_out_of_what_was_sent() -> None:
    """A token that is renewed stands in both."""
    sent = (("a", TOKEN),)
    call = HttpCall("GET", f"https://acme.cn/{TOKEN}", query=sent, headers=sent)
    told = tell_answer(
        Leg.EXCHANGE, call, answer({"token": TOKEN}), number=1, at=0.0, redactor=Redactor()
    )
    assert [] == [value for value in vars_of(told) if TOKEN in value]


def test_an_exchange_is_told_whole() -> None:
    """Request and answer, its number and time, and by whom it was answered."""
    call = HttpCall(
        "POST",
        "https://acme.cn/x",
        query=(("a", "1"), ("a", "2")),
        headers=(("h", "v"),),
        json={"k": "密"},
    )
    reply = HttpAnswer(201, (("s", "t"),), b'{"ok":1}', elapsed_ms=7.0, simulated=True, at=9.0)
    told = tell_answer(Leg.TOKENS, call, reply, number=3, at=5.0, redactor=Redactor())
    assert (
        Exchanged(
            leg=Leg.TOKENS,
            number=3,
            method="POST",
            url="https://acme.cn/x",
            query=(("a", "1"), ("a", "2")),
            request_headers=(("h", "v"),),
            request_body='{"k": "密"}',
            status=201,
            answer_headers=(("s", "t"),),
            answer_body='{"ok":1}',
            elapsed_ms=7.0,
            fault="",
            simulated=True,
            at=5.0,
        )
        == told
    )


def test_a_form_is_told_as_it_was_sent() -> None:
    """Its secrets as markers; without a body there is none."""
    form = (("grant_type", "a b"), ("code", "abcdefgh"))
    call = HttpCall("POST", "https://acme.cn/x", form=form)
    told = tell_answer(Leg.EXCHANGE, call, answer({}), number=1, at=0.0, redactor=Redactor())
    assert "grant_type=a+b&code=[redacted:8]" == told.request_body
    bare = replace(call, form=None)
    told = tell_answer(Leg.EXCHANGE, bare, answer({}), number=1, at=0.0, redactor=Redactor())
    assert "" == told.request_body


def test_a_fault_is_told_with_the_time_it_took() -> None:
    """And no answer."""
    failed = HttpFailed(TransportFault.TIMEOUT, "acme.cn", 15.0)
    told = tell_answer(Leg.EXCHANGE, CALL, failed, number=1, at=0.0, redactor=Redactor())
    assert (0, "timeout", 15.0, False, ()) == (
        told.status,
        told.fault,
        told.elapsed_ms,
        told.simulated,
        told.answer_headers,
    )


def test_the_code_of_a_return_link_is_a_secret_from_then_on() -> None:
    """In the link, in its parts and in what follows; empty parts are left out."""
    redactor = Redactor()
    arrived = CallbackArrived(return_link(), simulated=True)
    told = tell_callback(Leg.CONFIRM, arrived, sdk="2+", at=7.0, redactor=redactor)
    assert CODE not in told.url + str(told.parts) + redactor.text(CODE)
    assert (Leg.CONFIRM, 7.0) == (told.leg, told.at)
    assert {
        "platform": "android",
        "schema": SCHEMA,
        "code": "[redacted:44]",
        "state": STATE,
        "sdk": "2+",
    } == {name: value for name, value in told.parts if name != "err_code"}


def test_a_return_link_that_cannot_be_read_says_why() -> None:
    """In place of its parts."""
    arrived = CallbackArrived("nonsense", simulated=True)
    told = tell_callback(Leg.CONFIRM, arrived, sdk="2+", at=0.0, redactor=Redactor())
    [(name, code)] = told.parts
    assert ("error", True) == (name, code.startswith("link."))


def test_a_link_is_told_with_its_page() -> None:
    """Both without the secrets of the run."""
    command = ShowLink(f"wxwork://app?{SENT}", login_request(device()), f"http://x/{SENT}")
    told = tell_link(Leg.REQUEST, command, Redactor([Secret(SENT)]))
    assert LinkOffered(Leg.REQUEST, "wxwork://app?[redacted:22]", "http://x/[redacted:22]") == told
