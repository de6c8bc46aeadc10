"""Export: the same in, the same out, in a fixed order, without secrets."""

import difflib
import json
import os
import shlex
import subprocess
import sys
from html import escape
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from domain.samples import AGENCY_GOOD, AUTHING, GOOD, HTTP_LOGIN, SECRET_TEXT, altered, one
from domain.strategies import profile_of, sound_raw
from wecom_console.domain.check import CheckContext, check
from wecom_console.domain.connection_types import MOBILE
from wecom_console.domain.fields import FIELDS
from wecom_console.domain.profile import Profile
from wecom_console.domain.secrets import Secret
from wecom_console.exchange.config_file import ConfigFile, parse_config
from wecom_console.exchange.formats.authing_payload import AuthingPayload
from wecom_console.exchange.formats.env_file import EnvFile
from wecom_console.exchange.formats.hand_over import HandOverSheet
from wecom_console.exchange.formats.table import CONFIG_FORMATS, FORMATS, ExportFormat, format_named
from wecom_console.exchange.fragments import TARGETS
from wecom_console.services.exporting.formats import choose_format

ONE_EACH = pytest.mark.parametrize("form", CONFIG_FORMATS, ids=lambda form: form.name)
EVERY = pytest.mark.parametrize("form", FORMATS, ids=lambda form: form.name)


def _read(form: ExportFormat, text: str) -> list[Profile]:
    file = parse_config(Path(f"a{form.suffix}"), text.encode())
    assert isinstance(file, ConfigFile), file
    assert file.problems == ()
    return [profile_of(check(connection.raw)) for connection in file.connections]


@ONE_EACH
@given(raws=st.lists(sound_raw(), min_size=1, max_size=3))
def test_what_is_exported_is_read_back(form: ExportFormat, raws: list[dict[str, object]]) -> None:
    """Export, read, check is the identity."""
    profiles = [profile_of(check(raw)) for raw in raws]
    assert _read(form, form.render(profiles)) == profiles


@ONE_EACH
@given(raw=sound_raw())
def test_the_order_of_keys_is_the_tables(form: ExportFormat, raw: dict[str, object]) -> None:
    """Whatever order a connection was written in, it is exported in the one order."""
    turned = dict(reversed(raw.items()))
    texts = [form.render([profile_of(check(r))]) for r in (raw, turned)]
    assert texts[0] == texts[1]


CHANGES = [
    ("identifier", "other"),
    ("display_name", "Other"),
    ("corp_id", "WW0123456789abcdef"),
    ("login_only", True),
    ("environment", "test"),
    ("secret", "env:OTHER"),
    ("tags", ["mobile", "more"]),
    ("android.package", "com.other.app"),
    ("ios.bundle_id", "com.other.app"),
    ("backend.host", "https://other.cn"),
    ("backend.app_host", "https://other.cn"),
    ("backend.app_secret", "env:OTHER"),
]
BASE = altered(("tags", ["mobile"]), ("backend", dict(AUTHING)))


@ONE_EACH
@pytest.mark.parametrize(("path", "value"), CHANGES, ids=[path for path, _ in CHANGES])
def test_one_changed_value_is_one_changed_line(
    form: ExportFormat, path: str, value: object
) -> None:
    """A team's diff shows what was changed and nothing else."""
    before = form.render([profile_of(check(BASE))]).splitlines()
    after = form.render([profile_of(check(altered((path, value), raw=BASE)))]).splitlines()
    changed = [line for line in difflib.ndiff(before, after) if line[0] == "+"]
    # In JSON the line before an added last one gains a comma.
    plain = {line.rstrip(",") for line in before}
    assert len([line for line in changed if line[2:].rstrip(",") not in plain]) == 1


def test_toml_looks_as_documented() -> None:
    """Head, one table per connection, sub-tables behind it."""
    text = format_named("toml")
    assert text is not None
    lines = text.render([profile_of(check(one("tags", ["mobile"])))]).splitlines()
    assert [lines[0][:2], lines[1][:2], *lines[3:7]] == [
        "# ",
        "# ",
        'format = "wecom-console/1"',
        "",
        "[[connections]]",
        'type = "wechatwork:mobile"',
    ]


