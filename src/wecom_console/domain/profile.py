"""The profile: one connection that has passed `check`, frozen.

Its structure is the config file's, key for key (`[[connections]]`, version 1).
"""

from dataclasses import dataclass, field

from wecom_console.domain.secrets import KEYRING, SecretRef
from wecom_console.domain.verdicts import BackendKind

MOBILE_TYPE = "wechatwork:mobile"
AGENCY_MOBILE_TYPE = "wechatwork:agency:mobile"
JSON_TYPE = "application/json"
FORM_TYPE = "application/x-www-form-urlencoded"
DIRECT = "direct"
USUAL_TIMEOUT_S = "15"
CASDOOR_STATE = "casdoor"
"""Casdoor's ``authState`` where its operator has not changed it."""
DEMO_TAG = "demo"
"""What the stored demo connection is tagged with, which has no environment."""


@dataclass(frozen=True, slots=True)
class Association:
    """Account identity association: `none`, `field` (email, phone) or `challenge` (ask to bind)."""

    mode: str = "none"
    fields: tuple[str, ...] = ()
    methods: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class AndroidApp:
    """Package name and MD5 of the signing certificate (32 lower-case hex digits)."""

    package: str = ""
    signature_md5: str = ""
    sdk: str = "2+"


@dataclass(frozen=True, slots=True)
class IosApp:
    """The app's CFBundleIdentifier."""

    bundle_id: str = ""


@dataclass(frozen=True, slots=True)
class HarmonyApp:
    """AGC's App ID and the bundle name."""

    app_id: str = ""
    bundle_name: str = ""


@dataclass(frozen=True, slots=True)
class Agency:
    """The template of an app in delegated development: its SuiteID and secret, what its
    events are signed and encrypted with, and the file that proves the domain."""

    suite_id: str = ""
    suite_secret: SecretRef | None = None
    token: SecretRef | None = None
    encoding_aes_key: SecretRef | None = None
    txt_name: str = ""
    txt_content: str = ""


@dataclass(frozen=True, slots=True)
class WecomApi:
    """Where WeCom's server API is; another host for private deployments."""

    base_url: str = "https://qyapi.weixin.qq.com"
    edition: str = "saas"


@dataclass(frozen=True, slots=True)
class HttpLogin:
    """How a backend of one's own is asked and its answer read (`domain.http_backend.login`).

    The query of `url`, the texts of `body` and the values of `headers` (lines ``Name: value``) are
    templates. `success` is a condition on the JSON answer; `user`, `token`, `error_code` and
    `error_message` are paths into it (`domain.http_backend.json_paths`)."""

    method: str = "POST"
    url: str = ""
    headers: tuple[str, ...] = ()
    content_type: str = JSON_TYPE
    body: str = ""
    success: str = ""
    user: str = ""
    token: str = ""
    error_code: str = ""
    error_message: str = ""


@dataclass(frozen=True, slots=True)
class Backend:
    """What redeems the code, and the ids it is known by. `secret_field` is the key of the secret
    inside Authing's `fields` (inferred, docs/reference/authing.md §5.6, so it can be changed).
    `organization`, `application`, `provider` and `state` are Casdoor's
    (docs/reference/authing.md §11), `http` is for a backend of one's own."""

    kind: BackendKind = BackendKind.SIMULATOR
    api: str = "v3"
    host: str = ""
    app_host: str = ""
    user_pool_id: str = ""
    app_id: str = ""
    app_secret: SecretRef | None = None
    access_key_id: str = ""
    access_key_secret: SecretRef | None = None
    secret_field: str = "secret"  # noqa: S105  a key's name
    organization: str = ""
    application: str = ""
    provider: str = ""
    state: str = CASDOOR_STATE
    http: HttpLogin = field(default_factory=HttpLogin)


@dataclass(frozen=True, slots=True)
class Network:
    """The way to this connection's servers. `proxy`: empty for the environment's, ``direct`` for
    none, or an address; `ca_file`: a PEM file of authorities that count besides the system's;
    `timeout_s`: how long an answer may take, in seconds, as text."""

    proxy: str = ""
    ca_file: str = ""
    timeout_s: str = USUAL_TIMEOUT_S


@dataclass(frozen=True, slots=True)
class Profile:
    """A connection of type *Enterprise WeChat Mobile*, or its variant in delegated development,
    that is free of errors. Which fields a type has: `domain.connection_types`."""

    identifier: str
    display_name: str
    corp_id: str
    agent_id: str
    schema: str
    secret: SecretRef = KEYRING
    type: str = MOBILE_TYPE
    login_only: bool = False
    environment: str = "development"
    tags: tuple[str, ...] = ()
    accept: tuple[str, ...] = ()
    association: Association = field(default_factory=Association)
    android: AndroidApp = field(default_factory=AndroidApp)
    ios: IosApp = field(default_factory=IosApp)
    harmony: HarmonyApp = field(default_factory=HarmonyApp)
    wecom: WecomApi = field(default_factory=WecomApi)
    backend: Backend = field(default_factory=Backend)
    network: Network = field(default_factory=Network)
    agency: Agency = field(default_factory=Agency)
