"""What an app needs of a connection: values to copy and fragments filled from the profile. Qt-free.

Sources: reference wecom.md §4.1, §4.5, §5.1, §5.4, §6; authing.md §6.3, §6.5. Texts lie in
resources/snippets/.
"""

from dataclasses import dataclass
from string import Template
from typing import Final

from wecom_console.domain.raw import Raw, get_value
from wecom_console.domain.verdicts import BackendKind, Platform
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


_FRAGMENTS: Final = {
    Platform.ANDROID: (
        ("AndroidManifest.xml", "android-manifest.xml"),
        ("Kotlin", "android-login.kt"),
    ),
    Platform.IOS: (
        ("Info.plist", "ios-info.plist"),
        ("Objective-C", "ios-login.m"),
    ),
    Platform.HARMONY: (
        ("module.json5", "harmony-module.json5"),
        ("ArkTS", "harmony-login.ets"),
    ),
}
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


def fragments(document: Raw, platform: Platform) -> tuple[Snippet, ...]:
    """What goes into the app's own files."""
    return tuple(Snippet(title, _filled(name, document)) for title, name in _FRAGMENTS[platform])


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
    return Template(read_resource("snippets", name)).safe_substitute(values).rstrip("\n")


def _text(document: Raw, path: str) -> str:
    value = get_value(document, path)
    return value if isinstance(value, str) else ""
