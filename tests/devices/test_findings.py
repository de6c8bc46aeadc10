"""What is said of an app beside a connection: each finding from the app that has it."""

import json
from collections.abc import Callable
from dataclasses import dataclass, replace

import pytest

from devices.certificates import Identity, identity, java_store, pkcs12_store, signed_message
from devices.packages import El, scheme_block, signing_block
from devices.samples import (
    DEBUG,
    EXPIRES,
    MODULE,
    NOW,
    OTHER_SCHEMA,
    PROVISIONING,
    RELEASE,
    WECHAT_QUERY,
    aab,
    activity,
    apk,
    hap,
    hap_signature,
    harmony_app,
    ipa,
    manifest,
    provisioning,
    read,
    signed_apk,
)
from domain.samples import GOOD, MD5, SCHEMA, altered
from wecom_console.devices.comparing import findings_of
from wecom_console.devices.not_read import NotRead
from wecom_console.domain.check import check
from wecom_console.domain.problems import Problem, Severity
from wecom_console.domain.profile import Profile
from wecom_console.messages.catalogue import LANGUAGES, load_messages
from wecom_console.messages.problems import fix_text

ERROR, WARNING, HINT = Severity.ERROR, Severity.WARNING, Severity.HINT
HARMONY = {"app_id": "5765880207853000001", "bundle_name": "com.acme.app"}
OLD, NEW = identity("old"), identity("new")
THIRD_PARTY = "wwauth3rd0123456789abcdef"


def profile(*changes: tuple[str, object]) -> Profile:
    """The sound connection, which has the signature of `RELEASE`."""
    own = ("android.signature_md5", RELEASE.md5)
    found = check(altered(own, ("harmony", HARMONY), *changes)).profile
    assert found is not None
    return found


def findings(data: bytes, *changes: tuple[str, object], alone: bool = False) -> list[Problem]:
    """What is said of these bytes."""
    facts = read(data)
    assert not isinstance(facts, NotRead), facts
    return list(findings_of(facts, None if alone else profile(*changes), now=NOW))


@dataclass(frozen=True)
class Sample:
    """An app, beside a connection with `changes`, in which `code` is found. `kind` chooses the
    sentence."""

    code: str
    kind: str
    severity: Severity
    field: str
    make: Callable[[], bytes]
    changes: tuple[tuple[str, object], ...] = ()


def _rotated() -> bytes:
    return apk(block=signing_block(scheme_block("v3", NEW, lineage=[OLD, NEW])))


def _mixed() -> bytes:
    return apk(files={"META-INF/A.RSA": signed_message(OLD), "META-INF/A.SF": b""})


def _unchecked() -> bytes:
    data = apk()
    place = data.index(b"PK\x01\x02") + 16
    return data[:place] + bytes(4) + data[place + 4 :]


PLAY = El("meta-data", {"name": "com.android.vending.derived.apk.id"})
BROKEN = bytes(16) + b"\xff" * 8 + b"APK Sig Block 42"


def _dex(text: bytes) -> bytes:
    return apk(files={"classes.dex": text})


def _other_hap(**module: object) -> bytes:
    return hap({**MODULE, "module": module})


