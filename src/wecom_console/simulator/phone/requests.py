"""The request that an app of this agent would send."""

from typing import Final

from wecom_console.domain.links.requests import LoginRequest
from wecom_console.domain.verdicts import Platform
from wecom_console.simulator.world.entities import Agent, AndroidBlock, HarmonyBlock, IosBlock
from wecom_console.simulator.world.world import World

STATE_LENGTH: Final = 16


def complete_request(world: World, agent: Agent, platform: Platform) -> LoginRequest:
    """A request that passes every check of the app, with a state of its own."""
    package = signature = bundle = ""
    match agent.block(platform):
        case AndroidBlock(package, signature):
            pass
        case IosBlock(bundle) | HarmonyBlock(bundle_name=bundle):
            pass
        case None:
            pass
    return LoginRequest(
        platform=platform,
        schema=agent.schema,
        corp_id=agent.corp_id,
        agent_id=agent.agent_id,
        state=world.random.token("state", length=STATE_LENGTH),
        package=package,
        signature_md5=signature,
        bundle_id=bundle,
        app_name=agent.name,
    )
