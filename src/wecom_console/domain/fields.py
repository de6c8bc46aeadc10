"""Every field of a connection, declared once, in the order in which files are written.

The checks, the file reader, the exporter, the JSON Schema and the form all read this table. A new
field is a row here and a member of `domain.profile`; with it go its words in both languages
(``field.<path>``, ``help.<path>``) and, where it has one, its rule.
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


class Paste(StrEnum):
    """What a paste may lose without being another value (`domain.paste`)."""

    COMPACT = "compact"
    """Never holds a space, nor full-width signs: an id, an address, a secret."""
    WORDS = "words"
    """A name: one space between its words."""
    ENDS = "ends"
    """A path or a condition, whose inside may be meant as it is."""
    NOTHING = "nothing"
    """A template of several lines."""


@dataclass(frozen=True, slots=True)
class FieldSpec:
    """One field: dotted path, kind, default. `pattern` is for editors (JSON Schema); the verdict
    itself comes from the rules, which can say more than a pattern. Only what is an error there
    may be ruled out here.

    `form_rank` is its place on the form, `off_form` the reason why it has no line of its own there.
    `types` are the connection types that have it (empty: all). A `required` field is always
    written; one that is `needed` is missed as well, but an empty one is left out of files."""

    path: str
    form_rank: int
    kind: Kind = Kind.TEXT
    required: bool = False
    needed: bool = False
    default: object = ""
    choices: tuple[str, ...] = ()
    pattern: str = ""
    paste: Paste = Paste.COMPACT
    types: tuple[str, ...] = ()
    off_form: str = ""

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

_REFERENCE: Final = r"^(keyring:|env:.+|file:.+|demo:)$"
_ADDRESS: Final = r"^https?://"
_AGENCY: Final = (AGENCY_MOBILE_TYPE,)


def _choice(path: str, form_rank: int, choices: tuple[str, ...], default: str) -> FieldSpec:
    return FieldSpec(path, form_rank, Kind.CHOICE, default=default, choices=choices)


def _secret(path: str, form_rank: int, *, types: tuple[str, ...] = ()) -> FieldSpec:
    return FieldSpec(
        path,
        form_rank,
        Kind.SECRET,
        needed=bool(types),
        default=None,
        pattern=_REFERENCE,
        types=types,
    )


FIELDS: Final = (
    FieldSpec(
        "type",
        902,
        Kind.CHOICE,
        default=MOBILE_TYPE,
        choices=(MOBILE_TYPE, AGENCY_MOBILE_TYPE),
        off_form="chosen before the form opens",
    ),
    FieldSpec("identifier", 101, required=True, pattern=r"^[a-z0-9-]{1,31}$"),
    FieldSpec("display_name", 102, required=True, pattern=r"\S", paste=Paste.WORDS),
    FieldSpec("corp_id", 103, required=True, pattern=r"^([wW]{2}|[wW][xX])[0-9a-fA-F]{16}$"),
    FieldSpec("agent_id", 104, required=True, pattern=r"^[0-9]+$"),
    FieldSpec("schema", 121, required=True, pattern=r"^wwauth[0-9a-z]+$"),
    FieldSpec("secret", 105, Kind.SECRET, required=True, pattern=_REFERENCE, types=(MOBILE_TYPE,)),
    FieldSpec("agency.suite_id", 111, needed=True, pattern=r"^[A-Za-z0-9_-]+$", types=_AGENCY),
    _secret("agency.suite_secret", 112, types=_AGENCY),
    _secret("agency.token", 113, types=_AGENCY),
    _secret("agency.encoding_aes_key", 114, types=_AGENCY),
    FieldSpec("agency.txt_name", 115, types=_AGENCY),
    FieldSpec("agency.txt_content", 116, types=_AGENCY),
    FieldSpec("login_only", 122, Kind.BOOL, default=False),
    _choice("environment", 301, ENVIRONMENTS, "development"),
    FieldSpec("tags", 302, Kind.TEXTS, default=()),
    FieldSpec("accept", 901, Kind.TEXTS, default=(), off_form="chosen where a finding may be kept"),
    _choice("association.mode", 123, ASSOCIATION_MODES, "none"),
    FieldSpec(
        "association.fields",
        124,
        Kind.CHOICES,
        default=(),
        choices=ASSOCIATION_FIELDS,
        off_form="chosen with the mode",
    ),
    FieldSpec(
        "association.methods",
        125,
        Kind.CHOICES,
        default=(),
        choices=BIND_METHODS,
        off_form="ticked below the mode",
    ),
    FieldSpec("android.package", 201),
    FieldSpec("android.signature_md5", 202, pattern=r"^[0-9a-fA-F]{32}$"),
    _choice("android.sdk", 203, ("1", "2+"), "2+"),
    FieldSpec("ios.bundle_id", 204),
    FieldSpec("harmony.app_id", 205),
    FieldSpec("harmony.bundle_name", 206),
    FieldSpec("wecom.base_url", 501, default="https://qyapi.weixin.qq.com", pattern=_ADDRESS),
    _choice("wecom.edition", 502, EDITIONS, "saas"),
    _choice("backend.kind", 401, BACKENDS, "simulator"),
    _choice("backend.api", 409, ("v2", "v3"), "v3"),
    FieldSpec("backend.host", 406, pattern=_ADDRESS),
    FieldSpec("backend.app_host", 402, pattern=_ADDRESS),
    FieldSpec("backend.user_pool_id", 405),
    FieldSpec("backend.app_id", 403),
    _secret("backend.app_secret", 404),
    FieldSpec("backend.access_key_id", 407),
    _secret("backend.access_key_secret", 408),
    FieldSpec("backend.secret_field", 410, default="secret", pattern=r"^[A-Za-z][A-Za-z0-9_]*$"),
    FieldSpec("backend.organization", 413, paste=Paste.WORDS),
    FieldSpec("backend.application", 411, paste=Paste.WORDS),
    FieldSpec("backend.provider", 412, paste=Paste.WORDS),
    FieldSpec("backend.state", 414, default=CASDOOR_STATE, paste=Paste.WORDS),
    _choice("backend.http.method", 422, HTTP_METHODS, "POST"),
    FieldSpec("backend.http.url", 421, pattern=_ADDRESS),
    FieldSpec("backend.http.headers", 424, Kind.TEXTS, default=()),
    _choice("backend.http.content_type", 423, CONTENT_TYPES, JSON_TYPE),
    FieldSpec("backend.http.body", 425, paste=Paste.NOTHING),
    FieldSpec("backend.http.success", 426, paste=Paste.ENDS),
    FieldSpec("backend.http.user", 427),
    FieldSpec("backend.http.token", 428),
    FieldSpec("backend.http.error_code", 429),
    FieldSpec("backend.http.error_message", 430),
    FieldSpec("network.proxy", 601, pattern=r"^(direct$|https?://)"),
    FieldSpec("network.ca_file", 603, paste=Paste.ENDS),
    FieldSpec("network.timeout_s", 602, default=USUAL_TIMEOUT_S, pattern=r"^[0-9]{1,3}$"),
)

FIELD_BY_PATH: Final = {spec.path: spec for spec in FIELDS}
TABLES: Final = tuple(dict.fromkeys(spec.table for spec in FIELDS if spec.table))
SECRET_PATHS: Final = tuple(spec.path for spec in FIELDS if spec.kind is Kind.SECRET)
FORM_ORDER: Final = tuple(s.path for s in sorted(FIELDS, key=lambda s: s.form_rank))
"""The fields in the guide's order, then ours: the order of *Jump to* and of the first error."""


@cache
def keys_of(table: str) -> tuple[str, ...]:
    """The keys that may stand in `table` (empty: the connection itself), its tables included."""
    own = (spec.key for spec in FIELDS if spec.table == table)
    return (*own, *(inner.rpartition(".")[2] for inner in tables_in(table)))


def tables_in(table: str) -> Iterator[str]:
    """The dotted paths of the tables directly inside `table` (empty: the connection itself)."""
    yield from (inner for inner in TABLES if inner.rpartition(".")[0] == table)