PACKAGE, SIGNATURE, BUNDLE = "android.package", "android.signature_md5", "ios.bundle_id"
IDENTITY, QUERIES, MISSING = "app.identity", "app.queries", "app.schema.missing"
SAMPLES = (
    Sample(IDENTITY, "differs", ERROR, PACKAGE, lambda: apk(manifest(package="com.evil.app"))),
    Sample(IDENTITY, "case", ERROR, PACKAGE, lambda: apk(manifest(package="com.Acme.app"))),
    Sample(IDENTITY, "suffix", ERROR, PACKAGE, lambda: aab(manifest(package="com.acme.app.dev"))),
    Sample(IDENTITY, "suffix", ERROR, BUNDLE, lambda: ipa(CFBundleIdentifier="com.acme.app-dev")),
    Sample(
        IDENTITY,
        "differs",
        ERROR,
        "harmony.bundle_name",
        lambda: hap({"app": {"bundleName": "com.evil.app"}}),
    ),
    Sample("app.lacking", "", HINT, PACKAGE, apk, ((PACKAGE, ""), (SIGNATURE, ""))),
    Sample("app.lacking", "", HINT, SIGNATURE, apk, ((SIGNATURE, ""),)),
    Sample("app.lacking", "", HINT, SIGNATURE, lambda: RELEASE.pem, ((SIGNATURE, ""),)),
    Sample("app.lacking", "", HINT, BUNDLE, ipa, ((BUNDLE, ""),)),
    Sample("app.lacking", "", HINT, "harmony.bundle_name", harmony_app, (("harmony", {}),)),
    Sample("app.lacking", "", HINT, "harmony.app_id", hap, (("harmony.app_id", ""),)),
    Sample("app.signature", "differs", ERROR, SIGNATURE, lambda: signed_apk(OLD)),
    Sample("app.signature", "debug", ERROR, SIGNATURE, lambda: signed_apk(DEBUG)),
    Sample("app.signature", "keys", ERROR, SIGNATURE, lambda: pkcs12_store(OLD, b"")),
    Sample("app.signature", "keys", ERROR, SIGNATURE, lambda: java_store(("a", DEBUG, True))),
    Sample("app.signature", "differs", ERROR, SIGNATURE, _rotated),
    Sample(
        "app.signature.choose",
        "",
        HINT,
        SIGNATURE,
        lambda: java_store(("a", OLD, True), ("b", NEW, True)),
        ((SIGNATURE, ""),),
    ),
    Sample("app.unsigned", "", ERROR, SIGNATURE, lambda: apk(block=b"")),
    Sample("app.debug_key", "", WARNING, SIGNATURE, lambda: signed_apk(DEBUG), ((SIGNATURE, ""),)),
    Sample(
        "app.debug_key",
        "",
        WARNING,
        SIGNATURE,
        lambda: DEBUG.der,
        ((SIGNATURE, DEBUG.md5),),
    ),
    Sample("app.upload_key", "other", HINT, SIGNATURE, lambda: aab(signer=OLD)),
    Sample("app.upload_key", "other", HINT, SIGNATURE, lambda: aab(signer=None)),
    Sample("app.upload_key", "entered", WARNING, SIGNATURE, aab),
    Sample(
        "app.several_signers",
        "",
        WARNING,
        SIGNATURE,
        lambda: apk(block=signing_block(scheme_block("v2", RELEASE, OLD))),
    ),
    Sample("app.rotated", "", WARNING, SIGNATURE, _rotated, ((SIGNATURE, OLD.md5),)),
    Sample("app.rotated", "", WARNING, SIGNATURE, _rotated, ((SIGNATURE, NEW.md5),)),
    Sample("app.mixed_signers", "", WARNING, SIGNATURE, _mixed),
    Sample("app.debuggable", "", WARNING, "", lambda: apk(manifest(debuggable=True))),
    Sample(
        "app.debuggable",
        "harmony",
        WARNING,
        "",
        lambda: hap(block=hap_signature(RELEASE, profile={"type": "debug"})),
    ),
    Sample(QUERIES, "android", ERROR, "", lambda: apk(manifest(queries=()))),
    Sample(QUERIES, "android", WARNING, "", lambda: apk(manifest(queries=(El("intent"),)))),
    Sample(QUERIES, "android_wechat", ERROR, "", lambda: apk(manifest(queries=(WECHAT_QUERY,)))),
    Sample(QUERIES, "android", WARNING, "", apk, (("wecom.edition", "gov-uniform"),)),
    Sample(QUERIES, "ios", ERROR, "", lambda: ipa(LSApplicationQueriesSchemes=["wxwork"])),
    Sample(
        QUERIES,
        "ios",
        WARNING,
        "",
        lambda: ipa(LSApplicationQueriesSchemes=None),
        ((BUNDLE, ""),),
    ),
    Sample(QUERIES, "ios_private", WARNING, "", ipa, (("wecom.edition", "ent-customized"),)),
    Sample(QUERIES, "harmony", ERROR, "", lambda: _other_hap(querySchemes=["https"])),
    Sample("app.sdk", "absent", WARNING, "", lambda: _dex(b"dex")),
    Sample("app.sdk", "renamed", WARNING, "", lambda: _dex(b"com.tencent.wework.apihost")),
    Sample("app.sdk", "receiver", WARNING, "", lambda: _dex(b"Lcom/tencent/wework/api/A;")),
    Sample("app.schema.third_party", "", WARNING, "schema", lambda: _dex(THIRD_PARTY.encode())),
    Sample("app.schema.other", "", WARNING, "schema", lambda: _dex(OTHER_SCHEMA.encode())),
    Sample("app.schema.beside", "", HINT, "schema", lambda: apk(manifest(activity(OTHER_SCHEMA)))),
    Sample("app.schema.claimed", "", HINT, "schema", lambda: apk(manifest(activity(SCHEMA)))),
    Sample(MISSING, "none", ERROR, "schema", lambda: ipa(CFBundleURLTypes=None)),
    Sample(
        MISSING,
        "other",
        ERROR,
        "schema",
        lambda: ipa(CFBundleURLTypes=[{"CFBundleURLSchemes": [OTHER_SCHEMA]}]),
    ),
    Sample(
        MISSING,
        "spelling",
        ERROR,
        "schema",
        lambda: ipa(CFBundleURLTypes=[{"CFBundleURLSchemes": [f"{SCHEMA.upper()}://"]}]),
    ),
    Sample(MISSING, "none", WARNING, "schema", lambda: ipa(CFBundleURLTypes=None), ((BUNDLE, ""),)),
    Sample(
        "app.schema.third_party",
        "",
        WARNING,
        "schema",
        lambda: ipa(CFBundleURLTypes=[{"CFBundleURLSchemes": [THIRD_PARTY]}]),
    ),
    Sample(
        "app.schema.beside",
        "",
        HINT,
        "schema",
        lambda: ipa(CFBundleURLTypes=[{"CFBundleURLSchemes": [SCHEMA, OTHER_SCHEMA]}]),
    ),
    Sample("app.google_play", "", HINT, SIGNATURE, lambda: apk(manifest(PLAY))),
    Sample(
        "app.signature", "play", ERROR, SIGNATURE, lambda: apk(manifest(PLAY)), ((SIGNATURE, MD5),)
    ),
    Sample("app.upload_key", "debug", WARNING, SIGNATURE, lambda: aab(signer=DEBUG)),
    Sample("app.signature_damaged", "", ERROR, SIGNATURE, lambda: apk(block=BROKEN)),
    Sample("app.checksum", "", WARNING, "", _unchecked),
    Sample("app.hardened", "", HINT, "", lambda: apk(files={"assets/libjiagu.so": b"x"})),
    Sample(
        "app.provisioning",
        "expired",
        WARNING,
        "",
        lambda: ipa(
            profile=provisioning(
                {**PROVISIONING, "ExpirationDate": EXPIRES.replace(year=2025, tzinfo=None)}
            )
        ),
    ),
    Sample(
        "app.provisioning",
        "development",
        WARNING,
        "",
        lambda: ipa(profile=provisioning({"Entitlements": {"get-task-allow": True}})),
    ),
    Sample(
        "app.provisioning",
        "other",
        WARNING,
        "",
        lambda: ipa(
            profile=provisioning({"Entitlements": {"application-identifier": "T.com.other.*"}})
        ),
    ),
    Sample(
        "app.provisioning",
        "harmony_expired",
        WARNING,
        "",
        lambda: json.dumps(
            {"validity": {"not-after": 1}, "bundle-info": {"bundle-name": "com.acme.app"}}
        ).encode(),
    ),
    Sample("app.harmony_id", "", WARNING, "harmony.app_id", hap, (("harmony.app_id", "1"),)),
)
IDS = [f"{s.code}.{s.kind}@{s.field}-{place}" for place, s in enumerate(SAMPLES)]


