"""A running simulator, and what a client must know of it."""

from dataclasses import dataclass, field

from wecom_console.simulator.server.client import SimulatorClient
from wecom_console.simulator.world.entities import Agent, Application, SimulatedConnection, UserPool
from wecom_console.simulator.world.state import State
from wecom_console.simulator.world.world import World


@dataclass(frozen=True, slots=True)
class SimulatorHandle:
    """`world` belongs to the loop that serves it: from elsewhere, use the control API."""

    url: str
    world: World
    control_token: str = field(repr=False)
    is_demo: bool = False
    landing_url: str = field(default="", repr=False)

    def client(self) -> SimulatorClient:
        """Steers it through the control API, from any thread."""
        return SimulatorClient(self.description())

    def description(self) -> dict[str, object]:
        """The one line of ``simulate --json`` (docs/reference/simulator.md §1). Only the demo
        company's secrets are in it: they are made up at the start."""
        connections = [
            _connection(self.world.state, c, shows_secrets=self.is_demo)
            for c in self.world.state.connections.values()
        ]
        found: dict[str, object] = {"url": self.url, "control_token": self.control_token}
        if connections:
            found |= connections[0]
        if not self.is_demo:
            found["connections"] = connections
        return found | ({"landing_url": self.landing_url} if self.landing_url else {})


def _connection(
    state: State, connection: SimulatedConnection, *, shows_secrets: bool
) -> dict[str, object]:
    agent = state.agent(str(connection.fields.get("corpId")), str(connection.fields.get("agentId")))
    app = next(
        (a for a in state.applications.values() if connection.connection_id in a.connections),
        None,
    )
    pool = state.pools.get(connection.pool_id)
    return {
        "wecom": {} if agent is None else _wecom(state, agent, shows_secrets=shows_secrets),
        "authing": _authing(connection, app, pool, shows_secrets=shows_secrets),
        "casdoor": _casdoor(state, connection),
    }


def _wecom(state: State, agent: Agent, *, shows_secrets: bool) -> dict[str, object]:
    members = (state.member(userid) for userid in agent.visible)
    found: dict[str, object] = {
        "corp_id": agent.corp_id,
        "agent_id": agent.agent_id,
        "secret": agent.secret.reveal(),
        "schema": agent.schema,
        "members": [m.userid for m in members if m is not None and m.active],
    }
    return found if shows_secrets else _without(found, "secret")


def _authing(
    connection: SimulatedConnection,
    app: Application | None,
    pool: UserPool | None,
    *,
    shows_secrets: bool,
) -> dict[str, object]:
    found: dict[str, object] = {
        "user_pool_id": connection.pool_id,
        "access_key_id": "" if pool is None else pool.access_key_id,
        "access_key_secret": "" if pool is None else pool.access_key_secret.reveal(),
        "app_id": "" if app is None else app.app_id,
        "app_secret": "" if app is None else app.secret.reveal(),
        "ext_idp_id": connection.ext_idp_id,
        "connection_id": connection.connection_id,
        "connection_identifier": connection.identifier,
    }
    return found if shows_secrets else _without(found, "access_key_secret", "app_secret")


def _casdoor(state: State, connection: SimulatedConnection) -> dict[str, object]:
    app = next(
        (a for a in state.casdoor.values() if a.connection_id == connection.connection_id), None
    )
    if app is None:
        return {}
    return {
        "organization": app.organization,
        "application": app.name,
        "provider": app.provider,
        "state": app.state,
        "client_id": app.client_id,
    }


def _without(found: dict[str, object], *names: str) -> dict[str, object]:
    return {key: value for key, value in found.items() if key not in names}
