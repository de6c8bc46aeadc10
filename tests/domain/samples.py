"""One sound connection, and for every problem code a connection that has that problem."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from wecom_console.domain.check import CheckContext
from wecom_console.domain.raw import set_value
from wecom_console.domain.secrets import Secret

CORP = "ww0123456789abcdef"
AGENT = "1000002"
SCHEMA = "wwauth0123456789abcdef000002"
MD5 = "0123456789abcdef0123456789abcdef"
OBJECT_ID = "0123456789abcdef01234568"
SECRET_TEXT = "Canary-Secret_0123456789abcdefABCDEF0123456"

GOOD: Mapping[str, object] = {
    "type": "wechatwork:mobile",
    "identifier": "acme-wecom",
    "display_name": "Acme 企业微信",
    "corp_id": CORP,
    "agent_id": AGENT,
    "schema": SCHEMA,
    "secret": "keyring:",
    "android": {"package": "com.acme.app", "signature_md5": MD5},
    "ios": {"bundle_id": "com.acme.app"},
}
AUTHING: Mapping[str, object] = {
    "kind": "authing",
    "app_host": "https://acme.authing.cn",
    "app_id": OBJECT_ID,
}


CASDOOR: Mapping[str, object] = {
    "kind": "casdoor",
    "app_host": "https://door.acme.cn",
    "application": "acme",
    "provider": "wecom",
}
HTTP_LOGIN: Mapping[str, object] = {
    "url": "https://acme.cn/login",
    "body": '{"code": "{code}"}',
    "success": "ok == true",
    "user": "user.id",
}


AGENCY: Mapping[str, object] = {
    "suite_id": "dk0123456789abcdef",
    "suite_secret": "keyring:",
    "token": "env:AGENCY_TOKEN",
    "encoding_aes_key": "keyring:",
}
"""A template for delegated development."""
AGENCY_GOOD: Mapping[str, object] = {
    **{key: value for key, value in GOOD.items() if key != "secret"},
    "type": "wechatwork:agency:mobile",
    "agency": AGENCY,
}


def altered(*changes: tuple[str, object], raw: Mapping[str, object] = GOOD) -> dict[str, object]:
    """`raw` with other values at the given dotted paths."""
    result = dict(raw)
    for path, value in changes:
        result = set_value(result, path, value)
    return result


def one(path: str, value: object) -> dict[str, object]:
    """The sound connection with one other value."""
    return altered((path, value))


@dataclass(frozen=True, slots=True)
class Sample:
    """A connection in which `code` is found at the field `at`."""

    code: str
    at: str
    raw: object
    context: CheckContext = field(default_factory=CheckContext)


def _on_form(path: str, value: object) -> tuple[object, CheckContext]:
    return one(path, value), CheckContext(literal_secrets=True)


def _authing(path: str, value: object) -> dict[str, object]:
    return altered(("backend", dict(AUTHING)), (f"backend.{path}", value))


def _casdoor(path: str, value: object) -> dict[str, object]:
    return altered(("backend", dict(CASDOOR)), (f"backend.{path}", value))


def http_backend(**changes: object) -> dict[str, object]:
    """A connection with a custom HTTP backend, sound but for `changes`."""
    login = {key: value for key, value in {**HTTP_LOGIN, **changes}.items() if value is not None}
    return altered(("backend", {"kind": "http", "http": login}))


def _http(code: str, key: str, **changes: object) -> Sample:
    return Sample(f"backend.http.{code}", f"backend.http.{key}", http_backend(**changes))


def _agency(path: str, value: object) -> dict[str, object]:
    return altered((path, value), raw=AGENCY_GOOD)


SAMPLES = (
    Sample("type.no_field", "agency.suite_id", one("agency.suite_id", "dk01")),
    Sample("type.no_field", "secret", _agency("secret", "keyring:")),
    Sample("type.backend", "backend.kind", _agency("backend.kind", "wecom")),
    Sample("agency.suite_id.required", "agency.suite_id", _agency("agency.suite_id", "")),
    Sample("agency.suite_id.characters", "agency.suite_id", _agency("agency.suite_id", "d/k")),
    Sample("value.decoration", "agency.suite_id", _agency("agency.suite_id", " dk01 ")),
    *(
        Sample(f"agency.{key}.required", f"agency.{key}", _agency(f"agency.{key}", ""))
        for key in ("suite_secret", "token", "encoding_aes_key")
    ),
    Sample("secret.literal", "agency.token", _agency("agency.token", "abc")),
    Sample("agency.txt.half", "agency.txt_content", _agency("agency.txt_name", "WW_verify.txt")),
    Sample("schema.agency", "schema", _agency("schema", "wwauth3rd0123456789abcdef")),
    Sample("schema.agency", "schema", _agency("schema", "wwauthfedcba9876543210000002")),
    Sample("schema.format", "schema", _agency("schema", "weixin01")),
    Sample("key.unknown", "zzz", {**GOOD, "zzz": 1}),
    Sample("key.unknown_close", "agentid", {**GOOD, "agentid": AGENT}),
    Sample("key.unknown_close", "android.pakage", one("android.pakage", "com.acme.app")),
    Sample("key.more", "android", one("android", {f"z{n}": n for n in range(31)})),
    Sample("value.type", "agent_id", one("agent_id", 1000002)),
    Sample("value.type", "login_only", one("login_only", "no")),
    Sample("value.type", "login_only", {**GOOD, "login_only": 0}),
    Sample("value.type", "tags", one("tags", "mobile")),
    Sample("value.type", "android", {**GOOD, "android": "com.acme.app"}),
    Sample("value.choice", "environment", one("environment", "prod")),
    Sample("value.choice", "association.fields", one("association.fields", ["mail"])),
    Sample("value.decoration", "corp_id", one("corp_id", f" {CORP}")),
    Sample("value.is_secret", "display_name", one("display_name", SECRET_TEXT)),
    Sample("secret.behind_prefix", "secret", one("secret", f"file:{SECRET_TEXT}")),
    Sample("accept.useless", "accept", one("accept", ["corp_id.length"])),
    Sample("accept.form", "accept", one("accept", [" "])),
    Sample("tags.form", "tags", one("tags", ["a\nb"])),
    Sample("identifier.required", "identifier", one("identifier", "")),
    Sample("identifier.characters", "identifier", one("identifier", "Acme 企业")),
    Sample("identifier.too_long", "identifier", one("identifier", "a" * 32)),
    Sample(
        "identifier.taken",
        "identifier",
        GOOD,
        CheckContext(taken_identifiers=frozenset({"acme-wecom"})),
    ),
    Sample("display_name.required", "display_name", one("display_name", " \u3000")),
    Sample("display_name.control", "display_name", one("display_name", "a\nb")),
    Sample("display_name.too_long", "display_name", one("display_name", "a" * 101)),
    Sample("corp_id.required", "corp_id", one("corp_id", "")),
    Sample("corp_id.length", "corp_id", one("corp_id", CORP[:-1])),
    Sample("corp_id.internal", "corp_id", one("corp_id", "wwk0123456789abcdef")),
    Sample("corp_id.open_corp_id", "corp_id", one("corp_id", "wp" + "aB3_-" * 6)),
    Sample("corp_id.external_user", "corp_id", one("corp_id", "wm" + "aB3_-" * 6)),
    Sample("corp_id.is_schema", "corp_id", one("corp_id", SCHEMA)),
    Sample("corp_id.is_secret", "corp_id", one("corp_id", SECRET_TEXT)),
    Sample("corp_id.is_agent_id", "corp_id", one("corp_id", AGENT)),
    Sample("corp_id.format", "corp_id", one("corp_id", "ww0123456789abcdeg")),
    Sample("agent_id.required", "agent_id", one("agent_id", "")),
    Sample("agent_id.not_number", "agent_id", one("agent_id", "100000x")),
    Sample("agent_id.unusual", "agent_id", one("agent_id", "7")),
    Sample("agent_id.contacts_sync", "agent_id", one("agent_id", "2000002")),
    Sample("agent_id.built_in", "agent_id", one("agent_id", "3010011")),
    Sample("secret.required", "secret", one("secret", "")),
    Sample("secret.literal", "secret", one("secret", SECRET_TEXT)),
    Sample("secret.reference", "secret", one("secret", "env:")),
    Sample("secret.spaces", "secret", *_on_form("secret", Secret("a b"))),
    Sample("secret.characters", "secret", *_on_form("secret", Secret("密" * 43))),
    Sample("secret.length", "secret", *_on_form("secret", Secret("a" * 42))),
    Sample("schema.required", "schema", one("schema", "")),
    Sample("schema.third_party", "schema", one("schema", "wwauth3rd0123456789abcdef")),
    Sample("schema.case", "schema", one("schema", SCHEMA.upper())),
    Sample("schema.length", "schema", one("schema", "wwauth012345679abcdef000002")),
    Sample("schema.suffix", "schema", one("schema", "wwauth0123456789abcdef00000a")),
    Sample("schema.format", "schema", one("schema", "wwauthYOUR_SCHEMA")),
    Sample("schema.mismatch", "schema", one("schema", "wwauth0123456789abcdef000007")),
    Sample("schema.suffix_unknown", "schema", one("agent_id", "2000007")),
    Sample("login_only.nobody_new", "login_only", one("login_only", True)),
    Sample(
        "login_only.bind_only",
        "login_only",
        altered(
            ("login_only", True),
            ("association", {"mode": "challenge", "methods": ["phone-code"]}),
        ),
    ),
    Sample("association.fields.required", "association.fields", one("association.mode", "field")),
    Sample(
        "association.methods.required",
        "association.methods",
        one("association.mode", "challenge"),
    ),
    Sample("association.fields.unused", "association.fields", one("association.fields", ["email"])),
    Sample(
        "association.methods.unused",
        "association.methods",
        one("association.methods", ["phone-code"]),
    ),
    Sample(
        "association.member_data",
        "association.mode",
        one("association", {"mode": "field", "fields": ["email"]}),
    ),
    Sample(
        "association.rollout",
        "association.mode",
        one("association", {"mode": "challenge", "methods": ["phone-code"]}),
    ),
    Sample("android.package.format", "android.package", one("android.package", "app")),
    Sample(
        "android.package.is_wecom", "android.package", one("android.package", "com.tencent.wework")
    ),
    Sample("android.package.missing", "android.package", one("android", {"signature_md5": MD5})),
    Sample(
        "android.signature_md5.sha1",
        "android.signature_md5",
        one("android.signature_md5", MD5 + "01234567"),
    ),
    Sample(
        "android.signature_md5.sha256",
        "android.signature_md5",
        one("android.signature_md5", ":".join(["AB"] * 32)),
    ),
    Sample(
        "android.signature_md5.colons",
        "android.signature_md5",
        one("android.signature_md5", ":".join(["AB"] * 16)),
    ),
    Sample(
        "android.signature_md5.format",
        "android.signature_md5",
        one("android.signature_md5", MD5[:-1]),
    ),
    Sample(
        "android.signature_md5.case",
        "android.signature_md5",
        one("android.signature_md5", MD5.upper()),
    ),
    Sample(
        "android.signature_md5.is_wecom",
        "android.signature_md5",
        one("android.signature_md5", "011A40266C8C75D181DDD8E4DDC50075"),
    ),
    Sample(
        "android.signature_md5.missing",
        "android.signature_md5",
        one("android", {"package": "com.acme.app"}),
    ),
    Sample("ios.bundle_id.format", "ios.bundle_id", one("ios.bundle_id", "app")),
    Sample("harmony.app_id.format", "harmony.app_id", one("harmony.app_id", "x1")),
    Sample("harmony.bundle_name.format", "harmony.bundle_name", one("harmony.bundle_name", "app")),
    Sample("apps.none", "android.package", altered(("android", {}), ("ios", {}))),
    Sample("url.format", "wecom.base_url", one("wecom.base_url", "qyapi.weixin.qq.com")),
    Sample("url.credentials", "backend.host", one("backend.host", "https://me:pw@acme.cn")),
    Sample("url.extra", "backend.host", one("backend.host", "https://acme.cn/?a=1")),
    Sample("url.plain_http", "backend.host", one("backend.host", "http://acme.cn")),
    Sample("backend.app_host.required", "backend.app_host", _authing("app_host", "")),
    Sample("backend.app_id.required", "backend.app_id", _authing("app_id", "")),
    Sample("backend.id_format", "backend.user_pool_id", _authing("user_pool_id", "pool")),
    Sample("backend.id_characters", "backend.access_key_id", _authing("access_key_id", "密钥")),
    Sample("backend.secret_field.format", "backend.secret_field", _authing("secret_field", "a-b")),
    Sample("key.unknown_close", "backend.http.urls", http_backend(urls="https://acme.cn")),
    Sample("value.type", "backend.http", one("backend", {"http": "https://acme.cn"})),
    Sample("value.type", "backend.http.headers", http_backend(headers={"X-App": "{app_id}"})),
    Sample("backend.app_host.casdoor", "backend.app_host", _casdoor("app_host", "")),
    Sample("backend.application.required", "backend.application", _casdoor("application", "")),
    Sample("backend.provider.required", "backend.provider", _casdoor("provider", "")),
    Sample("network.proxy.path", "network.proxy", one("network.proxy", "http://proxy.acme.cn/a")),
    Sample("url.credentials", "network.proxy", one("network.proxy", "http://me:pw@proxy.acme.cn")),
    Sample("url.format", "network.proxy", one("network.proxy", "socks5://proxy.acme.cn")),
    Sample("value.decoration", "network.ca_file", one("network.ca_file", " /etc/ca.pem")),
    Sample("network.ca_file.remote", "network.ca_file", one("network.ca_file", "//acme/ca.pem")),
    Sample("network.ca_file.relative", "network.ca_file", one("network.ca_file", "ca.pem")),
    Sample("network.timeout_s.range", "network.timeout_s", one("network.timeout_s", "0")),
    Sample("value.type", "network.timeout_s", one("network.timeout_s", 30)),
    Sample("backend.state.required", "backend.state", _casdoor("state", "")),
    Sample("backend.name_characters", "backend.provider", _casdoor("provider", "a/b")),
    Sample(
        "backend.app_secret.required",
        "backend.app_secret",
        http_backend(headers=["Authorization: Bearer {app_secret}"]),
    ),
    Sample("url.format", "backend.http.url", http_backend(url="acme.cn/login")),
    Sample("url.extra", "backend.http.url", http_backend(url="https://acme.cn/?code={code}#a")),
    Sample("url.credentials", "backend.http.url", http_backend(url="https://me:pw@acme.cn/")),
    Sample("url.plain_http", "backend.http.url", http_backend(url="http://acme.cn/")),
    Sample("value.decoration", "backend.http.url", http_backend(url=" https://acme.cn/?a=b@c")),
    _http("url.required", "url", url=None),
    _http("url.placeholder", "url", url="https://acme.cn/{code}"),
    _http("url.form", "url", url="https://acme.cn/?{code}"),
    _http("success.required", "success", success=None),
    _http("success.form", "success", success="ok = true"),
    _http("user.required", "user", user=""),
    _http("characters", "body", body='{"code": "{code}\x7f"}'),
    _http("path", "token", token="a..b"),
    _http("headers.form", "headers", headers=["X-App"]),
    _http("headers.reserved", "headers", headers=["Content-Type: text/plain"]),
    _http("body.json", "body", body='{"code": {code}}'),
    _http("body.form", "body", content_type="application/x-www-form-urlencoded", body="{code}"),
    _http("body.long", "body", body='{"code": "{code}"}' + " " * 8_192),
    _http("body.get", "body", method="GET"),
    _http("placeholder", "body", body='{"code": "{code}", "time": "{now}"}'),
    _http("braces", "headers", headers=["X-App: {"]),
    _http("literal", "headers", headers=["Authorization: Bearer abc"]),
    _http("literal", "headers", headers=["X-Api-Key: 0123456789abcdef01234567{app_id}"]),
    _http("literal", "body", body='{"code": "{code}", "clientSecret": "abc"}'),
    _http("no_code", "body", body='{"corp": "{corp_id}"}'),
    Sample("environment.simulator", "backend.kind", one("environment", "production")),
)
