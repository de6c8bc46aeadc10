"""One sound app of each kind: those of `domain.samples.GOOD`."""

import datetime
import json
import plistlib
from collections.abc import Mapping
from io import BytesIO

from devices.certificates import Identity, identity, signed_message
from devices.packages import (
    El,
    archive,
    binary_xml,
    hap_block,
    protobuf_xml,
    scheme_block,
    signing_block,
    with_block,
)
from domain.samples import SCHEMA
from wecom_console.devices.facts import AndroidFacts, AppFacts, HarmonyFacts, IosFacts, KeyFacts
from wecom_console.devices.not_read import NotRead
from wecom_console.devices.reading import read_app
from wecom_console.domain.secrets import Secret

OTHER_SCHEMA = "wwauthfedcba9876543210000007"
RELEASE = identity("Acme")
DEBUG = identity("Android Debug")
DEX = b"dex\n035\0 Lcom/tencent/wework/api/WWAPIFactory;\0\x073.0.0.7\0 " + SCHEMA.encode() + b"\0"
NOW = datetime.datetime(2026, 6, 1, tzinfo=datetime.UTC)
EXPIRES = datetime.datetime(2027, 3, 4, 5, 6, 7, tzinfo=datetime.UTC)

PACKAGE_QUERY = El("package", {"name": "com.tencent.wework"})
WECHAT_QUERY = El("package", {"name": "com.tencent.mm"})


def manifest(
    *children: El,
    package: str = "com.acme.app",
    target: object = 34,
    queries: tuple[El, ...] = (PACKAGE_QUERY,),
    **application: object,
) -> El:
    """An Android manifest; `children` stand inside its application."""
    return El(
        "manifest",
        {"package": package, "versionCode": 45, "versionName": "1.2.3"},
        [
            El("uses-sdk", {"minSdkVersion": 24, "targetSdkVersion": target}),
            El("queries", {}, queries),
            El("application", application, children),
        ],
    )


def activity(*schemes: str, **attributes: object) -> El:
    """An activity that links of these schemes open."""
    data = [El("data", {"scheme": scheme}) for scheme in schemes]
    view = El("action", {"name": "android.intent.action.VIEW"})
    return El("activity", {"name": ".Main", **attributes}, [El("intent-filter", {}, [view, *data])])


def apk(
    root: El | None = None, *, files: Mapping[str, bytes] | None = None, block: bytes | None = None
) -> bytes:
    """An APK, signed by `RELEASE` with v2 and v3 unless another block is given."""
    content = {"AndroidManifest.xml": binary_xml(root or manifest()), "classes.dex": DEX}
    if block is None:
        block = signing_block(scheme_block("v2", RELEASE), scheme_block("v3", RELEASE))
    return with_block(archive({**content, **(files or {})}), block)


def signed_apk(signer: Identity, root: El | None = None) -> bytes:
    """An APK signed by somebody else."""
    return apk(root, block=signing_block(scheme_block("v2", signer)))


def aab(root: El | None = None, *, signer: Identity | None = RELEASE, plain: bool = True) -> bytes:
    """An app bundle."""
    content = {
        "BundleConfig.pb": b"\n\x00",
        "base/manifest/AndroidManifest.xml": protobuf_xml(root or manifest(), plain=plain),
        "base/dex/classes.dex": DEX,
    }
    if signer is not None:
        content["META-INF/UPLOAD.RSA"] = signed_message(signer)
        content["META-INF/UPLOAD.SF"] = b""
    return archive(content)


INFO: Mapping[str, object] = {
    "CFBundleIdentifier": "com.acme.app",
    "CFBundleShortVersionString": "1.2.3",
    "CFBundleVersion": "45",
    "MinimumOSVersion": "15.0",
    "CFBundleURLTypes": [{"CFBundleURLName": "wecom", "CFBundleURLSchemes": [SCHEMA]}],
    "LSApplicationQueriesSchemes": ["wxwork", "wxworklocal"],
}
PROVISIONING: Mapping[str, object] = {
    "Name": "Acme Store",
    "TeamIdentifier": ["A1B2C3D4E5"],
    "ExpirationDate": EXPIRES.replace(tzinfo=None),
    "Entitlements": {
        "application-identifier": "A1B2C3D4E5.com.acme.app",
        "get-task-allow": False,
        "com.apple.developer.associated-domains": ["applinks:acme.example"],
    },
}


