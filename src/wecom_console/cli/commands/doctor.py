"""`doctor`: what works on this machine, and what to do about the rest."""

from typing import Final

import click

from wecom_console.cli.command import Command
from wecom_console.cli.exits import Exit
from wecom_console.cli.options import json_option
from wecom_console.cli.session import CliSession
from wecom_console.cli.terminal import one_line
from wecom_console.services.doctor import CHECKS, CheckResult, Health, Probe
from wecom_console.services.doctor_words import finding_words, fix_words

_STYLES: Final = {Health.OK: "good", Health.WARN: "warn", Health.FAIL: "bad"}
_SIGNS: Final = {Health.OK: "✓", Health.WARN: "!", Health.FAIL: "✗"}


@click.command("doctor", cls=Command)
@json_option
@click.pass_obj
def doctor(session: CliSession, *, as_json: bool) -> Exit:
    """Exit 1 where something does not work."""
    probe = Probe(session.environment, session.services)
    findings = []
    for check in CHECKS:
        finding = check(probe)
        findings.append(finding)
        if not as_json:
            _tell(session, finding)
    failed = any(finding.health is Health.FAIL for finding in findings)
    if as_json:
        checks = [_object(session, finding) for finding in findings]
        session.terminal.json({"ok": not failed, "checks": checks})
    return Exit.FOUND if failed else Exit.OK


def _tell(session: CliSession, finding: CheckResult) -> None:
    terminal = session.terminal
    sign = terminal.sign(_SIGNS[finding.health], finding.health.value)
    name = session.words(f"doctor.name.{finding.check}")
    told = f"{name}{session.words('colon')}{one_line(finding_words(session.messages, finding))}"
    terminal.line(f"{terminal.styled(sign, _STYLES[finding.health])} {told}")
    if fix := fix_words(session.messages, finding):
        terminal.line(f"    {one_line(fix)}")


def _object(session: CliSession, finding: CheckResult) -> dict[str, object]:
    return {
        "check": finding.check,
        "status": finding.health.value,
        "code": finding.code,
        "message": finding_words(session.messages, finding),
        "fix": fix_words(session.messages, finding) or None,
        "details": dict(finding.params),
    }
