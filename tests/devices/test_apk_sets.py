"""Sets of APKs, and what a store made of an app."""

import struct

import pytest

from devices.packages import El, archive, prefixed
from devices.samples import DEBUG, RELEASE, aab, android, apk, manifest, refused
from wecom_console.devices.facts import AppKind, Sdk

BASE = apk()
PART = apk(manifest(package="com.acme.app.part"))


@pytest.mark.parametrize(
    ("base", "other"),
    [
        ("splits/base-master.apk", "splits/base-xxhdpi.apk"),
        ("base.apk", "split_config.arm64_v8a.apk"),
        ("com.acme.app.apk", "config.zh.apk"),
        ("universal.apk", "toc.apk"),
    ],
)
@pytest.mark.parametrize("stored", [True, False])
def test_of_a_set_the_base_is_read(base: str, other: str, stored: bool) -> None:
    """As bundletool, SAI, APKPure and APKMirror name it; packed or not."""
    facts = android(archive({other: PART, base: BASE}, stored=stored))
    assert (facts.kind, facts.package, facts.base) == (AppKind.APK, "com.acme.app", base)
    assert facts.values["android.signature_md5"] == RELEASE.md5


def test_a_set_whose_base_cannot_be_told_is_refused() -> None:
    """Two apps are no set."""
    assert refused(archive({"a.apk": BASE, "b.apk": PART})) == ("app.unknown", "set")


def test_what_another_module_of_a_set_may_hold_is_not_missed() -> None:
    """The SDK may be in the feature."""
    base = apk(files={"classes.dex": b"Lcom/acme/Main;"})
    whole = archive({"base.apk": base, "config.zh.apk": PART})
    split = archive({"base.apk": base, "feature.apk": PART})
    assert (android(whole).code.sdk, android(split).code.sdk) == (Sdk.ABSENT, Sdk.UNKNOWN)


def test_an_apk_that_google_play_made_is_known() -> None:
    """By what it writes into each."""
    mark = El("meta-data", {"name": "com.android.vending.derived.apk.id"})
    assert [android(apk(root)).is_from_play for root in (manifest(mark), manifest())] == [
        True,
        False,
    ]


def test_the_signature_beside_an_apk_is_named() -> None:
    """Scheme v4 lies in a file of its own."""
    hashing = prefixed(struct.pack("<IB", 1, 12), prefixed(), prefixed(bytes(32)))
    signing = prefixed(prefixed(bytes(32)), prefixed(RELEASE.der))
    assert refused(struct.pack("<I", 2) + hashing + signing) == ("app.unknown", "idsig")


def test_a_bundle_with_a_debug_key_has_no_value() -> None:
    """Neither for WeCom nor for Google Play."""
    assert "android.signature_md5" not in android(aab(signer=DEBUG)).values
