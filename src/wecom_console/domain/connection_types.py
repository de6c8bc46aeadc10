"""What a connection of each type has: its fields, which of them it needs, and what can redeem its
code. Checks, files, form and command line read this.

Source: docs/reference/authing.md §3.2. Of the agency variant little is public: what its app
receives as schema is unknown, and WeCom's own API cannot be asked for it with what a company has.
"""

from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from wecom_console.domain.fields import BACKENDS, FIELD_BY_PATH
from wecom_console.domain.profile import AGENCY_MOBILE_TYPE, MOBILE_TYPE
from wecom_console.domain.raw import Raw, get_value


@lru_cache(maxsize=1024)
def _is_among(path: str, places: tuple[str, ...]) -> bool:
    """Whether a field is one of `places`, or in one of them."""
    return any(path == one or path.startswith(f"{one}.") for one in places)


@dataclass(frozen=True, slots=True)
class ConnectionType:
    """`method` is its id among the login methods. `needs` are required beside what every type
    needs, `lacks` are fields, or whole tables, that it does not have. `knows_schema`: what WeCom
    issues is known, so a schema that disagrees is worth an error."""

    type: str
    method: str
    needs: tuple[str, ...] = ()
    lacks: tuple[str, ...] = ()
    backends: tuple[str, ...] = BACKENDS
    knows_schema: bool = True

    def has(self, path: str) -> bool:
        """Whether a connection of this type has the field."""
        return not _is_among(path, self.lacks)

    def requires(self, path: str) -> bool:
        """Whether a connection of this type is not done without the field."""
        return self.has(path) and (path in self.needs or FIELD_BY_PATH[path].required)


MOBILE: Final = ConnectionType(MOBILE_TYPE, "mobile", lacks=("agency",))
AGENCY_MOBILE: Final = ConnectionType(
    AGENCY_MOBILE_TYPE,
    "agency_mobile",
    needs=(
        "agency.suite_id",
        "agency.suite_secret",
        "agency.token",
        "agency.encoding_aes_key",
    ),
    lacks=("secret",),
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
