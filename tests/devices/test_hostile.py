"""Whatever a file holds: facts, or the reason why there are none. Never an exception."""

from collections.abc import Callable

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from architecture.properties import examples
from devices.certificates import identity, java_store, pkcs12_store, signed_message
from devices.packages import archive, binary_xml, protobuf_xml, resources
from devices.samples import (
    NOW,
    RELEASE,
    aab,
    activity,
    apk,
    hap,
    harmony_app,
    ipa,
    manifest,
    provisioning,
    read,
)
from devices.test_android import REFERRING, VALUES
from wecom_console.devices.android.binary_xml import read_binary_xml
from wecom_console.devices.android.protobuf_xml import read_protobuf_xml
from wecom_console.devices.android.resource_table import read_resources
from wecom_console.devices.comparing import findings_of
from wecom_console.devices.ios.ipa import read_provisioning
from wecom_console.devices.ios.property_lists import read_plist
from wecom_console.devices.keys.certificates import is_certificate, read_certificate
from wecom_console.devices.keys.signed_data import read_signed_data
from wecom_console.devices.not_read import NotRead
from wecom_console.messages.catalogue import LANGUAGES, load_messages

ROOT = manifest(activity("acme"), debuggable=True)
WHOLE: dict[str, bytes] = {
    "apk": apk(REFERRING, files={"resources.arsc": resources(VALUES)}),
    "jar": apk(files={"META-INF/A.RSA": signed_message(RELEASE), "META-INF/A.SF": b""}, block=b""),
    "aab": aab(ROOT),
    "ipa": ipa(profile=provisioning()),
    "hap": hap(),
    "app": harmony_app(),
    "der": RELEASE.der,
    "pem": RELEASE.pem,
    "p7": signed_message(RELEASE, b"x", identity("other")),
    "p12": pkcs12_store(RELEASE, b""),
    "jks": java_store(("a", RELEASE, True)),
}
FEW = settings(max_examples=examples(60))
MANY = settings(max_examples=examples(150))


def _told(data: bytes) -> None:
    """Read, judged and told in both languages."""
    found = read(data, "x")
    if isinstance(found, NotRead):
        for language in LANGUAGES:
            messages = load_messages(language)
            code = f"problem.{found.code}"
            kind = f"{code}.{found.params.get('kind', '')}"
            text = messages.text(kind if messages.has(kind) else code, **found.params)
            assert "{" not in text
            assert "problem." not in text
    else:
        assert all(isinstance(value, str) for value in found.values.values())
        findings_of(found, None, now=NOW)


@MANY
@given(st.binary(max_size=400))
@example(b"PK\x03\x04")
@example(b"PK\x05\x06" + bytes(18))
@example(b"\xfe\xed\xfe\xed\0\0\0\2\xff\xff\xff\xff")
def test_any_bytes_are_answered(data: bytes) -> None:
    """Nothing is too odd."""
    _told(data)


@FEW
@pytest.mark.parametrize("kind", WHOLE)
@given(share=st.floats(0, 1))
def test_a_file_that_was_cut_off_is_answered(kind: str, share: float) -> None:
    """Wherever it ends."""
    whole = WHOLE[kind]
    _told(whole[: int(len(whole) * share)])


@FEW
@pytest.mark.parametrize("kind", WHOLE)
@given(data=st.data())
def test_a_file_with_other_bits_is_answered(kind: str, data: st.DataObject) -> None:
    """Wherever they were turned over."""
    changed = bytearray(WHOLE[kind])
    for _ in range(data.draw(st.integers(1, 4))):
        changed[data.draw(st.integers(0, len(changed) - 1))] ^= data.draw(st.integers(1, 255))
    _told(bytes(changed))


INSIDE: dict[str, tuple[bytes, Callable[[bytes], bytes]]] = {
    "manifest": (binary_xml(ROOT), lambda data: archive({"AndroidManifest.xml": data})),
    "bundle": (
        protobuf_xml(ROOT, plain=False),
        lambda data: archive({"base/manifest/AndroidManifest.xml": data}),
    ),
    "signature": (
        signed_message(RELEASE),
        lambda data: apk(files={"META-INF/A.RSA": data, "META-INF/A.SF": b""}, block=b""),
    ),
    "profile": (provisioning(), lambda data: ipa(profile=data)),
    "resources": (resources(VALUES), lambda data: apk(REFERRING, files={"resources.arsc": data})),
}


@FEW
@pytest.mark.parametrize("kind", INSIDE)
@given(data=st.data())
def test_a_sound_archive_with_broken_parts_is_answered(kind: str, data: st.DataObject) -> None:
    """A checksum that fits does not make its content sound."""
    whole, packed = INSIDE[kind]
    changed = bytearray(whole[: data.draw(st.integers(1, len(whole)))])
    for _ in range(data.draw(st.integers(0, 4))):
        changed[data.draw(st.integers(0, len(changed) - 1))] ^= data.draw(st.integers(1, 255))
    _told(packed(bytes(changed)))


READERS: dict[str, Callable[[bytes], object]] = {
    "binary xml": read_binary_xml,
    "protobuf xml": read_protobuf_xml,
    "resources": lambda data: read_resources(data, frozenset({0x7F010002, 0x7F020001})),
    "property list": read_plist,
    "provisioning": read_provisioning,
    "signed data": read_signed_data,
    "certificate": read_certificate,
    "is certificate": is_certificate,
}
BEGINNINGS = [b"", b"\x03\x00\x08\x00", b"\x02\x00\x0c\x00", b"bplist00", b"<?xml", b"\x30\x82"]


@MANY
@pytest.mark.parametrize("reader", READERS)
@given(beginning=st.sampled_from(BEGINNINGS), rest=st.binary(max_size=300))
def test_no_reader_raises(reader: str, beginning: bytes, rest: bytes) -> None:
    """Each is a door of its own."""
    READERS[reader](beginning + rest)
