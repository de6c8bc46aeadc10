"""The mobile apps: package and signature, bundle id, HarmonyOS. Source:
docs/reference/wecom.md §2.2, §13."""

import re

from wecom_console.domain.problems import Fix
from wecom_console.domain.profile import AndroidApp, HarmonyApp, IosApp
from wecom_console.domain.rules.common import Problems, error, hint, warning

PACKAGE = re.compile(r"[A-Za-z][A-Za-z0-9_]*(?:\.[A-Za-z][A-Za-z0-9_]*)+")
BUNDLE_ID = re.compile(r"[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)+")
MD5 = re.compile(r"[0-9a-fA-F]{32}")
WECOM_PACKAGE = "com.tencent.wework"
WECOM_CERTIFICATE = "011a40266c8c75d181ddd8e4ddc50075"
_DIGESTS = {40: "sha1", 64: "sha256"}


def check_android(app: AndroidApp) -> Problems:
    """Package name and the signing certificate's MD5; both or neither."""
    problems = _check_package(app.package)
    problems += _check_signature(app.signature_md5)
    if app.package and not app.signature_md5:
        problems.append(warning("android.signature_md5.missing", "android.signature_md5"))
    if app.signature_md5 and not app.package:
        problems.append(warning("android.package.missing", "android.package"))
    return problems


def _check_package(value: str) -> Problems:
    field = "android.package"
    if not value:
        return []
    if not PACKAGE.fullmatch(value):
        return [error("android.package.format", field)]
    if value == WECOM_PACKAGE:
        return [error("android.package.is_wecom", field)]
    return []


def _check_signature(value: str) -> Problems:
    field = "android.signature_md5"
    if not value:
        return []
    bare = re.sub(r"[:\-\s]", "", value)
    if re.fullmatch(r"[0-9a-fA-F]+", bare) and (digest := _DIGESTS.get(len(bare))):
        return [error(f"{field}.{digest}", field)]
    if not MD5.fullmatch(value):
        if MD5.fullmatch(bare) and ":" in value:
            return [error(f"{field}.colons", field, Fix("clean", field, bare.lower()))]
        return [error(f"{field}.format", field, length=len(value))]
    if value.lower() == WECOM_CERTIFICATE:
        return [error(f"{field}.is_wecom", field)]
    if value != value.lower():
        return [hint(f"{field}.case", field, Fix("lower", field, value.lower()))]
    return []


def check_ios(app: IosApp) -> Problems:
    """The bundle id, by Apple's reverse-DNS rules."""
    field = "ios.bundle_id"
    if not app.bundle_id or BUNDLE_ID.fullmatch(app.bundle_id):
        return []
    return [error("ios.bundle_id.format", field)]


def check_harmony(app: HarmonyApp) -> Problems:
    """AGC's App ID (digits) and the bundle name."""
    problems: Problems = []
    if app.bundle_name and not PACKAGE.fullmatch(app.bundle_name):
        problems.append(error("harmony.bundle_name.format", "harmony.bundle_name"))
    if app.app_id and not (app.app_id.isascii() and app.app_id.isdecimal()):
        problems.append(error("harmony.app_id.format", "harmony.app_id"))
    return problems


def check_any_app(android: AndroidApp, ios: IosApp, harmony: HarmonyApp) -> Problems:
    """Without an app, WeCom's side cannot be compared with the profile."""
    if android.package or ios.bundle_id or harmony.bundle_name:
        return []
    return [hint("apps.none", "android.package")]
