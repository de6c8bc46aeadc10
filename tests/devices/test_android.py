"""APKs and app bundles: what their manifests and their code say."""

from dataclasses import replace
from io import BytesIO

import pytest

from devices.packages import El, Ref, archive, binary_xml, resources
from devices.samples import (
    DEX,
    OTHER_SCHEMA,
    aab,
    activity,
    android,
    apk,
    manifest,
    refused,
)
from domain.samples import SCHEMA
from wecom_console.devices.android.app_code import search_code
from wecom_console.devices.archive import Archive, open_archive
from wecom_console.devices.facts import Activity, AppKind, Code, Sdk

QUERIES = (
    El("package", {"name": "com.tencent.wework"}),
    El("intent", {}, [El("data", {"scheme": "wxwork"})]),
)


@pytest.mark.parametrize("make", [apk, aab], ids=["apk", "aab"])
def test_a_package_says_what_it_is(make: object) -> None:
    """The same facts from both forms of a manifest."""
    assert callable(make)
    facts = android(make(manifest(queries=QUERIES, debuggable=True)))
    assert (facts.package, facts.version_name, facts.version_code) == ("com.acme.app", "1.2.3", 45)
    assert (facts.min_sdk, facts.target_sdk, facts.is_debuggable) == (24, 34, True)
    assert (facts.query_packages, facts.query_schemes) == (("com.tencent.wework",), ("wxwork",))


@pytest.mark.parametrize("plain", [True, False], ids=["as written", "compiled"])
def test_a_bundle_holds_its_values_in_two_ways(plain: bool) -> None:
    """As texts, or compiled with the attribute's resource id."""
    facts = android(aab(manifest(activity("acme", exported=True), debuggable=False), plain=plain))
    assert (facts.kind, facts.version_code, facts.target_sdk) == (AppKind.AAB, 45, 34)
    assert (facts.is_debuggable, facts.activities) == (False, (Activity(".Main", ("acme",), True),))


@pytest.mark.parametrize("utf8", [True, False])
@pytest.mark.parametrize("blank", [True, False])
def test_every_form_of_binary_xml_is_read(utf8: bool, blank: bool) -> None:
    """Strings in UTF-8 or UTF-16; attributes by name or, where a packer blanked it, by id."""
    root = manifest(activity("应用"), package="com.acme." + "长" * 200)
    data = archive({"AndroidManifest.xml": binary_xml(root, utf8=utf8, blank_names=blank)})
    facts = android(data)
    assert (facts.package, facts.schemes) == ("com.acme." + "长" * 200, ("应用",))


def test_activities_without_a_scheme_are_no_matter() -> None:
    """Only what a link can open is listed, aliases among it."""
    alias = replace(activity("b", "a", "b", exported=False), tag="activity-alias")
    facts = android(apk(manifest(El("activity", {"name": ".Quiet"}), activity("a"), alias)))
    assert facts.activities == (
        Activity(".Main", ("a",), None),
        Activity(".Main", ("b", "a"), False),
    )
    assert facts.schemes == ("a", "b")


def test_an_app_may_see_all_packages() -> None:
    """By a permission that makes queries unnecessary."""
    root = manifest()
    seeing = El("uses-permission", {"name": "android.permission.QUERY_ALL_PACKAGES"})
    assert [
        android(apk(one)).sees_all_packages
        for one in (root, replace(root, children=[*root.children, seeing]))
    ] == [False, True]


def test_a_long_version_has_two_halves() -> None:
    """Android joins both."""
    root = manifest()
    root = replace(root, attributes={**root.attributes, "versionCodeMajor": 2})
    assert android(apk(root)).version_code == (2 << 32) + 45


# --- the table of resources -----------------------------------------------------------------------

REFERRING = manifest(activity("acme", exported=True), debuggable=Ref(0x7F020001))
REFERRING = replace(REFERRING, attributes={**REFERRING.attributes, "versionName": Ref(0x7F010002)})
VALUES = {0x7F010000: "no", 0x7F010002: Ref(0x7F010004), 0x7F010004: "9.8", 0x7F020001: True}


