"""Events as JSON text and back, without loss: how a run is stored, attached and replayed.

One object per event: its class name under ``event``, then its fields. The text is pure ASCII.
"""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, fields
from enum import Enum
from types import UnionType
from typing import Any, Final, Union, get_args, get_origin, get_type_hints

from wecom_console.flow.events import (
    CallbackSeen,
    Event,
    Evidence,
    Exchanged,
    LegFinished,
    LegStarted,
    LinkOffered,
    RunCrashed,
    RunFinished,
    RunStarted,
    RunStopped,
)

EVENT_TYPES: Final[tuple[type[Event], ...]] = (
    RunStarted,
    LegStarted,
    Exchanged,
    LinkOffered,
    CallbackSeen,
    Evidence,
    LegFinished,
    RunFinished,
    RunStopped,
    RunCrashed,
)
MOST_VALUES: Final = 2_000_000
"""Values of one run's events that are read; a long one has some thousand."""

_BY_NAME: Final = {kind.__name__: kind for kind in EVENT_TYPES}
_HINTS: Final = {kind: get_type_hints(kind) for kind in EVENT_TYPES}


@dataclass(frozen=True, slots=True)
class EventsUnreadable:
    """Why a text is not an event list: the number of the event (from 0, -1 for the whole)."""

    index: int
    why: str


class _MisfitError(Exception):
    """A value is not what its field wants."""


def event_object(event: Event) -> dict[str, object]:
    """One event as a JSON object."""
    values = {field.name: _plain(getattr(event, field.name)) for field in fields(event)}
    return {"event": type(event).__name__, **values}


def serialise_events(events: Iterable[Event]) -> str:
    """The events as one JSON text."""
    return json.dumps([event_object(event) for event in events])


def deserialise_events(text: str) -> tuple[Event, ...] | EventsUnreadable:
    """The events that `serialise_events` wrote. A stored text may come from anywhere, so every
    field is checked; an unknown field or event is a reason, not a guess."""
    if has_more_values(text, MOST_VALUES):
        return EventsUnreadable(-1, "too many values")
    try:
        found = json.loads(text)
    except (ValueError, RecursionError):
        return EventsUnreadable(-1, "not JSON")
    if not isinstance(found, list):
        return EventsUnreadable(-1, "not a list")
    events: list[Event] = []
    for index, item in enumerate(found):
        try:
            events.append(_event(item))
        except _MisfitError as misfit:
            return EventsUnreadable(index, str(misfit))
    return tuple(events)


def has_more_values(text: str, most: int) -> bool:
    """Whether a JSON text may hold more than `most` values. Each needs some 80 bytes when it is
    read, and three in the text."""
    return sum(text.count(sign) for sign in "[{,") > most


def _plain(value: object) -> object:
    match value:
        case Enum():
            return value.value
        case tuple():
            return [_plain(item) for item in value]
        case Mapping():
            return dict(value)
        case _:
            return value


def _event(item: object) -> Event:
    if not isinstance(item, dict):
        raise _MisfitError("not an object")
    kind = _BY_NAME.get(str(item.get("event")))
    if kind is None:
        raise _MisfitError("an unknown event")
    hints = _HINTS[kind]
    if unknown := item.keys() - hints.keys() - {"event"}:
        raise _MisfitError(f"an unknown field: {min(unknown)[:60]}")
    values = {name: _typed(item[name], hint, name) for name, hint in hints.items() if name in item}
    try:
        return kind(**values)
    except TypeError as missing:
        raise _MisfitError("a field is missing") from missing


def _typed(value: object, hint: Any, name: str) -> Any:
    origin, inner = get_origin(hint), get_args(hint)
    if origin is tuple and isinstance(value, list):
        if inner[-1] is Ellipsis:
            return tuple(_typed(item, inner[0], name) for item in value)
        if len(inner) == len(value):
            return tuple(_typed(v, h, name) for v, h in zip(value, inner, strict=True))
    elif origin is Mapping and isinstance(value, dict):
        return {key: _typed(item, inner[1], name) for key, item in value.items()}
    elif origin in (Union, UnionType):
        if any(type(value) is choice for choice in inner):
            return value
    elif isinstance(hint, type) and issubclass(hint, Enum):
        if isinstance(value, str) and value in {member.value for member in hint}:
            return hint(value)
    elif (hint is float and type(value) in (int, float)) or (
        isinstance(hint, type) and type(value) is hint
    ):
        return value
    raise _MisfitError(f"field {name} has another type")
