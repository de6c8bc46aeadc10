"""Events of every kind, for property tests."""

from collections.abc import Mapping
from dataclasses import fields
from types import UnionType
from typing import Any, Union, get_args, get_origin, get_type_hints

from hypothesis import strategies as st

from wecom_console.flow.event_codec import EVENT_TYPES


def _values(hint: Any) -> st.SearchStrategy[Any]:
    origin, inner = get_origin(hint), get_args(hint)
    if origin is tuple and inner[-1] is Ellipsis:
        return st.lists(_values(inner[0]), max_size=3).map(tuple)
    if origin is tuple:
        return st.tuples(*(_values(part) for part in inner))
    if origin is Mapping:
        return st.dictionaries(_values(inner[0]), _values(inner[1]), max_size=3)
    if origin in (Union, UnionType):
        return st.one_of(*(_values(part) for part in inner))
    if hint is float:
        return st.floats(allow_nan=False, allow_infinity=False)
    return st.from_type(hint)


def _events(kind: Any) -> st.SearchStrategy[Any]:
    hints = get_type_hints(kind)
    return st.builds(kind, **{field.name: _values(hints[field.name]) for field in fields(kind)})


any_event = st.one_of(*(_events(kind) for kind in EVENT_TYPES))
any_events = st.lists(any_event, max_size=5)
