"""Requests and answers as rows that fold: one line each, and below it request, answer, headers."""

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Final
from urllib.parse import urlsplit

from wecom_console.flow.events import Exchanged

DEEP: Final = 2
"""From this depth on an object or list of several values is folded at first."""
SHOWN_LINES: Final = 400
SHOWN_CHARACTERS: Final = 4_000
_CODES: Final = ("errcode", "apiCode", "statusCode", "code")


class RowKind(StrEnum):
    """What a row is: a call, one of its parts, or a line of a part."""

    CALL = "call"
    PART = "part"
    LINE = "line"


class Ink(StrEnum):
    """How a stretch of a line is set."""

    PLAIN = "plain"
    MUTED = "muted"
    KEY = "key"
    CODE = "code"
    BAD = "bad"
    STRONG = "strong"


Piece = tuple[str, Ink]


@dataclass(frozen=True, slots=True)
class ExchangeRow:
    """One line. `fold` names what a click on it opens or closes, empty where nothing; `columns` are
    those of a call: leg, method, path, status, code, time. `is_chosen`: the call belongs to the leg
    that is looked at."""

    kind: RowKind
    pieces: tuple[Piece, ...] = ()
    fold: str = ""
    is_open: bool = False
    indent: int = 0
    label: str = ""
    columns: tuple[Piece, ...] = ()
    is_chosen: bool = False

    @property
    def text(self) -> str:
        """All of it, as it is searched."""
        parts = (self.label, *(text for text, _ in (*self.columns, *self.pieces)))
        return " ".join(part for part in parts if part)


@dataclass(frozen=True, slots=True)
class PartWords:
    """The words of the rows in the language of the moment."""

    request: str
    answer: str
    headers: str
    lines: str
    values: str
    empty: str
    folded_nulls: str


@dataclass(frozen=True, slots=True)
class ShownCall:
    """A call with the sentence of its transport fault, and whether it is the refused one: then
    `code` is the number that the run ended with."""

    exchange: Exchanged
    place: int
    fault: str = ""
    is_decided: bool = False
    is_chosen: bool = False
    is_expected: bool = False
    code: str = ""


