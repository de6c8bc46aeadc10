"""What WeCom checks before it asks, in the order of docs/reference/wecom.md §8.

Steps 1-2 and 6 are grounded in the SDK and the app; the order of the rest is modelled. How WeCom
words a refusal is not public, so a refusal is one of our own problem codes (``phone.…``).
"""

from dataclasses import dataclass, field
from typing import Final, assert_never

from wecom_console.domain.links.requests import LoginRequest
from wecom_console.domain.problems import Params
from wecom_console.domain.rules.common import shown
from wecom_console.domain.secret_forms import secret_form
from wecom_console.simulator.phone.device import Device
from wecom_console.simulator.world.entities import (
    Agent,
    AndroidBlock,
    HarmonyBlock,
    IosBlock,
    Member,
)
from wecom_console.simulator.world.state import State

STATE_LIMIT: Final = 1_024
"""Longest state in bytes (docs/reference/wecom.md §2.2)."""


@dataclass(frozen=True, slots=True)
class PhoneRefusal:
    """WeCom refuses: a problem code and its parameters. Nothing comes back to the app."""

    code: str
    params: Params = field(default_factory=dict)


def check_request(state: State, request: LoginRequest) -> Agent | PhoneRefusal:
    """Steps 2 to 7: the app, before anyone is asked."""
    missing = [
        name
        for name, value in (
            ("schema", request.schema),
            ("corp_id", request.corp_id),
            ("agent_id", request.agent_id),
        )
        if not value
    ]
    if missing:
        return PhoneRefusal("phone.arguments_missing", {"names": ", ".join(missing)})
    size = len(request.state.encode("utf-8", errors="replace"))
    if size > STATE_LIMIT:
        return PhoneRefusal("phone.state_too_long", {"size": size, "limit": STATE_LIMIT})
    if state.corp(request.corp_id) is None:
        return PhoneRefusal("phone.corp_unknown", {"corp_id": request.corp_id})
    agent = state.agent(request.corp_id, request.agent_id)
    if agent is None:
        return PhoneRefusal("phone.agent_unknown", {"agent_id": request.agent_id})
    if not agent.enabled:
        return PhoneRefusal("phone.agent_disabled", {"agent_id": request.agent_id})
    refusal = _check_platform(agent, request)
    if refusal is not None:
        return refusal
    if request.schema.lower() != agent.schema.lower():
        return PhoneRefusal(
            "phone.schema_mismatch", {"schema": request.schema, "expected": agent.schema}
        )
    return agent


def check_company(state: State, request: LoginRequest, device: Device) -> PhoneRefusal | None:
    """Step 8: WeCom is signed in to the company that is asked for."""
    if device.corp_id and device.corp_id.lower() != request.corp_id.lower():
        other = state.corp(device.corp_id)
        name = device.corp_id if other is None else other.name
        return PhoneRefusal("phone.other_company", {"corp": name})
    return None


def check_member(state: State, agent: Agent, userid: str) -> Member | PhoneRefusal:
    """Steps 8 and 9: the person who is asked."""
    member = state.member(userid)
    if member is None:
        told = userid if secret_form(userid) is None else shown(userid)
        return PhoneRefusal("phone.member_unknown", {"userid": told})
    if not member.active:
        return PhoneRefusal("phone.member_disabled", {"userid": member.userid})
    if member.is_member and not state.is_visible(agent, member.userid):
        return PhoneRefusal("phone.member_not_visible", {"userid": member.userid})
    return member


def hears(request: LoginRequest, agent: Agent) -> bool:
    """Whether the app's SDK takes the answer: WeCom ignores the case of the schema, but the SDK
    compares what it registered with case (docs/reference/wecom.md §4.4, §15, item 10)."""
    return request.schema == agent.schema


def _check_platform(agent: Agent, request: LoginRequest) -> PhoneRefusal | None:
    block = agent.block(request.platform)
    match block:
        case None:
            return PhoneRefusal("phone.platform_not_set_up", {"platform": request.platform.value})
        case AndroidBlock(package, signature):
            if package and request.package != package:
                return _mismatch("phone.package_mismatch", request.package, package)
            if signature and request.signature_md5.lower() != signature.lower():
                return _mismatch("phone.signature_mismatch", request.signature_md5, signature)
        case IosBlock(bundle_id):
            if bundle_id and request.bundle_id != bundle_id:
                return _mismatch("phone.bundle_mismatch", request.bundle_id, bundle_id)
        case HarmonyBlock(bundle_name=bundle_name):
            if bundle_name and request.bundle_id != bundle_name:
                return _mismatch("phone.bundle_mismatch", request.bundle_id, bundle_name)
        case _:
            assert_never(block)
    return None


def _mismatch(code: str, found: str, expected: str) -> PhoneRefusal:
    return PhoneRefusal(code, {"found": found, "expected": expected})
