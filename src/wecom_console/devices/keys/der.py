"""ASN.1 as certificates and signatures are written in it: DER, and BER where a signer chose so."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import count, islice
from typing import Final

from wecom_console.devices.cursor import MalformedError

INTEGER: Final = 0x02
OCTET_STRING: Final = 0x04
OID: Final = 0x06
UTC_TIME: Final = 0x17
GENERALIZED_TIME: Final = 0x18
SEQUENCE: Final = 0x30
SET: Final = 0x31
CONTEXT_0: Final = 0xA0
_CONSTRUCTED: Final = 0x20
_MAX_DEPTH: Final = 24
_MOST_PARTS: Final = 10_000
"""Of one value: nothing that is read here has more than some dozens."""

_MOST_UNMARKED: Final = 10_000
"""Values that are passed over to find where one without a length ends: each level looks anew."""


@dataclass(frozen=True, slots=True)
class Node:
    """One value: `start` to `end` with its head, `first` to `last` without."""

    data: bytes
    tag: int
    start: int
    first: int
    last: int
    end: int
    depth: int

    @property
    def content(self) -> bytes:
        """The value's bytes."""
        return self.data[self.first : self.last]

    @property
    def encoded(self) -> bytes:
        """Head and value."""
        return self.data[self.start : self.end]

    @property
    def is_constructed(self) -> bool:
        """Whether it consists of further values."""
        return bool(self.tag & _CONSTRUCTED)

    def parts(self) -> Iterator["Node"]:
        """The values inside. Raises MalformedError."""
        place = self.first
        while place < self.last:
            part = _node(self.data, place, self.last, self.depth + 1)
            yield part
            place = part.end

    def inside(self, tag: int) -> tuple["Node", ...]:
        """The values inside a value of this tag. Raises MalformedError where it is another."""
        if self.tag != tag:
            raise MalformedError
        found = tuple(islice(self.parts(), _MOST_PARTS + 1))
        if len(found) > _MOST_PARTS:
            raise MalformedError
        return found

    def octets(self) -> bytes:
        """An OCTET STRING, also one in pieces."""
        if self.tag == OCTET_STRING:
            return self.content
        if self.tag == OCTET_STRING | _CONSTRUCTED:
            return b"".join(part.octets() for part in self.inside(self.tag))
        raise MalformedError


def read_der(data: bytes) -> Node:
    """The value that `data` begins with. Raises MalformedError."""
    return _node(data, 0, len(data), 0)


def integer(node: Node) -> int:
    """An INTEGER's number. Raises MalformedError."""
    if node.tag != INTEGER or not 0 < node.last - node.first <= 64:
        raise MalformedError
    return int.from_bytes(node.content, "big", signed=True)


def oid(node: Node) -> str:
    """An OBJECT IDENTIFIER in dotted form. Raises MalformedError."""
    content = node.content
    if node.tag != OID or not 0 < len(content) <= 64 or content[-1] & 0x80:
        raise MalformedError
    numbers, number = [], 0
    for byte in content:
        number = number << 7 | byte & 0x7F
        if not byte & 0x80:
            numbers.append(number)
            number = 0
    first = min(numbers[0] // 40, 2)
    return ".".join(map(str, (first, numbers[0] - 40 * first, *numbers[1:])))


def _node(
    data: bytes, start: int, end: int, depth: int, passed: Iterator[int] | None = None
) -> Node:
    if end - start < 2 or depth > _MAX_DEPTH:
        raise MalformedError
    tag, length = data[start], data[start + 1]
    first = start + 2
    if tag & 0x1F == 0x1F:  # tags of several bytes occur in none of what is read here
        raise MalformedError
    if length == 0x80:
        if not tag & _CONSTRUCTED:
            raise MalformedError
        last = _unmarked_end(data, first, end, depth, passed or count())
        return Node(data, tag, start, first, last, last + 2, depth)
    if length > 0x80:
        size = length - 0x80
        if size > 8 or first + size > end:
            raise MalformedError
        length = int.from_bytes(data[first : first + size], "big")
        first += size
    if length > end - first:
        raise MalformedError
    return Node(data, tag, start, first, first + length, first + length, depth)


def _unmarked_end(data: bytes, first: int, end: int, depth: int, passed: Iterator[int]) -> int:
    """Where a value without a length ends: before the two zeros behind its last part."""
    place = first
    while data[place : min(place + 2, end)] != b"\0\0":
        if next(passed) >= _MOST_UNMARKED:
            raise MalformedError
        place = _node(data, place, end, depth + 1, passed).end
    return place