class ExchangeLines:
    """Makes the rows. `toggled` are the folds that are not as they are at first; `opens_all` opens
    everything: somebody searches."""

    def __init__(
        self, words: PartWords, toggled: frozenset[str], *, opens_all: bool = False
    ) -> None:
        self._words = words
        self._toggled = toggled
        self._opens_all = opens_all

    def rows(self, calls: Sequence[ShownCall], opened: frozenset[int]) -> Iterator[ExchangeRow]:
        """All of them; the calls at the places `opened` are open at first."""
        for call in calls:
            key = str(call.place)
            is_open = self._is_open(key, at_first=call.place in opened)
            yield self._head(call, key, is_open=is_open)
            if is_open:
                yield from self._parts(call, key)

    def _is_open(self, key: str, *, at_first: bool) -> bool:
        return self._opens_all or at_first is not (key in self._toggled)

    def _head(self, call: ShownCall, key: str, *, is_open: bool) -> ExchangeRow:
        exchange = call.exchange
        found = _result(_json(exchange.answer_body))
        bad = Ink.STRONG if call.is_expected else Ink.BAD
        status = bad if exchange.status >= 400 or exchange.fault else Ink.MUTED
        code: Piece = ("–", Ink.MUTED)
        if found is not None:
            is_good = found in (0, 200)
            code = (str(found), Ink.MUTED if is_good else bad)
        if call.code:
            code = (call.code, bad)
        return ExchangeRow(
            RowKind.CALL,
            fold=key,
            is_open=is_open,
            is_chosen=call.is_chosen,
            columns=(
                (str(exchange.leg.number), Ink.MUTED),
                (exchange.method, Ink.PLAIN),
                (urlsplit(exchange.url).path or "/", Ink.PLAIN),
                (str(exchange.status) if exchange.status else "–", status),
                code,
                (f"{exchange.elapsed_ms:.0f} ms", Ink.MUTED),
            ),
        )

    def _parts(self, call: ShownCall, key: str) -> Iterator[ExchangeRow]:
        exchange, words = call.exchange, self._words
        query = "  ".join(f"{name}={value}" for name, value in exchange.query)
        has_body = bool(exchange.request_body)
        first = query or (_first_line(exchange.request_body) if has_body else exchange.url)
        yield from self._part(
            f"{key}.request", words.request, [(first, Ink.PLAIN)], self._request(exchange, key)
        )
        if call.fault:
            yield self._simple(words.answer, [(call.fault, Ink.BAD)])
        else:
            yield from self._answer(exchange, f"{key}.answer")
        headers = exchange.answer_headers
        if headers:
            count = words.lines.format(n=len(headers))
            lines = [((f"{name}: ", Ink.KEY), (value, Ink.PLAIN)) for name, value in headers]
            yield from self._part(f"{key}.headers", words.headers, [(count, Ink.MUTED)], lines)

    @staticmethod
    def _simple(label: str, pieces: Sequence[Piece]) -> ExchangeRow:
        return ExchangeRow(RowKind.PART, tuple(pieces), label=label, indent=1)

    def _part(
        self,
        key: str,
        label: str,
        first: Sequence[Piece],
        lines: Sequence[tuple[Piece, ...]],
    ) -> Iterator[ExchangeRow]:
        is_open = self._is_open(key, at_first=False) and bool(lines)
        yield ExchangeRow(
            RowKind.PART,
            tuple(first),
            fold=key if lines else "",
            is_open=is_open,
            indent=1,
            label=label,
        )
        if is_open:
            for line in lines[:SHOWN_LINES]:
                yield ExchangeRow(RowKind.LINE, line, indent=2)

    def _request(self, exchange: Exchanged, _key: str) -> list[tuple[Piece, ...]]:
        lines: list[tuple[Piece, ...]] = [
            ((f"{exchange.method} ", Ink.MUTED), (exchange.url, Ink.PLAIN))
        ]
        lines += [
            ((f"{name}: ", Ink.KEY), (value, Ink.PLAIN)) for name, value in exchange.request_headers
        ]
        if exchange.request_body:
            lines += [tuple(_pretty_line(line)) for line in _pretty(exchange.request_body)]
        return lines

    def _answer(self, exchange: Exchanged, key: str) -> Iterator[ExchangeRow]:
        words, body = self._words, exchange.answer_body
        value = _json(body)
        if not isinstance(value, dict | list) or not value:
            shown = body or words.empty
            ink = Ink.PLAIN if body else Ink.MUTED
            first, *rest = _text_lines(shown)
            yield from self._part(key, words.answer, [(first, ink)], [((x, ink),) for x in rest])
            return
        is_open = self._is_open(key, at_first=True)
        brackets = "{}" if isinstance(value, dict) else "[]"
        count = words.values.format(n=len(value))
        closed = f"{brackets[0]} {count} {brackets[1]}"
        pieces = ((brackets[0], Ink.PLAIN),) if is_open else ((closed, Ink.MUTED),)
        yield ExchangeRow(
            RowKind.PART, pieces, fold=key, is_open=is_open, indent=1, label=words.answer
        )
        if is_open:
            rows = list(self._inside(value, key, 1))
            yield from rows[:SHOWN_LINES]
            yield ExchangeRow(RowKind.LINE, ((brackets[1], Ink.PLAIN),), indent=2)

    def _inside(self, value: object, path: str, depth: int) -> Iterator[ExchangeRow]:
        if isinstance(value, dict):
            items = [(str(key), inner) for key, inner in value.items()]
        else:
            items = [("", inner) for inner in (value if isinstance(value, list) else ())]
        nulls = [key for key, inner in items if inner is None]
        hides = len(nulls) > 3 and not self._is_open(f"{path}/null", at_first=False)
        for place, (key, inner) in enumerate(items):
            if hides and inner is None:
                continue
            comma = "," if place < len(items) - 1 else ""
            yield from self._value(key, inner, f"{path}/{key or place}", depth, comma)
        if len(nulls) > 3:
            told = self._words.folded_nulls.format(n=len(nulls))
            yield ExchangeRow(
                RowKind.LINE,
                ((told, Ink.MUTED),),
                fold=f"{path}/null",
                is_open=not hides,
                indent=2 + depth,
            )

    def _value(
        self, key: str, value: object, path: str, depth: int, comma: str
    ) -> Iterator[ExchangeRow]:
        name: tuple[Piece, ...] = ((f'"{key}"', Ink.KEY), (": ", Ink.PLAIN)) if key else ()
        if isinstance(value, dict | list) and value and depth < 20:
            opener, closer = "{}" if isinstance(value, dict) else "[]"
            at_first = depth < DEEP or len(value) <= 2
            is_open = self._is_open(path, at_first=at_first)
            count = self._words.values.format(n=len(value))
            rest = opener if is_open else f"{opener} {count} {closer}{comma}"
            ink = Ink.PLAIN if is_open else Ink.MUTED
            yield ExchangeRow(
                RowKind.LINE, (*name, (rest, ink)), fold=path, is_open=is_open, indent=2 + depth
            )
            if is_open:
                yield from self._inside(value, path, depth + 1)
                closing = ((f"{closer}{comma}", Ink.PLAIN),)
                yield ExchangeRow(RowKind.LINE, closing, indent=2 + depth)
            return
        text = json.dumps(value, ensure_ascii=False)
        is_code = key in _CODES and isinstance(value, int) and value not in (0, 200)
        ink = Ink.CODE if is_code else Ink.PLAIN
        pieces = (*name, (_shortened(text), ink), (comma, Ink.PLAIN))
        yield ExchangeRow(RowKind.LINE, pieces, indent=2 + depth)


def _result(body: object) -> int | None:
    if not isinstance(body, dict):
        return None
    for name in _CODES:
        value = body.get(name)
        if isinstance(value, int) and not isinstance(value, bool):
            return value
    return None


def _json(text: str) -> object:
    try:
        return json.loads(text)
    except (ValueError, RecursionError):
        return None


def _pretty(text: str) -> list[str]:
    value = _json(text)
    if isinstance(value, dict | list) and value:
        return json.dumps(value, ensure_ascii=False, indent=2).split("\n")
    return _text_lines(text)


def _pretty_line(line: str) -> Iterator[Piece]:
    stripped = line.lstrip(" ")
    indent = line[: len(line) - len(stripped)]
    key, sign, rest = stripped.partition(": ")
    if sign and key.startswith('"') and key.endswith('"'):
        yield f"{indent}{key}", Ink.KEY
        yield f"{sign}{_shortened(rest)}", Ink.PLAIN
    else:
        yield _shortened(line), Ink.PLAIN


def _text_lines(text: str) -> list[str]:
    return [_shortened(line) for line in text.splitlines()[:SHOWN_LINES]] or [""]


def _first_line(text: str) -> str:
    return _shortened(" ".join(text.split()), most=200)


def _shortened(text: str, *, most: int = SHOWN_CHARACTERS) -> str:
    return text if len(text) <= most else f"{text[:most]}…"
