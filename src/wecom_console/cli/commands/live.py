"""`diff`, `apply` and `pull`: a connection against the one that Authing has."""

import asyncio

import click

from wecom_console.backends.wecom import LOCKED
from wecom_console.cli.command import Command
from wecom_console.cli.commands.link import tell_if_unusable
from wecom_console.cli.connections.live_report import (
    exit_of,
    exit_of_refusal,
    live_object,
    refusal_object,
    tell_applied,
    tell_live,
    tell_refusal,
)
from wecom_console.cli.connections.results import tell_write
from wecom_console.cli.exits import Exit, gravest
from wecom_console.cli.options import id_argument, json_option, what_argument, yes_option
from wecom_console.cli.session import CliSession
from wecom_console.domain.documents import to_raw
from wecom_console.domain.live.connection import DEFAULT_HOST
from wecom_console.domain.profile import Profile
from wecom_console.flow.login_progress import Refusal
from wecom_console.protocol.answers import host_of
from wecom_console.services.authing.live import Applied, Live, LiveAuthing, LiveSecrets, pulled
from wecom_console.services.target_secrets import resolve_secrets
from wecom_console.services.targets import Target, find_targets


@click.command("diff", cls=Command)
@what_argument
@click.option("--fail-on-drift/--no-fail-on-drift", default=True, help="diff.drift")
@json_option
@click.pass_obj
def diff(session: CliSession, what: tuple[str, ...], *, fail_on_drift: bool, as_json: bool) -> Exit:
    """Exit 1 where something differs or cannot be compared, 4 where Authing could not be asked."""
    chosen, codes = _usable(session, what)
    results: list[dict[str, object]] = []
    for target, profile in chosen:
        live = _compare(session, target, profile)
        if as_json:
            results.append(live_object(session, target, profile, live))
        else:
            _tell(session, target, profile, live)
        if isinstance(live, Refusal):
            codes.append(exit_of_refusal(live))
        elif not live.plan.in_sync and (fail_on_drift or live.plan.obstacle):
            codes.append(Exit.FOUND)
    if as_json:
        session.terminal.json({"results": results})
    return gravest(codes)


@click.command("apply", cls=Command)
@what_argument
@yes_option("apply.yes")
@json_option
@click.pass_obj
def apply(session: CliSession, what: tuple[str, ...], *, yes: bool, as_json: bool) -> Exit:
    """Exit 1 where something is left to do, 4 where Authing failed."""
    chosen, codes = _usable(session, what)
    if codes and gravest(codes) is not Exit.OK:
        return gravest(codes)
    if not yes and not session.terminal.can_ask:
        session.terminal.complain(session.words("apply.needs_yes"))
        return Exit.USAGE
    results: list[dict[str, object]] = []
    for target, profile in chosen:
        live = _compare(session, target, profile)
        if not as_json:
            _tell(session, target, profile, live)
        result = live_object(session, target, profile, live)
        if isinstance(live, Refusal):
            codes.append(exit_of_refusal(live))
        elif live.plan.obstacle:
            codes.append(Exit.FOUND)
        elif live.plan.steps:
            code, more = _carry_out(session, target, profile, live, yes=yes, as_json=as_json)
            codes.append(code)
            result |= more
        results.append(result)
    if as_json:
        session.terminal.json({"results": results})
    return gravest(codes)


@click.command("pull", cls=Command)
@id_argument
@click.option("--dry-run", is_flag=True, help="pull.dry_run")
@click.option("--list", "list_all", is_flag=True, help="pull.list")
@click.option("--new", metavar="IDENTIFIER", default="", help="pull.new")
@json_option
@click.pass_obj
def pull(
    session: CliSession, identifier: str, *, dry_run: bool, list_all: bool, new: str, as_json: bool
) -> Exit:
    """Authing's values become a new revision. Exit 1 where Authing has no such connection."""
    chosen, codes = _usable(session, (identifier,))
    if not chosen:
        return gravest(codes)
    target, profile = chosen[0]
    if list_all or new:
        return _others(session, target, profile, new, as_json=as_json)
    if target.stored is None:
        session.terminal.complain(session.words("pull.stored"))
        return Exit.USAGE
    live = _compare(session, target, profile)
    if isinstance(live, Refusal):
        tell_refusal(session, profile, live)
        return exit_of_refusal(live)
    if not as_json:
        tell_live(session, target, profile, live)
    elif dry_run:
        session.terminal.json(live_object(session, target, profile, live))
    found = pulled(profile, live.state)
    if found is None or live.plan.obstacle:
        return Exit.FOUND
    if any(one.is_secret for one in live.plan.drift):
        words = session.messages.text("live.secret_here", identifier=profile.identifier)
        session.terminal.complain(words)
    if dry_run or found == profile:
        return Exit.OK
    saved = session.services.profiles.save(
        target.stored.id,
        to_raw(found),
        base_revision=target.stored.revision,
        draft=False,
        note="pulled:Authing",
    )
    return tell_write(session, saved, "profile.saved", as_json=as_json)


