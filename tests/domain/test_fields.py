"""The table of fields: what is said there of a field holds wherever it is read."""

from collections import Counter
from collections.abc import Mapping

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.samples import (
    AGENCY_GOOD,
    AUTHING,
    CASDOOR,
    CORP,
    GOOD,
    MD5,
    OBJECT_ID,
    SCHEMA,
    SECRET_TEXT,
    altered,
    http_backend,
    one,
)
from domain.strategies import any_text
from wecom_console.domain.check import check
from wecom_console.domain.connection_types import AGENCY_MOBILE, MOBILE
from wecom_console.domain.fields import FIELD_BY_PATH, FIELDS, FORM_ORDER, Kind, Paste
from wecom_console.domain.paste import clean_paste
from wecom_console.domain.problems import Fix, Problem
from wecom_console.domain.raw import get_value

WITH_AUTHING = altered(("backend", dict(AUTHING)))
WITH_CASDOOR = altered(("backend", dict(CASDOOR)))
SOUND: Mapping[str, tuple[Mapping[str, object], str]] = {
    "identifier": (GOOD, "acme-wecom"),
    "display_name": (GOOD, "Acme WeCom"),
    "corp_id": (GOOD, CORP),
    "agent_id": (GOOD, "1000002"),
    "schema": (GOOD, SCHEMA),
    "secret": (GOOD, "env:ACME_SECRET"),
    "agency.suite_id": (AGENCY_GOOD, "dk0123456789abcdef"),
    "agency.suite_secret": (AGENCY_GOOD, "keyring:"),
    "agency.token": (AGENCY_GOOD, "keyring:"),
    "agency.encoding_aes_key": (AGENCY_GOOD, "file:/etc/acme.key"),
    "agency.txt_name": (AGENCY_GOOD, "WW_verify_0123456789abcdef"),
    "agency.txt_content": (AGENCY_GOOD, "0123456789abcdef"),
    "android.package": (GOOD, "com.acme.app"),
    "android.signature_md5": (GOOD, MD5),
    "ios.bundle_id": (GOOD, "com.acme.app"),
    "harmony.app_id": (GOOD, "123456"),
    "harmony.bundle_name": (GOOD, "com.acme.app"),
    "wecom.base_url": (GOOD, "https://wecom.acme.cn"),
    "backend.host": (WITH_AUTHING, "https://core.acme.cn"),
    "backend.app_host": (WITH_AUTHING, "https://acme.authing.cn"),
    "backend.user_pool_id": (WITH_AUTHING, OBJECT_ID),
    "backend.app_id": (WITH_AUTHING, OBJECT_ID),
    "backend.app_secret": (WITH_AUTHING, "keyring:"),
    "backend.access_key_id": (WITH_AUTHING, "x1"),
    "backend.access_key_secret": (WITH_AUTHING, "keyring:"),
    "backend.secret_field": (WITH_AUTHING, "corpSecret"),
    "backend.organization": (WITH_CASDOOR, "acme corp"),
    "backend.application": (WITH_CASDOOR, "acme app"),
    "backend.provider": (WITH_CASDOOR, "wecom"),
    "backend.state": (WITH_CASDOOR, "door"),
    "backend.http.url": (http_backend(), "https://acme.cn/sign-in"),
    "backend.http.success": (http_backend(), "code == 0"),
    "backend.http.user": (http_backend(), "data.user"),
    "backend.http.token": (http_backend(), "data.token"),
    "backend.http.error_code": (http_backend(), "errcode"),
    "backend.http.error_message": (http_backend(), "errmsg"),
    "network.proxy": (GOOD, "http://proxy.acme.cn:3128"),
    "network.ca_file": (GOOD, "/etc/My  Certs/ca.pem"),
    "network.timeout_s": (GOOD, "30"),
}
"""A sound value of every field that a paste repairs, in a connection that has the field."""

REPAIRED = [
    spec.path
    for spec in FIELDS
    if spec.kind in (Kind.TEXT, Kind.SECRET) and spec.paste is not Paste.NOTHING
]
COMPACT = [path for path in REPAIRED if FIELD_BY_PATH[path].paste is Paste.COMPACT]
COMPACT_TEXTS = [path for path in COMPACT if FIELD_BY_PATH[path].kind is Kind.TEXT]


def errors_of(path: str, value: object, base: Mapping[str, object] = GOOD) -> tuple[Problem, ...]:
    report = check(altered((path, value), raw=base))
    return tuple(problem for problem in report.errors if problem.field == path)


def assert_mended(path: str, decorated: str) -> None:
    """The field has one error, whose fix leaves the field without one."""
    base, _ = SOUND[path]
    (found,) = errors_of(path, decorated, base)
    assert found.fix is not None
    assert errors_of(path, found.fix.value, base) == ()


def test_the_sound_values_are_those_of_the_table() -> None:
    """A new field is decorated below as well."""
    assert sorted(SOUND) == sorted(REPAIRED)


@pytest.mark.parametrize("path", REPAIRED)
def test_a_sound_value_has_no_error(path: str) -> None:
    """What is decorated below is right without its decoration."""
    base, value = SOUND[path]
    assert errors_of(path, value, base) == ()


