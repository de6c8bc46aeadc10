"""Profiles that lie by themselves: Apple's and HarmonyOS'. Never a certificate for WeCom."""

import datetime
import json
import plistlib

import pytest

from devices.certificates import identity, signed_message
from devices.samples import EXPIRES, NOW, PROVISIONING, harmony, ios, provisioning, read
from domain.samples import GOOD
from wecom_console.devices.comparing import findings_of
from wecom_console.devices.facts import AppKind, HarmonyFacts, IosFacts
from wecom_console.domain.check import check

LABEL = "CERTIFICATE"
HARMONY = {
    "type": "release",
    "validity": {"not-before": 1, "not-after": 1798761600},
    "bundle-info": {
        "bundle-name": "com.acme.app",
        "app-identifier": "5765880207853000001",
        "distribution-certificate": f"-----BEGIN {LABEL}-----\nMIIB\n-----END {LABEL}-----\n",
    },
}
MESSAGE = signed_message(identity("Huawei"), json.dumps(HARMONY).encode())
PROFILE = check(GOOD).profile


def test_apples_profile_says_which_app_it_is_for() -> None:
    """Application id, team and expiry; the bundle id is the one value for a connection."""
    facts = ios(provisioning())
    assert facts.kind is AppKind.IOS_PROFILE
    assert facts.values == {"ios.bundle_id": "com.acme.app"}
    assert facts.provisioning is not None
    assert facts.provisioning.team_id == "A1B2C3D4E5"
    assert facts.provisioning.expires_at == EXPIRES


def test_the_list_out_of_a_profile_is_the_profile() -> None:
    """As `security cms -D` prints it."""
    facts = ios(plistlib.dumps(dict(PROVISIONING)))
    assert (facts.kind, facts.bundle_id) == (AppKind.IOS_PROFILE, "com.acme.app")


def test_a_profile_for_many_apps_names_none() -> None:
    """A wildcard is no bundle id."""
    granted = {"application-identifier": "A1B2C3D4E5.*"}
    facts = ios(provisioning({**PROVISIONING, "Entitlements": granted}))
    assert facts.values == {}


def test_entitlements_are_no_info_plist() -> None:
    """They are not asked for URL schemes."""
    domains = {"com.apple.developer.associated-domains": ["applinks:acme.example"]}
    facts = ios(plistlib.dumps(domains))
    assert facts.kind is AppKind.IOS_ENTITLEMENTS
    assert findings_of(facts, None, now=NOW) == ()
    assert facts.provisioning is not None
    assert facts.provisioning.associated_domains == ("applinks:acme.example",)


@pytest.mark.parametrize("data", [MESSAGE, json.dumps(HARMONY).encode()], ids=["signed", "plain"])
def test_harmonys_profile_says_which_app_it_is_for(data: bytes) -> None:
    """Its own certificate, as text inside, does not make it a PEM file."""
    facts = harmony(data)
    assert facts.kind is AppKind.HARMONY_PROFILE
    assert facts.values == {
        "harmony.bundle_name": "com.acme.app",
        "harmony.app_id": "5765880207853000001",
    }
    assert facts.expires_at == datetime.datetime(2027, 1, 1, tzinfo=datetime.UTC)


@pytest.mark.parametrize("data", [provisioning(), MESSAGE], ids=["apple", "harmony"])
def test_no_profile_offers_a_signature_for_wecom(data: bytes) -> None:
    """Its signer is the platform, not the app."""
    facts = read(data)
    assert isinstance(facts, IosFacts | HarmonyFacts)
    found = findings_of(facts, PROFILE, now=NOW)
    assert [f for f in found if f.field == "android.signature_md5"] == []


def test_a_profile_that_is_past_its_day_is_told() -> None:
    """Apple's and HarmonyOS' alike."""
    late = EXPIRES + datetime.timedelta(days=1)
    found = [
        findings_of(facts, None, now=late) for facts in (ios(provisioning()), harmony(MESSAGE))
    ]
    assert [[p.params.get("kind") for p in one] for one in found] == [
        ["expired"],
        ["harmony_expired"],
    ]
