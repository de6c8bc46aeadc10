"""Runs as one HTML page: no script, no outside resource, a strict content security policy.

Everything is escaped and already redacted. A verdict is told by shape and word, never by colour
alone; requests and answers are folded, and open for print.
"""

import base64
import hashlib
import re
from collections import Counter
from collections.abc import Iterable, Sequence
from typing import Final

from wecom_console import __version__
from wecom_console.domain.verdicts import LEGS, Leg, Verdict
from wecom_console.flow.events import Event
from wecom_console.flow.explanations import ending_text, explain
from wecom_console.flow.summary import Ending, LegSummary, RunSummary, verdict_summary
from wecom_console.messages.catalogue import Messages
from wecom_console.reports.html_text import TEXT_LIMIT, HtmlText
from wecom_console.reports.html_trace import TraceWriter, ms_text, time_text
from wecom_console.resource_files import read_resource

__all__ = ["TEXT_LIMIT", "html_report"]

_WAITING: Final = "waiting"
_SHAPES: Final = (*(verdict.value for verdict in Verdict), _WAITING)
_BOXES: Final = {Verdict.FAILED: "bad", Verdict.NOT_PROVABLE: "open"}
_NEITHER: Final = (Ending.STOPPED, Ending.UNAVAILABLE, Ending.RUNNING)
_COLUMNS: Final = ("number", "connection", "platform", "backend", "scenario", "legs", "ending")


def html_report(runs: Iterable[Sequence[Event]], messages: Messages) -> str:
    """The page. One pass over `runs`; events that do not begin a run are left out."""
    writer = _Writer(messages)
    rows: list[str] = []
    sections: list[str] = []
    summaries: list[RunSummary] = []
    for events in runs:
        if (run := verdict_summary(events)) is not None:
            summaries.append(run)
            rows.append(writer.row(run, len(summaries)))
            sections.append(writer.section(run, events, len(summaries)))
    body = [_shapes(), writer.head(summaries)]
    if rows:
        body.append(writer.table(rows))
    return writer.page("\n".join((*body, *sections)))


