"""Every field of a connection, declared once, in the order in which files are written.

The checks, the file reader, the exporter, the JSON Schema and the form all read this table.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from typing import Final

from wecom_console.domain.profile import (
    AGENCY_MOBILE_TYPE,
    CASDOOR_STATE,
    FORM_TYPE,
    JSON_TYPE,
    MOBILE_TYPE,
    USUAL_TIMEOUT_S,
)


class Kind(StrEnum):
    """What a field's value is in a file."""

    TEXT = "text"
    SECRET = "secret"  # noqa: S105  the kind's name, not a secret
    BOOL = "bool"
    CHOICE = "choice"
    CHOICES = "choices"
    TEXTS = "texts"


@dataclass(frozen=True, slots=True)
class FieldSpec:
    """One field: dotted path, kind, default. `pattern` is for editors (JSON Schema); the verdict
    itself comes from the rules, which can say more than a pattern. Only what is an error there
    may be ruled out here."""

    path: str
    kind: Kind = Kind.TEXT
    required: bool = False
    default: object = ""
    choices: tuple[str, ...] = ()
    pattern: str = ""

    @property
    def table(self) -> str:
        """The sub-table the field lives in (``backend.http``), or an empty string."""
        return self.path.rpartition(".")[0]

    @property
    def key(self) -> str:
        """The last part of the path."""
        return self.path.rpartition(".")[2]


ENVIRONMENTS: Final = ("development", "test", "production")
ASSOCIATION_MODES: Final = ("none", "field", "challenge")
ASSOCIATION_FIELDS: Final = ("email", "phone")
BIND_METHODS: Final = (
    "phone-code",
    "email-code",
    "username-password",
    "phone-password",
    "email-password",
)
BACKENDS: Final = ("simulator", "authing", "wecom", "http", "casdoor")
HTTP_METHODS: Final = ("POST", "PUT", "GET")
CONTENT_TYPES: Final = (JSON_TYPE, FORM_TYPE)
EDITIONS: Final = ("saas", "ent-uniform", "ent-customized", "gov-uniform", "gov-customized")

_REFERENCE = r"^(keyring:|env:.+|file:.+)$"


def _choice(path: str, choices: tuple[str, ...], default: str) -> FieldSpec:
    return FieldSpec(path, Kind.CHOICE, default=default, choices=choices)


FIELDS: Final = (
    _choice("type", (MOBILE_TYPE, AGENCY_MOBILE_TYPE), MOBILE_TYPE),
    FieldSpec("identifier", required=True, pattern=r"^[a-z0-9-]{1,31}$"),
    FieldSpec("display_name", required=True, pattern=r"\S"),
    FieldSpec("corp_id", required=True, pattern=r"^([wW]{2}|[wW][xX])[0-9a-fA-F]{16}$"),
    FieldSpec("agent_id", required=True, pattern=r"^[0-9]+$"),
    FieldSpec("schema", required=True, pattern=r"^wwauth[0-9a-z]+$"),
    FieldSpec("secret", Kind.SECRET, required=True, pattern=_REFERENCE),
    FieldSpec("agency.suite_id", pattern=r"^[A-Za-z0-9_-]+$"),
    FieldSpec("agency.suite_secret", Kind.SECRET, default=None, pattern=_REFERENCE),
    FieldSpec("agency.token", Kind.SECRET, default=None, pattern=_REFERENCE),
    FieldSpec("agency.encoding_aes_key", Kind.SECRET, default=None, pattern=_REFERENCE),
    FieldSpec("agency.txt_name"),
    FieldSpec("agency.txt_content"),
    FieldSpec("login_only", Kind.BOOL, default=False),
    _choice("environment", ENVIRONMENTS, "development"),
    FieldSpec("tags", Kind.TEXTS, default=()),
    FieldSpec("accept", Kind.TEXTS, default=()),
    _choice("association.mode", ASSOCIATION_MODES, "none"),
    FieldSpec("association.fields", Kind.CHOICES, default=(), choices=ASSOCIATION_FIELDS),
    FieldSpec("association.methods", Kind.CHOICES, default=(), choices=BIND_METHODS),
    FieldSpec("android.package"),
    FieldSpec("android.signature_md5", pattern=r"^[0-9a-fA-F]{32}$"),
    _choice("android.sdk", ("1", "2+"), "2+"),
    FieldSpec("ios.bundle_id"),
    FieldSpec("harmony.app_id"),
    FieldSpec("harmony.bundle_name"),
    FieldSpec("wecom.base_url", default="https://qyapi.weixin.qq.com", pattern=r"^https?://"),
    _choice("wecom.edition", EDITIONS, "saas"),
    _choice("backend.kind", BACKENDS, "simulator"),
    _choice("backend.api", ("v2", "v3"), "v3"),
    FieldSpec("backend.host", pattern=r"^https?://"),
    FieldSpec("backend.app_host", pattern=r"^https?://"),
    FieldSpec("backend.user_pool_id"),
    FieldSpec("backend.app_id"),
    FieldSpec("backend.app_secret", Kind.SECRET, default=None, pattern=_REFERENCE),
    FieldSpec("backend.access_key_id"),
    FieldSpec("backend.access_key_secret", Kind.SECRET, default=None, pattern=_REFERENCE),
    FieldSpec("backend.secret_field", default="secret", pattern=r"^[A-Za-z][A-Za-z0-9_]*$"),
    FieldSpec("backend.organization"),
    FieldSpec("backend.application"),
    FieldSpec("backend.provider"),
    FieldSpec("backend.state", default=CASDOOR_STATE),
    _choice("backend.http.method", HTTP_METHODS, "POST"),
    FieldSpec("backend.http.url", pattern=r"^https?://"),
    FieldSpec("backend.http.headers", Kind.TEXTS, default=()),
    _choice("backend.http.content_type", CONTENT_TYPES, JSON_TYPE),
    FieldSpec("backend.http.body"),
    FieldSpec("backend.http.success"),
    FieldSpec("backend.http.user"),
    FieldSpec("backend.http.token"),
    FieldSpec("backend.http.error_code"),
    FieldSpec("backend.http.error_message"),
    FieldSpec("network.proxy", pattern=r"^(direct$|https?://)"),
    FieldSpec("network.ca_file"),
    FieldSpec("network.timeout_s", default=USUAL_TIMEOUT_S, pattern=r"^[0-9]{1,3}$"),
)

FIELD_BY_PATH: Final = {spec.path: spec for spec in FIELDS}
TABLES: Final = tuple(dict.fromkeys(spec.table for spec in FIELDS if spec.table))
SECRET_PATHS: Final = tuple(spec.path for spec in FIELDS if spec.kind is Kind.SECRET)


@cache
def keys_of(table: str) -> tuple[str, ...]:
    """The keys that may stand in `table` (empty: the connection itself), its tables included."""
    own = (spec.key for spec in FIELDS if spec.table == table)
    return (*own, *(inner.rpartition(".")[2] for inner in tables_in(table)))


def tables_in(table: str) -> Iterator[str]:
    """The dotted paths of the tables directly inside `table` (empty: the connection itself)."""
    yield from (inner for inner in TABLES if inner.rpartition(".")[0] == table)
