"""Runs as one HTML page: no script, no outside resource, a strict content security policy.

Everything is escaped and already redacted. Verdicts are told by sign and word, never by colour
alone; requests and answers are folded, and open for print.
"""

import base64
import hashlib
import json
from collections.abc import Iterable, Iterator, Sequence
from datetime import UTC, datetime
from html import escape
from typing import Final

from wecom_console.domain.verdicts import Verdict
from wecom_console.flow.curl import curl_commands
from wecom_console.flow.events import CallbackSeen, Event, Evidence, Exchanged, LinkOffered
from wecom_console.flow.explain import ending_text, explain, leg_message
from wecom_console.flow.summary import LegSummary, RunSummary, verdict_summary
from wecom_console.messages.catalogue import Messages
from wecom_console.resource_files import read_resource

TEXT_LIMIT: Final = 20_000
"""Characters of one body that are shown."""

_SIGNS: Final = {
    Verdict.PROVEN: "&#10003;",
    Verdict.SIMULATED: "&#9676;",
    Verdict.FAILED: "&#10007;",
    Verdict.SKIPPED: "&#8211;",
    Verdict.NOT_PROVABLE: "?",
}


def html_report(runs: Iterable[Sequence[Event]], messages: Messages) -> str:
    """The page. One pass over `runs`."""
    style = read_resource("report.css")
    digest = base64.b64encode(hashlib.sha256(style.encode("utf-8")).digest()).decode("ascii")
    policy = f"default-src 'none'; style-src 'sha256-{digest}'; base-uri 'none'"
    writer = _Writer(messages)
    sections: list[str] = []
    rows: list[str] = []
    summaries: list[RunSummary] = []
    for number, events in enumerate(runs, start=1):
        run = verdict_summary(events)
        if run is None:
            continue
        summaries.append(run)
        rows.append(writer.row(run, number))
        sections.append(writer.section(run, events, number))
    title = escape(messages.text("report.title"))
    language = messages.language.replace("_", "-")
    head = (
        f'<!DOCTYPE html>\n<html lang="{language}">\n<head>\n<meta charset="utf-8">\n'
        f'<meta http-equiv="Content-Security-Policy" content="{policy}">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<title>{title}</title>\n<style>{style}</style>\n</head>\n<body>\n"
    )
    body = [f"<header><h1>{title}</h1>{writer.totals(summaries)}</header>"]
    if rows:
        body.append(writer.table(rows))
    return head + "\n".join((*body, *sections)) + "\n</body>\n</html>\n"