def provisioning(values: Mapping[str, object] = PROVISIONING) -> bytes:
    """A provisioning profile: a property list in a signed message."""
    return signed_message(identity("Apple"), plistlib.dumps(dict(values)))


def ipa(
    info: Mapping[str, object] | None = None,
    *,
    profile: bytes | None = None,
    form: plistlib.PlistFormat = plistlib.FMT_BINARY,
    **changes: object,
) -> bytes:
    """An IPA; `changes` are other values of its Info.plist."""
    values = {key: v for key, v in {**(info or INFO), **changes}.items() if v is not None}
    content = {
        "Payload/": b"",
        "Payload/Acme.app/Info.plist": plistlib.dumps(values, fmt=form),
        "Payload/Acme.app/Acme": b"\xcf\xfa\xed\xfe",
    }
    if profile is not None:
        content["Payload/Acme.app/embedded.mobileprovision"] = profile
    return archive(content)


MODULE: Mapping[str, object] = {
    "app": {"bundleName": "com.acme.app", "versionName": "1.2.3", "versionCode": 1002003},
    "module": {
        "name": "entry",
        "querySchemes": ["wxworkapi", "https"],
        "abilities": [{"name": "Main", "skills": [{"uris": [{"scheme": "acme"}]}]}],
    },
}


def hap_signature(signer: Identity, *, profile: object = None) -> bytes:
    """A HAP's signing block."""
    found = profile or {
        "type": "release",
        "bundle-info": {"bundle-name": "com.acme.app", "app-identifier": "5765880207853000001"},
    }
    content = signed_message(signer, json.dumps(found).encode())
    return hap_block((0x20000000, signed_message(signer, b"digests")), (0x20000002, content))


def hap(module: object = MODULE, *, block: bytes | None = None, name: str = "module.json") -> bytes:
    """A HAP."""
    made = archive(
        {name: json.dumps(module).encode(), "ets/modules.abc": b"PANDA", "pack.info": b"{}"}
    )
    return with_block(made, hap_signature(RELEASE) if block is None else block)


def harmony_app(**haps: bytes) -> bytes:
    """An APP bundle around HAPs."""
    pack = {
        "summary": {
            "app": {"bundleName": "com.acme.app", "version": {"code": 1002003, "name": "1.2.3"}}
        },
        "packages": [
            {"name": "library", "moduleType": "shared"},
            {"name": "entry", "moduleType": "entry"},
        ],
    }
    inside = haps or {"entry": hap()}
    content = {f"{name}.hap": data for name, data in inside.items()}
    return archive({**content, "pack.info": json.dumps(pack).encode()}, stored=True)


def read(data: bytes, password: str | None = None) -> AppFacts | NotRead:
    """What the reader says of these bytes."""
    return read_app(BytesIO(data), None if password is None else Secret(password))


def android(data: bytes) -> AndroidFacts:
    """The facts of a package that must be readable."""
    found = read(data)
    assert isinstance(found, AndroidFacts), found
    return found


def ios(data: bytes) -> IosFacts:
    """The same for iOS."""
    found = read(data)
    assert isinstance(found, IosFacts), found
    return found


def harmony(data: bytes) -> HarmonyFacts:
    """The same for HarmonyOS."""
    found = read(data)
    assert isinstance(found, HarmonyFacts), found
    return found


def keys(data: bytes, password: str | None = None) -> KeyFacts:
    """The same for certificates and keystores."""
    found = read(data, password)
    assert isinstance(found, KeyFacts), found
    return found


def refused(data: bytes, password: str | None = None) -> tuple[str, object]:
    """Why nothing is read: the code, and its kind."""
    found = read(data, password)
    assert isinstance(found, NotRead), found
    return found.code, found.params.get("kind")