@pytest.mark.parametrize("form", ["", "sparse", "short", "compact"])
def test_references_are_followed(form: str) -> None:
    """Through every form of the table, also from one to the next."""
    facts = android(apk(REFERRING, files={"resources.arsc": resources(VALUES, form=form)}))
    assert (facts.version_name, facts.is_debuggable) == ("9.8", True)


@pytest.mark.parametrize("order", [1, -1])
def test_the_value_for_phones_of_no_particular_kind_counts(order: int) -> None:
    """Whatever the order in which the table has them."""
    variants = [(b"de" + bytes(58), {0x7F010002: "de"}), (bytes(60), {0x7F010002: "plain"})]
    configs, tables = zip(*variants[::order], strict=True)
    table = resources(*tables, configs=configs)
    assert android(apk(REFERRING, files={"resources.arsc": table})).version_name == "plain"


def test_a_value_for_some_phones_is_better_than_none() -> None:
    """An app may have no other."""
    table = resources({0x7F010002: "de"}, configs=[b"de" + bytes(58)])
    assert android(apk(REFERRING, files={"resources.arsc": table})).version_name == "de"


def test_a_reference_that_leads_nowhere_is_shown_as_one() -> None:
    """Without a table, with one that lacks it, with a broken one, in a circle."""
    circle = resources({0x7F010002: Ref(0x7F010004), 0x7F010004: Ref(0x7F010002)})
    tables = [None, resources({0x7F010000: "x"}), b"\x02\x00", circle]
    found = [
        android(apk(REFERRING, files={} if one is None else {"resources.arsc": one}))
        for one in tables
    ]
    assert [facts.version_name[:5] for facts in found] == ["@7f01"] * 4


# --- code -----------------------------------------------------------------------------------------


def _code(**files: bytes) -> Code:
    names = {"dex": "classes.dex", "dex2": "classes2.dex", "bundle": "assets/index.android.bundle"}
    return android(apk(files={names[key]: data for key, data in files.items()})).code


def test_the_sdk_is_found_by_its_classes() -> None:
    """With its version, and the schema that the code names."""
    assert android(apk()).code == Code(
        Sdk.PRESENT, is_new_sdk=True, schemas=(SCHEMA,), version="3.0.0.7"
    )


def test_a_schema_is_found_in_every_kind_of_code() -> None:
    """React Native keeps it in its bundle, and any DEX file may hold it."""
    code = _code(dex=b"dex", dex2=b"a" * 70_000 + SCHEMA.encode(), bundle=OTHER_SCHEMA.encode())
    assert code.schemas == (SCHEMA, OTHER_SCHEMA)


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("assets/apps/__UNI__ACME/www/app-service.js", b'var s="%s"'),
        ("assets/www/js/index.js", b"'%s'"),
        ("assets/public/main.js", b"'%s'"),
        ("assets/index.android.bundle", b"\xc6\x1f\xbc\x03before%safter"),
        ("lib/armeabi-v7a/libapp.so", b"\0%s\0"),
        ("resources.arsc", b"\x1c\x1c%s\0"),
    ],
)
def test_a_schema_is_found_where_each_framework_keeps_it(name: str, content: bytes) -> None:
    """uni-app, Cordova, Capacitor, Hermes, Flutter and Android's own texts."""
    code = android(apk(files={name: content % OTHER_SCHEMA.encode(), "classes.dex": b"dex"})).code
    assert code.schemas == (OTHER_SCHEMA,)


def test_a_schema_among_wide_texts_is_found() -> None:
    """Tables of resources may be in UTF-16."""
    files = {"resources.arsc": b"\0" + OTHER_SCHEMA.encode("utf-16-le") + b"\0\0"}
    assert android(apk(files=files | {"classes.dex": b"dex"})).code.schemas == (OTHER_SCHEMA,)


