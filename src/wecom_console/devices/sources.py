"""What an app's source says of it: a manifest, an ``Info.plist``, a ``module.json5``, or a piece of
one, as people paste them."""

import json
import re
import xml.parsers.expat
from dataclasses import replace
from typing import Final

from wecom_console.devices.android.elements import (
    MAX_DEPTH,
    MAX_ELEMENTS,
    Element,
    Reference,
    Value,
)
from wecom_console.devices.android.manifest import read_manifest
from wecom_console.devices.facts import AndroidFacts, AppKind, HarmonyFacts, IosFacts
from wecom_console.devices.harmony.package import read_module
from wecom_console.devices.ios.ipa import profile_in, read_info
from wecom_console.devices.ios.property_lists import read_plist

SOURCE_LIMIT: Final = 1 << 20
"""Characters that are looked at."""

_MANIFEST: Final = re.compile(r"<manifest[\s>]")
_QUERIES: Final = re.compile(r"<queries\s*>")
_PLIST: Final = re.compile(r"<plist[\s>]")
_KEYS: Final = re.compile(
    r"<key>\s{0,20}(?:LSApplicationQueriesSchemes|CFBundleURLTypes)\s{0,20}</key>"
)
_MODULE: Final = re.compile(r"[\"']?(?:querySchemes|module)[\"']?\s{0,20}:")
_MODULE_MARK: Final = re.compile(r"querySchemes|\"?abilities\"?\s{0,20}:|deviceTypes")
_VARIABLE: Final = re.compile(r"\$[({]|^@")
_ANDROID: Final = 'xmlns:android="http://schemas.android.com/apk/res/android"'
_STRING: Final = r"""(?P<string>"(?:[^"\\\r\n]|\\.)*"?|'(?:[^'\\\r\n]|\\.)*'?)"""
"""With an end or without: what has none is looked through once."""

_COMMENT: Final = re.compile(rf"{_STRING}|//[^\r\n]*|/\*.*?(?:\*/|\Z)", re.DOTALL)
_EXTRA: Final = re.compile(
    rf"{_STRING}|(?<![\w$])(?P<name>[A-Za-z_$][\w$]{{0,100}}+)(?=\s{{0,100}}+:)"
    rf"|,(?=\s{{0,1000}}+[}}\]])"
)

SourceFacts = AndroidFacts | IosFacts | HarmonyFacts


def read_source(text: str) -> SourceFacts | None:
    """What the first such file in `text` says, whatever stands around it; None where there is
    none. A value that only the build knows is empty."""
    text = text[:SOURCE_LIMIT]
    return _android(text) or _ios(text) or _harmony(text)


def _android(text: str) -> AndroidFacts | None:
    piece = _cut(text, _MANIFEST, "</manifest>")
    if not piece:
        queries = _cut(text, _QUERIES, "</queries>")
        piece = f"<manifest>{queries}</manifest>" if queries else ""
    if not piece:
        return None
    if "xmlns:android" not in piece:
        piece = piece.replace("<manifest", f"<manifest {_ANDROID}", 1)
    root = _tree(piece)
    if root is None:
        return None
    is_named = bool(root.attributes.get("package"))
    if not is_named:
        root.attributes["package"] = "?"
    facts = read_manifest(root, AppKind.ANDROID_SOURCE, _as_it_is)
    if facts is None:
        return None
    return replace(facts, package=facts.package if is_named and _is_known(facts.package) else "")


def _as_it_is(reference: Reference) -> Value:
    return reference


def _is_known(value: str) -> bool:
    return not _VARIABLE.search(value)


def _cut(text: str, start: re.Pattern[str], end: str) -> str:
    """From the last `start` before `end`: a manifest may be quoted more than once."""
    found = start.search(text)
    stop = text.find(end, found.end()) if found else -1
    return text[found.start() : stop + len(end)] if found and stop >= 0 else ""


def _tree(text: str) -> Element | None:
    """The elements of an XML text; none for one that declares entities, or is endless."""
    root = Element("")
    stack = [root]
    count = 0

    def on_start(tag: str, attributes: dict[str, str]) -> None:
        nonlocal count
        count += 1
        if count > MAX_ELEMENTS or len(stack) > MAX_DEPTH:
            raise ValueError("too large")
        local = {name.rpartition(":")[2]: _value(value) for name, value in attributes.items()}
        element = Element(tag, local)
        stack[-1].children.append(element)
        stack.append(element)

    def on_end(_: str) -> None:
        stack.pop()

    def on_entity(*_: object) -> None:
        raise ValueError("entities")

    parser = xml.parsers.expat.ParserCreate()
    parser.StartElementHandler, parser.EndElementHandler = on_start, on_end
    parser.EntityDeclHandler = on_entity
    try:
        parser.Parse(text, True)  # noqa: FBT003  the library's own
    except (xml.parsers.expat.ExpatError, ValueError):
        return None
    return root.children[0] if root.children else None


def _value(text: str) -> Value:
    return text == "true" if text in ("true", "false") else text


def _ios(text: str) -> IosFacts | None:
    piece = _cut(text, _PLIST, "</plist>")
    is_whole = bool(piece)
    if not piece:
        found = _KEYS.search(text)
        end = max(text.rfind("</array>"), text.rfind("<array/>"))
        if found is None or end < found.start():
            return None
        piece = f'<plist version="1.0"><dict>{text[found.start() : end + 8]}</dict></plist>'
    plist = read_plist(f'<?xml version="1.0" encoding="UTF-8"?>{piece}'.encode())
    if plist is None or not (is_whole or plist):
        return None
    if (profile := profile_in(plist)) is not None:
        return profile
    facts = read_info(plist)
    known = facts.bundle_id if _is_known(facts.bundle_id) else ""
    return replace(facts, kind=AppKind.IOS_SOURCE, bundle_id=known)


def _harmony(text: str) -> HarmonyFacts | None:
    if not _MODULE_MARK.search(text):
        return None
    found = _MODULE.search(text)
    if found is None:
        return None
    start = text.find("{")
    end = text.rfind("}")
    piece = (
        text[start : end + 1]
        if 0 <= start < found.start() < end
        else f"{{{text[found.start() :]}}}"
    )
    document = _json5(piece)
    if not isinstance(document, dict):
        return None
    if "querySchemes" in document:
        document = {"module": document}
    if not isinstance(document.get("module"), dict):
        return None
    return read_module(document)


def _json5(text: str) -> object:
    """What JSON5 adds is taken out: comments, single quotes, bare names, commas at the end."""

    def without(found: re.Match[str]) -> str:
        return found["string"] or ""

    def plain(found: re.Match[str]) -> str:
        if found["string"]:
            inner = found["string"]
            return json.dumps(inner[1:-1].replace("\\'", "'")) if inner[0] == "'" else inner
        return f'"{found["name"]}"' if found["name"] else ""

    try:
        return json.loads(_EXTRA.sub(plain, _COMMENT.sub(without, text)), strict=False)
    except (ValueError, RecursionError):
        return None