def _found(sample: Sample) -> Problem:
    told = findings(sample.make(), *sample.changes)
    mine = [p for p in told if (p.code, p.field) == (sample.code, sample.field)]
    assert len(mine) == 1, told
    return mine[0]


@pytest.mark.parametrize("sample", SAMPLES, ids=IDS)
def test_each_sample_has_its_finding_once(sample: Sample) -> None:
    """With the kind and the severity that belong to it."""
    problem = _found(sample)
    assert (problem.params.get("kind", ""), problem.severity) == (sample.kind, sample.severity)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("sample", SAMPLES, ids=IDS)
def test_each_finding_has_its_own_sentence(sample: Sample, language: str) -> None:
    """Filled in, and not the general one where the kind has its own."""
    problem = _found(sample)
    messages = load_messages(language)
    code = f"problem.{problem.code}" + (f".{sample.kind}" if sample.kind else "")
    assert messages.has(code)
    told = [messages.text(code, **problem.params)]
    told += [fix_text(messages, fix) for fix in problem.fixes]
    assert not [text for text in told if "{" in text or "problem." in text or "fix." in text]


NOT_READ = {
    *("empty", "truncated", "damaged", "many_entries", "no_entry", "doubled", "encrypted"),
    *("method", "too_large", "manifest", "several_apps", "no_certificate"),
    *("unknown.no_package", "unknown.archive", "unknown.set", "unknown.idsig"),
    *("password.missing", "password.wrong", "keystore.algorithm", "keystore.slow"),
}
"""Reasons why nothing is read, which the readers' own tests bring up."""


