"""Named scenarios of the simulator: the state and the faults that a situation needs.

Their names are those in resources/simulator/scenarios.toml, those of the login test's own
scenarios (resources/scenarios.toml), which say what the simulator is told first, and those of the
files that a team brings (`scenario_files`).
"""

import json
import tomllib
from collections.abc import Mapping
from functools import cache

from wecom_console.flow.scenarios.definitions import built_in_scenarios
from wecom_console.resource_files import read_resource
from wecom_console.simulator.control.scenario_reader import (
    KEYS,
    for_entry,
    read_scenario,
)
from wecom_console.simulator.control.state_bodies import StateBody
from wecom_console.simulator.control.state_patch import PatchProblem, patch_state
from wecom_console.simulator.control.state_view import state_view
from wecom_console.simulator.world.scenario import SimulatorScenario
from wecom_console.simulator.world.world import World


def scenario_names(world: World | None = None) -> tuple[str, ...]:
    """All names: the login test's scenarios in their order, then the simulator's own, then those
    that `world` was started with."""
    brought = () if world is None else world.scenarios
    return tuple(dict.fromkeys((*built_in_scenarios().names, *_own(), *brought)))


def apply_scenario(
    world: World, name: str, *, more: SimulatorScenario | None = None
) -> PatchProblem | None:
    """Start from the initial state, then put what the scenario says (no name: nothing), and `more`
    on top of it. None when it is done; for an unknown name, and for an entry that does not exist
    here, nothing has changed.

    Codes, tokens, journal and clock stay as they are.
    """
    scenario = _find(world, name) if name else SimulatorScenario(name, {})
    if scenario is None:
        return PatchProblem("name", "no such scenario")
    parts = [scenario] if more is None else [scenario, more]
    before = world.state
    world.restore_state()
    for part in parts:
        body = StateBody.model_validate_json(json.dumps(_expanded(world, part.state)))
        problem = patch_state(world, body)
        if problem is not None:
            world.state = before
            return PatchProblem(f"state.{problem.field}", problem.error)
    world.faults.clear()
    for fault in (fault for part in parts for fault in part.faults):
        world.faults.add(fault)
    return None


def reset(world: World) -> None:
    """As started: with the scenario that the simulator was started in."""
    world.reset()
    if world.starts_in:
        apply_scenario(world, world.starts_in)


def _find(world: World, name: str) -> SimulatorScenario | None:
    tested = built_in_scenarios().get(name)
    if tested is None or name in _own():
        return _own().get(name) or world.scenarios.get(name)
    wanted = tested.simulator.scenario
    own = _own()[wanted] if wanted else SimulatorScenario(name, {})
    setup = tested.simulator
    more = read_scenario(
        name, {"state": setup.state, "faults": [dict(fault) for fault in setup.faults]}
    )
    if isinstance(more, PatchProblem):  # our own file is wrong: a bug
        raise ValueError(f"scenario {name}: {more.field}: {more.error}")
    return SimulatorScenario(name, {**own.state, **more.state}, (*own.faults, *more.faults))


@cache
def _own() -> Mapping[str, SimulatorScenario]:
    document = tomllib.loads(read_resource("simulator", "scenarios.toml"))
    found = {name: read_scenario(name, table) for name, table in document.items()}
    for name, one in found.items():
        if isinstance(one, PatchProblem):  # our own file is wrong: a bug
            raise ValueError(f"scenario {name}: {one.field}: {one.error}")
    return {name: one for name, one in found.items() if isinstance(one, SimulatorScenario)}


def _expanded(world: World, parts: Mapping[str, object]) -> dict[str, object]:
    current = state_view(world.state)
    return {
        part: _for_all(part, value, current)
        if part in KEYS and isinstance(value, Mapping)
        else value
        for part, value in parts.items()
    }


def _for_all(
    part: str, values: Mapping[str, object], current: Mapping[str, object]
) -> list[dict[str, object]]:
    entries = current[part]
    if not isinstance(entries, list):
        raise TypeError(part)
    return [{key: entry[key] for key in KEYS[part]} | for_entry(values) for entry in entries]
