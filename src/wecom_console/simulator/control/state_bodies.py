"""The body of ``PATCH /_sim/state``. Only an entry's key is required: what it leaves out keeps its
value where the entry exists already, and gets a default where it is new."""

from ipaddress import ip_network
from typing import Annotated, Final, Literal

from pydantic import AfterValidator, Field, StringConstraints

from wecom_console.simulator.control.bodies import Body

EntityId = Annotated[str, StringConstraints(min_length=1, max_length=128)]
Text = Annotated[str, StringConstraints(max_length=512)]
Mode = Literal["none", "field", "challenge"]
Method = Literal[
    "phone-code", "email-code", "username-password", "phone-password", "email-password"
]

LIST_LIMIT: Final = 1_000


def _network(text: str) -> str:
    ip_network(text, strict=False)
    return text


Address = Annotated[str, StringConstraints(max_length=64), AfterValidator(_network)]


class CorpBody(Body):
    """A company."""

    corp_id: EntityId
    name: Text | None = None
    trusted_ips: list[Address] | None = Field(default=None, max_length=LIST_LIMIT)


class AndroidBody(Body):
    """The Android block; an empty value is not compared."""

    package: Text = ""
    signature_md5: Text = ""


class IosBody(Body):
    """The iOS block."""

    bundle_id: Text = ""


class HarmonyBody(Body):
    """The HarmonyOS block."""

    app_id: Text = ""
    bundle_name: Text = ""


class AgentBody(Body):
    """An agent. A platform that is null has not been set up. `secret` is never shown."""

    corp_id: EntityId
    agent_id: EntityId
    name: Text | None = None
    enabled: bool | None = None
    visible: list[EntityId] | None = Field(default=None, max_length=LIST_LIMIT)
    android: AndroidBody | None = None
    ios: IosBody | None = None
    harmony: HarmonyBody | None = None
    issued_schema: Annotated[str, StringConstraints(pattern=r"^wwauth[0-9A-Za-z]*$")] | None = (
        Field(default=None, alias="schema")
    )
    contact_fields: bool | None = None
    secret: EntityId | None = Field(default=None, repr=False)


class MemberBody(Body):
    """A member."""

    userid: EntityId
    name: Text | None = None
    active: bool | None = None
    is_member: bool | None = None
    email: Text | None = None
    phone: Text | None = None


class ApplicationBody(Body):
    """An application. `login_only` and `association_mode` are null where the connection's count."""

    app_id: EntityId
    pool_id: EntityId | None = None
    name: Text | None = None
    id_token_alg: Literal["HS256", "RS256"] | None = None
    token_auth: Literal["none", "client_secret_post", "client_secret_basic"] | None = None
    registration: bool | None = None
    login_only: bool | None = None
    association_mode: Mode | None = None
    mfa: bool | None = None
    redirect_uris: list[Text] | None = Field(default=None, max_length=LIST_LIMIT)
    connections: list[EntityId] | None = Field(default=None, max_length=LIST_LIMIT)
    token_flaw: Literal["", "signature", "issuer", "audience", "algorithm", "expired"] | None = None
    secret: EntityId | None = Field(default=None, repr=False)


class AssociationBody(Body):
    """Account identity association."""

    mode: Mode = "none"
    fields: list[Literal["email", "phone"]] = Field(default_factory=list)
    methods: list[Method] = Field(default_factory=list)


class ConnectionBody(Body):
    """A connection that exists already; new ones come through the management API. CorpID, AgentID,
    schema and secret are those in its ``fields``."""

    connection_id: EntityId
    ext_idp_id: EntityId | None = None
    identifier: Annotated[str, StringConstraints(pattern=r"^[a-z0-9-]{1,31}$")] | None = None
    display_name: Text | None = None
    corp_id: Text | None = None
    agent_id: Text | None = None
    stated_schema: Text | None = Field(default=None, alias="schema")
    login_only: bool | None = None
    association: AssociationBody | None = None
    contact_source: Literal["address_book", "user_get", "user_ticket"] | None = None
    suite_id: Text | None = None
    suite_ticket: Literal["fresh", "stale", "other-suite", "never"] | None = None
    suite_token: Literal["fresh", "expired", "other-suite", "damaged"] | None = None
    permanent_code: Literal["right", "older", "cancelled", "other-suite"] | None = None
    event_receiver: Text | None = None
    secret: EntityId | None = Field(default=None, repr=False)


class IdentityBody(Body):
    """A member that is bound to a user through a connection."""

    connection_id: EntityId
    userid: EntityId


class UserBody(Body):
    """A user. Without `user_id` a new one is made up; without `pool_id` the first pool's."""

    user_id: EntityId | None = None
    pool_id: EntityId | None = None
    name: Text | None = None
    username: Text | None = None
    email: Text | None = None
    phone: Text | None = None
    status: Literal["Activated", "Suspended", "Resigned", "Archived"] | None = None
    password: EntityId | None = Field(default=None, repr=False)
    must_reset_password: bool | None = None
    logins_count: int | None = Field(default=None, ge=0)
    identities: list[IdentityBody] | None = Field(default=None, max_length=LIST_LIMIT)


class LimitsBody(Body):
    """How much the servers let through; 0 is no limit."""

    management_qps: int | None = Field(default=None, ge=0, le=1_000_000)
    wecom_per_minute: int | None = Field(default=None, ge=0, le=1_000_000)
    secret_errors: int | None = Field(default=None, ge=0, le=1_000_000)


class StateBody(Body):
    """The parts that are replaced; a part that is not named stays as it is."""

    corps: list[CorpBody] | None = Field(default=None, max_length=LIST_LIMIT)
    agents: list[AgentBody] | None = Field(default=None, max_length=LIST_LIMIT)
    members: list[MemberBody] | None = Field(default=None, max_length=LIST_LIMIT)
    applications: list[ApplicationBody] | None = Field(default=None, max_length=LIST_LIMIT)
    connections: list[ConnectionBody] | None = Field(default=None, max_length=LIST_LIMIT)
    users: list[UserBody] | None = Field(default=None, max_length=LIST_LIMIT)
    limits: LimitsBody | None = None