def _others(
    session: CliSession, target: Target, profile: Profile, new: str, *, as_json: bool
) -> Exit:
    """Whatever else the user pool has."""
    from wecom_console.cli.connections.adopting import list_others, take_new  # rarely

    secrets = _secrets(session, target, profile)
    live = asyncio.run(LiveAuthing().diff(profile, secrets, folder=target.folder))
    if isinstance(live, Refusal):
        tell_refusal(session, profile, live)
        return exit_of_refusal(live)
    if new:
        return take_new(session, live.state, profile, secrets, new, as_json=as_json)
    return list_others(session, live.state, as_json=as_json)


def _usable(
    session: CliSession, what: tuple[str, ...]
) -> tuple[list[tuple[Target, Profile]], list[Exit]]:
    """The connections that pass the check; what the others mean for the exit code."""
    found = find_targets(what, lambda: session.services.profiles)
    codes = [tell_if_unusable(session, one) for one in found]
    sound = [
        (one, one.report.profile)
        for one in found
        if isinstance(one, Target) and one.report.profile is not None
    ]
    return sound, codes


def _secrets(session: CliSession, target: Target, profile: Profile) -> LiveSecrets:
    paths = ("secret", "backend.access_key_secret")
    secrets = resolve_secrets(target, profile, session.services, paths=paths)
    lacking = secrets.lacking.get("backend.access_key_secret")
    return LiveSecrets(
        secrets.found.get("backend.access_key_secret"),
        secrets.found.get("secret"),
        is_locked=lacking is not None and lacking.code in LOCKED,
    )


def _compare(session: CliSession, target: Target, profile: Profile) -> Live | Refusal:
    secrets = _secrets(session, target, profile)
    return asyncio.run(LiveAuthing().diff(profile, secrets, folder=target.folder))


def _tell(session: CliSession, target: Target, profile: Profile, live: Live | Refusal) -> None:
    if isinstance(live, Live):
        tell_live(session, target, profile, live)
        return
    session.terminal.complain(target.what)
    tell_refusal(session, profile, live)


def _carry_out(
    session: CliSession, target: Target, profile: Profile, live: Live, *, yes: bool, as_json: bool
) -> tuple[Exit, dict[str, object]]:
    if not yes:
        host = host_of(profile.backend.host) or DEFAULT_HOST
        question = session.words("apply.ask", host=host, environment=profile.environment)
        if session.terminal.ask(question).lower() not in session.words("yes_words").split():
            session.terminal.complain(session.words("apply.left"))
            return Exit.USAGE, {"ended": None}
    done = asyncio.run(
        LiveAuthing().apply(
            profile,
            _secrets(session, target, profile),
            live.plan,
            source_name=session.messages.text("live.source_name"),
            folder=target.folder,
        )
    )
    if isinstance(done, Refusal):
        if not as_json:
            tell_refusal(session, profile, done)
        problem = refusal_object(session, profile, done)
        return exit_of_refusal(done), {"ended": None, "problem": problem}
    if not as_json:
        return tell_applied(session, profile, done), {}
    return exit_of(done), _applied_object(session, profile, done)


def _applied_object(session: CliSession, profile: Profile, done: Applied) -> dict[str, object]:
    problem = refusal_object(session, profile, done.refusal) if done.refusal else None
    return {
        "ended": done.ended.value,
        "in_sync": done.plan.in_sync,
        "left": [one.key for one in done.plan.drift],
        "problem": problem,
    }
