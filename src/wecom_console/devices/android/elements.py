"""A manifest as a tree, whichever way Android packages write it."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Final

MAX_DEPTH: Final = 100
MAX_ELEMENTS: Final = 100_000
"""Elements and attributes together."""

ATTRIBUTES: Final[Mapping[int, str]] = {
    0x01010001: "label",
    0x01010003: "name",
    0x0101000F: "debuggable",
    0x01010010: "exported",
    0x01010027: "scheme",
    0x01010028: "host",
    0x0101020C: "minSdkVersion",
    0x0101021B: "versionCode",
    0x0101021C: "versionName",
    0x01010270: "targetSdkVersion",
    0x01010576: "versionCodeMajor",
}
"""Names by Android's resource ids: the system goes by these, and some packers blank the names."""


@dataclass(frozen=True, slots=True)
class Reference:
    """A value that stands in the table of resources."""

    id: int


Value = str | int | bool | Reference


@dataclass(slots=True)
class Element:
    """An element with its attributes (of any namespace, by local name) and its elements."""

    tag: str
    attributes: dict[str, Value] = field(default_factory=dict)
    children: list["Element"] = field(default_factory=list)

    def each(self, *tags: str) -> Iterator["Element"]:
        """The elements directly inside that have one of these tags."""
        return (child for child in self.children if child.tag in tags)
