"""What was read from a package of an app, a certificate or a keystore."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import Final

from wecom_console.devices.android.signing_block import Signer
from wecom_console.devices.keys.certificates import Certificate

_BEST_FIRST: Final = ("v3", "v3.1", "v2", "v1")


class AppKind(StrEnum):
    """What a file is, by its content."""

    APK = "apk"
    AAB = "aab"
    IPA = "ipa"
    HAP = "hap"
    HARMONY_APP = "app"
    CERTIFICATE = "certificate"
    KEYSTORE = "keystore"
    ANDROID_SOURCE = "manifest"
    IOS_SOURCE = "plist"
    HARMONY_SOURCE = "module"
    IOS_PROFILE = "provisioning"
    IOS_ENTITLEMENTS = "entitlements"
    HARMONY_PROFILE = "harmony-profile"

    @property
    def is_source(self) -> bool:
        """Whether it is a file of the app's source, which knows of no signature and may leave the
        app's id to the build."""
        return self in (AppKind.ANDROID_SOURCE, AppKind.IOS_SOURCE, AppKind.HARMONY_SOURCE)

    @property
    def is_profile(self) -> bool:
        """Whether it is what an app is signed with and for, and nothing of the app itself."""
        return self in (AppKind.IOS_PROFILE, AppKind.IOS_ENTITLEMENTS, AppKind.HARMONY_PROFILE)


class Flaw(StrEnum):
    """What is broken in a package of which the rest could be read."""

    SIGNATURE = "signature"
    CHECKSUM = "checksum"


class Sdk(StrEnum):
    """Whether WeCom's SDK is in an app's code. `renamed`: it is, but without its classes' names."""

    PRESENT = "present"
    RENAMED = "renamed"
    ABSENT = "absent"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Activity:
    """A screen that links of these schemes open. `is_exported`: None where nothing is said."""

    name: str
    schemes: tuple[str, ...]
    is_exported: bool | None = None


@dataclass(frozen=True, slots=True)
class Code:
    """What the app's compiled code holds. `schemas` are the ``wwauth…`` in it; `is_new_sdk`: a
    version of the SDK that Android 14 lets register its receiver. `hardener`: who encrypted the
    code, so that what is not found in it may be there all the same."""

    sdk: Sdk = Sdk.UNKNOWN
    is_new_sdk: bool = False
    schemas: tuple[str, ...] = ()
    version: str = ""
    hardener: str = ""


@dataclass(frozen=True, slots=True)
class AndroidFacts:
    """An APK, an app bundle (AAB), or a manifest in source form. `query_schemes` are those of
    intents in ``<queries>``. Of a signature that is broken there are no `signers`.
    `base`: the APK of a set that was read. `is_from_play`: Google Play signed it for phones."""

    kind: AppKind
    package: str
    version_name: str = ""
    version_code: int | None = None
    min_sdk: int | None = None
    target_sdk: int | None = None
    is_debuggable: bool = False
    query_packages: tuple[str, ...] = ()
    query_schemes: tuple[str, ...] = ()
    has_query_intents: bool = False
    sees_all_packages: bool = False
    activities: tuple[Activity, ...] = ()
    signers: tuple[Signer, ...] = ()
    code: Code = field(default_factory=Code)
    flaws: tuple[Flaw, ...] = ()
    base: str = ""
    is_from_play: bool = False

    @property
    def lineage(self) -> tuple[Certificate, ...]:
        """The certificates of a signing key that was changed, the oldest first; else empty."""
        return max((signer.lineage for signer in self.signers), key=len, default=())

    @property
    def signing(self) -> tuple[Certificate, ...]:
        """The certificates that another app on the phone sees: those of the newest scheme, of a
        changed key the oldest (``PackageInfo.signatures``)."""
        for scheme in _BEST_FIRST:
            mine = [signer for signer in self.signers if signer.scheme == scheme]
            if mine:
                seen = (s.lineage[0] if s.lineage else s.certificate for s in mine)
                return tuple({c.sha256: c for c in seen}.values())
        return ()

    @property
    def schemes(self) -> tuple[str, ...]:
        """Every scheme that an activity claims."""
        return tuple(dict.fromkeys(s for a in self.activities for s in a.schemes))

    @property
    def values(self) -> Mapping[str, str]:
        """What belongs into a connection. Not the signature of a bundle: phones never see it."""
        found = {"android.package": self.package} if self.package else {}
        if self.kind is AppKind.APK and len(self.signing) == 1:
            found["android.signature_md5"] = self.signing[0].md5
        return found


@dataclass(frozen=True, slots=True)
class Provisioning:
    """A provisioning profile. `is_development`: made for debugging."""

    application_id: str = ""
    team_id: str = ""
    name: str = ""
    expires_at: datetime | None = None
    is_development: bool = False
    associated_domains: tuple[str, ...] = ()

    @property
    def bundle_id(self) -> str:
        """The one app that it is for: its application id without the team; empty where it is for
        several."""
        _team, _, allowed = self.application_id.partition(".")
        return "" if "*" in allowed or "$" in allowed else allowed


@dataclass(frozen=True, slots=True)
class IosFacts:
    """An IPA, an ``Info.plist``, or a profile alone. `query_schemes` are its
    ``LSApplicationQueriesSchemes``."""

    bundle_id: str
    version_name: str = ""
    build: str = ""
    minimum_os: str = ""
    schemes: tuple[str, ...] = ()
    query_schemes: tuple[str, ...] = ()
    provisioning: Provisioning | None = None
    kind: AppKind = AppKind.IPA

    @property
    def values(self) -> Mapping[str, str]:
        """What belongs into a connection."""
        return {"ios.bundle_id": self.bundle_id} if self.bundle_id else {}


@dataclass(frozen=True, slots=True)
class HarmonyFacts:
    """A HAP, an APP bundle around HAPs, or a signing profile alone. `query_schemes`: None where the
    module's own settings could not be read. `app_id` is the ``app-identifier`` of the signed
    profile. `is_signed`: None where there is a signature that is not understood."""

    kind: AppKind
    bundle_name: str
    version_name: str = ""
    version_code: int | None = None
    is_debug: bool = False
    schemes: tuple[str, ...] = ()
    query_schemes: tuple[str, ...] | None = None
    is_signed: bool | None = False
    certificate: Certificate | None = None
    app_id: str = ""
    expires_at: datetime | None = None

    @property
    def values(self) -> Mapping[str, str]:
        """What belongs into a connection."""
        found = {"harmony.bundle_name": self.bundle_name} if self.bundle_name else {}
        return found | {"harmony.app_id": self.app_id} if self.app_id else found


@dataclass(frozen=True, slots=True)
class NamedCertificate:
    """A certificate of a file or keystore. `has_key`: its private key lies beside it."""

    certificate: Certificate
    alias: str = ""
    has_key: bool = False


@dataclass(frozen=True, slots=True)
class KeyFacts:
    """Certificates: a file of them, or a keystore. `format` is its usual name (``PKCS#12``)."""

    kind: AppKind
    format: str
    certificates: tuple[NamedCertificate, ...]

    @property
    def signing(self) -> tuple[Certificate, ...]:
        """Those that an app can be signed with: beside a key, in a file without keys the first."""
        keyed = tuple(found.certificate for found in self.certificates if found.has_key)
        return keyed or tuple(found.certificate for found in self.certificates[:1])

    @property
    def values(self) -> Mapping[str, str]:
        """What belongs into a connection, where there is no choice."""
        return {"android.signature_md5": self.signing[0].md5} if len(self.signing) == 1 else {}


AppFacts = AndroidFacts | IosFacts | HarmonyFacts | KeyFacts
