"""A diagnosis in words."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Final

from wecom_console.diagnosis.engine import Likelihood, RankedCause, diagnose
from wecom_console.diagnosis.facts import Facts
from wecom_console.flow.explanations import Explanation, explain
from wecom_console.messages.catalogue import Messages

_SAID_WHERE_UNKNOWN: Final = (
    "ip",
    "host",
    "found",
    "expected",
    "status",
    "title",
    "target",
    "message",
)
"""Parameters in the sentences that a bare code does not bring."""

_EXPLAINED: Final = ("ip", "host", "message")


@dataclass(frozen=True, slots=True)
class ToldCause:
    """One cause: what it is, how to make sure, what to do and in which console. Parts that are not
    known are empty. Menu paths are marked ``**so**``."""

    id: str
    likelihood: Likelihood
    title: str
    because: tuple[str, ...] = ()
    confirm: str = ""
    fix: str = ""
    where: str = ""


@dataclass(frozen=True, slots=True)
class Diagnosis:
    """What a code means, and its causes, likeliest first; never without one."""

    code: str
    explanation: Explanation
    causes: tuple[ToldCause, ...]

    @property
    def first(self) -> ToldCause:
        """The likeliest cause."""
        return self.causes[0]


def tell_diagnosis(messages: Messages, facts: Facts) -> Diagnosis:
    """The diagnosis in the language of `messages`. Where a code has but one meaning, its own
    explanation is the cause."""
    explanation = _completed(
        messages, facts.code, explain(messages, facts.code, _spoken(messages, facts, _EXPLAINED))
    )
    ranked = diagnose(facts)
    causes = tuple(_told(messages, facts, cause) for cause in ranked)
    if not causes:
        only = explanation.cause or explanation.title
        causes = (
            ToldCause(facts.code, Likelihood.LIKELY, only, fix=explanation.fix or explanation.note),
        )
    return Diagnosis(facts.code, explanation, causes)


def _completed(messages: Messages, code: str, found: Explanation) -> Explanation:
    """The title without what nobody knows, and as a sentence where a word stands for a name."""
    title = found.title
    if "{" in title and messages.has(f"{code}.plain"):
        title = messages.text(f"{code}.plain")
    if title.startswith(messages.text("diagnosis.some_host")):
        title = title[:1].upper() + title[1:]
    return replace(found, title=_tight(messages, title))


def _tight(messages: Messages, text: str) -> str:
    """No blanks around a word of a script that has none; those around a name stay."""
    word = messages.text("diagnosis.some_host")
    if word.isascii() or word not in text:
        return text
    return re.sub(rf"(?<=[\u4e00-\u9fff]) (?={word})|(?<={word}) (?=[\u4e00-\u9fff])", "", text)


def _told(messages: Messages, facts: Facts, cause: RankedCause) -> ToldCause:
    values = {**_spoken(messages, facts, _SAID_WHERE_UNKNOWN), "code": _number(facts)}
    variants = tuple(_variants(facts))

    def said(part: str) -> str:
        """The words for this backend and kind of connection, else those that fit any."""
        key = f"cause.{cause.id}{part or '.title'}"
        found = next((f"{key}_{v}" for v in variants if messages.has(f"{key}_{v}")), "")
        found = found or f"cause.{cause.id}{part}"
        return _tight(messages, messages.text(found, **values)) if messages.has(found) else ""

    because = tuple(
        messages.text(f"flag.{flag}", **values)
        for flag in cause.because
        if messages.has(f"flag.{flag}")
    )
    return ToldCause(
        cause.id,
        cause.likelihood,
        said(""),
        because,
        said(".confirm"),
        said(".fix"),
        _place(messages, said(".where"), facts),
    )


def _place(messages: Messages, where: str, facts: Facts) -> str:
    """Nobody is sent to a backend's code that is not theirs: Authing's, Casdoor's."""
    if facts.backend is None or where != messages.text("diagnosis.backends_code"):
        return where
    key = f"diagnosis.backends_code_{facts.backend.value}"
    return messages.text(key) if messages.has(key) else where


def _variants(facts: Facts) -> Iterator[str]:
    """What a text may be told otherwise for, the most particular first."""
    if facts.params.get("ip", "?") == "?":
        yield "no_ip"
    if "type_agency" in facts.flags:
        yield "agency"
    if facts.backend is not None:
        yield facts.backend.value


def _number(facts: Facts) -> str:
    return facts.code.rpartition(".")[2]


def _spoken(messages: Messages, facts: Facts, names: tuple[str, ...]) -> dict[str, str | int]:
    """The parameters, with words for those that nobody knows."""
    values = dict(facts.params)
    for name in names:
        if values.get(name, "?") in ("?", ""):
            values[name] = messages.text(f"diagnosis.some_{name}")
    return values
