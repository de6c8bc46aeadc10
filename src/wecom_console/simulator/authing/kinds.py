"""The WeCom login methods that Authing knows (reference authing.md §3.2, §6.3, §6.5)."""

from collections.abc import Mapping
from typing import Final

from wecom_console.domain.profile import MOBILE_TYPE

AGENCY_MOBILE_TYPE: Final = "wechatwork:agency:mobile"

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
