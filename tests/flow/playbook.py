"""A dialogue as the protocol writes it: what a step asks, what it is told, how it ends.

play = Playbook(identify(target, scenario, progress))
play.asks("GET", "/cgi-bin/gettoken", corpid=CORP, corpsecret=SECRET)
play.gets(wecom(access_token="T"))
assert "wecom.40029" == play.ends().code
"""

import json
from typing import TypeVar
from urllib.parse import urlsplit

from wecom_console.flow.commands import DialogueCommand, HttpCall, Reply
from wecom_console.flow.dialogue import Dialogue
from wecom_console.flow.outcomes import LegOutcome
from wecom_console.protocol.http_replies import HttpAnswer

C = TypeVar("C", bound=DialogueCommand)


class Playbook:
    """Holds the other side of a step's dialogue."""

    def __init__(self, dialogue: Dialogue[LegOutcome]) -> None:
        self._dialogue = dialogue
        self._command: DialogueCommand | None = None
        self._outcome: LegOutcome | None = None
        self._go(None)

    def asks(self, method: str, path: str, **query: str) -> HttpCall:
        """The step now sends this request, with exactly this query."""
        call = self.commands(HttpCall)
        assert (method, path) == (call.method, urlsplit(call.url).path)
        assert query == dict(call.query)
        return call

    def commands(self, kind: type[C]) -> C:
        """The step now gives a command of this kind."""
        assert isinstance(self._command, kind), self._command or self._outcome
        return self._command

    def gets(self, reply: Reply) -> "Playbook":
        """It is told this."""
        assert self._command is not None, self._outcome
        self._go(reply)
        return self

    def ends(self) -> LegOutcome:
        """It asks nothing more: its outcome."""
        assert self._outcome is not None, self._command
        return self._outcome

    def _go(self, reply: Reply | None) -> None:
        self._command = None
        try:
            self._command = next(self._dialogue) if reply is None else self._dialogue.send(reply)
        except StopIteration as end:
            self._outcome = end.value


def answer(body: object, *, status: int = 200, simulated: bool = False) -> HttpAnswer:
    """An answer with this JSON body."""
    raw = body if isinstance(body, bytes) else json.dumps(body, ensure_ascii=False).encode()
    headers = (("content-type", "application/json"),)
    return HttpAnswer(status, headers, raw, elapsed_ms=1.0, simulated=simulated, at=1_000.0)


def wecom(errcode: int = 0, errmsg: str = "ok", **data: object) -> HttpAnswer:
    """An answer in WeCom's envelope."""
    return answer({"errcode": errcode, "errmsg": errmsg, **data})


def v3(
    data: object = None, *, code: int = 200, api: int | None = None, text: str = ""
) -> HttpAnswer:
    """An answer in Authing's v3 envelope."""
    body: dict[str, object] = {"statusCode": code, "message": text}
    return answer(body | ({"data": data} if api is None else {"apiCode": api}))


def v2(data: object = None, *, code: int = 200, text: str = "") -> HttpAnswer:
    """An answer in Authing's v2 envelope."""
    return answer({"code": code, "message": text, "data": data})