@pytest.mark.parametrize(
    ("name", "hardener"),
    [
        ("assets/libjiagu.so", "360 Jiagu"),
        ("lib/arm64-v8a/libjiagu_a64.so", "360 Jiagu"),
        ("lib/arm64-v8a/libshell-super.2019.so", "Tencent Legu"),
        ("assets/0OO00l111l1l", "Tencent Legu"),
        ("lib/armeabi-v7a/libDexHelper.so", "Bangcle (SecNeo)"),
        ("assets/secData0.jar", "Bangcle (SecNeo)"),
        ("assets/ijiami.dat", "Ijiami"),
        ("lib/arm64-v8a/libexecmain.so", "Ijiami"),
        ("lib/arm64-v8a/libbaiduprotect.so", "Baidu"),
        ("lib/arm64-v8a/libnesec.so", "NetEase Yidun"),
    ],
)
def test_a_hardened_app_is_not_told_to_lack_the_sdk(name: str, hardener: str) -> None:
    """Its own code is encrypted: what is not seen may be there."""
    code = android(apk(files={name: b"x", "classes.dex": b"Lcom/stub/StubApp;"})).code
    assert (code.sdk, code.hardener) == (Sdk.UNKNOWN, hardener)


def test_what_only_begins_like_a_schema_is_none() -> None:
    """A longer word is another one."""
    assert _code(dex=SCHEMA.encode() + b"0 wwauth wwauthYOUR_SCHEMA").schemas == ()


def test_a_schema_across_two_pieces_is_found() -> None:
    """The code is unpacked piece by piece."""
    for shift in range(0, 30, 7):
        text = b"." * (65536 - shift) + SCHEMA.encode() + b"\0"
        assert _code(dex=text).schemas == (SCHEMA,)


@pytest.mark.parametrize(
    ("dex", "sdk"),
    [
        (b"Lcom/tencent/wework/api/IWWAPI;", Sdk.PRESENT),
        (b"La/b; com.tencent.wework.apihost", Sdk.RENAMED),
        (b"Lcom/acme/Main;", Sdk.ABSENT),
    ],
)
def test_a_shrunk_sdk_is_told_from_none(dex: bytes, sdk: Sdk) -> None:
    """The Intent's action stays where the classes lost their names."""
    assert _code(dex=dex).sdk is sdk


@pytest.mark.parametrize(
    ("text", "is_new"),
    [(b"\x073.0.0.7\0", True), (b"\x083.0.0.12\0", True), (b"\x073.0.0.6\0", False)],
)
def test_a_new_sdk_is_known_by_its_version(text: bytes, is_new: bool) -> None:
    """3.0.0.7 is the first that Android 14 takes."""
    assert _code(dex=text).is_new_sdk is is_new


def test_past_its_bound_the_search_knows_nothing() -> None:
    """Instead of saying that there is none."""
    opened = open_archive(BytesIO(apk(files={"classes.dex": b"x" * 200_000})))
    assert isinstance(opened, Archive)
    assert search_code(opened, budget=100_000).sdk is Sdk.UNKNOWN
    assert search_code(opened, budget=300_000).sdk is Sdk.ABSENT


def test_an_app_without_code_is_not_told_to_lack_the_sdk() -> None:
    """Nothing was searched."""
    assert android(archive({"AndroidManifest.xml": binary_xml(manifest())})).code.sdk is Sdk.UNKNOWN


# --- what is no manifest --------------------------------------------------------------------------


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"<manifest package='com.acme.app'/>",
        binary_xml(El("manifest", {})),
        binary_xml(El("resources", {"package": "com.acme.app"})),
        DEX,
    ],
)
def test_what_is_no_manifest_is_told(data: bytes) -> None:
    """Plain XML, another document, one without a package."""
    assert refused(archive({"AndroidManifest.xml": data})) == ("app.manifest", None)
    assert refused(archive({"base/manifest/AndroidManifest.xml": data})) == ("app.manifest", None)
