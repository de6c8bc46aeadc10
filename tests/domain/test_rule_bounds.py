"""Where each rule begins and ends: the last value that passes, the first that does not, and which
of several findings is told."""

from typing import Any

import pytest

from domain.samples import (
    AGENCY_GOOD,
    AUTHING,
    CASDOOR,
    CORP,
    GOOD,
    HTTP_LOGIN,
    MD5,
    SCHEMA,
    SECRET_TEXT,
    altered,
    one,
)
from wecom_console.domain.check import CheckContext, check
from wecom_console.domain.problems import Problem, Severity
from wecom_console.domain.rules.common import LONGEST_SHOWN, may_be_secret, shown
from wecom_console.domain.rules.names import next_free, slugify
from wecom_console.domain.secrets import KEYRING, Secret
from wecom_console.domain.shape import MAX_SUGGESTIONS, MAX_UNKNOWN

FORM = CheckContext(literal_secrets=True)
GUID = "0123456789abcdef01234568"
OTHER_TAIL = "wwauth0123456789abcdef999999"


def problems(raw: object, field: str = "", context: CheckContext | None = None) -> list[Problem]:
    """What is said of a field, or of everything."""
    found = check(raw, context).problems
    return [p for p in found if not field or p.field == field]


def codes(raw: object, field: str = "", context: CheckContext | None = None) -> list[str]:
    return [p.code for p in problems(raw, field, context)]