class _Writer:
    def __init__(self, messages: Messages) -> None:
        self._messages = messages
        self._text = HtmlText(messages)
        self._trace = TraceWriter(messages)

    def page(self, body: str) -> str:
        """The document round it. The policy names the one style by its hash."""
        style = read_resource("report.css")
        digest = base64.b64encode(hashlib.sha256(style.encode("utf-8")).digest()).decode("ascii")
        policy = (
            f"default-src 'none'; style-src 'sha256-{digest}'; base-uri 'none'; form-action 'none'"
        )
        return (
            f'<!DOCTYPE html>\n<html lang="{self._messages.language.replace("_", "-")}">\n<head>\n'
            f'<meta charset="utf-8">\n<meta http-equiv="Content-Security-Policy" '
            f'content="{policy}">\n<meta name="referrer" content="no-referrer">\n'
            '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
            f"<title>{self._text.say('report.title')}</title>\n<style>{style}</style>\n</head>\n"
            f"<body>\n{body}\n</body>\n</html>\n"
        )

    def head(self, runs: Sequence[RunSummary]) -> str:
        """What was made when and with what, how it ended, and what it rests on."""
        say = self._text.say
        passed = sum(run.passed for run in runs)
        legs = Counter(leg.verdict for run in runs for leg in run.legs)
        facts = [say("report.product", version=__version__), *_span([run.at for run in runs])]
        counts = "".join(
            f'<li class="{verdict.value}">{_shape(verdict.value)} <b>{legs[verdict]}</b> '
            f"{say(f'verdict.{verdict.value}')}</li>"
            for verdict in Verdict
        )
        total = say("report.proven", proven=legs[Verdict.PROVEN], legs=legs.total())
        simulated = sum(run.simulated for run in runs)
        note = ""
        if simulated:
            told = self._messages.text("report.simulated", count=simulated, runs=len(runs))
            words = self._text.marked(told)
            note = f'<p class="box sim">{_shape(Verdict.SIMULATED.value)} {words}</p>'
        return (
            f'<header class="card"><h1>{say("report.title")}</h1>'
            f'<p class="more">{" &middot; ".join(facts)}</p>'
            f"<p>{say('report.totals', runs=len(runs), passed=passed)} {total}</p>"
            f'<ul class="counts">{counts}</ul>{note}</header>'
        )

    def table(self, rows: Sequence[str]) -> str:
        """All runs, a line each."""
        heads = "".join(f'<th scope="col">{self._text.say(f"report.{c}")}</th>' for c in _COLUMNS)
        return (
            f'<div class="card wide"><table><thead><tr>{heads}</tr></thead>'
            f"<tbody>{''.join(rows)}</tbody></table></div>"
        )

    def row(self, run: RunSummary, number: int) -> str:
        """One line of the table."""
        told = {leg.leg: leg for leg in run.legs}
        line = "".join(self._point(leg, told.get(leg)) for leg in LEGS)
        cells = (
            str(number),
            self._text.name(run.connection),
            self._text.say(f"platform.{run.platform.value}"),
            self._text.say(f"backend.{run.backend.value}"),
            f'<a href="#run-{number}">{self._scenario(run)}</a>',
            f'<span class="legline">{line}</span>',
            self._ending(run),
        )
        return f"<tr>{''.join(f'<td>{cell}</td>' for cell in cells)}</tr>"

    def _point(self, leg: Leg, told: LegSummary | None) -> str:
        """A leg in the line of legs; its words are read out, and shown on pointing at it."""
        shape, word = self._verdict(told)
        words = f"{leg.number} {self._text.say(f'leg.{leg.value}')}: {word}"
        return (
            f'<svg class="v {shape}" role="img" aria-label="{words}"><title>{words}</title>'
            f'<use href="#v-{shape}"/></svg>'
        )

    def _verdict(self, told: LegSummary | None) -> tuple[str, str]:
        if told is None:
            return _WAITING, self._text.say("report.not_reached")
        return told.verdict.value, self._text.say(f"verdict.{told.verdict.value}")

    def _scenario(self, run: RunSummary) -> str:
        code = f"scenario.{run.scenario}.title"
        return self._text.say(code) if self._messages.has(code) else self._text.name(run.scenario)

    def _ending(self, run: RunSummary) -> str:
        kind, sign = ("bad", "&#10007;")
        if run.passed:
            kind, sign = ("good", "&#10003;")
        elif run.ending in _NEITHER:
            kind, sign = ("none", "&#8211;")
        words = self._text.name(ending_text(self._messages, run))
        return f'<span class="ending {kind}"><span class="sign">{sign}</span> {words}</span>'

    def section(self, run: RunSummary, events: Sequence[Event], number: int) -> str:
        """A run with its legs."""
        text = self._text
        told = {leg.leg: leg for leg in run.legs}
        own: dict[Leg, list[Event]] = {}
        for event in events:
            leg = getattr(event, "leg", None)
            if isinstance(leg, Leg):
                own.setdefault(leg, []).append(event)
        legs = "".join(self._leg(leg, told.get(leg), own.get(leg, [])) for leg in LEGS)
        where = (
            text.name(run.connection),
            text.say(f"platform.{run.platform.value}"),
            text.say(f"backend.{run.backend.value}"),
        )
        ids = (
            ("where", run.where),
            ("run_id", run.run_id),
            ("config_hash", run.config_hash),
        )
        facts = [
            (text.say("run.expected"), self._expected(run.expected)),
            (text.say("report.started"), time_text(run.at)),
            (text.say("report.took"), ms_text(run.elapsed_ms)),
            *((text.say(f"report.{n}"), f"<code>{text.name(v)}</code>") for n, v in ids if v),
        ]
        listed = "".join(f"<div><dt>{n}</dt><dd>{v}</dd></div>" for n, v in facts if v)
        return (
            f'<section class="card" id="run-{number}"><div class="top">'
            f"<h2>{number}. {self._scenario(run)}</h2>"
            f'<p class="more">{" &middot; ".join(where)}</p><p>{self._ending(run)}</p>'
            f'<dl class="facts">{listed}</dl></div><ol class="legs">{legs}</ol></section>'
        )

    def _expected(self, expected: str) -> str:
        name, _, code = expected.partition(" ")
        if expected == "success":
            return self._text.say("report.success")
        if name not in {leg.value for leg in Leg}:
            return self._text.name(expected)
        leg = self._text.say("report.fails", leg=Leg(name).number)
        return f"{leg} <code>{self._text.name(code)}</code>"

    def _leg(self, leg: Leg, told: LegSummary | None, events: Sequence[Event]) -> str:
        shape, word = self._verdict(told)
        took, why = "", ""
        if told is not None:
            is_done = told.verdict is not Verdict.SKIPPED
            took = f'<span class="ms">{ms_text(told.elapsed_ms)}</span>' if is_done else ""
            why = self._why(told)
        return (
            f'<li><div class="leg"><span class="n">{leg.number}</span>'
            f'<h3>{self._text.say(f"leg.{leg.value}")}</h3><span class="v {shape}">'
            f"{_shape(shape)} {word}</span>{took}</div>{why}{self._trace.details(events)}</li>"
        )

    def _why(self, leg: LegSummary) -> str:
        """Title, cause, fix and note; the title alone is a line, more is a box."""
        if not leg.code:
            return ""
        told = explain(self._messages, leg.code, leg.params)
        code = f"<code>{self._text.name(leg.code)}</code>" if told.title != leg.code else ""
        title = self._text.marked(told.title)
        rows = (("cause", told.cause), ("fix", told.fix), ("note", told.note))
        items = "".join(
            f"<dt>{self._text.say(f'report.{name}')}</dt><dd>{self._text.marked(text)}</dd>"
            for name, text in rows
            if text
        )
        if not items:
            is_quiet = leg.verdict is Verdict.SKIPPED
            return f'<p class="why">{title} {"" if is_quiet else code}</p>'
        box = _BOXES.get(leg.verdict, "info")
        return f'<div class="box {box}"><p><b>{title}</b> {code}</p><dl>{items}</dl></div>'


def _span(times: Sequence[float]) -> list[str]:
    """When the first and the last run began."""
    texts = [text for at in sorted(times) if (text := time_text(at))]
    return texts[:1] if len(set(texts)) < 2 else [f"{texts[0]} &ndash; {texts[-1]}"]


def _shape(name: str) -> str:
    return f'<svg class="shape" aria-hidden="true"><use href="#v-{name}"/></svg>'


def _shapes() -> str:
    """The window's own glyphs, once, to be used by name."""
    symbols = "".join(_symbol(name) for name in _SHAPES)
    return f'<svg class="defs" aria-hidden="true">{symbols}</svg>'


def _symbol(name: str) -> str:
    icon = read_resource("icons", f"verdict-{name.replace('_', '-')}.svg").strip()
    inner = re.sub(r' (?:xmlns|width|height)="[^"]*"', "", icon).replace("<svg", "<symbol", 1)
    inner = inner.replace("</svg>", "</symbol>").replace('stroke="#ffffff"', 'class="ink"')
    return inner.replace("<symbol", f'<symbol id="v-{name}"', 1)
