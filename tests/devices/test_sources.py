"""An app's source files, whole or in pieces: read as `inspect` reads a package."""

import io

import pytest

from devices.samples import NOW
from domain.samples import GOOD
from wecom_console.devices.comparing import findings_of
from wecom_console.devices.facts import AndroidFacts, AppKind, HarmonyFacts, IosFacts
from wecom_console.devices.reading import read_app
from wecom_console.devices.sources import read_source
from wecom_console.domain.check import check

MANIFEST = """<?xml version="1.0" encoding="utf-8"?>
<manifest xmlns:android="http://schemas.android.com/apk/res/android" package="com.acme.app">
  <queries><package android:name="com.tencent.wework" /></queries>
  <application android:label="Acme">
    <activity android:name=".Main" android:exported="true"><intent-filter>
      <data android:scheme="wwauth0123456789abcdef000003" />
    </intent-filter></activity>
  </application>
</manifest>"""
PLIST = """<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE plist PUBLIC "-//Apple//DTD PLIST 1.0//EN" "http://www.apple.com/DTDs/PropertyList-1.0.dtd">
<plist version="1.0"><dict>
  <key>CFBundleIdentifier</key><string>$(PRODUCT_BUNDLE_IDENTIFIER)</string>
  <key>CFBundleURLTypes</key><array><dict><key>CFBundleURLSchemes</key>
  <array><string>wwauth0123456789abcdef000003</string></array></dict></array>
  <key>LSApplicationQueriesSchemes</key><array><string>wxwork</string></array>
</dict></plist>"""
MODULE = """{
  // the entry
  module: {
    name: 'entry',
    "querySchemes": ["https", /* WeCom's is lacking */],
    abilities: [{ skills: [{ uris: [{ scheme: 'acme' },], },], },],
  },
}"""


def codes(text: str) -> list[tuple[str, object]]:
    """What is said of a source file beside the sound connection."""
    facts = read_source(text)
    assert facts is not None
    found = findings_of(facts, check(GOOD).profile, now=NOW)
    return [(problem.code, problem.params.get("kind")) for problem in found]


def test_a_manifest_is_read() -> None:
    """With its package, queries and schemes."""
    facts = read_source(f"this is mine:\n```xml\n{MANIFEST}\n```")
    assert isinstance(facts, AndroidFacts)
    found = (facts.kind, facts.package, facts.query_packages, facts.schemes)
    schemes = ("wwauth0123456789abcdef000003",)
    assert (AppKind.ANDROID_SOURCE, "com.acme.app", ("com.tencent.wework",), schemes) == found


def test_a_manifest_is_not_told_to_be_unsigned() -> None:
    """Source has no signature; another agent's schema is still told."""
    assert [("app.schema.other", None)] == codes(MANIFEST)


def test_queries_that_name_wechat() -> None:
    """Are told by name, in a piece of a manifest too."""
    piece = '<queries><package android:name="com.tencent.mm" /></queries>'
    assert [("app.queries", "android_wechat")] == codes(piece)


def test_a_plist_is_read() -> None:
    """Its bundle id is the build's, so it is not compared."""
    assert [("app.schema.missing", "other"), ("app.queries", "ios")] == codes(PLIST)


def test_a_piece_of_a_plist_is_read() -> None:
    """As people copy it out."""
    facts = read_source(
        "<key>LSApplicationQueriesSchemes</key><array><string>wxwork</string></array>"
    )
    assert isinstance(facts, IosFacts)
    assert ("wxwork",) == facts.query_schemes


def test_a_harmony_module_is_read() -> None:
    """In JSON5: comments, bare names, single quotes, commas at the end."""
    facts = read_source(MODULE)
    assert isinstance(facts, HarmonyFacts)
    assert (("https",), ("acme",)) == (facts.query_schemes, facts.schemes)


def test_a_comment_sign_in_a_string_is_no_comment() -> None:
    """An address holds two slashes."""
    facts = read_source('"querySchemes": ["wxworkapi", "https://a"]')
    assert isinstance(facts, HarmonyFacts)
    assert ("wxworkapi", "https://a") == facts.query_schemes


@pytest.mark.parametrize(
    "text",
    [
        "",
        "<manifest>",
        "<manifest><a></manifest>",
        '<!DOCTYPE m [<!ENTITY a "b">]><manifest package="&a;"></manifest>',
        "<plist><dict><key>a</key></plist>",
        "querySchemes: [",
        "module: nothing",
        "<manifest>" + "<a>" * 5000 + "</a>" * 5000 + "</manifest>",
    ],
)
def test_what_is_none_tells_nothing(text: str) -> None:
    """Cut, bent, endless."""
    assert read_source(text) is None


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        (MANIFEST, AppKind.ANDROID_SOURCE),
        (PLIST, AppKind.IOS_SOURCE),
        (MODULE, AppKind.HARMONY_SOURCE),
    ],
)
def test_inspect_reads_a_source_file(text: str, kind: AppKind) -> None:
    """By its content, whatever its name."""
    facts = read_app(io.BytesIO(text.encode()))
    assert kind is facts.kind  # type: ignore[union-attr]
