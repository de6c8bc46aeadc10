"""What is told of a leg as Markdown: for a ticket, a chat, a mail."""

import re
from collections.abc import Iterator
from typing import Final

from wecom_console.flow.markers import Redacted, split_markers
from wecom_console.gui.features.login_test.presenter.state import DecidingFact, LegDetail
from wecom_console.messages.catalogue import Messages

_SPECIAL: Final = re.compile(r"([\\`*_<>\[\]])")
_FOREIGN: Final = re.compile(r"([\\<>\[\]])")
_PARTS: Final = ("cause", "because", "confirm", "fix", "where", "note")


def explanation_markdown(detail: LegDetail, messages: Messages) -> str:
    """Verdict, evidence, cause, fix, and the other causes; what was redacted stays so."""
    return "\n".join(_lines(detail, messages)).strip() + "\n"


def _lines(detail: LegDetail, messages: Messages) -> Iterator[str]:
    text = messages.text
    yield f"### {_safe(detail.judgement.title)}"
    if detail.heading:
        yield f"\n{_safe(detail.heading)}"
    if detail.judgement.sentence:
        yield f"\n{_marked(detail.judgement.sentence)}"
    if detail.deciding:
        yield ""
        for fact in detail.deciding:
            yield f"- {_fact(fact, messages)}"
    told = detail.explanation
    if told is None:
        return
    yield ""
    for part in _PARTS:
        sentence = getattr(told, part)
        if sentence:
            yield f"- **{text(f'told.{part}')}**: {_marked(sentence)}"
    if not told.other_causes:
        return
    yield f"\n#### {text('told.others')}\n"
    for cause in told.other_causes:
        yield f"- {_marked(cause.title)}"
        for part in ("because", "confirm", "fix", "where"):
            sentence = getattr(cause, part)
            if sentence:
                yield f"  - **{text(f'told.{part}')}**: {_marked(sentence)}"


def _fact(fact: DecidingFact, messages: Messages) -> str:
    first = f"{_safe(fact.label)}: {_code(fact.value, messages)}"
    if not fact.other_label:
        return first
    return f"{first} {fact.sign} {_safe(fact.other_label)}: {_code(fact.other, messages)}"


def _code(value: str, messages: Messages) -> str:
    shown = plain_value(value, messages.text("told.redacted", length="{length}"))
    ticks = "`" * (1 + max((len(run) for run in re.findall(r"`+", shown)), default=0))
    return f"{ticks}{shown}{ticks}"


def plain_value(value: str, redacted: str) -> str:
    """A value with words for what was redacted; `redacted` has a place for the length."""
    return "".join(
        f"[{redacted.format(length=piece.length)}]" if isinstance(piece, Redacted) else piece
        for piece in split_markers(value)
    )


def _safe(text: str) -> str:
    """What somebody else wrote is no markup."""
    return _SPECIAL.sub(r"\\\1", text.replace("\n", " "))


def _marked(text: str) -> str:
    """Our own sentences keep their ``**strong**`` and code."""
    return _FOREIGN.sub(r"\\\1", " ".join(text.split()))
