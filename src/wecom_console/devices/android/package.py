"""APKs and app bundles (AAB): manifest, signatures, code."""

import re
from collections.abc import Callable
from dataclasses import replace
from typing import Final

from wecom_console.devices.android.app_code import search_code
from wecom_console.devices.android.binary_xml import read_binary_xml
from wecom_console.devices.android.elements import Element, Reference, Value
from wecom_console.devices.android.jar_signature import read_jar_signers
from wecom_console.devices.android.manifest import Resolve, read_manifest, references
from wecom_console.devices.android.protobuf_table import read_protobuf_table
from wecom_console.devices.android.protobuf_xml import read_protobuf_xml
from wecom_console.devices.android.resource_table import Resources, read_resources
from wecom_console.devices.android.signing_block import Signer, read_signing_block
from wecom_console.devices.archive import Archive
from wecom_console.devices.facts import AndroidFacts, AppKind, Flaw
from wecom_console.devices.not_read import NotRead

APK_MANIFEST: Final = "AndroidManifest.xml"
AAB_MANIFEST: Final = "base/manifest/AndroidManifest.xml"
_RESOURCES: Final = "resources.arsc"
_PLAY_KEY: Final = re.compile(r"(?:^|,)CN=Android,OU=Android,O=Google Inc\.(?:,|$)")
"""The subject of a key that Google Play made for an app."""

_TABLE: Final = "base/resources.pb"
_MANIFEST_BYTES: Final = 4 << 20
_RESOURCES_BYTES: Final = 64 << 20
_MOST_REFERENCES: Final = 60

_TableReader = Callable[[bytes, frozenset[int]], Resources]


def read_apk(archive: Archive) -> AndroidFacts | NotRead:
    """What an APK says of itself."""
    data = archive.read(APK_MANIFEST, limit=_MANIFEST_BYTES)
    is_intact = not isinstance(data, NotRead)
    if isinstance(data, NotRead):  # phones do not look at its checksum
        unchecked = archive.read(APK_MANIFEST, limit=_MANIFEST_BYTES, is_checked=False)
        if isinstance(unchecked, NotRead):
            return data
        root = read_binary_xml(unchecked)
        if root is None:
            return data
    else:
        root = read_binary_xml(data)
    if root is None:
        return NotRead("app.manifest", {"name": APK_MANIFEST})
    facts = read_manifest(root, AppKind.APK, _resolver(archive, root, _RESOURCES, read_resources))
    if facts is not None and not is_intact:
        facts = replace(facts, flaws=(Flaw.CHECKSUM,))
    return _with_rest(archive, facts, APK_MANIFEST)


def read_aab(archive: Archive) -> AndroidFacts | NotRead:
    """What an app bundle says of itself; its signature is that of the upload key."""
    data = archive.read(AAB_MANIFEST, limit=_MANIFEST_BYTES)
    if isinstance(data, NotRead):
        return data
    root = read_protobuf_xml(data)
    if root is None:
        return NotRead("app.manifest", {"name": AAB_MANIFEST})
    facts = read_manifest(root, AppKind.AAB, _resolver(archive, root, _TABLE, read_protobuf_table))
    return _with_rest(archive, facts, AAB_MANIFEST)


def _resolver(archive: Archive, root: Element, name: str, reader: _TableReader) -> Resolve:
    wanted = frozenset(sorted(set(references(root)))[:_MOST_REFERENCES])
    resources: Resources = {}
    if wanted and name in archive.entries:  # without it the facts show references
        data = archive.read(name, limit=_RESOURCES_BYTES)
        resources = {} if isinstance(data, NotRead) else reader(data, wanted)

    def resolve(reference: Reference) -> Value:
        return resources.get(reference.id, reference)

    return resolve


def _with_rest(archive: Archive, facts: AndroidFacts | None, name: str) -> AndroidFacts | NotRead:
    if facts is None:
        return NotRead("app.manifest", {"name": name})
    signers = _signers(archive)
    if isinstance(signers, NotRead):
        facts = replace(facts, flaws=(*facts.flaws, Flaw.SIGNATURE))
        signers = ()
    made = replace(facts, signers=signers, code=search_code(archive))
    is_plays = any(_PLAY_KEY.search(c.subject) for c in made.signing)
    return replace(made, is_from_play=made.is_from_play or is_plays)


def _signers(archive: Archive) -> tuple[Signer, ...] | NotRead:
    newer = read_signing_block(archive)
    if isinstance(newer, NotRead):
        return newer
    older = read_jar_signers(archive)
    if isinstance(older, NotRead):
        return older
    return newer + tuple(Signer("v1", certificate) for certificate in older)
