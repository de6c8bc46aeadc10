"""What a log line or a traceback may show of the simulator's values."""

import pytest

from simulator.driver import Sim
from wecom_console.simulator.control.state_bodies import AgentBody
from wecom_console.simulator.wire.calls import Call
from wecom_console.simulator.world.state import agent_key

pytestmark = pytest.mark.anyio


async def test_no_repr_shows_a_secret(sim: Sim) -> None:
    """Entities, codes, tokens, calls and bodies."""
    code = await sim.code()
    token = await sim.access_token()
    key = agent_key(sim.profile.corp_id, sim.profile.agent_id)
    world = sim.world
    agent = world.state.agents[key]
    current = world.access_tokens.current(
        key, agent.secret, now=world.now(), randomness=world.random
    )
    await sim.sign_in()
    exchange = world.exchanges.find(world.journal.last_number)
    shown = repr(
        [
            sim.setup,
            sim.world.state,
            list(sim.world.ledger.entries()),
            current,
            exchange,
            Call("GET", "/", "http://x", query=(("corpsecret", sim.secret),)),
            AgentBody(corp_id="c", agent_id="1", secret=sim.secret),
        ]
    )
    secrets = [code, token, *sim.world.secret_values()]
    assert [] == [secret for secret in secrets if secret in shown]
