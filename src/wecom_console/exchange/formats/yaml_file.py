"""The same structure as YAML, for teams that keep everything else in it."""

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Final

from wecom_console.domain.profile import Profile
from wecom_console.exchange.formats.layout import document_of, header_comment

_INDENT: Final = "  "
_BROKEN: Final = re.compile("[\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff]")
"""What JSON leaves as it is and YAML takes for a line's end, or not at all."""


class YamlFile:
    """Config file version 1 as YAML, one value a line. Every text stands in double quotation marks,
    so that no reader takes one for a number, a date or a truth value."""

    name = "yaml"
    suffix = ".yaml"

    def render(self, profiles: Sequence[Profile], language: str = "en") -> str:
        """The file's text."""
        lines = _mapping(document_of(profiles), "")
        return f"{header_comment()}\n" + "".join(f"{line}\n" for line in lines)


def _mapping(values: Mapping[str, object], indent: str) -> Iterator[str]:
    for key, value in values.items():
        match value:
            case Mapping() if value:
                yield f"{indent}{key}:"
                yield from _mapping(value, indent + _INDENT)
            case list() if value:
                yield f"{indent}{key}:"
                for item in value:
                    yield from _item(item, indent + _INDENT)
            case _:
                yield f"{indent}{key}: {_scalar(value)}"


def _item(item: object, indent: str) -> Iterator[str]:
    if not isinstance(item, Mapping):
        yield f"{indent}- {_scalar(item)}"
        return
    begin, *rest = _mapping(item, indent + _INDENT)
    yield f"{indent}- {begin.lstrip()}"
    yield from rest


def _scalar(value: object) -> str:
    """A text or a truth value, in a form that JSON and YAML have in common."""
    written = json.dumps(value, ensure_ascii=False)
    return _BROKEN.sub(lambda sign: f"\\u{ord(sign[0]):04x}", written)