class _Writer:
    def __init__(self, messages: Messages) -> None:
        self._messages = messages

    def _say(self, code: str, **params: object) -> str:
        return escape(self._messages.text(code, **params))

    def totals(self, runs: Sequence[RunSummary]) -> str:
        """How many there were, how they ended, and what they rest on."""
        passed = sum(run.passed for run in runs)
        parts = [self._say("report.totals", runs=len(runs), passed=passed)]
        if any(run.simulated for run in runs):
            count = sum(run.simulated for run in runs)
            parts.append(self._say("report.simulated", count=count))
        if runs:
            parts.append(escape(_time(runs[0].at)))
        return "".join(f"<p>{part}</p>" for part in parts)

    def table(self, rows: Sequence[str]) -> str:
        """All runs, a line each."""
        names = ("connection", "platform", "backend", "scenario", "ending")
        heads = "".join(f'<th scope="col">{self._say(f"report.{name}")}</th>' for name in names)
        body = "".join(rows)
        return f"<table class=runs><thead><tr>{heads}</tr></thead><tbody>{body}</tbody></table>"

    def row(self, run: RunSummary, number: int) -> str:
        """One line of the table."""
        kind = "good" if run.passed else "bad"
        sign = "&#10003;" if run.passed else "&#10007;"
        cells = (
            escape(run.connection),
            self._say(f"platform.{run.platform.value}"),
            self._say(f"backend.{run.backend.value}"),
            f'<a href="#run-{number}">{self._scenario(run)}</a>',
        )
        ending = escape(ending_text(self._messages, run))
        told = "".join(f"<td>{cell}</td>" for cell in cells)
        return f'<tr>{told}<td class="{kind}">{sign} {ending}</td></tr>'

    def _scenario(self, run: RunSummary) -> str:
        code = f"scenario.{run.scenario}.title"
        return self._say(code) if self._messages.has(code) else escape(run.scenario)

    def section(self, run: RunSummary, events: Sequence[Event], number: int) -> str:
        """A run with its legs."""
        where = " &middot; ".join(
            (
                escape(run.connection),
                self._say(f"platform.{run.platform.value}"),
                self._say(f"backend.{run.backend.value}"),
            )
        )
        legs = "".join(self._leg(leg, events) for leg in run.legs)
        ending = escape(ending_text(self._messages, run))
        expected = self._say(
            "diagnosis.row", label=self._messages.text("run.expected"), text=run.expected
        )
        facts = f"{escape(run.run_id)} &middot; {escape(run.config_hash)} &middot; {_time(run.at)}"
        return (
            f'<section id="run-{number}"><h2>{self._scenario(run)}</h2>'
            f"<p class=where>{where}</p><p class=ending>{ending}</p><p class=where>{expected}</p>"
            f"<ol class=legs>{legs}</ol><p class=facts>{facts}</p></section>"
        )

    def _leg(self, leg: LegSummary, events: Sequence[Event]) -> str:
        name = self._say(f"leg.{leg.leg.value}")
        word = self._say(f"verdict.{leg.verdict.value}")
        told = escape(leg_message(self._messages, leg)) if leg.code else ""
        took = "" if leg.verdict is Verdict.SKIPPED else f"{leg.elapsed_ms:.0f} ms"
        verdict = f'<span class="v {leg.verdict.value}">{_SIGNS[leg.verdict]} {word}</span>'
        parts = [f"<p><b>{name}</b> {verdict} {told} <span class=ms>{took}</span></p>"]
        if leg.verdict is Verdict.FAILED:
            parts.append(self._why(leg))
        own = [e for e in events if getattr(e, "leg", None) is leg.leg]
        details = "".join(self._details(own))
        if details:
            label = self._say("report.evidence")
            parts.append(f"<details><summary>{label}</summary>{details}</details>")
        return f"<li>{''.join(parts)}</li>"

    def _why(self, leg: LegSummary) -> str:
        told = explain(self._messages, leg.code, leg.params)
        rows = (("cause", told.cause), ("fix", told.fix), ("note", told.note))
        items = "".join(
            f"<dt>{self._say(f'report.{name}')}</dt><dd>{_marked(text)}</dd>"
            for name, text in rows
            if text
        )
        return f"<dl class=why>{items}</dl>"

    def _details(self, events: Sequence[Event]) -> Iterator[str]:
        exchanges = tuple(e for e in events if isinstance(e, Exchanged))
        for event in events:
            match event:
                case LinkOffered():
                    yield self._block("report.link", event.url)
                case CallbackSeen():
                    yield self._block("report.callback", event.url)
                    yield _pairs(event.parts)
                case Evidence():
                    yield f"<h3>{self._say(event.title)}</h3>{_pairs(event.items)}"
                case Exchanged():
                    yield self._exchange(event)
                case _:
                    pass
        if exchanges:
            yield self._block("report.curl", curl_commands(exchanges))

    def _exchange(self, event: Exchanged) -> str:
        query = "&".join(f"{name}={value}" for name, value in event.query)
        url = event.url + (f"?{query}" if query else "")
        ask = [f"{event.method} {url}", *_lines(event.request_headers)]
        if event.request_body:
            ask += ["", _pretty(event.request_body)]
        status = f"HTTP {event.status}" if event.status else event.fault
        answer = [f"{status} ({event.elapsed_ms:.0f} ms)", *_lines(event.answer_headers)]
        if event.answer_body:
            answer += ["", _pretty(event.answer_body)]
        asked = self._block("report.request", "\n".join(ask))
        return asked + self._block("report.answer", "\n".join(answer))

    def _block(self, title: str, text: str) -> str:
        shown = escape(_clean(text[:TEXT_LIMIT]))
        rest = len(text) - TEXT_LIMIT
        cut = f"<p>{self._say('report.cut', count=rest)}</p>" if rest > 0 else ""
        return f"<h3>{self._say(title)}</h3><pre>{shown}</pre>{cut}"


def _lines(pairs: tuple[tuple[str, str], ...]) -> list[str]:
    return [f"{name}: {value}" for name, value in pairs]


def _pairs(items: tuple[tuple[str, str], ...]) -> str:
    rows = "".join(
        f"<dt>{escape(_clean(name))}</dt><dd>{escape(_clean(value[:TEXT_LIMIT]))}</dd>"
        for name, value in items
    )
    return f"<dl>{rows}</dl>" if rows else ""


def _pretty(body: str) -> str:
    if len(body) > TEXT_LIMIT:
        return body
    try:
        return json.dumps(json.loads(body), ensure_ascii=False, indent=2)
    except (ValueError, RecursionError):
        return body


def _marked(text: str) -> str:
    """``**so**`` as strong."""
    pieces = escape(_clean(text)).split("**")
    return "".join(f"<b>{p}</b>" if i % 2 else p for i, p in enumerate(pieces))


def _clean(text: str) -> str:
    """Without characters that HTML forbids or that turn the writing direction."""
    return "".join(c if c in "\n\t" or c.isprintable() else "\ufffd" for c in text)


def _time(seconds: float) -> str:
    try:
        return datetime.fromtimestamp(seconds, UTC).strftime("%Y-%m-%d %H:%M:%S UTC")
    except (ValueError, OverflowError, OSError):
        return ""
