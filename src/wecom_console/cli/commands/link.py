"""`link`: the deep links of a connection, as text or as QR."""

import secrets
from pathlib import Path
from typing import Annotated

import typer

from wecom_console.cli.commands.check import exit_of, tell_unreadable
from wecom_console.cli.exits import Exit, gravest
from wecom_console.cli.help import Command
from wecom_console.cli.problems import problem_lines
from wecom_console.cli.session import CliSession
from wecom_console.cli.terminal import one_line
from wecom_console.domain.links.requests import LinkError
from wecom_console.domain.problems import Severity
from wecom_console.domain.profile import Profile
from wecom_console.domain.verdicts import Platform
from wecom_console.services.runs.links import (
    DeepLink,
    LinkKind,
    QrForm,
    make_link,
    qr_bytes,
    usual_platform,
)
from wecom_console.services.targets import Found, Target, Unreadable, find_targets

_WHITE_ON_BLACK = "\x1b[97;40m"
_PLAIN = "\x1b[0m"


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command("link", cls=Command, help="link.about")(link)


def link(
    ctx: typer.Context,
    what: Annotated[list[str], typer.Argument(metavar="WHAT…", help="what")],
    *,
    platform: Annotated[
        Platform | None, typer.Option(metavar="android|ios|harmony", help="link.platform")
    ] = None,
    kind: Annotated[
        LinkKind, typer.Option(metavar="request|return|landing", help="link.kind")
    ] = LinkKind.REQUEST,
    qr: Annotated[QrForm | None, typer.Option(metavar="terminal|png|svg", help="link.qr")] = None,
    url: Annotated[str, typer.Option(metavar="URL", help="link.url")] = "",
    output: Annotated[str, typer.Option("--output", "-o", metavar="F", help="output")] = "",
    as_json: Annotated[bool, typer.Option("--json", help="json")] = False,
) -> Exit:
    """Exit 1 for a connection with errors, or a link that does not exist on this platform."""
    session: CliSession = ctx.obj
    if kind is LinkKind.LANDING and not url:
        return session.refuse("landing_url")
    if as_json and qr is not None:
        return session.refuse("json_or_qr")
    found = find_targets(what, lambda: session.services.profiles)
    codes = [tell_if_unusable(session, one) for one in found]
    profiles = [one.report.profile for one in found if isinstance(one, Target)]
    made = [
        make_link(
            profile,
            kind,
            platform or usual_platform(profile),
            choose=secrets.choice,
            simulator_url=url,
        )
        for profile in profiles
        if profile is not None
    ]
    codes += [_tell_if_missing(session, one) for one in made]
    links = [one for one in made if isinstance(one, DeepLink)]
    if any(code is not Exit.OK for code in codes):
        return gravest(codes)
    if kind is LinkKind.RETURN:
        session.terminal.note(session.words("link.synthetic"))
    if qr is not None:
        return _give_qr(session, links, qr, output)
    named = [(p, one) for p, one in zip(profiles, links, strict=True) if p is not None]
    if as_json:
        session.terminal.json({"links": [_link_object(p, one) for p, one in named]})
        return Exit.OK
    text = "".join(f"{one.url}\n" for one in links)
    if output not in ("", "-"):
        return session.write_file(Path(output), text.encode())
    session.terminal.text(text)
    return Exit.OK


def tell_if_unusable(session: CliSession, found: Found) -> Exit:
    """Say what keeps a target from being used: it cannot be read, or has errors."""
    if isinstance(found, Unreadable):
        tell_unreadable(session, found)
    elif not found.report.ok:
        session.terminal.complain(
            session.words(
                "has_errors", what=one_line(found.what), connection=one_line(found.connection)
            )
        )
        for problem in found.report.problems:
            if problem.severity is Severity.ERROR:
                for line in problem_lines(session, problem, line=found.line_of(problem)):
                    session.terminal.complain(line)
    return exit_of(found)


def _tell_if_missing(session: CliSession, made: DeepLink | LinkError) -> Exit:
    if isinstance(made, DeepLink):
        return Exit.OK
    session.terminal.complain(session.messages.text(f"{made.code}.title", **made.params))
    return Exit.FOUND


def _link_object(profile: Profile, made: DeepLink) -> dict[str, object]:
    return {
        "connection": profile.identifier,
        "kind": made.kind.value,
        "platform": made.platform.value,
        "url": made.url,
        "state": made.state,
        "synthetic": made.kind is LinkKind.RETURN,
    }


def _give_qr(session: CliSession, links: list[DeepLink], form: QrForm, output: str) -> Exit:
    terminal = session.terminal
    if len(links) != 1:
        return session.refuse("one_qr")
    data = qr_bytes(links[0].url, form)
    if data is None:
        terminal.complain(session.words("link.too_long"))
        return Exit.FOUND
    if output not in ("", "-"):
        return session.write_file(Path(output), data)
    if form is QrForm.PNG:
        if terminal.out.isatty():
            return session.refuse("binary_to_terminal")
        terminal.bytes(data)
        return Exit.OK
    for line in data.decode("utf-8").splitlines():
        # A terminal's own colours may be dark on light, which many phones do not read.
        is_drawn = terminal.color and form is QrForm.TERMINAL
        terminal.line(f"{_WHITE_ON_BLACK}{line}{_PLAIN}" if is_drawn else line)
    if form is QrForm.TERMINAL:
        terminal.note(links[0].url)
    return Exit.OK
