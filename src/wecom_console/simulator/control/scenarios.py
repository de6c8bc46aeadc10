"""Named scenarios of the simulator: the state and the faults that a situation needs.

Their names are those in resources/simulator/scenarios.toml, and those of the login test's own
scenarios (resources/scenarios.toml), which say what the simulator is told first.

A part of the state is either a list, as in ``PATCH /_sim/state``, or a table, whose values are then
put into every entry of that part: a scenario does not know the ids of the profile in hand.
"""

import json
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Final

from pydantic import TypeAdapter

from wecom_console.flow.scenarios import built_in_scenarios
from wecom_console.resource_files import read_resource
from wecom_console.simulator.control.fault_bodies import FaultBody
from wecom_console.simulator.control.state_bodies import StateBody
from wecom_console.simulator.control.state_patch import PatchProblem, patch_state
from wecom_console.simulator.control.state_view import state_view
from wecom_console.simulator.world import World

UNSET: Final = "unset"
"""A table's key that lists what becomes null: TOML has no null of its own."""

_FAULTS: Final = TypeAdapter(list[FaultBody])
_KEYS: Final[Mapping[str, tuple[str, ...]]] = {
    "corps": ("corp_id",),
    "agents": ("corp_id", "agent_id"),
    "members": ("userid",),
    "applications": ("app_id",),
    "connections": ("connection_id",),
    "users": ("user_id",),
}


@dataclass(frozen=True, slots=True)
class SimulatorScenario:
    """A situation: parts of the state, and faults."""

    name: str
    state: Mapping[str, object]
    faults: tuple[FaultBody, ...]


def scenario_names() -> tuple[str, ...]:
    """All names: the login test's scenarios in their order, then the simulator's own."""
    return tuple(dict.fromkeys((*built_in_scenarios().names, *_own())))


def apply_scenario(world: World, name: str) -> bool:
    """Start from the initial state, then put what the scenario says; False for an unknown name.

    Codes, tokens, journal and clock stay as they are.
    """
    scenario = _find(name)
    if scenario is None:
        return False
    world.restore_state()
    world.faults.clear()
    body = StateBody.model_validate_json(json.dumps(_expanded(world, scenario.state)))
    problem = patch_state(world, body)
    if isinstance(problem, PatchProblem):  # our own file is wrong: a bug
        raise ValueError(f"scenario {name}: {problem.field}: {problem.error}")
    for fault in scenario.faults:
        world.faults.add(fault.spec())
    return True


def _find(name: str) -> SimulatorScenario | None:
    tested = built_in_scenarios().get(name)
    if tested is None:
        return _own().get(name)
    wanted = tested.simulator.scenario
    own = _own()[wanted] if wanted else None
    faults = _FAULTS.validate_json(json.dumps([dict(f) for f in tested.simulator.faults]))
    return SimulatorScenario(
        name, {} if own is None else own.state, (*(own.faults if own else ()), *faults)
    )


@cache
def _own() -> Mapping[str, SimulatorScenario]:
    document = tomllib.loads(read_resource("simulator", "scenarios.toml"))
    return {
        name: SimulatorScenario(
            name,
            table.get("state", {}),
            tuple(_FAULTS.validate_json(json.dumps(table.get("faults", [])))),
        )
        for name, table in document.items()
    }


def _expanded(world: World, parts: Mapping[str, object]) -> dict[str, object]:
    current = state_view(world.state)
    return {
        part: _for_all(part, value, current)
        if part in _KEYS and isinstance(value, Mapping)
        else value
        for part, value in parts.items()
    }


def _for_all(
    part: str, values: Mapping[str, object], current: Mapping[str, object]
) -> list[dict[str, object]]:
    entries = current[part]
    if not isinstance(entries, list):
        raise TypeError(part)
    stated = {key: value for key, value in values.items() if key != UNSET}
    unset = values.get(UNSET, ())
    nulls = dict.fromkeys(unset if isinstance(unset, list) else ())
    return [{key: entry[key] for key in _KEYS[part]} | stated | nulls for entry in entries]
