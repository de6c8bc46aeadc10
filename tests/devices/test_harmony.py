"""HarmonyOS packages."""

import pytest

from devices.packages import archive, hap_block
from devices.samples import (
    MODULE,
    RELEASE,
    hap,
    hap_signature,
    harmony,
    harmony_app,
    refused,
)
from wecom_console.devices.facts import AppKind

APP_ID = "5765880207853000001"


def test_a_hap_says_what_it_is() -> None:
    """Its module's settings, and who signed it."""
    facts = harmony(hap())
    assert (facts.kind, facts.bundle_name, facts.version_name, facts.version_code) == (
        AppKind.HAP,
        "com.acme.app",
        "1.2.3",
        1002003,
    )
    assert (facts.schemes, facts.query_schemes) == (("acme",), ("wxworkapi", "https"))
    assert facts.certificate is not None
    assert (facts.is_signed, facts.certificate.md5, facts.app_id, facts.is_debug) == (
        True,
        RELEASE.md5,
        APP_ID,
        False,
    )


def test_its_values_are_name_and_id() -> None:
    """The id only where it was signed with one."""
    assert dict(harmony(hap()).values) == {
        "harmony.bundle_name": "com.acme.app",
        "harmony.app_id": APP_ID,
    }
    assert dict(harmony(hap(block=b"")).values) == {"harmony.bundle_name": "com.acme.app"}


def test_the_older_signing_block_is_read_too() -> None:
    """It has another mark."""
    block = hap_signature(RELEASE).replace(b"<hap sign block>", b"HAP Sig Block 42")
    assert harmony(hap(block=block)).is_signed is True


@pytest.mark.parametrize(
    "block",
    [
        hap_block((0x20000000, b"no message")),
        hap_block(),
        b"\xff" * 12 + b"<hap sign block>" + b"\0" * 4,
    ],
)
def test_a_signature_that_is_not_understood_is_not_called_missing(block: bytes) -> None:
    """It is there."""
    assert harmony(hap(block=block)).is_signed is None


def test_a_profile_may_be_anything() -> None:
    """The certificate counts all the same."""
    for profile in ([1], {"bundle-info": 5}, {"bundle-info": {"app-identifier": 7}}):
        facts = harmony(hap(block=hap_signature(RELEASE, profile=profile)))
        assert (facts.is_signed, facts.app_id) == (True, "")


def test_a_debug_build_is_known() -> None:
    """By its settings or by its profile."""
    by_settings = {**MODULE, "app": {**dict(MODULE["app"]), "debug": True}}
    by_profile = hap_signature(RELEASE, profile={"type": "debug"})
    assert [harmony(hap(by_settings)).is_debug, harmony(hap(block=by_profile)).is_debug] == [
        True,
        True,
    ]


def test_the_older_model_is_read() -> None:
    """Its settings have another name and another form of version."""
    old = {"app": {"bundleName": "com.acme.app", "version": {"name": "1.0", "code": 1}}}
    facts = harmony(hap({**old, "module": {}}, name="config.json"))
    assert (facts.version_name, facts.version_code, facts.query_schemes) == ("1.0", 1, ())


def test_an_app_bundle_says_what_its_entry_says() -> None:
    """The HAP that the bundle calls its entry, not the first."""
    other = {**MODULE, "module": {"querySchemes": ["other"]}}
    facts = harmony(harmony_app(a=hap(other), entry=hap()))
    assert (facts.kind, facts.bundle_name, facts.query_schemes, facts.app_id) == (
        AppKind.HARMONY_APP,
        "com.acme.app",
        ("wxworkapi", "https"),
        APP_ID,
    )


def test_a_bundle_whose_hap_cannot_be_read_still_has_a_name() -> None:
    """What is not known is not called missing."""
    for inner in (b"no archive", hap({"app": {"bundleName": "com.other.app"}, "module": {}})):
        facts = harmony(harmony_app(entry=inner))
        assert (facts.bundle_name, facts.query_schemes) == ("com.acme.app", None)


@pytest.mark.parametrize("data", [b"", b"[]", b"{}", b"\xff", b"[" * 100_000, b'{"app": {}}'])
def test_settings_that_are_none_are_told(data: bytes) -> None:
    """Broken JSON, other JSON, JSON without a name."""
    assert refused(archive({"module.json": data})) == ("app.manifest", None)
    assert refused(archive({"pack.info": data, "a.hap": b""})) == ("app.manifest", None)


def test_an_archive_that_is_no_app_is_told() -> None:
    """Also the one of APKs that a bundle was turned into."""
    assert refused(archive({"word/document.xml": b""})) == ("app.unknown", "archive")
    assert refused(archive({"toc.pb": b"", "splits/base.apk": b""})) == ("app.unknown", "set")