@pytest.mark.parametrize("name", ["toml", "yaml"])
@pytest.mark.parametrize("language", ["en", "zh"])
def test_a_head_is_in_every_language_english_first(name: str, language: str) -> None:
    """Whoever exports: the file is the same."""
    form = format_named(name)
    assert form is not None
    heads = form.render([profile_of(check(GOOD))], language).splitlines()[:2]
    assert [True, False] == [head.isascii() for head in heads]


def test_json_keeps_chinese_readable() -> None:
    """Names are written as they are, not as escapes."""
    form = format_named("json")
    assert form is not None
    text = form.render([profile_of(check(GOOD))])
    assert "Acme 企业微信" in text
    assert json.loads(text)["format"] == "wecom-console/1"


@EVERY
def test_an_export_holds_references_only(form: ExportFormat) -> None:
    """A secret typed into a form is not in the file of its profile."""
    typed = altered(("secret", Secret(SECRET_TEXT)), ("backend.app_secret", Secret(SECRET_TEXT)))
    text = form.render([profile_of(check(typed, CheckContext(literal_secrets=True)))])
    assert SECRET_TEXT not in text
    # An app needs no secret, Authing only that of the WeCom app.
    named = 0 if form.name in TARGETS else 1 if form.name == "authing" else 2
    assert text.count("keyring:") == named


@ONE_EACH
def test_every_setting_survives(form: ExportFormat) -> None:
    """A connection in which every optional field is set is read back with all of them."""
    full = altered(
        ("login_only", True),
        ("environment", "test"),
        ("tags", ["a"]),
        ("accept", ["schema.mismatch"]),
        ("association", {"mode": "field", "fields": ["email"], "methods": ["phone-code"]}),
        ("android.sdk", "1"),
        ("harmony", {"app_id": "1", "bundle_name": "com.acme.app"}),
        ("wecom", {"base_url": "https://qy.acme.cn", "edition": "gov-uniform"}),
        ("network", {"proxy": "direct", "ca_file": "/etc/ca.pem", "timeout_s": "30"}),
        (
            "backend",
            {
                **AUTHING,
                "api": "v2",
                "host": "https://api.authing.cn",
                "user_pool_id": "0123456789abcdef01234567",
                "app_secret": "env:A",
                "access_key_id": "id",
                "access_key_secret": "file:key.txt",
                "secret_field": "corpSecret",
                "organization": "acme",
                "application": "door",
                "provider": "wecom",
                "state": "acme-state",
                "http": {
                    **HTTP_LOGIN,
                    "method": "PUT",
                    "headers": ["Authorization: Bearer {app_secret}"],
                    "content_type": "application/x-www-form-urlencoded",
                    "body": "code={code}",
                    "token": "token",
                    "error_code": "error.code",
                    "error_message": "error.message",
                },
            },
        ),
    )
    text = form.render([profile_of(check(full))])
    missing = [spec.path for spec in FIELDS if MOBILE.has(spec.path) and spec.key not in text]
    assert missing == []
    assert _read(form, text) == [profile_of(check(full))]


@ONE_EACH
def test_every_setting_of_an_agency_survives(form: ExportFormat) -> None:
    """The template with its references, and the file that proves the domain."""
    raw = altered(
        ("agency.txt_name", "WW_verify.txt"), ("agency.txt_content", "abc"), raw=AGENCY_GOOD
    )
    text = form.render([profile_of(check(raw))])
    missing = [spec.key for spec in FIELDS if spec.table == "agency" and spec.key not in text]
    assert (missing, [profile_of(check(raw))]) == ([], _read(form, text))


def test_an_unknown_format_is_none() -> None:
    """The command line lists the known ones instead."""
    assert format_named("xml") is None


def _from_shell(text: str, folder: Path) -> dict[str, str]:
    """The variables as a shell reads them from the file."""
    file = folder / "acme.env"
    file.write_text(text, encoding="utf-8")
    script = f"set -a; . {shlex.quote(str(file))}; env -0"
    ran = subprocess.run(
        ["/bin/sh", "-c", script], capture_output=True, check=True, env={"PATH": os.environ["PATH"]}
    )
    pairs = (entry.partition("=") for entry in ran.stdout.decode().split("\0") if entry)
    return {name: value for name, _, value in pairs if name.startswith("WECOM_")}


