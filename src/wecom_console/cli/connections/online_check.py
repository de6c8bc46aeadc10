"""The live preflight on the command line: what was asked, what was found, what to do."""

import asyncio

from wecom_console.backends.preflight import CheckState, OnlineCheck
from wecom_console.cli.causes import cause_lines
from wecom_console.cli.exits import Exit
from wecom_console.cli.session import CliSession
from wecom_console.cli.terminal import one_line
from wecom_console.diagnosis.detect import facts_of
from wecom_console.diagnosis.told import Diagnosis, tell_diagnosis
from wecom_console.domain.profile import Profile
from wecom_console.domain.verdicts import BackendKind
from wecom_console.flow.explanations import plain
from wecom_console.services.authing.preflight import NEEDED_SECRETS, LivePreflight, Preflight
from wecom_console.services.causes import cause_objects
from wecom_console.services.target_secrets import resolve_secrets
from wecom_console.services.targets import Target

_SIGNS = {
    CheckState.OK: ("✓", "ok", "good"),
    CheckState.WARNING: ("!", "!", "warn"),
    CheckState.FAILED: ("✗", "x", "bad"),
    CheckState.SKIPPED: ("–", "-", "dim"),
}


_SIMULATED = ("◌", "sim", "dim")


def run_online(session: CliSession, target: Target, profile: Profile) -> Preflight:
    """Ask the backend of one connection; secrets that cannot be had leave their checks out."""
    secrets = resolve_secrets(target, profile, session.services, paths=NEEDED_SECRETS)
    preflight = LivePreflight(session.services.attempts)
    return asyncio.run(preflight.run(profile, secrets.credentials, folder=target.folder))


def exit_of_online(found: Preflight) -> Exit:
    """1 where something failed, 4 where a server was not reached."""
    if found.ok:
        return Exit.OK
    return Exit.OUTSIDE if found.is_outside else Exit.FOUND


def tell_online(session: CliSession, profile: Profile, found: Preflight) -> None:
    """A line a check; below what failed, its likeliest cause and the fix."""
    terminal, messages = session.terminal, session.messages
    for check in found.checks:
        sign, letters, style = _SIGNS[check.state]
        if check.state is CheckState.OK and check.simulated:
            sign, letters, style = _SIMULATED
        mark = terminal.styled(terminal.sign(sign, letters), style)
        title = messages.text(f"preflight.{check.id}")
        items = ", ".join(f"{name}={value}" for name, value in check.items if value)
        terminal.line(one_line(f"  {mark} {title}" + (f"  ({items})" if items else "")))
        if check.code:
            for line in _lines(session, _diagnosis(session, profile, check)):
                terminal.line(f"      {one_line(plain(line))}")
        if "attempts" in check.params:
            terminal.line(f"      {messages.text('preflight.attempts', **check.params)}")
    counts = {state.value: sum(c.state is state for c in found.checks) for state in CheckState}
    terminal.note(messages.text("preflight.total", **counts))


def online_object(session: CliSession, profile: Profile, found: Preflight) -> dict[str, object]:
    """The result in ``check --json``, under ``online``."""
    return {
        "ok": found.ok,
        "checks": [_check_object(session, profile, check) for check in found.checks],
    }


def _check_object(session: CliSession, profile: Profile, check: OnlineCheck) -> dict[str, object]:
    told = _diagnosis(session, profile, check) if check.code else None
    return {
        "check": check.id,
        "state": check.state.value,
        "title": session.messages.text(f"preflight.{check.id}"),
        "code": check.code or None,
        "params": dict(check.params),
        "items": dict(check.items),
        "simulated": check.simulated,
        "message": plain(told.explanation.title) if told else None,
        "causes": cause_objects(told) if told else [],
    }


def _diagnosis(session: CliSession, profile: Profile, check: OnlineCheck) -> Diagnosis:
    is_wecom = check.id.startswith("wecom_")
    kind = BackendKind.WECOM if is_wecom else profile.backend.kind
    facts = facts_of(check.code, check.params, backend=kind, profile=profile)
    return tell_diagnosis(session.messages, facts)


def _lines(session: CliSession, told: Diagnosis) -> list[str]:
    lines = [told.explanation.title, *cause_lines(session.messages, told)]
    return list(dict.fromkeys(lines))
