"""HarmonyOS' signing profile (``.p7b``): which app may be signed with it, until when. Not verified.

Layout: developer.huawei.com, "HarmonyAppProvision": JSON, alone or in a signed message.
"""

import json
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Final

from wecom_console.devices.cursor import short
from wecom_console.devices.facts import AppKind, HarmonyFacts
from wecom_console.devices.keys.signed_data import read_signed_data

_LATEST: Final = 253402300799
_MARK: Final = b'"bundle-info"'


@dataclass(frozen=True, slots=True)
class SigningProfile:
    """What matters of a profile here."""

    bundle_name: str = ""
    app_id: str = ""
    is_debug: bool = False
    expires_at: datetime | None = None


def parse_profile(data: bytes) -> SigningProfile | None:
    """The profile whose JSON is `data`, None where it is none."""
    try:
        found = json.loads(data.decode("utf-8", "replace").strip("\0 \r\n\t\ufeff"))
    except (ValueError, RecursionError):
        return None
    if not isinstance(found, dict):
        return None
    bundle = found.get("bundle-info")
    bundle = bundle if isinstance(bundle, dict) else {}
    validity = found.get("validity")
    until = validity.get("not-after") if isinstance(validity, dict) else None
    return SigningProfile(
        short(bundle.get("bundle-name")),
        short(bundle.get("app-identifier")),
        is_debug=found.get("type") == "debug",
        expires_at=_time(until),
    )


def read_signing_profile(data: bytes) -> HarmonyFacts | None:
    """The profile that lies by itself, signed or not; None where `data` is none."""
    if _MARK not in data:
        return None
    message = read_signed_data(data)
    found = parse_profile(message.content if message else data)
    if found is None or not found.bundle_name:
        return None
    return HarmonyFacts(
        AppKind.HARMONY_PROFILE,
        found.bundle_name,
        is_debug=found.is_debug,
        is_signed=message is not None,
        app_id=found.app_id,
        expires_at=found.expires_at,
    )


def _time(value: object) -> datetime | None:
    if isinstance(value, bool) or not isinstance(value, int) or not 0 < value < _LATEST:
        return None
    return datetime.fromtimestamp(value, UTC)
