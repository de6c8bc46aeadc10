"""Who signed an Android app, by which schemes, and whose certificate counts."""

import pytest

from devices.certificates import (
    certificates_only,
    der,
    identity,
    pkcs12_store,
    signed_message,
    unmarked,
)
from devices.packages import archive, binary_xml, prefixed, scheme_block, signing_block
from devices.samples import RELEASE, aab, android, apk, manifest
from wecom_console.devices.facts import Flaw
from wecom_console.devices.keys.signed_data import read_signed_data

OLD, NEW, THIRD = identity("old"), identity("new"), identity("third")


def _jar(**signatures: bytes) -> bytes:
    """An APK signed by v1 only."""
    files = {f"META-INF/{name}.RSA": data for name, data in signatures.items()}
    lists = {f"META-INF/{name}.SF": b"Signature-Version: 1.0" for name in signatures}
    return archive({"AndroidManifest.xml": binary_xml(manifest()), **files, **lists})


def _told(data: bytes) -> list[tuple[str, str]]:
    return [(signer.scheme, signer.certificate.md5) for signer in android(data).signers]


def test_each_scheme_names_its_signer() -> None:
    """In the order in which the block has them, v1 last."""
    block = signing_block(scheme_block("v2", OLD), scheme_block("v3", NEW))
    data = apk(
        files={"META-INF/CERT.RSA": signed_message(THIRD), "META-INF/CERT.SF": b""}, block=block
    )
    assert _told(data) == [("v2", OLD.md5), ("v3", NEW.md5), ("v1", THIRD.md5)]


@pytest.mark.parametrize("scheme", ["v2", "v3", "v3.1"])
def test_a_scheme_alone_is_enough(scheme: str) -> None:
    """For phones that are new enough."""
    facts = android(apk(block=signing_block(scheme_block(scheme, RELEASE))))
    assert [c.md5 for c in facts.signing] == [RELEASE.md5]
    assert facts.values["android.signature_md5"] == RELEASE.md5


@pytest.mark.parametrize("kind", ["RSA", "DSA", "EC", "rsa"])
def test_a_jar_signature_is_found_by_its_ending(kind: str) -> None:
    """All three kinds of key."""
    data = apk(files={f"META-INF/X.{kind}": signed_message(OLD), "META-INF/X.SF": b""}, block=b"")
    assert _told(data) == [("v1", OLD.md5)]


def test_the_signer_and_not_the_chain_counts() -> None:
    """Whatever the order of the certificates."""
    leaf = identity("leaf", issuer="authority")
    data = _jar(CERT=signed_message(leaf, b"", identity("authority")))
    assert [c.md5 for c in android(data).signing] == [leaf.md5]


def test_an_apk_without_a_signature_has_no_signer() -> None:
    """And no MD5 to offer."""
    facts = android(apk(block=b""))
    assert (facts.signing, dict(facts.values)) == ((), {"android.package": "com.acme.app"})


def test_several_signers_are_all_named() -> None:
    """There is no choosing one of them."""
    facts = android(apk(block=signing_block(scheme_block("v2", OLD, NEW))))
    assert [c.md5 for c in facts.signing] == [OLD.md5, NEW.md5]
    assert "android.signature_md5" not in facts.values
    assert len(android(_jar(A=signed_message(OLD), B=signed_message(NEW))).signing) == 2


def test_of_a_changed_key_the_oldest_certificate_counts() -> None:
    """That is what other apps on the phone see (`PackageInfo.signatures`)."""
    block = signing_block(
        scheme_block("v2", OLD), scheme_block("v3", THIRD, lineage=[OLD, NEW, THIRD])
    )
    facts = android(apk(block=block))
    assert [c.md5 for c in facts.signing] == [OLD.md5]
    assert [c.md5 for c in facts.lineage] == [OLD.md5, NEW.md5, THIRD.md5]


def test_a_key_that_was_changed_for_new_phones_only() -> None:
    """v3.1 has the lineage, v3 the old key."""
    block = signing_block(scheme_block("v3", OLD), scheme_block("v3.1", NEW, lineage=[OLD, NEW]))
    facts = android(apk(block=block))
    assert ([c.md5 for c in facts.signing], len(facts.lineage)) == ([OLD.md5], 2)


def test_only_the_first_part_of_a_scheme_counts() -> None:
    """Android looks no further, so a second one cannot slip in another signer."""
    block = signing_block(scheme_block("v2", OLD), scheme_block("v2", NEW))
    assert _told(apk(block=block)) == [("v2", OLD.md5)]


def test_a_bundle_has_the_upload_key() -> None:
    """Told as a signer, not as a value: phones never see it."""
    facts = android(aab())
    assert [c.md5 for c in facts.signing] == [RELEASE.md5]
    assert dict(facts.values) == {"android.package": "com.acme.app"}


@pytest.mark.parametrize(
    "block",
    [
        signing_block(scheme_block("v2", OLD))[8:],
        signing_block((0x7109871A, b"\xff\xff\xff\x7f")),
        signing_block((0x7109871A, prefixed(prefixed(b"short")))),
        bytes(16) + b"\xff" * 8 + b"APK Sig Block 42",
    ],
)
def test_a_broken_block_is_told(block: bytes) -> None:
    """Instead of an app without signature; what the app says besides is still told."""
    facts = android(apk(block=block))
    assert (facts.flaws, facts.signers, facts.package) == ((Flaw.SIGNATURE,), (), "com.acme.app")


@pytest.mark.parametrize("data", [b"", b"-", certificates_only(OLD)[:-40], pkcs12_store(OLD, b"")])
def test_a_broken_jar_signature_is_told(data: bytes) -> None:
    """What stands under its name is none."""
    facts = android(_jar(CERT=data))
    assert (facts.flaws, facts.signers, facts.package) == ((Flaw.SIGNATURE,), (), "com.acme.app")


@pytest.mark.parametrize("data", [signed_message(THIRD), b"BSD licence"], ids=["orphan", "junk"])
def test_a_file_without_its_list_is_no_signature(data: bytes) -> None:
    """Android goes by META-INF/*.SF; what else has such a name is some file."""
    content = {"META-INF/LICENSE.RSA": data, "META-INF/CERT.SF": b""}
    facts = android(apk(files={**content, "META-INF/CERT.RSA": signed_message(OLD)}, block=b""))
    assert [c.md5 for c in facts.signing] == [OLD.md5]
    assert facts.flaws == ()


# --- signed messages ------------------------------------------------------------------------------

OID = bytes.fromhex("06092a864886f70d010702")
DATA = bytes.fromhex("06092a864886f70d010701")


def test_a_message_brings_its_content() -> None:
    """And who signed it."""
    found = read_signed_data(signed_message(OLD, b"content"))
    assert found is not None
    assert ([c.md5 for c in found.signers], found.content) == ([OLD.md5], b"content")


def test_a_message_without_lengths_is_read() -> None:
    """BER, in which some signers write; its content may come in pieces."""
    pieces = unmarked(0x24, der(0x04, b"con"), der(0x04, b"tent"))
    body = unmarked(
        0x30,
        der(0x02, b"\1"),
        der(0x31),
        unmarked(0x30, DATA, unmarked(0xA0, pieces)),
        unmarked(0xA0, OLD.der),
        der(0x31),
    )
    found = read_signed_data(unmarked(0x30, OID, unmarked(0xA0, body)))
    assert found is not None
    assert ([c.md5 for c in found.signers], found.content) == ([OLD.md5], b"content")


def test_nesting_has_an_end() -> None:
    """However deep the values say they go."""
    assert read_signed_data(b"\x30\x80" * 100_000) is None
