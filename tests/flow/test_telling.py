"""What a request and its answer look like once they are told."""

import json

from flow.playbook import answer
from wecom_console.domain.http_backend.json_paths import JsonPath
from wecom_console.domain.verdicts import Leg
from wecom_console.flow.commands import HttpCall
from wecom_console.flow.redaction import Redactor
from wecom_console.flow.telling import tell_answer
from wecom_console.protocol.http_replies import HttpFailed, TransportFault

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