@pytest.mark.parametrize(
    ("path", "value", "found"),
    [
        ("identifier", "a", []),
        ("identifier", "a" * 31, []),
        ("identifier", "a" * 32, ["identifier.too_long"]),
        ("identifier", "a_b", ["identifier.characters"]),
        ("display_name", "x" * 100, []),
        ("display_name", "x" * 101, ["display_name.too_long"]),
        ("tags", ["x" * 40], []),
        ("tags", ["x" * 41], ["tags.form"]),
        ("tags", ["good", " "], ["tags.form"]),
        ("tags", ["a\tb", "good"], ["tags.form"]),
        ("corp_id", "wx0123456789abcdef", []),
        ("corp_id", "WW0123456789ABCDEF", []),
        ("corp_id", "ww0123456789abcdef0", ["corp_id.length"]),
        ("corp_id", "wwk012345678", ["corp_id.format"]),
        ("corp_id", "wwk0123456789", ["corp_id.internal"]),
        ("corp_id", "wp" + "a" * 29, ["corp_id.format"]),
        ("corp_id", "wp" + "a" * 30, ["corp_id.open_corp_id"]),
        ("corp_id", "wm" + "a" * 19, ["corp_id.format"]),
        ("corp_id", "wm" + "a" * 20, ["corp_id.external_user"]),
        ("corp_id", "1001234", ["corp_id.is_agent_id"]),
        ("corp_id", "2000001", ["corp_id.format"]),
        ("agent_id", "1000000", []),
        ("agent_id", "1000999", []),
        ("agent_id", "1001000", ["agent_id.unusual"]),
        ("agent_id", "3010000", ["agent_id.built_in"]),
        ("agent_id", "3011000", ["agent_id.unusual"]),
        ("agent_id", "2000002", ["agent_id.contacts_sync"]),
        ("agent_id", "2000003", ["agent_id.unusual"]),
        ("agent_id", "١٠٠٠٠٠٢", ["agent_id.not_number"]),
        ("android.package", "a.b", []),
        ("android.package", "a", ["android.package.format"]),
        ("android.package", "a.1b", ["android.package.format"]),
        ("android.package", "com.tencent.wework", ["android.package.is_wecom"]),
        ("android.package", "com.tencent.wework2", []),
        ("android.signature_md5", MD5[:-1], ["android.signature_md5.format"]),
        ("android.signature_md5", MD5 + "0", ["android.signature_md5.format"]),
        ("android.signature_md5", "g" * 40, ["android.signature_md5.format"]),
        ("android.signature_md5", "a" * 64, ["android.signature_md5.sha256"]),
        ("ios.bundle_id", "a.b-c.9", []),
        ("ios.bundle_id", "a", ["ios.bundle_id.format"]),
        ("ios.bundle_id", "a.b_c", ["ios.bundle_id.format"]),
        ("harmony.app_id", "0", []),
        ("harmony.app_id", "٣", ["harmony.app_id.format"]),
        ("harmony.bundle_name", "a.b", []),
        ("harmony.bundle_name", "a", ["harmony.bundle_name.format"]),
        ("network.timeout_s", "1", []),
        ("network.timeout_s", "300", []),
        ("network.timeout_s", "301", ["network.timeout_s.range"]),
        ("network.timeout_s", "3000", ["network.timeout_s.range"]),
        ("network.timeout_s", "٣", ["network.timeout_s.range"]),
        ("network.timeout_s", "1.5", ["network.timeout_s.range"]),
        ("network.proxy", "direct", []),
        ("network.proxy", "http://proxy.acme.cn:8080", []),
        ("network.proxy", "http://proxy.acme.cn/", []),
        ("network.proxy", "http://proxy.acme.cn/a", ["network.proxy.path"]),
        ("network.ca_file", "/etc/ca.pem", []),
        ("network.ca_file", "~/ca.pem", []),
        ("network.ca_file", "C:\\ca.pem", []),
        ("network.ca_file", "c:/ca.pem", []),
        ("network.ca_file", "C:ca.pem", ["network.ca_file.relative"]),
        ("network.ca_file", "\\\\acme\\ca.pem", ["network.ca_file.remote"]),
        ("network.ca_file", "//acme/ca.pem", ["network.ca_file.remote"]),
        ("network.ca_file", "/etc/ca.pem ", ["value.decoration"]),
        ("network.ca_file", "/etc\n/ca.pem", ["value.decoration"]),
        ("backend.host", "http://localhost:1", []),
        ("backend.host", "http://127.0.0.1", []),
        ("backend.host", "http://[::1]:8080", []),
        ("backend.host", "http://127.0.0.2", ["url.plain_http"]),
        ("backend.host", "ftp://acme.cn", ["url.format"]),
        ("backend.host", "https://", ["url.format"]),
        ("backend.host", "https://acme.cn:x", ["url.format"]),
        ("backend.host", "https://me@acme.cn", ["url.credentials"]),
        ("backend.host", "https://:pw@acme.cn", ["url.credentials"]),
        ("backend.host", "https://acme.cn/#a", ["url.extra"]),
        ("backend.host", "https://acme.cn/?a", ["url.extra"]),
        ("backend.secret_field", "a_1", []),
        ("backend.secret_field", "1a", ["backend.secret_field.format"]),
        ("backend.user_pool_id", "pool", []),
        ("backend.access_key_id", "密", ["backend.id_characters"]),
        ("backend.app_id", "a\tb", ["value.decoration"]),
        ("schema", f"{SCHEMA}0", ["schema.length"]),
        ("schema", SCHEMA[:-1] + "a", ["schema.suffix"]),
        ("schema", "wwauth", ["schema.length"]),
        ("schema", f"{SCHEMA[:-6]}ABCDEF", ["schema.suffix"]),
    ],
)
def test_a_value_at_the_edge_of_its_rule(path: str, value: object, found: list[str]) -> None:
    """On the one side it passes, on the other it has a name."""
    assert found == codes(one(path, value), path)


@pytest.mark.parametrize("key", ["user_pool_id", "app_id"])
@pytest.mark.parametrize(
    ("value", "found"),
    [(GUID, []), (GUID[:-1], ["backend.id_format"]), (GUID.upper(), ["backend.id_format"])],
)
def test_an_id_of_authings_has_its_form(key: str, value: str, found: list[str]) -> None:
    """Twenty-four lower-case hex digits; with another backend any visible id passes."""
    raw = altered(("backend", {**AUTHING, key: value}))
    assert found == codes(raw, f"backend.{key}")
    assert [] == codes(altered(("backend", {**CASDOOR, key: value})), f"backend.{key}")


@pytest.mark.parametrize("key", ["organization", "application", "provider", "state"])
@pytest.mark.parametrize(
    ("value", "code"),
    [
        ("a/b", "backend.name_characters"),
        (" a", "value.decoration"),
        ("a\nb", "value.decoration"),
    ],
)
def test_each_name_in_casdoor_is_one_line_without_a_slash(key: str, value: str, code: str) -> None:
    """Whichever backend is chosen just now."""
    for backend in (CASDOOR, AUTHING):
        raw = altered(("backend", {**backend, key: value}))
        assert [code] == codes(raw, f"backend.{key}")


