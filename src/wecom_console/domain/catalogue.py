"""What the console's select page offers, and the login methods of the WeCom source.

Source: docs/reference/authing.md §3. Names and descriptions are messages ``source.<id>.*`` and
``variant.<id>.*``.
"""

from dataclasses import dataclass
from typing import Final

from wecom_console.domain.profile import AGENCY_MOBILE_TYPE, MOBILE_TYPE

_GUIDES: Final = "https://docs.authing.cn/v2/guides/connections/enterprise/"


@dataclass(frozen=True, slots=True)
class IdentitySource:
    """A card of the select page. `object_id` names its widget; `guide` leads to Authing's page."""

    id: str
    guide: str
    is_configurable: bool = False


@dataclass(frozen=True, slots=True)
class LoginMethod:
    """A login-method variant of WeCom with its connection type and the fields it asks for."""

    id: str
    type: str
    guide: str
    fields: tuple[str, ...]
    is_configurable: bool = False


def _source(id_: str, page: str) -> IdentitySource:
    return IdentitySource(id_, f"{_GUIDES}{page}/")


IDENTITY_SOURCES: Final = (
    IdentitySource("wechatwork", _GUIDES, is_configurable=True),
    _source("dingtalk", "dingtalk"),
    _source("dingtalk_mobile", "dingtalk-mobile"),
    _source("lark_public", "lark-public"),
    _source("lark_internal", "lark-internal"),
    _source("lark_block", "lark-block"),
    _source("windows_ad", "windows-ad"),
    _source("ad_kerberos", "ad-kerberos"),
    _source("azure_ad", "azure-ad"),
    _source("oidc", "oidc"),
    _source("oauth2", "oauth2"),
    _source("ldap", "ldap"),
    _source("saml", "saml"),
    _source("cas", "cas"),
    _source("welink", "welink"),
    _source("seeyon", "seeyon"),
)

LOGIN_METHODS: Final = (
    LoginMethod(
        "mobile",
        MOBILE_TYPE,
        f"{_GUIDES}wecom-mobile/",
        ("corp_id", "agent_id", "secret", "schema"),
        is_configurable=True,
    ),
    LoginMethod(
        "agency_mobile",
        AGENCY_MOBILE_TYPE,
        f"{_GUIDES}wecom-agency-mobile/",
        ("token", "encoding_aes_key", "suite_id", "suite_secret", "corp_id", "agent_id", "schema"),
        is_configurable=True,
    ),
    LoginMethod(
        "corp_qrconnect",
        "wechatwork:corp:qrconnect",
        f"{_GUIDES}wecom-corp-qrconnect/",
        ("corp_id", "agent_id", "secret", "callback_url"),
    ),
    LoginMethod(
        "agency_qrconnect",
        "wechatwork:agency:qrconnect",
        f"{_GUIDES}wecom-agency-qrconnect/",
        ("token", "encoding_aes_key", "suite_id", "suite_secret", "corp_id", "agent_id"),
    ),
    LoginMethod(
        "authing_agency",
        "wechatwork:qrconnect:of:authing:agency",
        f"{_GUIDES}wecom-agency-authing/",
        ("corp_id", "agent_id", "scopes"),
    ),
    LoginMethod(
        "service_provider_qrconnect",
        "wechatwork:service-provider:qrconnect",
        f"{_GUIDES}wecom-service-provider-qrconnect/",
        ("corp_id", "provider_secret", "callback_url"),
    ),
)

WECOM_ADMIN_URL: Final = "https://work.weixin.qq.com/wework_admin/frame#apps"
AUTHING_CONSOLE_URL: Final = "https://console.authing.cn/"
MOBILE_GUIDE_URL: Final = f"{_GUIDES}wecom-mobile/"
EGRESS_ADDRESSES_URL: Final = "https://core.authing.cn/api/v2/system/public-ips"

PREPARATION: Final = ("app", "visible_range", "authorised_login", "app_identity", "trusted_ip")
"""The checklist *have these ready* of step 1: messages ``preparation.<id>``."""
