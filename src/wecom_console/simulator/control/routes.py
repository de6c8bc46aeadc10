"""The control API: a person, a test suite and the window steer the simulator through it."""

from typing import Final

from pydantic import Field, JsonValue

from wecom_console.simulator.control.authorize import AuthorizeBody, authorize
from wecom_console.simulator.control.bodies import Body, number_param, read_body
from wecom_console.simulator.control.fault_bodies import FaultBody, fault_view
from wecom_console.simulator.control.records import code_view, entry_view, exchange_view
from wecom_console.simulator.control.scenario_reader import read_scenario
from wecom_console.simulator.control.scenarios import apply_scenario, reset, scenario_names
from wecom_console.simulator.control.state_bodies import StateBody
from wecom_console.simulator.control.state_patch import PatchProblem, patch_state
from wecom_console.simulator.control.state_view import state_view
from wecom_console.simulator.phone.results import as_json
from wecom_console.simulator.routing import SimRoute
from wecom_console.simulator.wire.asgi import control_error
from wecom_console.simulator.wire.calls import Answer, Call, json_answer
from wecom_console.simulator.world.clock import ADVANCE_LIMIT_S
from wecom_console.simulator.world.world import World

WAIT_LIMIT_S: Final = 60.0
NUMBER_LIMIT: Final = 1e15


class ClockBody(Body):
    """How far the clock moves forward, in seconds."""

    advance_s: float = Field(ge=0, le=ADVANCE_LIMIT_S)


class ScenarioBody(Body):
    """The scenario's name (none: as started), and what is put on top of it."""

    name: str = ""
    state: dict[str, JsonValue] = Field(default_factory=dict)
    faults: list[JsonValue] = Field(default_factory=list)


async def post_authorize(world: World, call: Call) -> Answer:
    """``POST /_sim/authorize``."""
    body = read_body(call, AuthorizeBody)
    return body if isinstance(body, Answer) else json_answer(as_json(authorize(world, body)))


async def get_callbacks(world: World, call: Call) -> Answer:
    """``GET /_sim/callbacks?state=S&wait_s=20``: what the phone's user decided, once; 204 where
    nothing came in time."""
    wait_s = number_param(call, "wait_s", default=0.0, limit=WAIT_LIMIT_S)
    if isinstance(wait_s, Answer):
        return wait_s
    result = await world.callbacks.wait(call.param("state"), wait_s=wait_s)
    return Answer(204) if result is None else json_answer(as_json(result))


async def post_fault(world: World, call: Call) -> Answer:
    """``POST /_sim/faults``."""
    body = read_body(call, FaultBody)
    if isinstance(body, Answer):
        return body
    fault = world.faults.add(body.spec())
    if fault is None:
        return control_error(409, "too many faults are in force")
    return json_answer({"id": fault.fault_id}, status=201)


async def get_faults(world: World, _call: Call) -> Answer:
    """``GET /_sim/faults``."""
    return json_answer({"faults": [fault_view(fault) for fault in world.faults]})


async def delete_faults(world: World, _call: Call) -> Answer:
    """``DELETE /_sim/faults``."""
    world.faults.clear()
    return Answer(204)


async def delete_fault(world: World, call: Call) -> Answer:
    """``DELETE /_sim/faults/{id}``."""
    stated = call.path_values.get("id", "")
    is_number = stated.isascii() and stated.isdecimal() and len(stated) < 16
    if not is_number or not world.faults.remove(int(stated)):
        return control_error(404, "no such fault", field="id")
    return Answer(204)


async def get_journal(world: World, call: Call) -> Answer:
    """``GET /_sim/journal?since=0``: the calls with a higher number."""
    since = number_param(call, "since", default=0.0, limit=NUMBER_LIMIT)
    if isinstance(since, Answer):
        return since
    entries = [entry_view(entry) for entry in world.journal.since(int(since))]
    return json_answer({"journal": entries, "last": world.journal.settled_number})


async def get_exchange(world: World, call: Call) -> Answer:
    """``GET /_sim/journal/{number}``: what exactly was asked and answered, of the newest calls."""
    stated = call.path_values.get("number", "")
    is_number = stated.isascii() and stated.isdecimal() and len(stated) < 16
    exchange = world.exchanges.find(int(stated)) if is_number else None
    if exchange is None:
        return control_error(404, "no such call, or one too old", field="number")
    return json_answer({"number": exchange.number, **exchange_view(exchange)})


async def delete_journal(world: World, _call: Call) -> Answer:
    """``DELETE /_sim/journal``: the numbers go on."""
    world.journal.clear()
    world.exchanges.clear()
    return Answer(204)


