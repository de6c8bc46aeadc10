"""APKs and app bundles (AAB): manifest, signatures, code."""

from dataclasses import replace
from typing import Final

from wecom_console.devices.android.app_code import search_code
from wecom_console.devices.android.binary_xml import read_binary_xml
from wecom_console.devices.android.elements import Reference, Value
from wecom_console.devices.android.jar_signature import read_jar_signers
from wecom_console.devices.android.manifest import read_manifest, references
from wecom_console.devices.android.protobuf_xml import read_protobuf_xml
from wecom_console.devices.android.resource_table import Resources, read_resources
from wecom_console.devices.android.signing_block import Signer, read_signing_block
from wecom_console.devices.archive import Archive
from wecom_console.devices.facts import AndroidFacts, AppKind
from wecom_console.devices.not_read import NotRead

APK_MANIFEST: Final = "AndroidManifest.xml"
AAB_MANIFEST: Final = "base/manifest/AndroidManifest.xml"
_RESOURCES: Final = "resources.arsc"
_MANIFEST_BYTES: Final = 4 << 20
_RESOURCES_BYTES: Final = 64 << 20
_MOST_REFERENCES: Final = 60


def read_apk(archive: Archive) -> AndroidFacts | NotRead:
    """What an APK says of itself."""
    data = archive.read(APK_MANIFEST, limit=_MANIFEST_BYTES)
    if isinstance(data, NotRead):
        return data
    root = read_binary_xml(data)
    if root is None:
        return NotRead("app.manifest", {"name": APK_MANIFEST})
    wanted = frozenset(sorted(set(references(root)))[:_MOST_REFERENCES])
    resources = _resources(archive, wanted)

    def resolve(reference: Reference) -> Value:
        return resources.get(reference.id, reference)

    facts = read_manifest(root, AppKind.APK, resolve)
    return _with_rest(archive, facts, APK_MANIFEST)


def read_aab(archive: Archive) -> AndroidFacts | NotRead:
    """What an app bundle says of itself; its signature is that of the upload key."""
    data = archive.read(AAB_MANIFEST, limit=_MANIFEST_BYTES)
    if isinstance(data, NotRead):
        return data
    root = read_protobuf_xml(data)
    facts = None if root is None else read_manifest(root, AppKind.AAB, lambda reference: reference)
    return _with_rest(archive, facts, AAB_MANIFEST)


def _with_rest(archive: Archive, facts: AndroidFacts | None, name: str) -> AndroidFacts | NotRead:
    if facts is None:
        return NotRead("app.manifest", {"name": name})
    signers = _signers(archive)
    if isinstance(signers, NotRead):
        return signers
    return replace(facts, signers=signers, code=search_code(archive))


def _signers(archive: Archive) -> tuple[Signer, ...] | NotRead:
    newer = read_signing_block(archive)
    if isinstance(newer, NotRead):
        return newer
    older = read_jar_signers(archive)
    if isinstance(older, NotRead):
        return older
    return newer + tuple(Signer("v1", certificate) for certificate in older)


def _resources(archive: Archive, wanted: frozenset[int]) -> Resources:
    """Those of `wanted` that can be had. Without them the facts show references."""
    if not wanted or _RESOURCES not in archive.entries:
        return {}
    data = archive.read(_RESOURCES, limit=_RESOURCES_BYTES)
    return {} if isinstance(data, NotRead) else read_resources(data, wanted)
