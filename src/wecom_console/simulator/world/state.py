"""The mutable part of the world: which entities there are now."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from wecom_console.simulator.world.entities import (
    Agent,
    Application,
    CasdoorApp,
    Corp,
    ExtIdp,
    Limits,
    Member,
    SimulatedConnection,
    Suite,
    User,
    UserPool,
)

AgentKey = tuple[str, str]


def agent_key(corp_id: str, agent_id: str) -> AgentKey:
    """The key of an agent: a CorpID is compared without case (docs/reference/wecom.md §2.2)."""
    return corp_id.lower(), agent_id


@dataclass(slots=True)
class State:
    """All entities by their ids. CorpIDs and userids are keys in lower case."""

    corps: dict[str, Corp] = field(default_factory=dict)
    agents: dict[AgentKey, Agent] = field(default_factory=dict)
    suites: dict[str, Suite] = field(default_factory=dict)
    members: dict[str, Member] = field(default_factory=dict)
    pools: dict[str, UserPool] = field(default_factory=dict)
    applications: dict[str, Application] = field(default_factory=dict)
    ext_idps: dict[str, ExtIdp] = field(default_factory=dict)
    connections: dict[str, SimulatedConnection] = field(default_factory=dict)
    users: dict[str, User] = field(default_factory=dict)
    casdoor: dict[tuple[str, str], CasdoorApp] = field(default_factory=dict)
    """By the names of application and provider."""
    limits: Limits = field(default_factory=Limits)

    def copy(self) -> "State":
        """The same entities in tables of their own."""
        return State(
            corps=dict(self.corps),
            agents=dict(self.agents),
            suites=dict(self.suites),
            members=dict(self.members),
            pools=dict(self.pools),
            applications=dict(self.applications),
            ext_idps=dict(self.ext_idps),
            connections=dict(self.connections),
            users=dict(self.users),
            casdoor=dict(self.casdoor),
            limits=self.limits,
        )

    def corp(self, corp_id: str) -> Corp | None:
        """The company called `corp_id`."""
        return self.corps.get(corp_id.lower())

    def agent(self, corp_id: str, agent_id: str) -> Agent | None:
        """The agent of that company."""
        return self.agents.get(agent_key(corp_id, agent_id))

    def agents_of(self, corp_id: str) -> tuple[Agent, ...]:
        """The agents of a company in their order."""
        return tuple(a for (corp, _), a in self.agents.items() if corp == corp_id.lower())

    def member(self, userid: str) -> Member | None:
        """The member called `userid` (compared without case, docs/reference/wecom.md §9.5)."""
        return self.members.get(userid.lower())

    def pool_by_key(self, access_key_id: str) -> UserPool | None:
        """The pool whose access key, or whose own id, is `access_key_id`."""
        return next(
            (p for p in self.pools.values() if access_key_id in {p.access_key_id, p.pool_id}), None
        )

    def connections_of(self, pool_id: str) -> tuple[SimulatedConnection, ...]:
        """The connections of a pool in their order."""
        return tuple(c for c in self.connections.values() if c.pool_id == pool_id)

    def enabled_connections(self, app: Application) -> tuple[SimulatedConnection, ...]:
        """The connections that are switched on for an application, in the order of the pool."""
        return tuple(
            c for c in self.connections_of(app.pool_id) if c.connection_id in app.connections
        )

    def users_of(self, pool_id: str) -> tuple[User, ...]:
        """The users of a pool in their order."""
        return tuple(u for u in self.users.values() if u.pool_id == pool_id)

    def is_visible(self, agent: Agent, userid: str) -> bool:
        """Whether `userid` is in the visible range of `agent`."""
        return userid.lower() in lowered(agent.visible)


def lowered(texts: Iterable[str]) -> frozenset[str]:
    """The texts in lower case."""
    return frozenset(text.lower() for text in texts)
