"""`profile archive`, `unarchive`, `label`: how connections are sorted, several at once."""

from collections.abc import Callable

import click

from wecom_console.cli.command import Command
from wecom_console.cli.connections.objects import profile_object
from wecom_console.cli.connections.results import (
    all_or_none,
    refuse_environment,
    tell_not_found,
    tell_write,
)
from wecom_console.cli.exits import Exit, gravest
from wecom_console.cli.options import ids_argument, json_option
from wecom_console.cli.session import CliSession
from wecom_console.cli.terminal import one_line
from wecom_console.domain.fields import ENVIRONMENTS
from wecom_console.messages.problems import sentence
from wecom_console.services.profiles.labels import Labels, relabelled
from wecom_console.services.profiles.records import Archived, StoredProfile


@click.command("archive", cls=Command)
@ids_argument
@json_option
@click.pass_obj
def archive(session: CliSession, identifiers: tuple[str, ...], *, as_json: bool) -> Exit:
    """Lay connections aside: they keep everything and leave the list."""
    return _move(session, identifiers, away=True, as_json=as_json)


@click.command("unarchive", cls=Command)
@ids_argument
@json_option
@click.pass_obj
def unarchive(session: CliSession, identifiers: tuple[str, ...], *, as_json: bool) -> Exit:
    """Take archived connections back into the list."""
    return _move(session, identifiers, away=False, as_json=as_json)


@click.command("label", cls=Command)
@ids_argument
@click.option("--environment", metavar="ENV", default="", help="profile.label.environment")
@click.option("--tag", "tags", metavar="TAG", multiple=True, help="profile.label.tag")
@click.option("--untag", "untags", metavar="TAG", multiple=True, help="profile.label.untag")
@json_option
@click.pass_obj
def label(
    session: CliSession,
    identifiers: tuple[str, ...],
    *,
    environment: str,
    tags: tuple[str, ...],
    untags: tuple[str, ...],
    as_json: bool,
) -> Exit:
    """Environment and tags of one connection or of several."""
    if environment and environment not in ENVIRONMENTS:
        return refuse_environment(session, environment)
    if not (environment or tags or untags):
        return session.refuse("no_label")

    def change(labels: Labels) -> Labels:
        if environment:
            labels = labels.moved(environment)
        for tag in untags:
            labels = labels.untagged(tag)
        for tag in tags:
            labels = labels.tagged(tag)
        return labels

    return _label(session, identifiers, change, as_json=as_json)


def _label(
    session: CliSession,
    identifiers: tuple[str, ...],
    change: Callable[[Labels], Labels],
    *,
    as_json: bool,
) -> Exit:
    service = session.services.profiles
    codes = [Exit.OK]
    labelled: list[dict[str, object]] = []
    result = all_or_none(session, lambda: relabelled(service, identifiers, change))
    if isinstance(result, Exit):
        return result
    unknown = {name for name in identifiers if service.get(name) is None}
    for refused in result.refused:
        if refused.name in unknown:
            codes.append(tell_not_found(session, refused.name, as_json=False))
            continue
        told = sentence(session.messages, refused.why)
        session.terminal.complain(
            f"{one_line(refused.name)}{session.words('colon')}{one_line(told)}"
        )
        codes.append(Exit.FOUND)
    names = {refused.name for refused in result.refused}
    for identifier in identifiers:
        stored = service.get(identifier)
        if stored is not None and stored.identifier not in names:
            labelled.append(profile_object(stored))
            _tell(session, "profile.labelled", stored, as_json=as_json)
    if as_json:
        session.terminal.json({"profiles": labelled})
    return gravest(codes)


def _move(session: CliSession, identifiers: tuple[str, ...], *, away: bool, as_json: bool) -> Exit:
    service = session.services.profiles
    codes = [Exit.OK]
    moved: list[dict[str, object]] = []
    results = all_or_none(session, lambda: [service.archive(one, away=away) for one in identifiers])
    if isinstance(results, Exit):
        return results
    for result in results:
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