@pytest.mark.parametrize("before", [" ", "\u3000", "\t", "\u200b", "\ufeff"], ids=ascii)
@pytest.mark.parametrize("path", REPAIRED)
def test_what_came_before_a_value_is_an_error_with_its_fix(path: str, before: str) -> None:
    """In a file nothing is repaired: it is told, and the fix takes it away."""
    assert_mended(path, before + SOUND[path][1])


@pytest.mark.parametrize("after", [" ", "\r\n", "\xa0", "\u2069"], ids=ascii)
@pytest.mark.parametrize("path", REPAIRED)
def test_what_came_after_a_value_is_an_error_with_its_fix(path: str, after: str) -> None:
    """A line break at the end as well as a space."""
    assert_mended(path, SOUND[path][1] + after)


@pytest.mark.parametrize("quotes", ['""', "''", "\u201c\u201d"], ids=ascii)
@pytest.mark.parametrize("path", COMPACT)
def test_quotes_around_a_compact_value_are_an_error_with_its_fix(path: str, quotes: str) -> None:
    """A value of a file that was quoted twice."""
    assert_mended(path, f"{quotes[0]}{SOUND[path][1]}{quotes[1]}")


@pytest.mark.parametrize("path", COMPACT_TEXTS)
def test_a_space_inside_a_compact_value_is_an_error_with_its_fix(path: str) -> None:
    """It never holds one."""
    value = SOUND[path][1]
    assert_mended(path, f"{value[:1]} {value[1:]}")


@pytest.mark.parametrize("path", COMPACT_TEXTS)
def test_a_full_width_sign_in_a_compact_value_is_an_error_with_its_fix(path: str) -> None:
    """As an input method types it."""
    value = SOUND[path][1]
    assert_mended(path, value[:-1] + chr(ord(value[-1]) + 0xFEE0))


@pytest.mark.parametrize(
    ("path", "value"),
    [
        ("display_name", "Acme（全角）"),
        ("backend.application", "acme（test） app"),
        ("network.ca_file", "/etc/My  Certs/“ca”.pem"),
        ("backend.http.success", 'status == "a  b"'),
        ("backend.http.body", '{\n  "code": "{code}"\n}'),
    ],
)
def test_what_may_be_meant_is_no_decoration(path: str, value: str) -> None:
    """Names, paths, conditions and templates are not narrowed to ids."""
    assert errors_of(path, value, SOUND.get(path, (http_backend(), ""))[0]) == ()


def test_doubled_spaces_in_a_name_are_an_error_with_its_fix() -> None:
    """The login button would show one."""
    (found,) = errors_of("display_name", "Acme  WeCom")
    assert (Fix("clean", "display_name", "Acme WeCom"),) == found.fixes


def test_an_id_in_quotes_is_no_mere_warning() -> None:
    """That its form is unusual would say nothing of the quotes."""
    report = check(altered(("backend.app_id", f'"{OBJECT_ID}"'), raw=WITH_AUTHING))
    assert ["value.decoration"] == [p.code for p in report.problems if p.field == "backend.app_id"]


@pytest.mark.parametrize(
    "path", ["backend.app_id", "backend.access_key_id", "agency.suite_id", "display_name"]
)
def test_a_decorated_secret_in_the_wrong_field_is_in_no_fix(path: str) -> None:
    """It is told, and nothing of it is repeated."""
    (found,) = errors_of(path, f" {SECRET_TEXT} ", SOUND[path][0])
    assert found.fixes == ()


def test_a_reference_keeps_what_its_name_may_hold() -> None:
    """A folder's name may have a space, a file's a sign of full width."""
    assert errors_of("secret", "file:/my secrets/acme（1）.txt") == ()


@given(path=st.sampled_from(REPAIRED), text=any_text)
def test_no_decorated_text_passes(path: str, text: str) -> None:
    """Whatever a field takes without an error, a paste would take as it is."""
    if FIELD_BY_PATH[path].kind is Kind.TEXT and not errors_of(path, text):
        assert clean_paste(path, text).text == get_value(one(path, text), path)


def test_every_field_has_a_place_of_its_own_in_the_forms_order() -> None:
    """No two share a rank."""
    assert [] == [rank for rank, n in Counter(s.form_rank for s in FIELDS).items() if n > 1]


def test_the_forms_order_is_the_guides() -> None:
    """Identity, apps, sorting, backend, WeCom's API, network; last what has no line there."""
    tables = list(dict.fromkeys(path.rpartition(".")[0] or path for path in FORM_ORDER))
    assert [
        "identifier",
        "display_name",
        "corp_id",
        "agent_id",
        "secret",
        "agency",
        "schema",
        "login_only",
        "association",
        "android",
        "ios",
        "harmony",
        "environment",
        "tags",
        "backend",
        "backend.http",
        "wecom",
        "network",
        "accept",
        "type",
    ] == tables


def test_a_type_has_the_fields_that_the_table_gives_it() -> None:
    """Only delegated development has a template; only a self-built app a secret of its own."""
    differing = [s.path for s in FIELDS if MOBILE.has(s.path) != AGENCY_MOBILE.has(s.path)]
    assert [s.path for s in FIELDS if s.table == "agency" or s.path == "secret"] == differing


def test_delegated_development_needs_its_template_and_its_events() -> None:
    """The verification file is optional."""
    assert (
        "agency.suite_id",
        "agency.suite_secret",
        "agency.token",
        "agency.encoding_aes_key",
    ) == AGENCY_MOBILE.needs
