"""``POST /_sim/authorize``: the phone without a browser."""

from dataclasses import replace
from typing import Any, Final, Literal

from pydantic import Field

from wecom_console.domain.links.requests import LoginRequest
from wecom_console.domain.verdicts import Platform
from wecom_console.simulator.control.bodies import Body
from wecom_console.simulator.phone.decisions import decide
from wecom_console.simulator.phone.device import Device
from wecom_console.simulator.phone.requests import complete_request
from wecom_console.simulator.phone.results import Decision, PhoneResult
from wecom_console.simulator.world.entities import Agent
from wecom_console.simulator.world.world import World


class AuthorizeBody(Body):
    """What is left out is what the app of this agent would send, the first agent's by default."""

    platform: Platform
    member: str | None = None
    decision: Decision = Decision.APPROVE
    corp_id: str | None = None
    agent_id: str | None = None
    stated_schema: str | None = Field(default=None, alias="schema")
    state: str | None = None
    package: str | None = None
    signature_md5: str | None = None
    bundle_id: str | None = None
    app_name: str | None = None
    sdk: Literal["1", "2+"] = "2+"
    transaction: str | None = None
    scope: Literal["snsapi_base", "snsapi_privateinfo"] = "snsapi_base"
    wecom_installed: bool = True
    logged_in_corp_id: str | None = None
    issued_for: Literal["other_agent", "other_corp"] | None = None


_GIVEN: Final = {
    "corp_id": "corp_id",
    "agent_id": "agent_id",
    "stated_schema": "schema",
    "state": "state",
    "package": "package",
    "signature_md5": "signature_md5",
    "bundle_id": "bundle_id",
    "app_name": "app_name",
    "transaction": "transaction",
}


def authorize(world: World, body: AuthorizeBody) -> PhoneResult:
    """Play phone and WeCom."""
    agent = _agent(world, body)
    if agent is None:
        request = LoginRequest(body.platform, "", "", "", "")
    else:
        request = complete_request(world, agent, body.platform)
    given: dict[str, Any] = {
        name: value
        for field, name in _GIVEN.items()
        if isinstance(value := getattr(body, field), str)
    }
    request = replace(request, sdk=body.sdk, **given)
    member = body.member
    if member is None:
        member = next(iter(agent.visible), "") if agent is not None else ""
    return decide(
        world,
        request,
        member=member,
        decision=body.decision,
        device=Device(body.wecom_installed, body.logged_in_corp_id or ""),
        scope=body.scope,
        issued_for=body.issued_for or "",
    )


def _agent(world: World, body: AuthorizeBody) -> Agent | None:
    """The agent that fills in what is left out: the one that is named, else the first."""
    agents = tuple(world.state.agents.values())
    named = [
        agent
        for agent in agents
        if body.corp_id is None or body.corp_id.lower() == agent.corp_id.lower()
        if body.agent_id is None or body.agent_id == agent.agent_id
    ]
    return next(iter((*named, *agents)), None)
