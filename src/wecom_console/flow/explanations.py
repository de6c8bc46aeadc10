"""Turns a code into words: title, cause, fix and note, in the catalogue's language."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from wecom_console.domain.problems import Problem, Severity
from wecom_console.flow.summary import Ending, LegSummary, RunSummary
from wecom_console.messages.catalogue import Messages
from wecom_console.messages.problems import field_label, sentence

_FAMILIES: Final = (
    re.compile(r"(wecom)\.-?[0-9]+"),
    re.compile(r"(authing)\.[0-9]+"),
    re.compile(r"(link)\.[a-z_]+"),
    re.compile(r"(phone)\.[a-z_.0-9]+"),
)


@dataclass(frozen=True, slots=True)
class Explanation:
    """What a code means. Parts that the catalogue does not have are empty. Menu paths and the
    values that matter are marked ``**so**``; `plain` takes the marks out."""

    title: str
    cause: str = ""
    fix: str = ""
    note: str = ""


def explain(messages: Messages, code: str, params: Mapping[str, object]) -> Explanation:
    """The explanation of `code`; of its family (``wecom.unknown``) where the catalogue does not
    know the number; else its one sentence, and the bare code where there is none."""
    known = code
    if not messages.has(f"{code}.title"):
        family = next((f[1] for p in _FAMILIES if (f := p.fullmatch(code))), "")
        known = f"{family}.unknown"
    values = {**params, "code": code.rpartition(".")[2]}
    if not messages.has(f"{known}.title"):
        told = _of_problem(messages, code, params)
        return told or Explanation(messages.text(code, **values))

    def said(key: str) -> str:
        return messages.text(key, **values) if messages.has(key) else ""

    # The reasons of the phone and of the links are one sentence each, told by their makers.
    cause = said(f"{known}.cause") or said(code)
    return Explanation(said(f"{known}.title"), cause, said(f"{known}.fix"), said(f"{known}.note"))


def _of_problem(messages: Messages, code: str, params: Mapping[str, object]) -> Explanation | None:
    """A finding of `check` or `inspect`, which is one sentence; None where `code` is none."""
    given = {name: value for name, value in params.items() if isinstance(value, str | int)}
    said = sentence(messages, Problem(code, "", Severity.ERROR, given))
    if said in (code, f"problem.{code}"):
        return None
    if code.startswith("app."):
        return Explanation(messages.text("looks.app"), said)
    if "field" not in given:  # the sentence names what it is about
        return Explanation(said)
    label = field_label(messages, str(given["field"]))
    return Explanation(messages.text("looks.value", field=label), said)


def plain(text: str) -> str:
    """`text` without its marks, for reports and terminals."""
    return text.replace("**", "")


def leg_message(messages: Messages, leg: LegSummary) -> str:
    """One sentence about a leg: the title of its code, else the verdict's word."""
    if leg.code:
        return explain(messages, leg.code, leg.params).title
    return messages.text(f"verdict.{leg.verdict.value}")


def ending_text(messages: Messages, run: RunSummary) -> str:
    """How the run ended in the few words a list has room for."""
    failed = run.failed_leg
    if run.ending is Ending.OTHERWISE and failed is not None:
        short = failed.code.rpartition(".")[2] if failed.code.startswith("wecom.") else ""
        title = short or leg_message(messages, failed)
        return messages.text("run.failed_at", leg=failed.leg.number, what=title)
    if run.ending is Ending.UNAVAILABLE and run.legs:
        return leg_message(messages, run.legs[0])
    code = f"run.{run.ending.value}"
    if run.ending is Ending.AS_EXPECTED and run.simulated:
        code = "run.as_expected_simulated"
    return messages.text(code)
