"""IPAs: Info.plist and provisioning profile."""

import plistlib

import pytest

from devices.packages import archive
from devices.samples import EXPIRES, INFO, ios, ipa, provisioning, refused
from domain.samples import SCHEMA
from wecom_console.devices.facts import Provisioning


@pytest.mark.parametrize("form", [plistlib.FMT_BINARY, plistlib.FMT_XML])
def test_an_ipa_says_what_it_is(form: plistlib.PlistFormat) -> None:
    """From a property list of either form."""
    facts = ios(ipa(form=form))
    assert (facts.bundle_id, facts.version_name, facts.build) == ("com.acme.app", "1.2.3", "45")
    assert (facts.minimum_os, facts.schemes) == ("15.0", (SCHEMA,))
    assert facts.query_schemes == ("wxwork", "wxworklocal")
    assert dict(facts.values) == {"ios.bundle_id": "com.acme.app"}


def test_schemes_of_all_types_are_gathered() -> None:
    """Each once."""
    types = [{"CFBundleURLSchemes": ["a", "b"]}, {"CFBundleURLSchemes": ["b", "c"]}, {}]
    assert ios(ipa(CFBundleURLTypes=types)).schemes == ("a", "b", "c")


def test_values_of_another_kind_are_none() -> None:
    """What should be a list or a text may be anything."""
    odd = ios(
        ipa(CFBundleURLTypes={"a": 1}, LSApplicationQueriesSchemes="wxwork", CFBundleVersion=45)
    )
    assert (odd.schemes, odd.query_schemes, odd.build) == ((), (), "")


def test_the_provisioning_profile_is_read() -> None:
    """Out of its signed message."""
    assert ios(ipa(profile=provisioning())).provisioning == Provisioning(
        application_id="A1B2C3D4E5.com.acme.app",
        team_id="A1B2C3D4E5",
        name="Acme Store",
        expires_at=EXPIRES,
        is_development=False,
        associated_domains=("applinks:acme.example",),
    )


def test_an_ipa_of_the_store_has_no_profile() -> None:
    """That is nothing wrong."""
    assert ios(ipa()).provisioning is None


def test_a_broken_profile_is_told() -> None:
    """By the name of its file."""
    assert refused(ipa(profile=b"nothing")) == ("app.manifest", None)


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"bplist00",
        b"bplist00" + bytes(32),
        b"bplist00" + b"\xff" * 40,
        b"<?xml version='1.0'?><!DOCTYPE a [<!ENTITY b 'c'>]><plist><dict/></plist>",
        plistlib.dumps(["no", "dictionary"]),
        plistlib.dumps({"CFBundleName": "no id"}),
        b"<plist>" + b"<array>" * 100_000,
        b"<plist><dict><key>a</key><date>0000-00-00T00:00:00Z</date></dict></plist>",
    ],
)
def test_what_is_no_info_plist_is_told(data: bytes) -> None:
    """Broken lists of both forms, and sound ones that say nothing."""
    assert refused(archive({"Payload/Acme.app/Info.plist": data})) == ("app.manifest", None)


def test_only_the_apps_own_list_counts() -> None:
    """Extensions and frameworks inside have others."""
    inner = plistlib.dumps({"CFBundleIdentifier": "com.acme.app.widget"})
    data = archive(
        {
            "Payload/Acme.app/PlugIns/W.appex/Info.plist": inner,
            "Payload/Acme.app/Info.plist": plistlib.dumps(dict(INFO)),
        }
    )
    assert ios(data).bundle_id == "com.acme.app"


def test_two_apps_in_one_ipa_are_refused() -> None:
    """It could be either."""
    data = plistlib.dumps(dict(INFO))
    found = refused(archive({f"Payload/{name}.app/Info.plist": data for name in "ab"}))
    assert found == ("app.several_apps", None)
