"""`scenarios`: the ways in which a login can be tested."""

import click

from wecom_console.cli.columns import columns
from wecom_console.cli.command import Command
from wecom_console.cli.exits import Exit
from wecom_console.cli.options import json_option
from wecom_console.cli.session import CliSession
from wecom_console.domain.verdicts import LEGS, Platform
from wecom_console.flow.scenarios.definitions import Scenario, built_in_scenarios


@click.command("scenarios", cls=Command)
@json_option
@click.pass_obj
def scenarios(session: CliSession, *, as_json: bool) -> Exit:
    """One line each."""
    known = built_in_scenarios().scenarios
    if as_json:
        session.terminal.json({"scenarios": [_scenario_object(session, one) for one in known]})
        return Exit.OK
    rows = [(one.name, session.messages.text(f"scenario.{one.name}.line")) for one in known]
    group = ""
    for one, line in zip(known, columns(rows), strict=True):
        if one.group != group:
            group = one.group
            title = session.messages.text(f"scenario_group.{group}")
            session.terminal.line(session.terminal.styled(title, "bold"))
        session.terminal.line(f"  {line}")
    return Exit.OK


def _scenario_object(session: CliSession, scenario: Scenario) -> dict[str, object]:
    return {
        "name": scenario.name,
        "title": session.messages.text(f"scenario.{scenario.name}.title"),
        "about": session.messages.text(f"scenario.{scenario.name}.line"),
        "group": scenario.group,
        "expected": {p.value: str(scenario.expectation(p)) for p in Platform},
        "expected_by": {kind.value: str(expected) for kind, expected in scenario.expected_by},
        "legs": _legs(scenario),
        "platforms": [platform.value for platform in scenario.platforms],
        "backends": [kind.value for kind in scenario.backends],
        "types": list(scenario.types),
        "needs": list(scenario.needs),
    }


def _legs(scenario: Scenario) -> list[str]:
    """The legs that it needs: up to the one that must fail."""
    last = scenario.expectation(scenario.platforms[0]).leg
    return [leg.value for leg in LEGS if last is None or leg.number <= last.number]
