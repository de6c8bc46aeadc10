"""The deep links of a connection, as text and as QR, for a person with a phone or an app to feed.

A link made here belongs to no run: its state is fresh and nobody waits for it. The return link's
code is made up and says so.
"""

import io
from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from typing import Final, assert_never
from urllib.parse import urlencode

from wecom_console.domain.links.requests import (
    Callback,
    LinkError,
    LoginRequest,
    build_request_link,
    build_return_link,
    parse_return_link,
    result_code,
    virtual_phone_query,
)
from wecom_console.domain.profile import Profile
from wecom_console.domain.verdicts import Platform

SYNTHETIC_CODE: Final = "SYNTHETIC-CODE-NOT-FROM-WECOM"
"""Stands in a return link where WeCom's code would be; no backend redeems it."""

CONFIRM_PATH: Final = "/wwopen/sso/confirm"
_STATE_DIGITS: Final = 22
_ALPHABET: Final = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789"

Choose = Callable[[str], str]
"""One character of a text, by chance (`secrets.choice`)."""


class LinkKind(StrEnum):
    """Which link: app to WeCom, WeCom to app, or the simulator's page that stands for WeCom."""

    REQUEST = "request"
    RETURN = "return"
    LANDING = "landing"


@dataclass(frozen=True, slots=True)
class DeepLink:
    """A link with the state that is in it."""

    kind: LinkKind
    platform: Platform
    url: str
    state: str


def make_link(
    profile: Profile,
    kind: LinkKind,
    platform: Platform,
    *,
    choose: Choose,
    simulator_url: str = "",
) -> DeepLink | LinkError:
    """The link of `profile`, or why there is none (``link.harmony_unknown``). A landing link leads
    to the simulator at `simulator_url`, which must know this connection."""
    state = "".join(choose(_ALPHABET) for _ in range(_STATE_DIGITS))
    match kind:
        case LinkKind.REQUEST:
            url = build_request_link(login_request(profile, platform, state=state))
        case LinkKind.RETURN:
            url = build_return_link(_callback(profile, platform, state=state))
        case LinkKind.LANDING:
            query = virtual_phone_query(login_request(profile, platform, state=state))
            url = f"{simulator_url.rstrip('/')}{CONFIRM_PATH}?{urlencode(query)}"
        case _:
            assert_never(kind)
    return url if isinstance(url, LinkError) else DeepLink(kind, platform, url, state)


def is_synthetic(link: str) -> bool:
    """Whether `link` is a return link that was made here: nobody has confirmed anything by it."""
    parsed = parse_return_link(link) if link else None
    return isinstance(parsed, Callback) and parsed.code == SYNTHETIC_CODE


def login_request(profile: Profile, platform: Platform, *, state: str) -> LoginRequest:
    """What the profile's app on `platform` asks WeCom for."""
    bundle = {
        Platform.ANDROID: "",
        Platform.IOS: profile.ios.bundle_id,
        Platform.HARMONY: profile.harmony.bundle_name,
    }[platform]
    return LoginRequest(
        platform=platform,
        schema=profile.schema,
        corp_id=profile.corp_id,
        agent_id=profile.agent_id,
        state=state,
        package=profile.android.package,
        signature_md5=profile.android.signature_md5,
        bundle_id=bundle,
        app_name=profile.display_name,
        sdk=profile.android.sdk if platform is Platform.ANDROID else "2+",
        transaction="1",
    )


def _callback(profile: Profile, platform: Platform, *, state: str) -> Callback:
    sdk = profile.android.sdk if platform is Platform.ANDROID else "2+"
    return Callback(
        platform=platform,
        schema=profile.schema,
        err_code=result_code(platform, sdk, "ok"),
        code=SYNTHETIC_CODE,
        state=state,
        sdk=sdk,
        transaction="1",
    )


def usual_platform(profile: Profile) -> Platform:
    """The platform to take where none was named: the first that the profile has an app for."""
    if profile.android.package:
        return Platform.ANDROID
    if profile.ios.bundle_id:
        return Platform.IOS
    return Platform.HARMONY if profile.harmony.bundle_name else Platform.ANDROID


# --- QR ----------------------------------------------------------------------------------------


class QrForm(StrEnum):
    """How a QR is handed over."""

    TERMINAL = "terminal"
    PNG = "png"
    SVG = "svg"


def qr_bytes(text: str, form: QrForm) -> bytes | None:
    """`text` as a QR code: half-block characters (UTF-8), a PNG with 8 pixels a module, or an SVG.
    Four modules of margin, as the standard asks. None where the text is too long for any QR."""
    import segno  # 20 ms, and only where a QR is wanted

    try:
        code = segno.make(text, error="m", micro=False)
    except segno.DataOverflowError:
        return None
    match form:
        case QrForm.TERMINAL:
            drawn = io.StringIO()
            code.terminal(drawn, compact=True, border=4)
            return drawn.getvalue().encode("utf-8")
        case QrForm.PNG:
            image = io.BytesIO()
            code.save(image, kind="png", scale=8, border=4)
            return image.getvalue()
        case QrForm.SVG:
            drawing = io.BytesIO()
            code.save(drawing, kind="svg", scale=8, border=4)
            return drawing.getvalue()
        case _:
            assert_never(form)
