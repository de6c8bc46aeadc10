"""What exists in the simulated world: WeCom's side, then Authing's.

Frozen: a change is a new value.
"""

from dataclasses import dataclass, field
from typing import assert_never

from wecom_console.domain.profile import MOBILE_TYPE, Association
from wecom_console.domain.secrets import Secret
from wecom_console.domain.verdicts import Platform
from wecom_console.protocol.json_values import JsonObject


@dataclass(frozen=True, slots=True)
class Limits:
    """How much the servers let through. 0 switches a limit off, as all are at the start.

    `management_qps` are Authing's calls a second and pool (300 in real life), `wecom_per_minute`
    WeCom's calls a minute, company and path (10,000), `secret_errors` the wrong secrets after which
    an address is banned from ``gettoken`` for an hour (about 2,000)."""

    management_qps: int = 0
    wecom_per_minute: int = 0
    secret_errors: int = 0


# --- WeCom -------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Corp:
    """A company. No trusted IP means that every address is let in (modelled)."""

    corp_id: str
    name: str
    trusted_ips: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class AndroidBlock:
    """The Android block of authorised login. An empty value is not compared."""

    package: str = ""
    signature_md5: str = ""


@dataclass(frozen=True, slots=True)
class IosBlock:
    """The iOS block. An empty value is not compared."""

    bundle_id: str = ""


@dataclass(frozen=True, slots=True)
class HarmonyBlock:
    """The HarmonyOS block. An empty value is not compared."""

    app_id: str = ""
    bundle_name: str = ""


@dataclass(frozen=True, slots=True)
class Agent:
    """A self-built app. A platform block that is None has not been set up.

    `contact_fields` is True for apps created before 2022-06-20, which still receive e-mail, phone
    and avatar from ``user/get`` (docs/reference/wecom.md §9.5).
    """

    corp_id: str
    agent_id: str
    name: str
    secret: Secret
    schema: str
    enabled: bool = True
    visible: tuple[str, ...] = ()
    android: AndroidBlock | None = None
    ios: IosBlock | None = None
    harmony: HarmonyBlock | None = None
    contact_fields: bool = False

    def block(self, platform: Platform) -> AndroidBlock | IosBlock | HarmonyBlock | None:
        """What has been set up for `platform`."""
        match platform:
            case Platform.ANDROID:
                return self.android
            case Platform.IOS:
                return self.ios
            case Platform.HARMONY:
                return self.harmony
            case _:
                assert_never(platform)


@dataclass(frozen=True, slots=True)
class Suite:
    """A template of delegated development. The permanent_code with which a company authorised it
    is its agent's secret there."""

    suite_id: str
    secret: Secret


@dataclass(frozen=True, slots=True)
class Member:
    """An employee, known to every simulated company. Whoever is no member of it gives WeCom an
    ``OpenId`` in place of the userid, which then only names the person here."""

    userid: str
    name: str
    active: bool = True
    is_member: bool = True
    email: str = ""
    phone: str = ""


# --- Casdoor -----------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class CasdoorApp:
    """An application in Casdoor with one of its providers, which stands for a connection.
    `client_id` is the id of the application that holds the accounts' settings; `state` is the
    server's ``authState``."""

    name: str
    provider: str
    organization: str
    client_id: str
    connection_id: str
    state: str


# --- Authing -----------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class UserPool:
    """A user pool with its access key. The pool's own id works as key id too
    (docs/reference/authing.md §5.2)."""

    pool_id: str
    name: str
    access_key_id: str
    access_key_secret: Secret


@dataclass(frozen=True, slots=True)
class Application:
    """A mobile application. `login_only` and `association_mode` override those of the connection
    unless they are None. `token_auth` is ``none``, ``client_secret_post`` or
    ``client_secret_basic``; `id_token_alg` is ``HS256`` or ``RS256``. Without `redirect_uris` any
    is accepted (modelled). `token_flaw` is what is wrong with its id_tokens (`TokenFlaw`)."""

    app_id: str
    pool_id: str
    name: str
    secret: Secret
    id_token_alg: str = "HS256"  # noqa: S105 an algorithm
    token_auth: str = "none"  # noqa: S105 a method
    registration: bool = True
    login_only: bool | None = None
    association_mode: str | None = None
    mfa: bool = False
    redirect_uris: tuple[str, ...] = ()
    connections: tuple[str, ...] = ()
    token_flaw: str = ""


@dataclass(frozen=True, slots=True)
class ExtIdp:
    """An identity source."""

    ext_idp_id: str
    pool_id: str
    name: str
    type: str
    tenant_id: str = ""


@dataclass(frozen=True, slots=True)
class SimulatedConnection:
    """A connection of an identity source. `fields` holds the secret under `secret_field`."""

    connection_id: str
    ext_idp_id: str
    pool_id: str
    identifier: str
    display_name: str
    type: str = MOBILE_TYPE
    logo: str = ""
    fields: JsonObject = field(default_factory=dict, repr=False)
    secret_field: str = "secret"  # noqa: S105 a key's name
    login_only: bool = False
    association: Association = field(default_factory=Association)
    tenants: tuple[str, ...] = ()
    """Ids of the tenants that are associated with it."""
    for_tenants: bool = False
    """Whether every tenant of the pool is."""
    contact_source: str = "address_book"
    """Where field matching gets e-mail and phone from: ``address_book`` (as if Authing's sync had
    them), ``user_get`` (only what WeCom hands to this app) or ``user_ticket`` (what the member
    consents to). Modelled."""
    suite_id: str = ""
    """The template of delegated development; what Authing holds of it follows."""
    suite_ticket: str = "fresh"
    suite_token: str = "fresh"  # noqa: S105  a state
    permanent_code: str = "right"
    event_receiver: str = ""
    """Whom its event URL expects events to be for, where it is not the template."""


@dataclass(frozen=True, slots=True)
class Identity:
    """A member of WeCom that is bound to a user."""

    ext_idp_id: str
    connection_id: str
    corp_id: str
    userid: str


@dataclass(frozen=True, slots=True)
class User:
    """A user of a pool. Times are seconds since the epoch.

    `status` is ``Activated``, ``Suspended``, ``Resigned`` or ``Archived``; only an activated user
    signs in. `password` None is no password."""

    user_id: str
    pool_id: str
    name: str = ""
    username: str = ""
    email: str = ""
    phone: str = ""
    status: str = "Activated"
    password: Secret | None = field(default=None, repr=False)
    must_reset_password: bool = False
    identities: tuple[Identity, ...] = ()
    created_at: float = 0.0
    updated_at: float = 0.0
    logins_count: int = 0
