"""HarmonyOS packages: a HAP, or an APP bundle around HAPs."""

import io
import json
from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Final

from wecom_console.devices.archive import Archive, open_archive
from wecom_console.devices.cursor import short
from wecom_console.devices.facts import AppKind, HarmonyFacts
from wecom_console.devices.harmony.signature import read_hap_signature
from wecom_console.devices.not_read import NotRead

MODULE: Final = "module.json"
OLD_MODULE: Final = "config.json"
PACK: Final = "pack.info"
_JSON_BYTES: Final = 8 << 20
_HAP_BYTES: Final = 128 << 20
_MOST: Final = 500

_Table = Mapping[str, object]


def read_hap(archive: Archive, name: str) -> HarmonyFacts | NotRead:
    """What a HAP says of itself. `name` is `MODULE`, or `OLD_MODULE` of the older model."""
    found = _json(archive, name)
    if isinstance(found, NotRead):
        return found
    app, module = _table(found, "app"), _table(found, "module")
    bundle_name = short(app.get("bundleName"))
    if not bundle_name:
        return NotRead("app.manifest", {"name": name})
    version = _table(app, "version")
    signature = read_hap_signature(archive)
    return HarmonyFacts(
        AppKind.HAP,
        bundle_name,
        version_name=short(app.get("versionName")) or short(version.get("name")),
        version_code=_number(app.get("versionCode")) or _number(version.get("code")),
        is_debug=app.get("debug") is True or signature.is_debug,
        schemes=_each(_schemes(module)),
        query_schemes=_each(short(item) for item in _list(module, "querySchemes")),
        is_signed=signature.is_signed,
        certificate=signature.certificate,
        app_id=signature.app_id,
    )


def read_module(found: _Table) -> HarmonyFacts:
    """What a ``module.json5`` of the source says; the bundle's name stands in another file."""
    module = _table(found, "module")
    return HarmonyFacts(
        AppKind.HARMONY_SOURCE,
        short(_table(found, "app").get("bundleName")),
        schemes=_each(_schemes(module)),
        query_schemes=_each(short(item) for item in _list(module, "querySchemes")),
    )


def read_harmony_app(archive: Archive) -> HarmonyFacts | NotRead:
    """What an APP bundle says of itself: its entry module's settings, and the bundle's name."""
    found = _json(archive, PACK)
    if isinstance(found, NotRead):
        return found
    app = _table(_table(found, "summary"), "app")
    version = _table(app, "version")
    packed = HarmonyFacts(
        AppKind.HARMONY_APP,
        short(app.get("bundleName")),
        version_name=short(version.get("name")),
        version_code=_number(version.get("code")),
    )
    if not packed.bundle_name:
        return NotRead("app.manifest", {"name": PACK})
    signature = read_hap_signature(archive)
    packed = replace(
        packed,
        is_debug=signature.is_debug,
        is_signed=signature.is_signed,
        certificate=signature.certificate,
        app_id=signature.app_id,
    )
    inner = _entry_module(archive, found)
    if not isinstance(inner, HarmonyFacts) or inner.bundle_name != packed.bundle_name:
        return packed
    return replace(
        packed,
        is_debug=packed.is_debug or inner.is_debug,
        schemes=inner.schemes,
        query_schemes=inner.query_schemes,
        app_id=packed.app_id or inner.app_id,
    )


def _entry_module(archive: Archive, pack: _Table) -> HarmonyFacts | NotRead | None:
    """The HAP that ``pack.info`` calls the entry, else the first one."""
    haps = sorted(name for name in archive.entries if name.endswith(".hap") and "/" not in name)
    packages = [item for item in _list(pack, "packages") if isinstance(item, dict)]
    entries = [f"{item.get('name')}.hap" for item in packages if item.get("moduleType") == "entry"]
    names = [name for name in entries if name in haps] or haps
    if not names:
        return None
    data = archive.read(names[0], limit=_HAP_BYTES)
    if isinstance(data, NotRead):
        return data
    inner = open_archive(io.BytesIO(data))
    if not isinstance(inner, Archive):
        return inner
    return read_hap(inner, MODULE if MODULE in inner.entries else OLD_MODULE)


def _schemes(module: _Table) -> Iterator[str]:
    for ability in _list(module, "abilities"):
        for skill in _list(ability, "skills"):
            for uri in _list(skill, "uris"):
                yield short(uri.get("scheme")) if isinstance(uri, dict) else ""


def _json(archive: Archive, name: str) -> _Table | NotRead:
    data = archive.read(name, limit=_JSON_BYTES)
    if isinstance(data, NotRead):
        return data
    try:
        found = json.loads(data.decode("utf-8-sig", "replace"))
    except (ValueError, RecursionError):
        found = None
    return found if isinstance(found, dict) else NotRead("app.manifest", {"name": name})


def _table(value: _Table, key: str) -> _Table:
    found = value.get(key)
    return found if isinstance(found, dict) else {}


def _list(value: object, key: str) -> list[object]:
    found = value.get(key) if isinstance(value, dict) else None
    return found[:_MOST] if isinstance(found, list) else []


def _number(value: object) -> int | None:
    return value if isinstance(value, int) and not isinstance(value, bool) else None


def _each(texts: Iterator[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(text for text in texts if text))[:_MOST]
