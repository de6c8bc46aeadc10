"""The manifest of an Android app, from its tree."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import Final

from wecom_console.devices.android.elements import ATTRIBUTES, Element, Reference, Value
from wecom_console.devices.facts import Activity, AndroidFacts, AppKind

_MOST: Final = 500
_PLAYS: Final = "com.android.vending.derived.apk.id"
"""What Google Play writes into each APK that it makes of a bundle."""

_SEES_ALL: Final = "android.permission.QUERY_ALL_PACKAGES"

_READ: Final = frozenset({*ATTRIBUTES.values(), "package"} - {"label"})

Resolve = Callable[[Reference], Value]


def read_manifest(root: Element, kind: AppKind, resolve: Resolve) -> AndroidFacts | None:
    """What the manifest says, None where it is none. `resolve` knows the table of resources."""
    reader = _Reader(resolve)
    package = reader.text(root, "package")
    if root.tag != "manifest" or not package:
        return None
    facts = AndroidFacts(
        kind,
        package,
        version_name=reader.text(root, "versionName"),
        version_code=reader.version_code(root),
    )
    for sdk in root.each("uses-sdk"):
        facts = replace(
            facts,
            min_sdk=reader.number(sdk, "minSdkVersion"),
            target_sdk=reader.number(sdk, "targetSdkVersion"),
        )
    queries = [inner for element in root.each("queries") for inner in element.children]
    packages = (reader.text(q, "name") for q in queries if q.tag == "package")
    intents = [q for q in queries if q.tag == "intent"]
    permissions = root.each("uses-permission", "uses-permission-sdk-23")
    applications = list(root.each("application"))
    return replace(
        facts,
        query_packages=_listed(packages),
        query_schemes=_listed(s for intent in intents for s in reader.schemes(intent)),
        has_query_intents=bool(intents),
        sees_all_packages=any(reader.text(p, "name") == _SEES_ALL for p in permissions),
        is_from_play=any(
            reader.text(d, "name") == _PLAYS for a in applications for d in a.each("meta-data")
        ),
        is_debuggable=any(reader.flag(a, "debuggable") for a in applications),
        activities=tuple(reader.activities(applications))[:_MOST],
    )


def references(root: Element) -> Iterator[int]:
    """The resources that the manifest names where it matters here."""
    waiting = [root]
    while waiting:
        element = waiting.pop()
        for name, value in element.attributes.items():
            if isinstance(value, Reference) and name in _READ:
                yield value.id
        waiting += [c for c in element.children if c.tag not in ("meta-data", "uses-library")]


class _Reader:
    def __init__(self, resolve: Resolve) -> None:
        self._resolve = resolve

    def text(self, element: Element, name: str) -> str:
        value = self._value(element, name)
        if isinstance(value, Reference):
            return f"@{value.id:08x}"
        return "" if value is None or isinstance(value, bool) else str(value)

    def number(self, element: Element, name: str) -> int | None:
        value = self._value(element, name)
        if isinstance(value, str) and value.isascii() and value.isdecimal() and len(value) < 20:
            return int(value)
        return value if isinstance(value, int) and not isinstance(value, bool) else None

    def flag(self, element: Element, name: str) -> bool | None:
        value = self._value(element, name)
        if isinstance(value, str) and value in ("true", "false"):
            return value == "true"
        return bool(value) if isinstance(value, int) else None

    def version_code(self, root: Element) -> int | None:
        code, major = self.number(root, "versionCode"), self.number(root, "versionCodeMajor")
        return code if code is None or not major else major << 32 | code

    def schemes(self, element: Element) -> Iterator[str]:
        for data in element.each("data"):
            if scheme := self.text(data, "scheme"):
                yield scheme

    def activities(self, applications: list[Element]) -> Iterator[Activity]:
        for application in applications:
            for element in application.each("activity", "activity-alias"):
                filters = element.each("intent-filter")
                schemes = _listed(s for one in filters for s in self.schemes(one))
                if schemes:
                    exported = self.flag(element, "exported")
                    yield Activity(self.text(element, "name"), schemes, exported)

    def _value(self, element: Element, name: str) -> Value | None:
        value = element.attributes.get(name)
        return self._resolve(value) if isinstance(value, Reference) else value


def _listed(texts: Iterator[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(text for text in texts if text))[:_MOST]