def test_no_sentence_is_without_its_finding() -> None:
    """The catalogue holds nothing that no app can bring up."""
    reached = {f"problem.{s.code}" + (f".{s.kind}" if s.kind else "") for s in SAMPLES}
    reached |= {f"problem.app.{code}" for code in NOT_READ}
    written = {code for code in load_messages("en").texts if code.startswith("problem.app.")}
    assert written == reached


SOUND: dict[str, Callable[[], bytes]] = {
    "apk": apk,
    "ipa": lambda: ipa(profile=provisioning()),
    "hap": hap,
    "app": harmony_app,
    "certificate": lambda: RELEASE.der,
    "keystore": lambda: java_store(("a", RELEASE, True)),
}


@pytest.mark.parametrize("kind", SOUND)
def test_a_sound_app_has_nothing_against_it(kind: str) -> None:
    """Beside the connection it belongs to, and by itself."""
    data = SOUND[kind]()
    assert (findings(data), findings(data, alone=True)) == ([], [])


def test_by_itself_an_app_is_only_warned_about() -> None:
    """Nobody has said yet that it is for WeCom; unsigned it is for nobody."""
    told = findings(apk(manifest(queries=()), files={"classes.dex": b"dex"}), alone=True)
    told += findings(ipa(LSApplicationQueriesSchemes=None), alone=True)
    told += findings(_other_hap(), alone=True)
    assert {(p.code, p.severity) for p in told} == {(QUERIES, WARNING), ("app.sdk", WARNING)}
    unsigned = findings(apk(block=b""), alone=True)
    assert [p.severity for p in unsigned] == [ERROR]


def test_any_wecom_is_enough_where_no_edition_is_named() -> None:
    """An app for a private deployment alone is no mistake."""
    query = (El("package", {"name": "com.tencent.weworklocal"}),)
    data = apk(manifest(queries=query))
    assert findings(data, alone=True) == []
    assert findings(data, ("wecom.edition", "ent-uniform")) == []


@pytest.mark.parametrize("target", [None, 29])
def test_queries_are_for_new_targets(target: int | None) -> None:
    """Before Android 11 every app is seen."""
    root = manifest(queries=(), target=target)
    if target is None:
        root = replace(root, children=[c for c in root.children if c.tag != "uses-sdk"])
    assert findings(apk(root)) == []


def test_a_value_that_is_lacking_is_offered() -> None:
    """As a repair of the field."""
    (problem,) = findings(apk(), (SIGNATURE, ""))
    assert problem.fix is not None
    assert (problem.fix.field, problem.fix.value) == (SIGNATURE, RELEASE.md5)


def test_an_upper_case_signature_is_the_same() -> None:
    """WeCom compares in lower case."""
    assert findings(apk(), (SIGNATURE, RELEASE.md5.upper())) == []


@pytest.mark.parametrize("signer", [OLD, NEW], ids=["old", "new"])
def test_either_key_of_a_rotated_app_is_its_own(signer: Identity) -> None:
    """An old phone sees the one, a new phone the other: no signature is wrong."""
    (problem,) = findings(_rotated(), (SIGNATURE, signer.md5))
    assert ("app.rotated", OLD.md5, NEW.md5) == (
        problem.code,
        problem.params["oldest"],
        problem.params["newest"],
    )


