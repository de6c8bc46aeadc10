"""What an app needs of a connection: values to copy and fragments filled from the profile. Qt-free.

Sources: docs/reference/wecom.md §4.1, §4.5, §5.1, §5.4, §6; docs/reference/authing.md §6.3, §6.5.
Texts lie in resources/snippets/.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from html import escape
from pathlib import PurePath
from string import Template
from typing import Final
from urllib.parse import quote

from wecom_console.domain.raw import Raw, get_value
from wecom_console.domain.verdicts import BackendKind
from wecom_console.resource_files import read_resource


@dataclass(frozen=True, slots=True)
class Snippet:
    """A fragment and the file or place it goes into."""

    title: str
    text: str


@dataclass(frozen=True, slots=True)
class AppValue:
    """A value that is typed into an app; `path` names its label."""

    path: str
    text: str


TARGETS: Final = ("android", "ios", "harmony", "flutter", "react-native", "uni-app", "guard")
"""What an app is made with: a platform, a framework for several, or Authing's own SDK."""

_FRAGMENTS: Final = {
    "android": (
        ("AndroidManifest.xml", "android-manifest.xml"),
        ("build.gradle.kts", "android-gradle.kts"),
        ("proguard-rules.pro", "android-proguard.pro"),
        ("Kotlin", "android-login.kt"),
    ),
    "ios": (
        ("Info.plist", "ios-info.plist"),
        ("App.xcconfig", "ios-linker.xcconfig"),
        ("Objective-C", "ios-login.m"),
        ("SceneDelegate.m", "ios-scene-delegate.m"),
        ("AppDelegate.m", "ios-app-delegate.m"),
    ),
    "harmony": (
        ("module.json5", "harmony-module.json5"),
        ("ArkTS", "harmony-login.ets"),
    ),
    "flutter": (
        ("wecom_login.dart", "flutter-login.dart"),
        ("MainActivity.kt", "flutter-channel.kt"),
        ("AppDelegate.m", "flutter-app-delegate.m"),
    ),
    "react-native": (
        ("wecomLogin.ts", "react-native-login.ts"),
        ("WeComLogin.kt", "react-native-module.kt"),
        ("WeComLogin.m", "react-native-module.m"),
    ),
    "uni-app": (
        ("wecom-login.js", "uni-app-login.js"),
        ("WeComLogin.kt", "uni-app-module.kt"),
        ("WeComLogin.m", "uni-app-module.m"),
    ),
    "guard": (
        ("build.gradle.kts", "guard-gradle.kts"),
        ("Kotlin", "guard-login.kt"),
        ("Swift", "guard-login.swift"),
        ("SceneDelegate.swift", "guard-scene.swift"),
    ),
}
MOST_FRAGMENTS: Final = max(len(parts) for parts in _FRAGMENTS.values())

_ESCAPED: Final = {
    ".kt": '\\"$',
    ".dart": "\\'$",
    ".ts": '\\"',
    ".js": '\\"',
    ".swift": '\\"',
    ".ets": "\\'",
    ".json5": '\\"',
    ".m": '\\"',
    ".http": '\\"',
    ".kts": "",
    ".pro": "",
    ".xcconfig": "",
}
"""What would end a text, or begin something in it, in each language."""

_AUTHING_NEEDS: Final = ("backend.app_host", "backend.app_id")
_NEEDED: Final[Mapping[str, tuple[str, ...]]] = {
    BackendKind.WECOM: (),
    BackendKind.CASDOOR: ("backend.app_host", "backend.application", "backend.provider"),
    BackendKind.HTTP: ("backend.http.url",),
}
"""Without which the call's address, or what it names, is a placeholder."""

_VALUES: Final = (
    "schema",
    "corp_id",
    "agent_id",
    "identifier",
    "backend.app_id",
    "backend.app_host",
)


