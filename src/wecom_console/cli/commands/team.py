"""`team`: the public keys that packages are encrypted to."""

from pathlib import Path
from typing import Final

import click

from wecom_console.cli.columns import columns
from wecom_console.cli.command import Command, Group
from wecom_console.cli.exits import Exit
from wecom_console.cli.options import json_option
from wecom_console.cli.session import CliSession
from wecom_console.cli.terminal import one_line
from wecom_console.cli.unusable import tell_file_problem
from wecom_console.exchange.file_problem import FileProblem
from wecom_console.services.exporting.packages import read_key_file
from wecom_console.services.exporting.team import (
    TeamMember,
    TeamProblem,
    members,
    new_member,
    with_team,
)
from wecom_console.storage.problems import Notice
from wecom_console.storage.settings import Settings

team: Final = Group(
    "team", {"list": "team.list_members", "add": "team.add", "remove": "team.remove"}
)
_name: Final = click.argument("name", metavar="NAME", help="team.name")


@click.command("list", cls=Command)
@json_option
@click.pass_obj
def list_members(session: CliSession, *, as_json: bool) -> Exit:
    """Everyone, in the order in which they came."""
    team = members(session.services.settings_file.load().settings)
    if as_json:
        session.terminal.json({"members": [_object(member) for member in team]})
        return Exit.OK
    for line in columns([(one_line(m.name), m.kind, m.short) for m in team]):
        session.terminal.line(line)
    if not team:
        session.terminal.note(session.words("team.nobody"))
    return Exit.OK


@click.command("add", cls=Command)
@_name
@click.argument("key", metavar="KEY", help="team.key")
@json_option
@click.pass_obj
def add(session: CliSession, name: str, key: str, *, as_json: bool) -> Exit:
    """A public key, or the file with one."""
    text = key
    if not key.startswith(("age1", "ssh-")):
        found = read_key_file(Path(key))
        if isinstance(found, FileProblem):
            return tell_file_problem(session, key, found)
        text = found.reveal()

    def change(settings: Settings) -> Settings | TeamProblem:
        team = members(settings)
        member = new_member(team, name, text)
        return member if isinstance(member, TeamProblem) else with_team(settings, (*team, member))

    changed = session.services.settings_file.change(change)
    if isinstance(changed, TeamProblem):
        session.terminal.complain(session.messages.text(changed.code, **changed.params))
        return Exit.FOUND
    if isinstance(changed, Notice):
        return _not_saved(session, changed)
    return _tell(session, "team.added", members(changed)[-1], as_json=as_json)


@click.command("remove", cls=Command)
@_name
@json_option
@click.pass_obj
def remove(session: CliSession, name: str, *, as_json: bool) -> Exit:
    """Nothing is encrypted to them any more; packages that they have stay theirs."""
    gone: list[TeamMember] = []

    def change(settings: Settings) -> Settings | None:
        team = members(settings)
        gone.extend(m for m in team if m.name.casefold() == name.casefold())
        return with_team(settings, [m for m in team if m not in gone]) if gone else None

    changed = session.services.settings_file.change(change)
    if changed is None:
        session.terminal.complain(session.words("team.unknown", name=one_line(name)))
        return Exit.FOUND
    if isinstance(changed, Notice):
        return _not_saved(session, changed)
    return _tell(session, "team.removed", gone[0], as_json=as_json)


def _not_saved(session: CliSession, why: Notice) -> Exit:
    session.terminal.complain(session.messages.text(why.code, **why.params))
    return Exit.OUTSIDE


def _tell(session: CliSession, code: str, member: TeamMember, *, as_json: bool) -> Exit:
    if as_json:
        session.terminal.json({code.removeprefix("team."): _object(member)})
    else:
        name = one_line(member.name)
        session.terminal.line(session.words(code, name=name, key=member.short))
    return Exit.OK


def _object(member: TeamMember) -> dict[str, object]:
    return {
        "name": member.name,
        "kind": member.kind,
        "key": member.key,
        "can_sign": member.can_sign,
    }
