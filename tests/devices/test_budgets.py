"""What a file may cost is limited by its size, not by what it announces or repeats."""

import struct
from time import process_time

import pytest

from devices.certificates import identity, signed_message
from devices.packages import (
    archive,
    binary_xml,
    chunk,
    message,
    prefixed,
    signing_block,
    string_pool,
    with_block,
)
from devices.samples import RELEASE, android, apk, manifest
from wecom_console.devices.android.binary_xml import read_binary_xml
from wecom_console.devices.android.protobuf_xml import read_protobuf_xml
from wecom_console.devices.facts import Sdk
from wecom_console.devices.keys.der import SEQUENCE, read_der
from wecom_console.devices.keys.signed_data import read_signed_data

NOTHING = 0xFFFFFFFF


def _start(tag: int, attributes: bytes) -> bytes:
    head = struct.pack("<IIHHHHHH", NOTHING, tag, 20, 20, len(attributes) // 20, 0, 0, 0)
    return chunk(0x0102, struct.pack("<II", 1, NOTHING), head + attributes)


def _attribute(name: int, value: int) -> bytes:
    return struct.pack("<IIIHBBI", NOTHING, name, value, 8, 0, 3, value)


def _repeated(pool: bytes, uses: int, *, times: int = 1) -> bytes:
    """A manifest with elements in whose attributes string 3 stands `uses` times."""
    end = chunk(0x0103, struct.pack("<II", 1, NOTHING), struct.pack("<II", NOTHING, 0))
    inside = (_start(0, _attribute(3, 3) * uses) + end) * times
    return chunk(3, b"", pool + _start(0, _attribute(1, 2)) + inside + end)


@pytest.mark.parametrize("utf8", [False, True])
def test_a_long_string_is_decoded_once(utf8: bool) -> None:
    """However many attributes name it; and no more of it than is kept."""
    text = "x" * (30_000 if utf8 else 32_000)
    pool = string_pool(["manifest", "package", "a.b", text], utf8=utf8)
    begin = process_time()
    root = read_binary_xml(_repeated(pool, 40_000))
    assert process_time() - begin < 1
    assert root is not None
    assert root.children[0].attributes == {"x" * 512: "x" * 512}


def test_more_attributes_than_any_manifest_has_are_no_manifest(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """They are counted before one is read."""
    monkeypatch.setattr("wecom_console.devices.android.binary_xml.MAX_ELEMENTS", 100)
    pool = string_pool(["manifest", "package", "a.b", "x"])
    assert read_binary_xml(_repeated(pool, 90)) is not None
    assert read_binary_xml(_repeated(pool, 30, times=4)) is None


def test_more_fields_than_any_bundle_has_are_no_manifest(monkeypatch: pytest.MonkeyPatch) -> None:
    """An empty child is two bytes."""
    monkeypatch.setattr("wecom_console.devices.android.protobuf_fields.MOST_FIELDS", 1_000)
    children = message(5, b"")
    assert read_protobuf_xml(message(1, message(3, b"manifest") + children * 100)) is not None
    assert read_protobuf_xml(message(1, message(3, b"manifest") + children * 1_001)) is None


def test_a_lineage_counts_once() -> None:
    """A signer's attribute that is repeated says nothing more."""
    node = prefixed(prefixed(prefixed(RELEASE.der)), bytes(4))
    attribute = prefixed(struct.pack("<II", 0x3BA06F8C, 1), node * 50)
    signed = prefixed(
        prefixed(), prefixed(prefixed(RELEASE.der)), bytes(8), prefixed(attribute * 100)
    )
    block = signing_block((0xF05368C0, prefixed(prefixed(signed))))
    begin = process_time()
    facts = android(with_block(archive({"AndroidManifest.xml": binary_xml(manifest())}), block))
    assert process_time() - begin < 1
    assert [c.md5 for c in facts.lineage] == [RELEASE.md5] * 50


def test_a_certificate_that_is_repeated_is_read_once() -> None:
    """A message has few certificates."""
    der = signed_message(identity("Acme"))
    found = read_signed_data(der)
    assert found is not None
    assert len(found.certificates) == 1


def test_a_list_of_ten_thousand_values_is_none() -> None:
    """Nothing that is read has so many."""
    content = b"\x05\x00" * 11_000
    whole = b"\x30\x83" + len(content).to_bytes(3, "big") + content
    with pytest.raises(ValueError, match=r"^$"):
        read_der(whole).inside(SEQUENCE)


def test_noise_in_the_code_is_not_searched_for_ever() -> None:
    """Beginnings of what is looked for, in a bomb: what is found among them is not known."""
    noise = b"3.0.0." * 1_000_000 + b"wwauth0" * 1_000_000
    begin = process_time()
    facts = android(apk(files={"classes.dex": noise}))
    assert process_time() - begin < 1
    assert facts.code.sdk is Sdk.UNKNOWN
