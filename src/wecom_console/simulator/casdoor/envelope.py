"""Casdoor's one envelope: HTTP 200 and ``status``, whatever happened
(docs/reference/authing.md §11)."""

from typing import Final

from wecom_console.simulator.wire.calls import Answer, json_answer
from wecom_console.simulator.wire.protocol_texts import casdoor_message

LOGIN: Final = "/api/login"


def casdoor_ok(data: object, data2: object = None) -> Answer:
    """A success."""
    return json_answer({"status": "ok", "msg": "", "data": data, "data2": data2}, errcode=0)


def casdoor_error(key: str, *, errcode: int = 0, note: str = "", **values: str | int) -> Answer:
    """A refusal: the sentence `key`. `errcode` is WeCom's, for the sentence and the journal."""
    text = casdoor_message(key, errcode=errcode, **values)
    document = {"status": "error", "msg": text, "data": None, "data2": None}
    return json_answer(document, errcode=errcode or "error", note=note)
