"""A run beside the last that succeeded: what differs, the first difference first."""

import json
from collections.abc import Iterator, Mapping
from typing import Final
from urllib.parse import urlsplit

from wecom_console.domain.verdicts import LEGS, Leg
from wecom_console.flow.events import Exchanged
from wecom_console.gui.features.login_test.presenter.judgement import code_words
from wecom_console.gui.features.login_test.presenter.state import ComparedRuns, Difference
from wecom_console.gui.parts.presenter.run_state import LegState, RunState
from wecom_console.messages.catalogue import Messages

MOST: Final = 60
_PASSING: Final = frozenset(
    {
        "requestid",
        "exp",
        "iat",
        "auth_time",
        "at_hash",
        "jti",
        "nonce",
        "date",
        "expires_in",
        "transaction",
    }
)
"""Values that differ in every login and say nothing."""


def compared(run: RunState, base: RunState | None, messages: Messages) -> ComparedRuns:
    """The differences of a run, or why there are none."""
    head = messages.text("compared.head")
    if base is None:
        return ComparedRuns(head, sentence=messages.text("compared.none"))
    found = [row for leg in LEGS for row in _of_leg(run.leg(leg), base.leg(leg), messages)]
    if not found:
        return ComparedRuns(head, sentence=messages.text("compared.same"))
    return ComparedRuns(head, tuple(found[:MOST]))


def _of_leg(now: LegState, then: LegState, messages: Messages) -> Iterator[Difference]:
    text, leg = messages.text, now.leg
    words = [text(f"verdict.{s.verdict.value}") if s.verdict else "" for s in (then, now)]
    if words[0] != words[1]:
        yield Difference(leg, text("compared.verdict"), *words)
    if now.code != then.code:
        codes = [code_words(s.code, messages) if s.code else "" for s in (then, now)]
        yield Difference(leg, text("compared.code"), *codes)
    parts = [dict(s.callback.parts) if s.callback else {} for s in (then, now)]
    yield from _values(leg, text("deciding.return_link"), parts[0], parts[1])
    yield from _calls(now, then, messages)
    facts = [
        {(found.title, name): value for found in s.evidence for name, value in found.items}
        for s in (then, now)
    ]
    for key in dict.fromkeys((*facts[1], *facts[0])):
        before, after = facts[0].get(key, ""), facts[1].get(key, "")
        if before != after and not _says_nothing(key[1], before, after):
            where = text("compared.value", where=text(key[0]), name=key[1])
            yield Difference(leg, where, before, after)


def _calls(now: LegState, then: LegState, messages: Messages) -> Iterator[Difference]:
    before = {_call_key(call, then.exchanges): call for call in then.exchanges}
    after = {_call_key(call, now.exchanges): call for call in now.exchanges}
    for key in dict.fromkeys((*after, *before)):
        one, other = before.get(key), after.get(key)
        where = f"{key[0]} {key[1]}"
        if one is None or other is None:
            words = (messages.text("compared.only_then"), "")
            yield Difference(now.leg, where, *(words if other is None else ("", _only(messages))))
            continue
        if one.status != other.status:
            name = messages.text("compared.status")
            label = messages.text("compared.value", where=where, name=name)
            yield Difference(now.leg, label, str(one.status), str(other.status))
        yield from _values(
            now.leg, where, dict(_flat(one.answer_body)), dict(_flat(other.answer_body))
        )


def _only(messages: Messages) -> str:
    return messages.text("compared.only_now")


def _call_key(call: Exchanged, calls: tuple[Exchanged, ...]) -> tuple[str, str, int]:
    path = urlsplit(call.url).path or "/"
    same = [c for c in calls if (c.method, urlsplit(c.url).path or "/") == (call.method, path)]
    return call.method, path, same.index(call)


def _values(
    leg: Leg, where: str, then: Mapping[str, str], now: Mapping[str, str]
) -> Iterator[Difference]:
    for name in dict.fromkeys((*now, *then)):
        before, after = then.get(name, ""), now.get(name, "")
        if before == after or _says_nothing(name, before, after):
            continue
        yield Difference(leg, f"{where} · {name}", before, after)


def _says_nothing(name: str, before: str, after: str) -> bool:
    last = name.rpartition(".")[2].lower()
    hidden = before.startswith("[redacted:") and after.startswith("[redacted:")
    return hidden or last in _PASSING or (last == "state" and bool(before) and bool(after))


def _flat(text: str) -> Iterator[tuple[str, str]]:
    try:
        value = json.loads(text)
    except (ValueError, RecursionError):
        return
    yield from _leaves("", value, 0)


def _leaves(path: str, value: object, depth: int) -> Iterator[tuple[str, str]]:
    if isinstance(value, dict) and depth < 12:
        for key, inner in value.items():
            yield from _leaves(f"{path}.{key}" if path else str(key), inner, depth + 1)
    elif isinstance(value, list) and depth < 12:
        for place, inner in enumerate(value):
            yield from _leaves(f"{path}[{place}]", inner, depth + 1)
    elif value is not None:
        yield path, value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
