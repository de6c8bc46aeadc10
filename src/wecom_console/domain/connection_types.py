"""What a connection of each type has: its fields, which of them it needs, and what can redeem its
code. Checks, files, form and command line read this.

Source: docs/reference/authing.md §3.2. Of the agency variant little is public: what its app
receives as schema is unknown, and WeCom's own API cannot be asked for it with what a company has.
"""

from dataclasses import dataclass
from typing import Final

from wecom_console.domain.fields import BACKENDS, FIELDS, TABLES
from wecom_console.domain.profile import AGENCY_MOBILE_TYPE, MOBILE_TYPE
from wecom_console.domain.raw import Raw, get_value


@dataclass(frozen=True, slots=True)
class ConnectionType:
    """`method` is its id among the login methods. `places` are its fields and their tables,
    `needs` those of them that are required beside what every type needs. `knows_schema`: what
    WeCom issues is known, so a schema that disagrees is worth an error."""

    type: str
    method: str
    places: frozenset[str]
    required: frozenset[str]
    needs: tuple[str, ...] = ()
    backends: tuple[str, ...] = BACKENDS
    knows_schema: bool = True

    def has(self, path: str) -> bool:
        """Whether a connection of this type has the field, or any field of the table."""
        return path in self.places

    def requires(self, path: str) -> bool:
        """Whether a connection of this type is not done without the field."""
        return path in self.required


def _declared(
    name: str, method: str, *, backends: tuple[str, ...] = BACKENDS, knows_schema: bool = True
) -> ConnectionType:
    """The type with the fields that the table gives it."""
    own = [spec for spec in FIELDS if not spec.types or name in spec.types]
    paths = frozenset(spec.path for spec in own)
    tables = {table for table in TABLES if any(path.startswith(f"{table}.") for path in paths)}
    return ConnectionType(
        name,
        method,
        places=paths | tables,
        required=frozenset(spec.path for spec in own if spec.required or spec.needed),
        needs=tuple(spec.path for spec in own if spec.needed),
        backends=backends,
        knows_schema=knows_schema,
    )


MOBILE: Final = _declared(MOBILE_TYPE, "mobile")
AGENCY_MOBILE: Final = _declared(
    AGENCY_MOBILE_TYPE,
    "agency_mobile",
    backends=("simulator", "authing", "http"),
    knows_schema=False,
)
TYPES: Final = {kind.type: kind for kind in (MOBILE, AGENCY_MOBILE)}


def type_named(name: object) -> ConnectionType:
    """The type of this name; an unknown one is taken for the usual one."""
    return TYPES.get(name, MOBILE) if isinstance(name, str) else MOBILE


def type_of(raw: Raw) -> ConnectionType:
    """The type that a raw connection names."""
    return type_named(get_value(raw, "type"))
