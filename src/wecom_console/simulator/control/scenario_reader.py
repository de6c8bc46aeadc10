"""One scenario out of its table in a TOML file: our own files' and those of other teams.

A part of the state is either a list, as in ``PATCH /_sim/state``, or a table, whose values are
put into every entry of that part: a scenario does not know the ids of the profile in hand.
"""

import json
from collections.abc import Mapping
from typing import Final

from pydantic import TypeAdapter, ValidationError

from wecom_console.simulator.control.fault_bodies import FaultBody
from wecom_console.simulator.control.state_bodies import StateBody
from wecom_console.simulator.control.state_patch import PatchProblem
from wecom_console.simulator.world.faults import LIMIT
from wecom_console.simulator.world.scenario import SimulatorScenario

UNSET: Final = "unset"
"""A table's key that lists what becomes null: TOML has no null of its own."""

KEYS: Final[Mapping[str, tuple[str, ...]]] = {
    "corps": ("corp_id",),
    "agents": ("corp_id", "agent_id"),
    "members": ("userid",),
    "applications": ("app_id",),
    "connections": ("connection_id",),
    "users": ("user_id",),
}
"""What tells the entries of a part apart."""

_FAULTS: Final = TypeAdapter(list[FaultBody])


def read_scenario(name: str, table: Mapping[str, object]) -> SimulatorScenario | PatchProblem:
    """The scenario, or the first thing in its table that does not fit."""
    unknown = next((key for key in table if key not in ("state", "faults")), None)
    if unknown is not None:
        return PatchProblem(unknown, "a scenario has state and faults, nothing else")
    state = table.get("state", {})
    if not isinstance(state, Mapping):
        return PatchProblem("state", "must be a table")
    problem = _state_problem(state)
    if problem is not None:
        return problem
    faults = read_faults(table.get("faults", []))
    if isinstance(faults, PatchProblem):
        return faults
    if len(faults) > LIMIT:
        return PatchProblem("faults", f"there can be {LIMIT} at most")
    return SimulatorScenario(name, state, tuple(body.spec() for body in faults))


def read_faults(stated: object) -> list[FaultBody] | PatchProblem:
    """Bodies of ``POST /_sim/faults``."""
    try:
        return _FAULTS.validate_json(json.dumps(stated, default=str))
    except ValidationError as unfit:
        return _first(unfit, "faults")


def for_entry(values: Mapping[str, object]) -> dict[str, object]:
    """What a table puts into an entry."""
    unset = values.get(UNSET, ())
    nulls = dict.fromkeys(unset if isinstance(unset, list) else ())
    return {key: value for key, value in values.items() if key != UNSET} | nulls


def _state_problem(state: Mapping[str, object]) -> PatchProblem | None:
    """Tables are checked as the one entry that they would make, under made-up keys."""
    for part, value in state.items():
        is_for_all = part in KEYS and isinstance(value, Mapping)
        if is_for_all and isinstance(value, Mapping):
            unset = value.get(UNSET, [])
            if not isinstance(unset, list) or not all(isinstance(key, str) for key in unset):
                return PatchProblem(f"state.{part}.{UNSET}", "must be a list of names")
            key = next((key for key in KEYS[part] if key in value or key in unset), None)
            if key is not None:
                return PatchProblem(
                    f"state.{part}.{key}", "tells entries apart, and a table is for all of them"
                )
            stated: object = [dict.fromkeys(KEYS[part], "x") | for_entry(value)]
        else:
            stated = value
        try:
            StateBody.model_validate_json(json.dumps({part: stated}, default=str))
        except ValidationError as unfit:
            problem = _first(unfit, "state")
            field = problem.field.replace(f"{part}.0", part, 1) if is_for_all else problem.field
            return PatchProblem(field, problem.error)
    return None


def _first(unfit: ValidationError, place: str) -> PatchProblem:
    first = unfit.errors(include_url=False, include_context=False, include_input=False)[0]
    return PatchProblem(".".join(str(part) for part in (place, *first["loc"])), first["msg"])
