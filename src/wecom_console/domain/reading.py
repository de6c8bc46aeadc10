"""A connection's values, read once by the table of fields, and the profile they make."""

import dataclasses
from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass
from typing import Final, TypeVar, cast

from wecom_console.domain.fields import FIELD_BY_PATH, TABLES, Kind
from wecom_console.domain.profile import Profile
from wecom_console.domain.raw import Raw, get_value
from wecom_console.domain.secrets import KEYRING, Secret, SecretRef
from wecom_console.domain.verdicts import BackendKind

PartT = TypeVar("PartT")
Read = Callable[[object], object]


def raw_values(raw: Raw) -> dict[str, object]:
    """What stands at each field's path, its default where nothing does."""
    return {path: get_value(raw, path) for path in FIELD_BY_PATH}


class Values:
    """Typed reading; a value of a wrong shape (its path is in `broken`) reads as the default."""

    def __init__(self, found: Mapping[str, object], broken: Collection[str] = ()) -> None:
        self._found = found
        if broken:
            self._found = {
                path: FIELD_BY_PATH[path].default if path in broken else value
                for path, value in found.items()
            }
        self._parts: dict[type, object] = {}

    def all(self) -> Mapping[str, object]:
        """Path to value."""
        return self._found

    def get(self, path: str) -> object:
        """The value as it was written."""
        return self._found[path]

    def text(self, path: str) -> str:
        """The value of a text."""
        return _text(self._found[path])

    def flag(self, path: str) -> bool:
        """The value of a switch."""
        return _flag(self._found[path])

    def texts(self, path: str) -> tuple[str, ...]:
        """The entries of a list, each once."""
        return _texts(self._found[path])

    def replaced(self, path: str, value: object) -> "Values":
        """The same with another value at `path`."""
        return Values({**self._found, path: value})

    def part(self, part: type[PartT]) -> PartT:
        """The profile, or the part of it that is a `part`."""
        made = self._parts.get(part)
        if made is None:
            plan = _PLANS[part]
            members = {m.name: m.read(self._found[m.path]) for m in plan.members}
            for name, inner in plan.inner:
                members[name] = self.part(inner)
            made = self._parts[part] = part(**members)
        return cast("PartT", made)


def _text(value: object) -> str:
    return value if isinstance(value, str) else ""


def _flag(value: object) -> bool:
    return value is True


def _texts(value: object) -> tuple[str, ...]:
    if not isinstance(value, list | tuple):
        return ()
    return tuple(dict.fromkeys(v for v in value if isinstance(v, str)))


def _reference(value: object) -> SecretRef | None:
    if isinstance(value, Secret):
        return KEYRING if value else None
    return SecretRef.parse(value) if isinstance(value, str) else None


def _reference_or_keyring(value: object) -> SecretRef:
    return _reference(value) or KEYRING


_READS: Final[Mapping[Kind, Read]] = {
    Kind.TEXT: _text,
    Kind.CHOICE: _text,
    Kind.BOOL: _flag,
    Kind.TEXTS: _texts,
    Kind.CHOICES: _texts,
    Kind.SECRET: _reference,
}
_OTHER_READS: Final[Mapping[object, Read]] = {
    BackendKind: lambda value: BackendKind(_text(value)),
    SecretRef: _reference_or_keyring,
}
"""By the type of the profile's member, where the field's kind does not say enough."""


@dataclass(frozen=True, slots=True)
class _Member:
    name: str
    path: str
    read: Read


@dataclass(frozen=True, slots=True)
class _Plan:
    """How one of the profile's dataclasses is made."""

    members: tuple[_Member, ...]
    inner: tuple[tuple[str, type], ...]


def _plans(part: type, table: str) -> Iterator[tuple[type, _Plan]]:
    """That of `part`, which stands at `table`, and of what is inside it."""
    members: list[_Member] = []
    inner: list[tuple[str, type]] = []
    for field in dataclasses.fields(part):
        path = f"{table}.{field.name}" if table else field.name
        if path in TABLES and isinstance(field.type, type):
            inner.append((field.name, field.type))
            yield from _plans(field.type, path)
        else:
            read = _OTHER_READS.get(field.type) or _READS[FIELD_BY_PATH[path].kind]
            members.append(_Member(field.name, path, read))
    yield part, _Plan(tuple(members), tuple(inner))


_PLANS: Final = dict(_plans(Profile, ""))
