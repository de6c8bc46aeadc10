"""`team`: the public keys that packages are encrypted to."""

from pathlib import Path
from typing import Annotated

import typer

from wecom_console.cli.columns import columns
from wecom_console.cli.commands.link import tell_if_unusable
from wecom_console.cli.commands.profile_reading import Json
from wecom_console.cli.exits import Exit
from wecom_console.cli.help import Command, Group
from wecom_console.cli.session import CliSession
from wecom_console.cli.terminal import one_line
from wecom_console.exchange.file_problem import FileProblem
from wecom_console.services.exporting.packages import read_key_file
from wecom_console.services.exporting.team import (
    TeamMember,
    TeamProblem,
    members,
    new_member,
    with_team,
)
from wecom_console.services.targets import unreadable_file
from wecom_console.storage.settings import Settings

Name = Annotated[str, typer.Argument(metavar="NAME", help="team.name")]


def register(app: typer.Typer) -> None:
    """Add the group with its commands."""
    group = typer.Typer(cls=Group, no_args_is_help=True, rich_markup_mode=None)
    group.command("list", cls=Command, help="team.list.about")(list_members)
    group.command("add", cls=Command, help="team.add.about")(add)
    group.command("remove", cls=Command, help="team.remove.about")(remove)
    app.add_typer(group, name="team", help="team.about")


def list_members(ctx: typer.Context, *, as_json: Json = False) -> Exit:
    """Everyone, in the order in which they came."""
    session: CliSession = ctx.obj
    team = members(_settings(session))
    if as_json:
        session.terminal.json({"members": [_object(member) for member in team]})
        return Exit.OK
    for line in columns([(one_line(m.name), m.kind, m.short) for m in team]):
        session.terminal.line(line)
    if not team:
        session.terminal.note(session.words("team.nobody"))
    return Exit.OK


def add(
    ctx: typer.Context,
    name: Name,
    key: Annotated[str, typer.Argument(metavar="KEY", help="team.key")],
    *,
    as_json: Json = False,
) -> Exit:
    """A public key, or the file with one."""
    session: CliSession = ctx.obj
    text = key
    if not key.startswith(("age1", "ssh-")):
        found = read_key_file(Path(key))
        if isinstance(found, FileProblem):
            return tell_if_unusable(session, unreadable_file(key, found))
        text = found.reveal()
    settings = _settings(session)
    team = members(settings)
    member = new_member(team, name, text)
    if isinstance(member, TeamProblem):
        session.terminal.complain(session.messages.text(member.code, **member.params))
        return Exit.FOUND
    done = session.words("team.added", name=one_line(member.name), key=member.short)
    return _save(session, settings, (*team, member), {"added": member}, done, as_json=as_json)


def remove(ctx: typer.Context, name: Name, *, as_json: Json = False) -> Exit:
    """Nothing is encrypted to them any more; packages that they have stay theirs."""
    session: CliSession = ctx.obj
    settings = _settings(session)
    team = members(settings)
    gone = next((m for m in team if m.name.casefold() == name.casefold()), None)
    if gone is None:
        session.terminal.complain(session.words("team.unknown", name=one_line(name)))
        return Exit.FOUND
    left = tuple(member for member in team if member is not gone)
    done = session.words("team.removed", name=one_line(gone.name), key=gone.short)
    return _save(session, settings, left, {"removed": gone}, done, as_json=as_json)


def _settings(session: CliSession) -> Settings:
    return session.services.settings_file.load().settings


def _save(
    session: CliSession,
    settings: Settings,
    team: tuple[TeamMember, ...],
    changed: dict[str, TeamMember],
    done: str,
    *,
    as_json: bool,
) -> Exit:
    notice = session.services.settings_file.save(with_team(settings, team))
    if notice is not None:
        session.terminal.complain(session.messages.text(notice.code, **notice.params))
        return Exit.OUTSIDE
    if as_json:
        session.terminal.json({what: _object(member) for what, member in changed.items()})
    else:
        session.terminal.line(done)
    return Exit.OK


def _object(member: TeamMember) -> dict[str, object]:
    return {
        "name": member.name,
        "kind": member.kind,
        "key": member.key,
        "can_sign": member.can_sign,
    }
