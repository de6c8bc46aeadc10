"""Plays phone and WeCom: the checks, the decision, the code, and the links of both directions."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Final, assert_never

from wecom_console.domain.links.requests import (
    Callback,
    CallbackOutcome,
    LinkError,
    LoginRequest,
    build_request_link,
    build_return_link,
    result_code,
)
from wecom_console.domain.verdicts import Platform
from wecom_console.simulator.phone.checks import (
    PhoneRefusal,
    check_company,
    check_member,
    check_request,
    hears,
)
from wecom_console.simulator.phone.device import Device
from wecom_console.simulator.phone.results import Decision, PhoneResult
from wecom_console.simulator.world.entities import Agent
from wecom_console.simulator.world.ledger import BASE_SCOPE
from wecom_console.simulator.world.world import World

CODE_LENGTH: Final = 43
OTHER_AGENT: Final = "1009999"
OTHER_CORP: Final = "ww0000000000000000"
OWN_DEVICE: Final = Device()

_IOS_TEXTS: Final[Mapping[CallbackOutcome, str]] = {
    "ok": "OK",
    "cancelled": "cancelled",
    "failed": "Failed",
}


def decide(
    world: World,
    request: LoginRequest,
    *,
    member: str,
    decision: Decision,
    device: Device = OWN_DEVICE,
    scope: str = BASE_SCOPE,
    issued_for: str = "",
) -> PhoneResult:
    """All checks of docs/reference/wecom.md §8 in their order, then the decision. `issued_for`: the
    code belongs to another agent or another corp, as when the app was built for one."""
    if not request.transaction:
        # Android's SDK numbers its requests by the uptime in ms, that of iOS in turn
        # (docs/reference/wecom.md §4.2 and §5.2).
        number = f"1{world.random.digits('transaction', count=8)}"
        request = replace(request, transaction=number)
    link = build_request_link(request)
    result = PhoneResult(
        request,
        member,
        decision,
        request_link="" if isinstance(link, LinkError) else link,
        link_problem=link.code if isinstance(link, LinkError) else "",
    )
    agent = _checked(world, request, device)
    if isinstance(agent, PhoneRefusal):
        return _refused(result, agent)
    found = check_member(world.state, agent, member)
    if isinstance(found, PhoneRefusal):
        return _refused(result, found)
    result = replace(result, member=found.userid)
    match decision:
        case Decision.APPROVE:
            owner = _owner(agent, issued_for)
            return _answered(result, agent, "ok", code=_issue(world, owner, found.userid, scope))
        case Decision.CANCEL:
            return _answered(result, agent, "cancelled")
        case Decision.FAIL:
            return _answered(result, agent, "failed")
        case _:
            assert_never(decision)


def refusal(world: World, request: LoginRequest, device: Device = OWN_DEVICE) -> PhoneResult | None:
    """The refusal that comes before anyone is asked, None where WeCom would ask."""
    found = _checked(world, request, device)
    if not isinstance(found, PhoneRefusal):
        return None
    return _refused(PhoneResult(request, "", Decision.FAIL), found)


def _checked(world: World, request: LoginRequest, device: Device) -> Agent | PhoneRefusal:
    if not device.is_installed:
        return PhoneRefusal("phone.not_installed")
    agent = check_request(world.state, request)
    if isinstance(agent, PhoneRefusal):
        return agent
    return check_company(world.state, request, device) or agent


def _owner(agent: Agent, issued_for: str) -> Agent:
    match issued_for:
        case "other_agent":
            return replace(agent, agent_id=OTHER_AGENT)
        case "other_corp":
            return replace(agent, corp_id=OTHER_CORP)
        case _:
            return agent


def _issue(world: World, agent: Agent, userid: str, scope: str) -> str:
    code = world.random.token("code", length=CODE_LENGTH)
    world.ledger.issue(
        code,
        corp_id=agent.corp_id,
        agent_id=agent.agent_id,
        member=userid,
        now=world.now(),
        scope=scope,
    )
    return code


def _refused(result: PhoneResult, refused: PhoneRefusal) -> PhoneResult:
    return replace(result, reason=refused.code, params=refused.params)


def _answered(
    result: PhoneResult, agent: Agent, outcome: CallbackOutcome, *, code: str = ""
) -> PhoneResult:
    request = result.request
    err_code = result_code(request.platform, request.sdk, outcome)
    link = build_return_link(
        Callback(
            platform=request.platform,
            schema=agent.schema,
            err_code=err_code,
            code=code,
            state=request.state,
            err_text=_IOS_TEXTS[outcome] if request.platform is Platform.IOS else "",
            sdk=request.sdk,
            transaction=request.transaction,
        )
    )
    is_heard = hears(request, agent)
    return replace(
        result,
        return_link="" if isinstance(link, LinkError) else link,
        code=code,
        err_code=err_code,
        reason="" if is_heard else "schema.case",
        params={} if is_heard else {"schema": request.schema, "expected": agent.schema},
        delivered=is_heard,
    )