def test_a_third_key_is_none_of_a_rotated_app() -> None:
    """Both are told: that there are two, and that it is neither."""
    told = findings(_rotated(), (SIGNATURE, DEBUG.md5))
    assert ["app.signature", "app.rotated"] == [p.code for p in told]


@pytest.mark.parametrize("signer", [RELEASE, OLD], ids=["first", "second"])
def test_each_of_several_signers_counts(signer: Identity) -> None:
    """Whichever the connection names."""
    data = apk(block=signing_block(scheme_block("v2", RELEASE, OLD)))
    assert ["app.several_signers"] == [p.code for p in findings(data, (SIGNATURE, signer.md5))]


@pytest.mark.parametrize("place", [0, 1])
def test_each_key_of_a_keystore_counts(place: int) -> None:
    """In whatever order it holds them."""
    keys = [("a", RELEASE, True), ("b", OLD, True)]
    data = java_store(*(keys if place == 0 else reversed(keys)))
    assert [] == findings(data)


def test_a_keystore_of_several_keys_offers_none() -> None:
    """Its owner must say which; how many there are is told."""
    data = java_store(("a", OLD, True), ("b", NEW, True))
    (problem,) = findings(data, (SIGNATURE, ""))
    assert ("app.signature.choose", 2, None) == (
        problem.code,
        problem.params["count"],
        problem.fix,
    )


def test_a_key_that_is_not_the_connections_names_all_that_are_there() -> None:
    """Each once."""
    (problem,) = findings(java_store(("a", OLD, True), ("b", NEW, True), ("c", OLD, True)))
    assert (f"{OLD.md5}, {NEW.md5}", RELEASE.md5) == (
        problem.params["found"],
        problem.params["expected"],
    )


def test_an_upload_key_is_told_whoever_it_is() -> None:
    """Google signs anew; the one entered would never be seen on a phone."""
    kinds = [[p.params["kind"] for p in findings(aab(signer=s))] for s in (RELEASE, OLD, None)]
    assert [["entered"], ["other"], ["other"]] == kinds


@pytest.mark.parametrize(
    ("queries", "target", "severity"),
    [((), 30, ERROR), ((), 29, None), ((El("intent"),), 30, WARNING)],
)
def test_from_android_11_on_wecom_must_be_visible(
    queries: tuple[El, ...], target: int, severity: Severity | None
) -> None:
    """An intent may make it so, which only the phone knows."""
    told = findings(apk(manifest(queries=queries, target=target)))
    assert ([] if severity is None else [(QUERIES, severity)]) == [
        (p.code, p.severity) for p in told
    ]


@pytest.mark.parametrize(("target", "is_told"), [(33, False), (34, True)])
def test_from_android_14_on_an_old_sdk_hears_nothing(target: int, is_told: bool) -> None:
    """Its receiver is not exported."""
    data = apk(manifest(target=target), files={"classes.dex": b"Lcom/tencent/wework/api/A;"})
    assert is_told is (["app.sdk"] == [p.code for p in findings(data)])


def test_a_keystore_may_hold_further_keys() -> None:
    """As long as the connection's is among them."""
    assert findings(java_store(("a", OLD, True), ("b", RELEASE, True))) == []


def test_a_wildcard_profile_fits() -> None:
    """For any id, or any below one."""
    for allowed in ("T.*", "T.com.acme.*", "T.com.acme.app"):
        granted = {"Entitlements": {"application-identifier": allowed}}
        assert findings(ipa(profile=provisioning(granted))) == []


def test_the_gravest_comes_first() -> None:
    """Errors, warnings, hints."""
    data = signed_apk(OLD, manifest(activity(SCHEMA), debuggable=True))
    assert [p.severity for p in findings(data)] == [ERROR, WARNING, HINT]


def test_what_the_connection_says_is_told_beside_what_was_found() -> None:
    """Both signatures stand in the sentence."""
    (problem,) = findings(apk(), (SIGNATURE, MD5))
    assert (problem.params["found"], problem.params["expected"]) == (RELEASE.md5, MD5)
    assert GOOD["android"] == {"package": "com.acme.app", "signature_md5": MD5}
