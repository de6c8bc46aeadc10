"""`profile archive`, `unarchive`, `label`: how connections are sorted, several at once."""

from collections.abc import Callable
from typing import Annotated

import typer

from wecom_console.cli.commands.profile_reading import Json
from wecom_console.cli.connections.objects import profile_object
from wecom_console.cli.connections.results import tell_not_found, tell_write
from wecom_console.cli.exits import Exit, gravest
from wecom_console.cli.help import Command
from wecom_console.cli.session import CliSession
from wecom_console.cli.terminal import one_line
from wecom_console.domain.fields import ENVIRONMENTS
from wecom_console.services.profiles.labels import Labels, relabel
from wecom_console.services.profiles.records import Archived, StoredProfile

Ids = Annotated[list[str], typer.Argument(metavar="ID…", help="profile.id")]


def register(group: typer.Typer) -> None:
    """Add the commands."""
    group.command("archive", cls=Command, help="profile.archive.about")(archive)
    group.command("unarchive", cls=Command, help="profile.unarchive.about")(unarchive)
    group.command("label", cls=Command, help="profile.label.about")(label)


def archive(ctx: typer.Context, identifiers: Ids, *, as_json: Json = False) -> Exit:
    """Lay connections aside: they keep everything and leave the list."""
    return _move(ctx.obj, identifiers, away=True, as_json=as_json)


def unarchive(ctx: typer.Context, identifiers: Ids, *, as_json: Json = False) -> Exit:
    """Take archived connections back into the list."""
    return _move(ctx.obj, identifiers, away=False, as_json=as_json)


def label(
    ctx: typer.Context,
    identifiers: Ids,
    *,
    environment: Annotated[
        str, typer.Option("--environment", metavar="ENV", help="profile.label.environment")
    ] = "",
    tags: Annotated[
        list[str] | None, typer.Option("--tag", metavar="TAG", help="profile.label.tag")
    ] = None,
    untags: Annotated[
        list[str] | None, typer.Option("--untag", metavar="TAG", help="profile.label.untag")
    ] = None,
    as_json: Json = False,
) -> Exit:
    """Environment and tags of one connection or of several."""
    session: CliSession = ctx.obj
    if environment and environment not in ENVIRONMENTS:
        return session.refuse("no_environment", name=environment, known=", ".join(ENVIRONMENTS))
    if not (environment or tags or untags):
        return session.refuse("no_label")

    def change(labels: Labels) -> Labels:
        if environment:
            labels = labels.moved(environment)
        for tag in untags or ():
            labels = labels.untagged(tag)
        for tag in tags or ():
            labels = labels.tagged(tag)
        return labels

    return _label(session, identifiers, change, as_json=as_json)


def _label(
    session: CliSession,
    identifiers: list[str],
    change: Callable[[Labels], Labels],
    *,
    as_json: bool,
) -> Exit:
    service = session.services.profiles
    codes = [Exit.OK]
    labelled: list[dict[str, object]] = []
    for identifier in identifiers:
        if service.get(identifier) is None:
            codes.append(tell_not_found(session, identifier, as_json=False))
            continue
        result = relabel(service, (identifier,), change)
        for refused in result.refused:
            params = {"name": refused.key, **refused.params}
            session.terminal.complain(session.messages.text(refused.code, **params))
            codes.append(Exit.FOUND)
        stored = service.get(identifier)
        if stored is not None and not result.refused:
            labelled.append(profile_object(stored))
            _tell(session, "profile.labelled", stored, as_json=as_json)
    if as_json:
        session.terminal.json({"profiles": labelled})
    return gravest(codes)


def _move(session: CliSession, identifiers: list[str], *, away: bool, as_json: bool) -> Exit:
    codes = [Exit.OK]
    moved: list[dict[str, object]] = []
    for identifier in identifiers:
        result = session.services.profiles.archive(identifier, away=away)
        if isinstance(result, Archived):
            moved.append(profile_object(result.profile))
            done = "profile.archived" if away else "profile.unarchived"
            _tell(session, done, result.profile, as_json=as_json)
        else:
            codes.append(tell_write(session, result, "", as_json=False))
    if as_json:
        session.terminal.json({"profiles": moved})
    return gravest(codes)


def _tell(session: CliSession, code: str, stored: StoredProfile, *, as_json: bool) -> None:
    if not as_json:
        name = one_line(stored.identifier)
        session.terminal.line(session.words(code, identifier=name, revision=stored.revision))
