"""`events check`: which of an event URL's values is wrong."""

import asyncio
from pathlib import Path
from typing import Final

import click

from wecom_console.cli.command import Command, Group
from wecom_console.cli.commands.events.values import EventOptions, event_values
from wecom_console.cli.exits import Exit
from wecom_console.cli.options import json_option
from wecom_console.cli.session import CliSession
from wecom_console.cli.terminal import one_line
from wecom_console.domain.rules.common import shown
from wecom_console.protocol.http_replies import HttpFailed
from wecom_console.services.events.asking import ask_url, may_ask
from wecom_console.services.events.event_requests import TEXT_LIMIT, read_event_request
from wecom_console.services.events.findings import EventFinding, EventHealth, EventValues
from wecom_console.services.events.judging import judge_request

events: Final = Group("events", {"check": "events.check.check"})

_SIGNS: Final = {
    EventHealth.OK: ("✓", "ok", "good"),
    EventHealth.WRONG: ("✗", "x", "bad"),
    EventHealth.UNKNOWN: ("–", "-", "dim"),
}
_SIGNED: Final = "signature="


@click.command("check", cls=Command)
@click.argument("what", metavar="WHAT", default="", help="events.what")
@click.option("--request", metavar="F", default="", help="events.request")
@click.option("--url", metavar="URL", default="", help="events.url")
@click.option("--own-host", "own_hosts", metavar="HOST", multiple=True, help="events.own_host")
@click.option("--token", metavar="REF", default="", help="events.token")
@click.option("--aes-key", metavar="REF", default="", help="events.aes_key")
@click.option("--receiver", "receivers", metavar="ID", multiple=True, help="events.receiver")
@json_option
@click.pass_obj
def check(
    session: CliSession,
    what: str,
    *,
    request: str,
    url: str,
    own_hosts: tuple[str, ...],
    token: str,
    aes_key: str,
    receivers: tuple[str, ...],
    as_json: bool,
) -> Exit:
    """Exit 1 where something is wrong, 4 where the URL does not answer."""
    if bool(url) == bool(request):
        return session.refuse("events_what")
    if url and (why := may_ask(url, own_hosts)):
        return session.refuse(why)
    text = "" if url else _text(session, request)
    if isinstance(text, Exit):
        return text
    values = event_values(session, EventOptions(what, token, aes_key, receivers))
    if isinstance(values, Exit):
        return values
    if not url:
        found = judge_request(values, read_event_request(text))
        return _told(session, values, found, as_json=as_json)
    asked = asyncio.run(ask_url(values, url))
    if isinstance(asked, HttpFailed):
        return _unreachable(session, asked, as_json=as_json)
    return _told(session, values, asked, as_json=as_json)


def _text(session: CliSession, request: str) -> str | Exit:
    """The request itself, a file with it, or standard input."""
    if request == "-":
        return session.terminal.piped(TEXT_LIMIT)
    if _SIGNED in request:
        return request
    from wecom_console.services.explaining import FileUntold, texts_of_file  # for a file alone

    found = texts_of_file(Path(request), session.read_pixels)
    if not isinstance(found, FileUntold):
        return "\n".join(found)
    complaint = session.words(found.code, file=shown(request), reason=found.reason)
    session.terminal.complain(complaint)
    return Exit.UNREADABLE


def _told(
    session: CliSession, values: EventValues, found: tuple[EventFinding, ...], *, as_json: bool
) -> Exit:
    failed = any(one.health is EventHealth.WRONG for one in found)
    is_proven = not any(one.health is EventHealth.UNKNOWN for one in found)
    if as_json:
        checks = [_object(session, one) for one in found]
        session.terminal.json(
            {"ok": not failed and is_proven, "receivers": [*values.receivers], "checks": checks}
        )
    else:
        for one in found:
            _tell(session, one)
        if not failed and is_proven:
            session.terminal.note(session.words("events.all_right"))
    return Exit.OK if not failed and is_proven else Exit.FOUND


def _tell(session: CliSession, finding: EventFinding) -> None:
    terminal = session.terminal
    sign, letters, style = _SIGNS[finding.health]
    mark = terminal.styled(terminal.sign(sign, letters), style)
    colon = session.words("colon")
    number = f" ({finding.error})" if finding.error else ""
    name = session.messages.text(f"events.name.{finding.check}")
    terminal.line(f"{mark} {name}{colon}{one_line(_said(session, finding))}{number}")
    for label in ("fix", "where"):
        if said := _said(session, finding, label):
            row = session.messages.text(
                "diagnosis.row", label=session.messages.text(f"diagnosis.{label}"), text=said
            )
            terminal.line(f"    {one_line(row)}")


def _object(session: CliSession, finding: EventFinding) -> dict[str, object]:
    return {
        "check": finding.check,
        "status": finding.health.value,
        "cause": f"{finding.check}.{finding.cause}",
        "error": finding.error or None,
        "message": _said(session, finding),
        "fix": _said(session, finding, "fix") or None,
        "where": _said(session, finding, "where") or None,
        "details": dict(finding.params),
    }


def _said(session: CliSession, finding: EventFinding, part: str = "") -> str:
    from wecom_console.flow.explanations import plain  # the flow: not for a mere refusal

    code = f"events.{finding.check}.{finding.cause}"
    code = f"{code}.{part}" if part else code
    has_it = session.messages.has(code)
    return plain(session.messages.text(code, **finding.params)) if has_it else ""


def _unreachable(session: CliSession, failed: HttpFailed, *, as_json: bool) -> Exit:
    code = f"transport.{failed.fault.value}"
    title = session.messages.text(f"{code}.title", host=failed.host)
    if as_json:
        session.terminal.json(
            {"ok": False, "receivers": [], "checks": [], "code": code, "message": title}
        )
    session.terminal.complain(title)
    return Exit.OUTSIDE
