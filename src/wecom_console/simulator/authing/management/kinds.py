"""The identity sources and WeCom login methods that Authing knows
(docs/reference/authing.md §3, §5.4, §6.5)."""

from collections.abc import Mapping
from typing import Final

from wecom_console.domain.profile import AGENCY_MOBILE_TYPE, MOBILE_TYPE

CONNECTION_TYPES: Final = (
    MOBILE_TYPE,
    AGENCY_MOBILE_TYPE,
    "wechatwork:corp:qrconnect",
    "wechatwork:agency:qrconnect",
    "wechatwork:qrconnect:of:authing:agency",
    "wechatwork:service-provider:qrconnect",
)
"""Every type that a connection of an identity source ``wechatwork`` may have."""

PAYLOADS: Final[Mapping[str, tuple[str, str]]] = {
    "wechatwork": ("wechatworkPayload", MOBILE_TYPE),
    "wechatwork_agency": ("wechatworkAgencyPayload", AGENCY_MOBILE_TYPE),
}
"""What ``connection`` of ``signin-by-mobile`` stands for: where the code is, and the type."""

ENTERPRISE: Final = frozenset({
    "oidc", "oauth2", "saml", "ldap", "ad", "cas", "azure-ad", "wechatwork", "dingtalk", "lark",
    "welink", "zjzwfw", "zzding", "seeyona8v5", "sdbz",
})  # fmt: skip
SOCIAL: Final = frozenset({
    "wechat", "google", "qq", "weibo", "github", "alipay", "apple", "baidu", "gitlab", "twitter",
    "facebook", "slack", "linkedin", "yidun", "qingcloud", "gitee", "instagram", "huawei", "honor",
    "xiaomi", "oppo", "aws", "amazon", "douyin", "kuaishou", "line",
})  # fmt: skip
"""The types of identity sources that Authing's SDKs name (docs/reference/authing.md §5.4); which
are social is modelled."""