@pytest.mark.parametrize("key", ["host", "app_host"])
def test_each_host_is_an_address(key: str) -> None:
    """Both are."""
    assert ["url.format"] == codes(one(f"backend.{key}", "acme.cn"), f"backend.{key}")


# --- what belongs together -----------------------------------------------------------------------


@pytest.mark.parametrize(
    ("android", "ios", "harmony", "found"),
    [
        ({"package": "a.b", "signature_md5": MD5}, {}, {}, []),
        ({}, {"bundle_id": "a.b"}, {}, []),
        ({}, {}, {"bundle_name": "a.b"}, []),
        ({}, {}, {"app_id": "1"}, ["apps.none"]),
        ({}, {}, {}, ["apps.none"]),
    ],
)
def test_one_app_is_enough(
    android: dict[str, str], ios: dict[str, str], harmony: dict[str, str], found: list[str]
) -> None:
    """Of whatever platform; HarmonyOS' App ID alone names none."""
    raw = altered(("android", android), ("ios", ios), ("harmony", harmony))
    assert found == codes(raw)


@pytest.mark.parametrize(
    ("login_only", "mode", "found"),
    [
        (True, {"mode": "none"}, ["login_only.nobody_new"]),
        (True, {"mode": "field", "fields": ["email"]}, ["association.member_data"]),
        (
            True,
            {"mode": "challenge", "methods": ["phone-code"]},
            ["login_only.bind_only", "association.rollout"],
        ),
        (False, {"mode": "challenge", "methods": ["phone-code"]}, ["association.rollout"]),
        (False, {"mode": "none"}, []),
        (False, {"mode": "field", "fields": []}, None),
        (False, {"mode": "challenge", "fields": ["email"], "methods": ["phone-code"]}, None),
        (False, {"mode": "field", "fields": ["email"], "methods": ["phone-code"]}, None),
    ],
)
def test_what_a_login_mode_means_for_the_first_login(
    login_only: bool, mode: dict[str, object], found: list[str] | None
) -> None:
    """Each mode wants its own list and no other; the combination is told."""
    told = codes(altered(("login_only", login_only), ("association", mode)))
    if found is not None:
        assert found == told
        return
    kind = mode["mode"]
    fields = ["required"] if kind == "field" and not mode["fields"] else []
    fields += ["unused"] if kind != "field" and mode.get("fields") else []
    methods = ["unused"] if kind == "field" and mode.get("methods") else []
    expected = [f"association.fields.{f}" for f in fields]
    expected += [f"association.methods.{m}" for m in methods]
    assert expected == [c for c in told if c.startswith(("association.f", "association.methods"))]


@pytest.mark.parametrize(
    ("name", "content", "found"),
    [
        ("WW_verify.txt", "", [("agency.txt.half", "agency.txt_content")]),
        ("", "abc", [("agency.txt.half", "agency.txt_name")]),
        ("WW_verify.txt", "abc", []),
        (
            "a\nb",
            "a\nb",
            [("value.decoration", f"agency.{k}") for k in ("txt_name", "txt_content")],
        ),
    ],
)
def test_a_verification_file_is_a_name_and_its_content(
    name: str, content: str, found: list[tuple[str, str]]
) -> None:
    """The missing half is named; both are one line."""
    raw = altered(("agency.txt_name", name), ("agency.txt_content", content), raw=AGENCY_GOOD)
    told = [(p.code, p.field) for p in problems(raw) if p.field.startswith("agency.txt")]
    assert found == told


@pytest.mark.parametrize(
    ("schema", "found"),
    [
        ("wwauth" + "0" * 40, [("schema.agency", Severity.WARNING)]),
        ("wwauth" + "0" * 41, [("schema.length", Severity.ERROR)]),
        ("wwauthA", [("schema.length", Severity.ERROR)]),
        (f" {SCHEMA}", [("value.decoration", Severity.ERROR)]),
        ("", [("schema.required", Severity.ERROR)]),
        (SCHEMA, []),
    ],
)
def test_of_an_agencys_schema_little_is_known(
    schema: str, found: list[tuple[str, Severity]]
) -> None:
    """What begins like one is taken; what a paste would repair and what is no schema is not."""
    raw = altered(("schema", schema), raw=AGENCY_GOOD)
    assert found == [(p.code, p.severity) for p in problems(raw, "schema")]


