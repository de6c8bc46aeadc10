"""Requests and answers of a leg as the lines of the trace."""

import json
import re
from collections.abc import Callable
from typing import Final
from urllib.parse import urlsplit

from wecom_console.flow.events import Exchanged
from wecom_console.gui.widgets.text.trace import TraceEntry, TraceLine, TraceSpan, TraceTone

BODY_SHOWN: Final = 600
"""Characters that the trace shows of a text, or of one line of JSON; the report has all of it."""
LINES_SHOWN: Final = 60
"""Lines of a JSON body that the trace shows."""

_CODE_KEYS: Final = ("errcode", "apiCode", "statusCode", "code")
_RESULT_KEYS: Final = ("errcode", "errmsg", "apiCode", "statusCode", "message", "requestId")
_FROM_IP: Final = re.compile(r"from ip: [0-9A-Fa-f.:]*[0-9A-Fa-f]")
_SHOWN_HEADERS: Final = ("authorization", "x-authing-userpool-id", "x-authing-app-id")


def trace_entry(exchange: Exchanged, *, fault: Callable[[Exchanged], str]) -> TraceEntry:
    """One exchange. `fault` gives the sentence of a transport fault."""
    return TraceEntry(exchange.number, _request(exchange), _answer(exchange, fault))


def _request(exchange: Exchanged) -> tuple[TraceLine, ...]:
    parts = urlsplit(exchange.url)
    lines: list[TraceLine] = [(TraceSpan(f"{exchange.method} {parts.path or '/'}"),)]
    if exchange.query:
        pairs = " ".join(f"{name}={value}" for name, value in exchange.query)
        lines.append((TraceSpan(pairs),))
    for name, value in exchange.request_headers:
        if name.lower() in _SHOWN_HEADERS:
            lines.append((TraceSpan(f"{name}: {value}", TraceTone.MUTED),))
    if exchange.request_body:
        lines += _body(exchange.request_body)
    return tuple(lines)


def _answer(exchange: Exchanged, fault: Callable[[Exchanged], str]) -> tuple[TraceLine, ...]:
    took = f"{exchange.elapsed_ms:.0f} ms"
    if exchange.fault:
        sentence = fault(exchange)
        return ((TraceSpan(f"{took}, ", TraceTone.MUTED), TraceSpan(sentence, TraceTone.BAD)),)
    body = _json_object(exchange.answer_body)
    status = TraceTone.MUTED if exchange.status < 400 else TraceTone.BAD
    first = [TraceSpan(f"{exchange.status}", status), TraceSpan(f", {took}", TraceTone.MUTED)]
    code = _result_code(body)
    if code is not None:
        name, number = code
        is_good = number in (0, 200)
        first += [
            TraceSpan(", ", TraceTone.MUTED),
            TraceSpan(f"{name} {number}", _tone(is_good=is_good, simulated=exchange.simulated)),
        ]
        if not is_good:
            return (tuple(first), *_refusal(body))
    return (tuple(first), *_rest(exchange.answer_body, body))


def _tone(*, is_good: bool, simulated: bool) -> TraceTone:
    """What our simulator says is never green."""
    if not is_good:
        return TraceTone.BAD
    return TraceTone.PLAIN if simulated else TraceTone.GOOD


def _rest(text: str, body: dict[str, object]) -> tuple[TraceLine, ...]:
    """What the answer says beside its result."""
    if not body:
        return _body(text)
    told = {k: v for k, v in body.items() if k not in _RESULT_KEYS}
    return _indented(told) if told else ()


def _body(text: str) -> tuple[TraceLine, ...]:
    """JSON with a line for each value, anything else on one line."""
    found = _json(text)
    if isinstance(found, dict | list) and found:
        return _indented(found)
    return ((TraceSpan(_shortened(text)),),) if text else ()


def _indented(value: object) -> tuple[TraceLine, ...]:
    """The first lines of a value, keys in their order; markers of redaction stay as they are."""
    lines = json.dumps(value, ensure_ascii=False, indent=2).split("\n")
    shown = [*lines[:LINES_SHOWN], "…"] if len(lines) > LINES_SHOWN else lines
    return tuple((TraceSpan(_shortened(line)),) for line in shown)


def _refusal(body: dict[str, object]) -> tuple[TraceLine, ...]:
    for name in ("errmsg", "message"):
        text = body.get(name)
        if isinstance(text, str) and text:
            return (_with_address(f"{name}: {_shortened(text)}"),)
    return ()


def _with_address(text: str) -> TraceLine:
    """The address that WeCom saw is what one looks for, so it is set strong."""
    found = _FROM_IP.search(text)
    if found is None:
        return (TraceSpan(text),)
    return (
        TraceSpan(text[: found.start()]),
        TraceSpan(found[0], TraceTone.STRONG),
        TraceSpan(text[found.end() :]),
    )


def _result_code(body: dict[str, object]) -> tuple[str, int] | None:
    """WeCom's errcode, or Authing's apiCode or statusCode."""
    for name in _CODE_KEYS:
        value = body.get(name)
        if isinstance(value, int) and not isinstance(value, bool):
            return name, value
    return None


def _json(text: str) -> object:
    try:
        return json.loads(text)
    except (ValueError, RecursionError):
        return None


def _json_object(text: str) -> dict[str, object]:
    found = _json(text)
    return found if isinstance(found, dict) else {}


def _shortened(text: str) -> str:
    flat = text.replace("\r", "").replace("\n", " ")
    return flat if len(flat) <= BODY_SHOWN else f"{flat[:BODY_SHOWN]}…"
