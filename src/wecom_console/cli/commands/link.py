"""`link`: the deep links of a connection, as text or as QR."""

import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import click

from wecom_console.cli.command import Command
from wecom_console.cli.exits import Exit, gravest
from wecom_console.cli.options import OneOf, json_option, output_option, what_argument
from wecom_console.cli.session import CliSession
from wecom_console.cli.unusable import tell_if_unusable
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
from wecom_console.services.targets import Target, find_targets

_WHITE_ON_BLACK = "\x1b[97;40m"
_PLAIN = "\x1b[0m"


@dataclass(frozen=True, slots=True)
class _Made:
    """A link, and the connection that it is of."""

    profile: Profile
    link: DeepLink


@click.command("link", cls=Command)
@what_argument
@click.option("--platform", type=OneOf(Platform), help="link.platform")
@click.option("--kind", type=OneOf(LinkKind), default=LinkKind.REQUEST, help="link.kind")
@click.option("--qr", type=OneOf(QrForm), help="link.qr")
@click.option("--url", metavar="URL", default="", help="link.url")
@output_option
@json_option
@click.pass_obj
def link(
    session: CliSession,
    what: tuple[str, ...],
    *,
    platform: Platform | None,
    kind: LinkKind,
    qr: QrForm | None,
    url: str,
    output: Path | None,
    as_json: bool,
) -> Exit:
    """Exit 1 for a connection with errors, or a link that does not exist on this platform."""
    if kind is LinkKind.LANDING and not url:
        return session.refuse("landing_url")
    if as_json and qr is not None:
        return session.refuse("json_or_qr")
    links = _links(session, what, kind, platform, url)
    if isinstance(links, Exit):
        return links
    if kind is LinkKind.RETURN:
        session.terminal.note(session.words("link.synthetic"))
    if as_json:
        session.terminal.json({"links": [_link_object(one) for one in links]})
        return Exit.OK
    if qr is not None:
        return _give_qr(session, links, qr, output)
    return _give_text(session, links, output)


def _links(
    session: CliSession, what: Sequence[str], kind: LinkKind, platform: Platform | None, url: str
) -> list[_Made] | Exit:
    """One for each connection, or what stands in the way of any."""
    found = find_targets(what, lambda: session.services.profiles)
    codes = [tell_if_unusable(session, one) for one in found]
    links = []
    for one in found:
        profile = one.report.profile if isinstance(one, Target) else None
        made = _make(session, profile, kind, platform, url) if profile else None
        if isinstance(made, Exit):
            codes.append(made)
        elif made is not None:
            links.append(made)
    worst = gravest(codes)
    return links if worst is Exit.OK else worst


def _make(
    session: CliSession, profile: Profile, kind: LinkKind, platform: Platform | None, url: str
) -> _Made | Exit:
    """The link; that there is none is said."""
    made = make_link(
        profile,
        kind,
        platform or usual_platform(profile),
        choose=secrets.choice,
        simulator_url=url,
    )
    if isinstance(made, DeepLink):
        return _Made(profile, made)
    session.terminal.complain(session.messages.text(f"{made.code}.title", **made.params))
    return Exit.FOUND


def _link_object(made: _Made) -> dict[str, object]:
    return {
        "connection": made.profile.identifier,
        "kind": made.link.kind.value,
        "platform": made.link.platform.value,
        "url": made.link.url,
        "state": made.link.state,
        "synthetic": made.link.kind is LinkKind.RETURN,
    }


def _give_text(session: CliSession, links: Sequence[_Made], output: Path | None) -> Exit:
    text = "".join(f"{one.link.url}\n" for one in links)
    if output is not None:
        return session.write_file(output, text.encode())
    session.terminal.text(text)
    return Exit.OK


def _give_qr(
    session: CliSession, links: Sequence[_Made], form: QrForm, output: Path | None
) -> Exit:
    terminal = session.terminal
    if len(links) != 1:
        return session.refuse("one_qr")
    url = links[0].link.url
    data = qr_bytes(url, form)
    if data is None:
        terminal.complain(session.words("link.too_long"))
        return Exit.FOUND
    if output is not None:
        return session.write_file(output, data)
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
        terminal.note(url)
    return Exit.OK