@pytest.mark.parametrize(
    ("schema", "agent", "severity", "half"),
    [
        ("wwauth0123456789abcdef000007", "1000002", Severity.ERROR, "agent"),
        ("wwauthfedcba9876543210000002", "1000002", Severity.ERROR, "corp"),
        ("wwauthfedcba9876543210000007", "1000002", Severity.ERROR, "both"),
        (OTHER_TAIL, "1000000", Severity.ERROR, "agent"),
        (OTHER_TAIL, "1998888", Severity.ERROR, "agent"),
        (OTHER_TAIL, "999998", Severity.WARNING, None),
        (OTHER_TAIL, "2000001", Severity.WARNING, None),
        ("wwauthfedcba9876543210999999", "2000001", Severity.ERROR, "both"),
        ("wwauthfedcba9876543210000001", "2000001", Severity.ERROR, "corp"),
    ],
)
def test_which_half_of_a_schema_disagrees(
    schema: str, agent: str, severity: Severity, half: str | None
) -> None:
    """Of agents outside 1000000 to 1999999 nothing is known, so their half only warns."""
    [found] = problems(altered(("schema", schema), ("agent_id", agent)), "schema")
    assert (severity, half) == (found.severity, found.params.get("half"))
    assert half is None or found.overridable
    assert f"wwauth{CORP[2:]}{agent[-6:].zfill(6)}" == found.params["expected"]


def test_what_is_accepted_is_a_warning_and_nothing_else_is() -> None:
    """Only what may be overridden; what may not be is named as useless, and stays an error."""
    raw = altered(
        ("schema", "wwauth0123456789abcdef000007"),
        ("corp_id", CORP),
        ("display_name", ""),
        ("accept", ["schema.mismatch", "display_name.required"]),
    )
    assert {
        ("schema.mismatch", Severity.WARNING),
        ("display_name.required", Severity.ERROR),
        ("accept.useless", Severity.WARNING),
    } == {(p.code, p.severity) for p in problems(raw)}


def test_problems_stand_in_the_order_of_the_fields() -> None:
    """What is of no field comes first."""
    raw = altered(("zzz", 1), ("schema", ""), ("corp_id", ""), ("identifier", ""))
    assert ["zzz", "identifier", "corp_id", "schema"] == [p.field for p in problems(raw)]


# --- shapes --------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("value", "kind", "fix"),
    [
        (0, "number", "0"),
        (1000002, "number", "1000002"),
        (10**20 - 1, "number", str(10**20 - 1)),
        (10**20, "number", None),
        (-1, "number", None),
        (1.5, "number", None),
        (True, "bool", None),
        (None, "nothing", None),
        ([], "list", None),
        ({}, "table", None),
        (object(), "other", None),
        (Secret("x" * 43), "text", None),
    ],
)
def test_a_number_that_is_meant_as_text_is_offered_as_text(
    value: object, kind: str, fix: str | None
) -> None:
    """A whole one without a sign; what else stands there is only named."""
    [found] = problems({**GOOD, "agent_id": value}, "agent_id")
    assert ("value.type", kind) == (found.code, found.params["found"])
    assert fix == (found.fix and found.fix.value)


@pytest.mark.parametrize(
    ("value", "code", "found"),
    [
        (["email", 1], "value.type", "number"),
        (["email", "mail"], "value.choice", None),
        ({"a": 1}, "value.type", "table"),
    ],
)
def test_every_item_of_a_list_is_looked_at(value: object, code: str, found: str | None) -> None:
    """Not only the first."""
    [told] = problems(one("association.fields", value), "association.fields")
    assert (code, found) == (told.code, told.params.get("found"))


@pytest.mark.parametrize(
    ("path", "value", "fix"),
    [
        ("environment", "Production", "production"),
        ("environment", "staging", "test"),
        ("environment", "\u9884\u53d1", "test"),
        ("environment", "prod", "production"),
        ("environment", "zzz", None),
        ("association.fields", ["mail"], None),
    ],
)
def test_the_choice_that_may_be_meant_is_offered(path: str, value: object, fix: str | None) -> None:
    """For a single value; of a list it would replace the others."""
    [told] = problems(one(path, value), path)
    assert ("value.choice", fix) == (told.code, told.fix and told.fix.value)