@pytest.mark.skipif(sys.platform == "win32", reason="a POSIX shell")
@pytest.mark.parametrize(
    "name", ["Acme 企业微信", "it's", '"$(id)"', "`id` 'x' $HOME \\", "a=b # c", "#"]
)
def test_a_shell_reads_the_variables_back(name: str, tmp_path: Path) -> None:
    """Whatever is in a name: it is data."""
    profile = profile_of(check(one("display_name", name)))
    found = _from_shell(EnvFile().render([profile]), tmp_path)
    assert (name, profile.schema, "com.acme.app") == (
        found["WECOM_DISPLAY_NAME"],
        found["WECOM_SCHEMA"],
        found["WECOM_ANDROID_PACKAGE"],
    )


@pytest.mark.skipif(sys.platform == "win32", reason="a POSIX shell")
def test_several_connections_have_variables_of_their_own(tmp_path: Path) -> None:
    """By their identifiers."""
    profiles = [profile_of(check(one("identifier", name))) for name in ("acme-1", "2")]
    found = _from_shell(EnvFile().render(profiles), tmp_path)
    assert ("acme-1", "2") == (found["WECOM_ACME_1_IDENTIFIER"], found["WECOM_2_IDENTIFIER"])


@pytest.mark.parametrize("language", ["en", "zh_CN"])
@pytest.mark.parametrize("name", ["Acme", "a|b", "`x`", "<b>x</b>", "*a* [b](c) ``"])
def test_the_sheet_shows_every_value_as_it_is(name: str, language: str) -> None:
    """As a Markdown reader renders it: nothing in a value is markup."""
    profile = profile_of(check(one("display_name", name)))
    html = (
        MarkdownIt("commonmark").enable("table").render(HandOverSheet().render([profile], language))
    )
    assert html.count(f"<code>{escape(name)}</code>") == 1 + 1
    assert "<b>" not in html
    assert f"<code>{profile.android.signature_md5}</code>" in html


def test_the_sheet_is_in_the_language_that_was_asked_for() -> None:
    """It is for people."""
    profile = profile_of(check(GOOD))
    english, chinese = (HandOverSheet().render([profile], lang) for lang in ("en", "zh_CN"))
    assert ("For the app's developers" in english, "供 App 开发者使用" in chinese) == (True, True)


@pytest.mark.parametrize("target", TARGETS)
def test_the_apps_code_is_a_document(target: str) -> None:
    """A block a file, fenced, with the profile's values, and the call that redeems the code."""
    form = format_named(target)
    assert form is not None
    text = form.render([profile_of(check(GOOD))])
    fences = [line for line in text.splitlines() if line.startswith("```")]
    assert (0, True, True) == (len(fences) % 2, str(GOOD["schema"]) in text, "## Redeem" in text)


def test_a_fence_cannot_be_ended_by_a_value() -> None:
    """A name with backticks stands inside longer ones."""
    raw = altered(
        (
            "backend",
            {"kind": "http", "http": {**HTTP_LOGIN, "body": '{"a": "````", "code": "{code}"}'}},
        )
    )
    form = format_named("android")
    assert form is not None
    text = form.render([profile_of(check(raw))])
    assert "\n`````http\n" in text


def test_authings_calls_are_what_apply_sends() -> None:
    """In their order; the secret is where it is kept."""
    raw = {
        **GOOD,
        "backend": AUTHING,
        "association": {"mode": "challenge", "methods": ["phone-code"]},
    }
    profile = profile_of(check(raw))
    (one_of,) = json.loads(AuthingPayload().render([profile]))
    paths = [call["path"].rpartition("/")[2] for call in one_of["calls"]]
    expected = ["create-ext-idp", "create-ext-idp-conn", "update-ext-idp-conn"]
    assert [*expected, "change-ext-idp-conn-state"] == paths
    fields = one_of["calls"][1]["body"]["fields"]
    assert {"corpId", "agentId", "schema", "secret"} == set(fields)
    assert f"<{profile.secret}>" == fields["secret"]


def test_the_longest_ending_chooses_the_format() -> None:
    """A name that ends with both is the more special one."""
    found = [choose_format("", name) for name in ("a.authing.json", "a.json", "a.md", "a")]
    assert ["authing", "json", "markdown", "toml"] == [one.name for one in found if one]
