"""The values of connections as environment variables, for builds and servers."""

from collections.abc import Iterator, Sequence
from typing import Final

from wecom_console.domain.documents import to_raw
from wecom_console.domain.fields import SECRET_PATHS
from wecom_console.domain.profile import Profile
from wecom_console.domain.raw import Raw, get_value

_NAMES: Final = {
    "identifier": "IDENTIFIER",
    "display_name": "DISPLAY_NAME",
    "corp_id": "CORP_ID",
    "agent_id": "AGENT_ID",
    "schema": "SCHEMA",
    "agency.suite_id": "AGENCY_SUITE_ID",
    "android.package": "ANDROID_PACKAGE",
    "android.signature_md5": "ANDROID_SIGNATURE_MD5",
    "ios.bundle_id": "IOS_BUNDLE_ID",
    "harmony.app_id": "HARMONY_APP_ID",
    "harmony.bundle_name": "HARMONY_BUNDLE_NAME",
    "wecom.base_url": "API_BASE_URL",
    "backend.app_host": "BACKEND_APP_HOST",
    "backend.app_id": "BACKEND_APP_ID",
    "backend.user_pool_id": "BACKEND_USER_POOL_ID",
}
_SECRETS: Final = {
    "secret": "SECRET",
    "agency.suite_secret": "AGENCY_SUITE_SECRET",
    "agency.token": "AGENCY_TOKEN",
    "agency.encoding_aes_key": "AGENCY_ENCODING_AES_KEY",
    "backend.app_secret": "BACKEND_APP_SECRET",
    "backend.access_key_secret": "BACKEND_ACCESS_KEY_SECRET",
}
assert set(_SECRETS) == set(SECRET_PATHS)


class EnvFile:
    """``WECOM_CORP_ID=…``; several connections have their identifier in the names. Both shells and
    dotenv readers take it."""

    name = "env"
    suffix = ".env"

    def render(self, profiles: Sequence[Profile], language: str = "en") -> str:
        """The file's text: no secret, only where each is kept."""
        return "\n".join("".join(_lines(profile, len(profiles) > 1)) for profile in profiles)


def _lines(profile: Profile, is_one_of_several: bool) -> Iterator[str]:  # noqa: FBT001
    raw: Raw = to_raw(profile)
    own = f"{profile.identifier.upper().replace('-', '_')}_" if is_one_of_several else ""
    for path, name in _NAMES.items():
        if value := get_value(raw, path):
            yield f"WECOM_{own}{name}={quoted(str(value))}\n"
    for path, name in _SECRETS.items():
        if place := get_value(raw, path):
            yield f"# WECOM_{own}{name}: {place}\n"


def quoted(value: str) -> str:
    """A value as shells and dotenv readers read it back."""
    if value and all(c.isascii() and (c.isalnum() or c in "_-./:@") for c in value):
        return value
    if "'" not in value:
        return f"'{value}'"
    escaped = value.replace("\\", "\\\\").replace('"', '\\"')
    return '"' + escaped.replace("$", "\\$").replace("`", "\\`") + '"'