def app_values(document: Raw) -> tuple[AppValue, ...]:
    """The values that are filled in, in the order in which an app asks for them."""
    found = ((path, _text(document, path)) for path in _VALUES)
    return tuple(AppValue(path, text) for path, text in found if text)


def fragments(document: Raw, target: str) -> tuple[Snippet, ...]:
    """What goes into the app's own files; `target` is one of `TARGETS`."""
    return tuple(Snippet(title, _filled(name, document)) for title, name in _FRAGMENTS[target])


def redeem_fragment(document: Raw) -> Snippet:
    """The call that turns the code into tokens, for the profile's backend; of a backend of one's
    own the request as it was described."""
    match _text(document, "backend.kind"):
        case BackendKind.HTTP:
            return Snippet("HTTP", _own_request(document))
        case BackendKind.WECOM | BackendKind.CASDOOR as kind:
            return Snippet("HTTP", _filled(f"redeem-{kind}.http", document))
        case _:
            api = _text(document, "backend.api")
            return Snippet("HTTP", _filled(f"redeem-authing-{api}.http", document))


def lacks_backend(document: Raw) -> bool:
    """Whether the call's address is still a placeholder."""
    needed = _NEEDED.get(_text(document, "backend.kind"), _AUTHING_NEEDS)
    return not all(_text(document, path) for path in needed)


def lacking_values(document: Raw, target: str = "") -> tuple[str, ...]:
    """The fields that the fragments, or those of a target, still have a placeholder for."""
    wanted: tuple[str, ...] = ("schema", "corp_id", "agent_id")
    if target == "guard":
        wanted += ("backend.app_id",)
    return tuple(path for path in wanted if not _text(document, path))


def _own_request(document: Raw) -> str:
    lines = get_value(document, "backend.http.headers")
    headers = [str(line) for line in lines] if isinstance(lines, list | tuple) else []
    body = _text(document, "backend.http.body")
    if body:
        headers.append(f"content-type: {_text(document, 'backend.http.content_type')}")
    method = _text(document, "backend.http.method")
    address = _text(document, "backend.http.url") or "https://<address>"
    return "\n".join([f"{method} {address}", *headers, *(["", body] if body else [])])


def _filled(name: str, document: Raw) -> str:
    values = {
        "schema": _text(document, "schema") or "<Schema>",
        "corp_id": _text(document, "corp_id") or "<CorpID>",
        "agent_id": _text(document, "agent_id") or "<AgentID>",
        "identifier": _text(document, "identifier"),
        "app_id": _text(document, "backend.app_id") or "<App ID>",
        "app_host": _text(document, "backend.app_host").rstrip("/") or "https://<application host>",
        "user_pool_id": _text(document, "backend.user_pool_id") or "<user pool id>",
        "base_url": _text(document, "wecom.base_url").rstrip("/"),
        "application": _text(document, "backend.application") or "<application>",
        "organization": _text(document, "backend.organization"),
        "provider": _text(document, "backend.provider") or "<provider>",
        "state": _text(document, "backend.state"),
    }
    suffix = PurePath(name).suffix
    safe = {key: _escaped(value, suffix) for key, value in values.items()}
    if suffix == ".http":  # a query, and headers, have rules of their own
        safe["corp_id"] = quote(values["corp_id"], safe="<>")
        safe |= {key: _one_line(values[key]) for key in ("app_id", "user_pool_id", "base_url")}
    return Template(read_resource("snippets", name)).substitute(safe).rstrip("\n")


def _escaped(value: str, suffix: str) -> str:
    """A value for the text it stands in. One with errors is shown too, and must not end it."""
    line = _one_line(value)
    if suffix in (".xml", ".plist"):
        return escape(line)
    return "".join(f"\\{sign}" if sign in _ESCAPED[suffix] else sign for sign in line)


def _one_line(value: str) -> str:
    return "".join(sign if sign.isprintable() else " " for sign in value)


def _text(document: Raw, path: str) -> str:
    value = get_value(document, path)
    return value if isinstance(value, str) else ""
