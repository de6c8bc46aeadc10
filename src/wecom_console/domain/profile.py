"""The profile: one connection that has passed `check`, frozen.

Its structure is the config file's, key for key (`[[connections]]`, version 1).
"""

from dataclasses import dataclass, field

from wecom_console.domain.secrets import KEYRING, SecretRef
from wecom_console.domain.verdicts import BackendKind

MOBILE_TYPE = "wechatwork:mobile"


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
class WecomApi:
    """Where WeCom's server API is; another host for private deployments."""

    base_url: str = "https://qyapi.weixin.qq.com"
    edition: str = "saas"


@dataclass(frozen=True, slots=True)
class Backend:
    """What redeems the code, and the ids it is known by. `secret_field` is the key of the secret
    inside Authing's `fields` (inferred, reference authing.md §5.6, so it can be changed)."""

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


@dataclass(frozen=True, slots=True)
class Profile:
    """A connection of type *Enterprise WeChat Mobile* that is free of errors."""

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