async def get_codes(world: World, _call: Call) -> Answer:
    """``GET /_sim/codes``: the ledger."""
    now = world.now()
    return json_answer({"codes": [code_view(e, now=now) for e in world.ledger.entries()]})


async def post_revoke(world: World, _call: Call) -> Answer:
    """``POST /_sim/revoke``: WeCom's access tokens are unknown from now on, as after an early
    revocation (docs/reference/wecom.md §9.2)."""
    world.access_tokens.clear()
    return json_answer({"revoked": True})


async def get_messages(world: World, _call: Call) -> Answer:
    """``GET /_sim/messages``: the verification codes that Authing "sent" and nobody used yet."""
    sent = [
        {"channel": m.channel.value, "to": m.to, "code": m.code, "time": m.sent_at}
        for m in world.outbox.messages()
    ]
    return json_answer({"messages": sent})


async def get_clock(world: World, _call: Call) -> Answer:
    """``GET /_sim/clock``."""
    return json_answer({"now": world.now(), "offset_s": world.clock.offset_s})


async def post_clock(world: World, call: Call) -> Answer:
    """``POST /_sim/clock``."""
    body = read_body(call, ClockBody)
    if isinstance(body, Answer):
        return body
    world.clock.advance(body.advance_s)
    return await get_clock(world, call)


async def get_state(world: World, _call: Call) -> Answer:
    """``GET /_sim/state``."""
    return json_answer(state_view(world.state))


async def patch_state_parts(world: World, call: Call) -> Answer:
    """``PATCH /_sim/state``: replaces each part that it is given, answers the whole state."""
    body = read_body(call, StateBody)
    if isinstance(body, Answer):
        return body
    problem = patch_state(world, body)
    if problem is not None:
        return control_error(400, problem.error, field=problem.field)
    return await get_state(world, call)


async def get_scenarios(world: World, _call: Call) -> Answer:
    """``GET /_sim/scenario``."""
    return json_answer({"scenarios": list(scenario_names(world))})


async def post_scenario(world: World, call: Call) -> Answer:
    """``POST /_sim/scenario``."""
    body = read_body(call, ScenarioBody)
    if isinstance(body, Answer):
        return body
    if not body.model_fields_set:
        return control_error(400, "give name, state or faults", field="name")
    more = read_scenario(body.name, {"state": body.state, "faults": body.faults})
    problem = (
        more if isinstance(more, PatchProblem) else apply_scenario(world, body.name, more=more)
    )
    if problem is not None:
        status = 404 if problem.field == "name" else 400
        return control_error(status, problem.error, field=problem.field)
    return json_answer({"name": body.name})


async def post_reset(world: World, _call: Call) -> Answer:
    """``POST /_sim/reset``."""
    reset(world)
    return json_answer({"reset": True})


async def post_landing(world: World, call: Call) -> Answer:
    """``POST /_sim/landing``: an address of the phone's home page that admits one login."""
    token = world.random.token("landing", length=32)
    world.landing.add(token)
    return json_answer({"url": f"{call.base_url}/phone/?t={token}"}, status=201)


async def unknown_control(_world: World, _call: Call) -> Answer:
    """Any other path below ``/_sim/``, or a method that a path does not take."""
    return control_error(404, "no such control call")


CONTROL_ROUTES: Final = (
    SimRoute("/_sim/authorize", ("POST",), post_authorize),
    SimRoute("/_sim/callbacks", ("GET",), get_callbacks),
    SimRoute("/_sim/faults", ("POST",), post_fault),
    SimRoute("/_sim/faults", ("GET",), get_faults),
    SimRoute("/_sim/faults", ("DELETE",), delete_faults),
    SimRoute("/_sim/faults/{id}", ("DELETE",), delete_fault),
    SimRoute("/_sim/journal", ("GET",), get_journal),
    SimRoute("/_sim/journal", ("DELETE",), delete_journal),
    SimRoute("/_sim/revoke", ("POST",), post_revoke),
    SimRoute("/_sim/messages", ("GET",), get_messages),
    SimRoute("/_sim/journal/{number}", ("GET",), get_exchange),
    SimRoute("/_sim/codes", ("GET",), get_codes),
    SimRoute("/_sim/clock", ("GET",), get_clock),
    SimRoute("/_sim/clock", ("POST",), post_clock),
    SimRoute("/_sim/state", ("GET",), get_state),
    SimRoute("/_sim/state", ("PATCH",), patch_state_parts),
    SimRoute("/_sim/scenario", ("GET",), get_scenarios),
    SimRoute("/_sim/scenario", ("POST",), post_scenario),
    SimRoute("/_sim/reset", ("POST",), post_reset),
    SimRoute("/_sim/landing", ("POST",), post_landing),
)
