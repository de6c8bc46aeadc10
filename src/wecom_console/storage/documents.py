"""A profile's document as the store keeps it: canonical JSON, searchable columns, a hash.

The last line against secrets: whatever a caller does, no literal secret gets past `encode`.
"""

import hashlib
import json
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from wecom_console.domain.documents import canonical_json
from wecom_console.domain.fields import SECRET_PATHS
from wecom_console.domain.raw import Raw, get_value
from wecom_console.domain.secrets import Secret, SecretRef
from wecom_console.storage.problems import StoreUnavailable

DISPLAY_ONLY: Final = frozenset({"display_name", "environment", "tags"})
"""What a login does not depend on: the button's text and how a person sorts connections.
`accept` is not among them: it decides whether the first leg fails."""

_SEARCHED: Final = (
    "identifier",
    "display_name",
    "corp_id",
    "agent_id",
    "schema",
    "environment",
    "android.package",
    "ios.bundle_id",
    "harmony.bundle_name",
    "backend.kind",
)

_LONGEST_INTEGER: Final = 10_000  # bits


class SecretInDocument(ValueError):  # noqa: N818  names what is wrong
    """A caller's bug: a literal secret in a document. Names the field, never the value."""

    def __init__(self, field: str) -> None:
        super().__init__(f"a literal value in {field}")
        self.field = field


@dataclass(frozen=True, slots=True)
class DocumentColumns:
    """What of a document is found and shown without parsing it."""

    identifier: str
    display_name: str
    corp_id: str
    agent_id: str
    environment: str
    tags: str
    search: str
    config_hash: str


def encode(document: Raw) -> str:
    """The canonical JSON. Raises SecretInDocument where a secret is more than a reference."""
    for path in SECRET_PATHS:
        value = get_value(document, path)
        is_reference = isinstance(value, str) and SecretRef.parse(value) is not None
        if value not in (None, "") and not is_reference:
            raise SecretInDocument(path)
    text = canonical_json(_plain_mapping(document, ""))
    if _is_storable(text):
        return text
    # Half a surrogate pair, as a damaged clipboard holds: SQLite takes only whole characters.
    return json.dumps(json.loads(text), separators=(",", ":"))


def decode(text: str) -> dict[str, object]:
    """The document of a stored text. Raises StoreUnavailable for one that is damaged: SQLite keeps
    no checksums, so a flipped bit may first be noticed here."""
    try:
        document = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise StoreUnavailable("store.document_unreadable") from error
    if not isinstance(document, dict):
        raise StoreUnavailable("store.document_unreadable")
    return document


def config_hash(document: Raw) -> str:
    """SHA-256 (hex) of what affects a login: all keys but `DISPLAY_ONLY`, absent ones as their
    defaults. A run whose hash differs from its profile's is stale."""
    effective = {key: value for key, value in document.items() if key not in DISPLAY_ONLY}
    text = canonical_json(_plain_mapping(effective, ""))
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


def columns(document: Raw) -> DocumentColumns:
    """The columns of `document`, which may be a draft with values of any type."""
    tags = [_text(tag) for tag in _items(get_value(document, "tags"))]
    words = [_text(get_value(document, path)) for path in _SEARCHED]
    return DocumentColumns(
        identifier=_text(get_value(document, "identifier")),
        display_name=_text(get_value(document, "display_name")),
        corp_id=_text(get_value(document, "corp_id")),
        agent_id=_text(get_value(document, "agent_id")),
        environment=_text(get_value(document, "environment")),
        tags=json.dumps(tags, ensure_ascii=False),
        search=folded("\n".join([*words, *tags])),
        config_hash=config_hash(document),
    )


def folded(text: str) -> str:
    """Text as it is compared in a search: case, width and composition do not matter."""
    return unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", text).casefold())


def _items(value: object) -> tuple[object, ...]:
    return tuple(value) if isinstance(value, list | tuple) else ()


def storable(text: str) -> str:
    """Text for a column: halves of surrogate pairs become question marks."""
    return text if _is_storable(text) else text.encode("utf-8", "replace").decode("utf-8")


def _text(value: object) -> str:
    return storable(value) if isinstance(value, str) else ""


def _is_storable(text: str) -> bool:
    try:
        text.encode("utf-8")
    except UnicodeEncodeError:
        return False
    return True


def _plain_mapping(value: Mapping[str, object], path: str) -> dict[str, object]:
    return {str(k): _plain(v, f"{path}.{k}" if path else str(k)) for k, v in value.items()}


def _plain(value: object, path: str) -> object:
    """A value that JSON has a word for; a draft from a file may hold dates."""
    match value:
        case Secret():
            raise SecretInDocument(path)
        case Mapping():
            return _plain_mapping(value, path)
        case list() | tuple():
            return [_plain(item, path) for item in value]
        case int() if value.bit_length() > _LONGEST_INTEGER:
            return hex(value)  # Python refuses to write so many decimal digits
        case None | str() | bool() | int() | float():
            return value
        case _:
            return str(value)
