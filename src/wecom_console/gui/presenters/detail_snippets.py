"""What an app needs of a connection: values to copy and fragments filled from the profile. Qt-free.

Sources: reference wecom.md §4.1, §4.5, §5.1, §5.4, §6; authing.md §6.3, §6.5. Texts lie in
resources/snippets/.
"""

from dataclasses import dataclass
from html import escape
from pathlib import PurePath
from string import Template
from typing import Final

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


TARGETS: Final = ("android", "ios", "harmony", "flutter", "react-native")
"""What an app is made with: a platform, or a framework for several."""

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
    ),
    "react-native": (
        ("wecomLogin.ts", "react-native-login.ts"),
        ("WeComLogin.kt", "react-native-module.kt"),
    ),
}
MOST_FRAGMENTS: Final = max(len(parts) for parts in _FRAGMENTS.values())

_ESCAPED: Final = {
    ".kt": '\\"$',
    ".dart": "\\'$",
    ".ts": '\\"',
    ".ets": "\\'",
    ".json5": '\\"',
    ".m": '\\"',
    ".http": '\\"',
    ".kts": "",
    ".pro": "",
    ".xcconfig": "",
}
"""What would end a text, or begin something in it, in each language."""

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
    """The call that turns the code into tokens, for the profile's backend."""
    if _text(document, "backend.kind") == BackendKind.WECOM:
        return Snippet("HTTP", _filled("redeem-wecom.http", document))
    api = _text(document, "backend.api")
    return Snippet("HTTP", _filled(f"redeem-authing-{api}.http", document))


def lacks_backend(document: Raw) -> bool:
    """Whether the call's address is still a placeholder."""
    if _text(document, "backend.kind") == BackendKind.WECOM:
        return False
    return not (_text(document, "backend.app_host") and _text(document, "backend.app_id"))


def _filled(name: str, document: Raw) -> str:
    values = {
        "schema": _text(document, "schema"),
        "corp_id": _text(document, "corp_id"),
        "agent_id": _text(document, "agent_id"),
        "identifier": _text(document, "identifier"),
        "app_id": _text(document, "backend.app_id") or "<App ID>",
        "app_host": _text(document, "backend.app_host").rstrip("/") or "https://<application host>",
        "user_pool_id": _text(document, "backend.user_pool_id") or "<user pool id>",
        "base_url": _text(document, "wecom.base_url").rstrip("/"),
    }
    suffix = PurePath(name).suffix
    safe = {key: _escaped(value, suffix) for key, value in values.items()}
    return Template(read_resource("snippets", name)).substitute(safe).rstrip("\n")


def _escaped(value: str, suffix: str) -> str:
    """A value for the text it stands in. One with errors is shown too, and must not end it."""
    line = "".join(sign if sign.isprintable() else " " for sign in value)
    if suffix in (".xml", ".plist"):
        return escape(line)
    return "".join(f"\\{sign}" if sign in _ESCAPED[suffix] else sign for sign in line)


def _text(document: Raw, path: str) -> str:
    value = get_value(document, path)
    return value if isinstance(value, str) else ""
