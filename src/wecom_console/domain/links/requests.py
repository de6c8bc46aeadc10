"""The deep links of the login: app -> WeCom (request) and WeCom -> app (return), both ways.

Sources: docs/reference/wecom.md §4.2 to §4.4, §5.2 and §5.3. Parsing is total: any text
gives a value or a `LinkError`, never an exception. No code and no state is ever put in an error.
"""

from typing import Final, assert_never

from wecom_console.domain.links.android import (
    android_request,
    android_return,
    parse_android_request,
    parse_android_return,
)
from wecom_console.domain.links.ios import (
    ios_request,
    ios_return,
    parse_ios_request,
    parse_ios_return,
)
from wecom_console.domain.links.text import LINK
from wecom_console.domain.links.values import (
    Callback,
    CallbackOutcome,
    LinkError,
    LoginRequest,
    result_code,
)
from wecom_console.domain.verdicts import Platform

__all__ = [
    "LINK_LIMIT",
    "WECOM_SCHEMES",
    "Callback",
    "CallbackOutcome",
    "LinkError",
    "LoginRequest",
    "build_request_link",
    "build_return_link",
    "confirm_query",
    "parse_request_link",
    "parse_return_link",
    "result_code",
    "virtual_phone_query",
]

LINK_LIMIT: Final = 64 * 1024
"""Longest link that is looked at, in characters."""

WECOM_SCHEMES: Final = (
    "wxworklocal",
    "wxwork",
    "wxworksaas",
    "wxworkentuniform",
    "wxworkentcustomized",
    "wxworkgovuniform",
    "wxworkgovcustomized",
)


def confirm_query(request: LoginRequest) -> tuple[tuple[str, str], ...]:
    """The parameters of WeCom's confirm page (docs/reference/wecom.md §4.3); iOS and HarmonyOS with
    ``bundleid``.

    The page of our simulator also understands those of `virtual_phone_query`.
    """
    app: tuple[tuple[str, str], ...] = (("bundleid", request.bundle_id),)
    if request.platform is Platform.ANDROID:
        app = (("signature", request.signature_md5), ("packagename", request.package))
    return (
        ("login_type", "appsdk"),
        ("appid", request.corp_id),
        *app,
        ("agentid", request.agent_id),
        ("state", request.state),
    )


def virtual_phone_query(request: LoginRequest) -> tuple[tuple[str, str], ...]:
    """`confirm_query`, and what a real phone knows from the request itself: use this for links to
    the simulator's page, so that a wrong schema or an SDK 1.x is seen there as well."""
    return (
        *confirm_query(request),
        ("platform", request.platform.value),
        ("sch", request.schema),
        ("sdk", request.sdk),
        ("wwtr", request.transaction),
    )


def build_request_link(request: LoginRequest) -> str | LinkError:
    """The link that opens WeCom.

    Android has no URL (an explicit Intent): this is its text in Android's own ``intent:`` form,
    with what fits there (the scope list and the PendingIntent do not). HarmonyOS has no known
    wire format (docs/reference/wecom.md §6): ``link.harmony_unknown``.
    """
    match request.platform:
        case Platform.ANDROID:
            return android_request(request)
        case Platform.IOS:
            return ios_request(request)
        case Platform.HARMONY:
            return LinkError("link.harmony_unknown")
        case _:
            assert_never(request.platform)


def build_return_link(callback: Callback) -> str | LinkError:
    """The link by which WeCom returns to the app. HarmonyOS: ``link.harmony_unknown``."""
    match callback.platform:
        case Platform.ANDROID:
            return android_return(callback)
        case Platform.IOS:
            return ios_return(callback)
        case Platform.HARMONY:
            return LinkError("link.harmony_unknown")
        case _:
            assert_never(callback.platform)


def parse_request_link(text: str) -> LoginRequest | LinkError:
    """The request that `text` spells: ``intent:…`` (Android) or ``wxwork…://app?…`` (iOS)."""
    if len(text) > LINK_LIMIT:
        return LinkError("link.too_long", {"length": len(text), "limit": LINK_LIMIT})
    text = text.strip()
    if text.startswith("intent:"):
        return parse_android_request(text)
    link = LINK.fullmatch(text)
    if link is None:
        return LinkError("link.not_a_link")
    scheme, host, query = link[1], link[2], link[3] or ""
    if scheme.lower() not in WECOM_SCHEMES:
        return LinkError("link.request_scheme", {"scheme": scheme[:40]})
    if host != "app":
        return LinkError("link.request_host", {"host": host[:60]})
    return parse_ios_request(query)


def parse_return_link(text: str, *, sdk: str = "2+") -> Callback | LinkError:
    """The callback that `text` spells, read as the SDK of that generation reads it
    (docs/reference/wecom.md §4.4, §5.3).

    The host tells the platform: ``sso`` is Android's, ``wxworksdk`` that of iOS. The schema is not
    compared with anything: the caller knows which one it expects, and the case matters.
    """
    if len(text) > LINK_LIMIT:
        return LinkError("link.too_long", {"length": len(text), "limit": LINK_LIMIT})
    link = LINK.fullmatch(text.strip())
    if link is None:
        return LinkError("link.not_a_link")
    schema, host, query = link[1], link[2], link[3] or ""
    if not schema.lower().startswith("wwauth"):
        return LinkError("link.return_scheme", {"scheme": schema[:40]})
    match host:
        case "sso":
            return parse_android_return(schema, query, sdk=sdk)
        case "wxworksdk":
            return parse_ios_return(schema, query, sdk=sdk)
        case _:
            if not host:
                return LinkError("link.return_no_host")
            return LinkError("link.return_host", {"host": host[:60]})
