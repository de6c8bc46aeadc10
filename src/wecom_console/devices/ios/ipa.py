"""IPAs: ``Info.plist`` and the embedded provisioning profile."""

import re
from collections.abc import Mapping
from dataclasses import replace
from typing import Final

from wecom_console.devices.archive import Archive
from wecom_console.devices.facts import AppKind, IosFacts, Provisioning
from wecom_console.devices.ios.property_lists import (
    read_plist,
    table_of,
    tables_of,
    text_of,
    texts_of,
    time_of,
)
from wecom_console.devices.keys.signed_data import read_signed_data
from wecom_console.devices.not_read import NotRead

INFO: Final = re.compile(r"Payload/[^/]{1,200}\.app/Info\.plist")
_PROFILE: Final = "embedded.mobileprovision"
_MAX_BYTES: Final = 8 << 20
_SEQUENCE: Final = b"\x30"
_ENTITLEMENTS: Final = (
    "application-identifier",
    "get-task-allow",
    "aps-environment",
    "keychain-access-groups",
)
_APPLES: Final = "com.apple."


def read_ipa(archive: Archive, names: tuple[str, ...]) -> IosFacts | NotRead:
    """What an IPA says of itself. `names` are the entries that `INFO` fits."""
    if len(names) > 1:
        return NotRead("app.several_apps", {"count": len(names)})
    (name,) = names
    data = archive.read(name, limit=_MAX_BYTES)
    if isinstance(data, NotRead):
        return data
    plist = read_plist(data)
    if plist is None or not text_of(plist, "CFBundleIdentifier"):
        return NotRead("app.manifest", {"name": "Info.plist"})
    provisioning = _provisioning(archive, name.removesuffix("Info.plist") + _PROFILE)
    if isinstance(provisioning, NotRead):
        return provisioning
    return replace(read_info(plist), provisioning=provisioning)


def read_info(plist: Mapping[str, object]) -> IosFacts:
    """What an ``Info.plist`` says."""
    types = tables_of(plist, "CFBundleURLTypes")
    return IosFacts(
        bundle_id=text_of(plist, "CFBundleIdentifier"),
        version_name=text_of(plist, "CFBundleShortVersionString"),
        build=text_of(plist, "CFBundleVersion"),
        minimum_os=text_of(plist, "MinimumOSVersion") or text_of(plist, "LSMinimumSystemVersion"),
        schemes=tuple(dict.fromkeys(s for t in types for s in texts_of(t, "CFBundleURLSchemes"))),
        query_schemes=texts_of(plist, "LSApplicationQueriesSchemes"),
    )


def _provisioning(archive: Archive, name: str) -> Provisioning | NotRead | None:
    if name not in archive.entries:
        return None
    data = archive.read(name, limit=_MAX_BYTES)
    return data if isinstance(data, NotRead) else read_provisioning(data)


def read_provisioning(data: bytes) -> Provisioning | NotRead:
    """A provisioning profile: a property list inside a signed message (CMS)."""
    # Apple's messages come in more than one encoding, the list inside always as XML.
    message = read_signed_data(data)
    inside = message.content if message and b"</plist>" in message.content else data
    start, end = inside.find(b"<?xml"), inside.rfind(b"</plist>")
    plist = read_plist(inside[start : end + 8]) if 0 <= start < end else None
    return NotRead("app.manifest", {"name": _PROFILE}) if plist is None else _granted(plist)


def read_profile(data: bytes) -> IosFacts | None:
    """A profile that lies by itself, signed or as the list that was in it; None where it is
    none."""
    if data[:1] == _SEQUENCE:
        found = read_provisioning(data) if b"</plist>" in data else None
        return _alone(found, AppKind.IOS_PROFILE) if isinstance(found, Provisioning) else None
    plist = read_plist(data)
    return None if plist is None else profile_in(plist)


def profile_in(plist: Mapping[str, object]) -> IosFacts | None:
    """What the list of a provisioning profile, or a file of entitlements, says."""
    if "Entitlements" in plist and {"TeamIdentifier", "UUID", "ExpirationDate"} & plist.keys():
        return _alone(_granted(plist), AppKind.IOS_PROFILE)
    if "CFBundleIdentifier" not in plist and _is_entitlements(plist):
        return _alone(_granted({"Entitlements": plist}), AppKind.IOS_ENTITLEMENTS)
    return None


def _is_entitlements(plist: Mapping[str, object]) -> bool:
    return any(key in _ENTITLEMENTS or key.startswith(_APPLES) for key in plist)


def _alone(found: Provisioning, kind: AppKind) -> IosFacts:
    return IosFacts(found.bundle_id, provisioning=found, kind=kind)


def _granted(plist: Mapping[str, object]) -> Provisioning:
    granted = table_of(plist, "Entitlements")
    teams = texts_of(plist, "TeamIdentifier")
    return Provisioning(
        application_id=text_of(granted, "application-identifier"),
        team_id=teams[0] if teams else text_of(granted, "com.apple.developer.team-identifier"),
        name=text_of(plist, "Name"),
        expires_at=time_of(plist, "ExpirationDate"),
        is_development=granted.get("get-task-allow") is True,
        associated_domains=texts_of(granted, "com.apple.developer.associated-domains"),
    )