def test_of_many_unknown_keys_some_are_guessed() -> None:
    """Guessing takes time, which a file of nothing else would not get."""
    raw = {**GOOD, **{f"agent_id{n:02}": 1 for n in range(MAX_SUGGESTIONS + 3)}}
    told = codes(raw)
    assert (MAX_SUGGESTIONS, 3) == (told.count("key.unknown_close"), told.count("key.unknown"))


def test_of_more_unknown_keys_only_the_number_is_told() -> None:
    """Of each table."""
    raw = {**GOOD, "android": {f"k{n}": n for n in range(MAX_UNKNOWN + 7)}}
    [told] = problems(raw, "android")
    assert ("key.more", 7) == (told.code, told.params["count"])


@pytest.mark.parametrize("broken", [5, "x", [], None])
@pytest.mark.parametrize("table", ["android", "backend", "backend.http", "network"])
def test_a_table_that_is_none_has_no_further_problems(table: str, broken: object) -> None:
    """Its fields read as if they were absent."""
    told = problems(altered((table, broken)))
    mine = [(p.code, p.field) for p in told if p.field.startswith(table)]
    expected = [] if broken is None else [("value.type", table)]
    assert expected == mine or (broken is None and mine == [("value.type", table)])


def test_a_value_of_a_wrong_shape_has_that_problem_alone() -> None:
    """It is not told as missing as well."""
    assert ["value.type"] == codes(one("display_name", 5), "display_name")
    assert ["value.choice"] == codes(one("backend.kind", "x"), "backend.kind")


# --- secrets -------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("secret", "found"),
    [
        ("a" * 43, []),
        ("a" * 42, ["secret.length"]),
        ("a" * 44, ["secret.length"]),
        ("a" * 42 + "+", ["secret.characters"]),
        ("a" * 42 + " ", ["secret.spaces"]),
        ("  ", ["secret.required"]),
    ],
)
def test_a_typed_secret_has_its_length_and_its_letters(secret: str, found: list[str]) -> None:
    """A space is an error, anything else a doubt."""
    assert found == codes({**GOOD, "secret": Secret(secret)}, "secret", FORM)


def test_only_the_agents_own_secret_has_a_known_form() -> None:
    """Authing's is as it is."""
    raw = altered(("backend.app_secret", Secret("short one")))
    assert [] == codes(raw, "backend.app_secret", FORM)


@pytest.mark.parametrize(
    ("reference", "found"),
    [
        ("keyring:", []),
        ("env:ACME", []),
        ("file:/run/secret", []),
        ("env:", ["secret.reference"]),
        ("file:", ["secret.reference"]),
        ("keyring:x", ["secret.reference"]),
        ("env:A\tB", ["secret.reference"]),
        ("file: /run/secret", ["secret.reference"]),
        ("http:x", ["secret.literal"]),
        (SECRET_TEXT, ["secret.literal"]),
    ],
)
@pytest.mark.parametrize("path", ["secret", "backend.app_secret"])
def test_what_is_a_reference_to_a_secret(path: str, reference: str, found: list[str]) -> None:
    """A keyring's without a name, a variable's and a file's with one; all else may be a secret."""
    assert found == codes(one(path, reference), path)


@pytest.mark.parametrize("path", ["secret", "agency.token", "backend.access_key_secret"])
def test_a_secret_object_counts_only_where_a_person_types(path: str) -> None:
    """In a file it would be a literal, in whatever field."""
    raw: Any = altered((path, Secret("a" * 43)))
    assert ["secret.literal"] == [p.code for p in problems(raw, path) if p.code[:6] == "secret"]
    form = [p.code for p in problems(raw, path, FORM) if p.code.startswith("secret")]
    assert [] == form


@pytest.mark.parametrize("reference", ["keyring:", "env:ACME", "file:/run/secret"])
@pytest.mark.parametrize("path", ["secret", "backend.app_secret"])
def test_a_profile_keeps_where_each_secret_is(path: str, reference: str) -> None:
    """As it was written."""
    profile = check(one(path, reference)).profile
    assert profile is not None
    kept = profile.secret if path == "secret" else profile.backend.app_secret
    assert reference == str(kept)


def test_a_typed_secret_becomes_a_reference_to_the_keyring() -> None:
    """An empty one none."""
    filled = check(altered(("backend.app_secret", Secret("x"))), FORM).profile
    empty = check(altered(("backend.app_secret", Secret(""))), FORM).profile
    assert filled is not None
    assert empty is not None
    assert (KEYRING, None) == (filled.backend.app_secret, empty.backend.app_secret)


@pytest.mark.parametrize(
    ("text", "may_be"),
    [
        ("a" * 31 + "1", True),
        ("a" * 30 + "1", False),
        ("a" * 40, False),
        ("x " + "a1-_" * 8, True),
        ("a1 " * 20, False),
    ],
)
def test_what_may_be_a_secret(text: str, may_be: bool) -> None:
    """From thirty-two characters on, with a digit among them."""
    assert may_be is may_be_secret(text)


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("a" * LONGEST_SHOWN, "a" * LONGEST_SHOWN),
        ("abcde" + "f" * (LONGEST_SHOWN - 4), "abcd…"),
        ("a\nb", "a\ufffdb"),
    ],
)
def test_how_much_of_a_value_a_sentence_shows(text: str, told: str) -> None:
    """All of what is shorter than any secret; of more only the beginning."""
    assert told == shown(text)


# --- names ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "slug"),
    [
        ("Acme Staff!", "acme-staff"),
        ("--a--b--", "a-b"),
        ("企业", ""),
        ("a" * 30 + " b", "a" * 30),
        ("x" * 40, "x" * 31),
    ],
)
def test_an_identifier_is_made_of_any_name(text: str, slug: str) -> None:
    """Within its length, and with no hyphen at its ends."""
    assert slug == slugify(text)


@pytest.mark.parametrize(
    ("value", "taken", "free"),
    [
        ("a", {"a"}, "a-2"),
        ("a", {"a", "a-2", "a-3"}, "a-4"),
        ("a", {"a", "a-3"}, "a-2"),
        ("x" * 31, {"x" * 31}, "x" * 29 + "-2"),
        ("x" * 28 + "-yz", {"x" * 28 + "-yz"}, "x" * 28 + "-2"),
    ],
)
def test_the_first_free_name_is_offered(value: str, taken: set[str], free: str) -> None:
    """Cut where it would be too long."""
    assert free == next_free(value, taken)


@pytest.mark.parametrize(
    ("value", "taken", "fix"),
    [
        ("Acme Staff", (), "acme-staff"),
        ("Acme Staff", ("acme-staff",), None),
        ("企业", (), None),
        (f"X{SECRET_TEXT}", (), None),
        ("a" * 32, (), "a" * 31),
    ],
)
def test_a_name_that_can_be_repaired_is(
    value: str, taken: tuple[str, ...], fix: str | None
) -> None:
    """Unless that name is taken, nothing of it can be kept, or it may be a secret."""
    context = CheckContext(taken_identifiers=taken)
    [found] = problems(one("identifier", value), "identifier", context)
    assert fix == (found.fix and found.fix.value)


@pytest.mark.parametrize(
    ("value", "code", "fix"),
    [
        ("a\nb", "display_name.control", "a b"),
        ("\u202ea", "display_name.control", "a"),
        (f"a\n{SECRET_TEXT}", "value.is_secret", None),
    ],
)
def test_a_show_name_is_repaired_to_one_line(value: str, code: str, fix: str | None) -> None:
    """But no secret is repeated."""
    [found] = problems(one("display_name", value), "display_name")
    assert (code, fix) == (found.code, found.fix and found.fix.value)


@pytest.mark.parametrize("missing", ["url", "success", "user"])
def test_a_http_backend_needs_each_of_these(missing: str) -> None:
    """And is done with them."""
    login = {key: value for key, value in HTTP_LOGIN.items() if key != missing}
    raw = altered(("backend", {"kind": "http", "http": login}))
    assert [f"backend.http.{missing}.required"] == codes(raw)
    assert [] == codes(altered(("backend", {"kind": "http", "http": HTTP_LOGIN})))
