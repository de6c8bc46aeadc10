"""YAML as nested mappings, with the place of what is wrong and the lines of settings. Never raises
for any text.

Of YAML's parser only the events are taken, so nothing is ever constructed. What surprises people
is left out: anchors, tags, merge keys and further documents are refused, and a word without
quotation marks is text unless it is true, false, null or a plain whole number.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

import yaml

from wecom_console.exchange.file_problem import TextFault, fault_at
from wecom_console.exchange.json_text import MAX_DEPTH
from wecom_console.exchange.positions import ConnectionLines

# How the parser begins its sentences, and the kind of mistake that they tell of.
_KINDS: Final = (
    ("found character '\\t'", "tab"),
    ("found character", "special"),
    ("expected alphabetic or numeric character", "special"),
    ("mapping values are not allowed", "mapping"),
    ("could not find expected ':'", "colon"),
    ("found unexpected end of stream", "unterminated"),
    ("found unexpected document separator", "unterminated"),
    ("expected ',' or", "unclosed"),
    ("expected <block end>", "indent"),
    ("sequence entries are not allowed", "indent"),
    ("mapping keys are not allowed", "indent"),
    ("expected the node content", "value"),
    ("expected escape sequence", "escape"),
    ("found unknown escape character", "escape"),
    ("expected '<document start>'", "extra"),
    # The parser in C has words of its own.
    ("did not find expected ','", "unclosed"),
    ("did not find expected '-'", "indent"),
    ("did not find expected key", "indent"),
    ("block sequence entries are not allowed", "indent"),
    ("did not find expected node content", "value"),
    ("did not find expected <document start>", "extra"),
    ("did not find expected hexdecimal number", "escape"),
    ("found invalid Unicode character", "escape"),
    ("found extremely long version number", "escape"),
)
_TOO_DEEP: Final = "exceeded max"
_WHERE_IT_BEGAN: Final = ("unterminated", "unclosed", "colon")
_WORDS: Final = {"true": True, "false": False, "null": None, "~": None, "": None}
_NUMBER: Final = re.compile(r"-?(?:0|[1-9][0-9]*)")
_MAX_DIGITS: Final = 1000
_LONG: Final = 64 * 1024
_MOST_EVENTS: Final = 300_000
"""Two for each setting: three times what a thousand connections with all of them have."""
_SURROGATE: Final = re.compile("[\ud800-\udfff]")
_FAR_ESCAPE: Final = re.compile(r"\\U(?!00(?:0[0-9A-Fa-f]|10)[0-9A-Fa-f]{4})")
_LIST: Final = "connections"
_DEEPEST_SETTING: Final = 5
"""Parts of ``connections, 0, backend, http, url``: of what is below nobody asks the line."""

_Path = tuple[str | int, ...]


@dataclass(frozen=True, slots=True)
class YamlDocument:
    """What the text says, and one entry of `lines` for each item of its ``connections``."""

    document: object
    lines: tuple[ConnectionLines, ...] = ()


def parse_yaml(text: str) -> YamlDocument | TextFault:
    """The document (of any type), or ``file.syntax`` / ``file.yaml`` / ``file.number`` /
    ``file.too_deep``."""
    try:
        return _build(text, yaml.parse(text, Loader=_loader(text)))
    except yaml.reader.ReaderError as error:
        return fault_at("file.syntax", text, error.position, kind="character")
    except yaml.MarkedYAMLError as error:
        return _syntax(text, error)
    except (ValueError, OverflowError):
        # An escape beyond Unicode, and a %YAML version of thousands of digits.
        far = _FAR_ESCAPE.search(text)
        return fault_at("file.syntax", text, far.start() if far else 0, kind="escape")


def _loader(text: str) -> type[yaml.SafeLoader]:
    """The parser in Python, whose sentences are the same everywhere; for a long text the one in C,
    where there is one: the other takes up to 16 seconds for a mebibyte."""
    if len(text) <= _LONG:
        return yaml.SafeLoader
    fast: type[yaml.SafeLoader] = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    return fast


def _syntax(text: str, error: yaml.MarkedYAMLError) -> TextFault:
    problem = error.problem or ""
    kind = next((kind for begin, kind in _KINDS if problem.startswith(begin)), "other")
    mark = error.problem_mark
    if problem.startswith(_TOO_DEEP):
        return fault_at("file.too_deep", text, mark.index if mark else 0)
    if kind == "special" and mark is not None and text[mark.index : mark.index + 1] == "\t":
        kind = "tab"
    if kind in _WHERE_IT_BEGAN and error.context_mark is not None:
        mark = error.context_mark
    return fault_at("file.syntax", text, mark.index if mark else 0, kind=kind)


def _build(text: str, events: Iterable[yaml.Event]) -> YamlDocument | TextFault:
    builder = _Builder(text)
    for number, event in enumerate(events):
        if number > _MOST_EVENTS:
            return builder.too_many(event)
        if fault := builder.take(event):
            return fault
    return builder.result()


@dataclass(slots=True)
class _Open:
    """A mapping or a list that is being read; `key` is the name whose value comes next."""

    holder: dict[str, object] | list[object]
    path: _Path
    key: str | None = None


class _Builder:
    """Puts a document together from events, without recursion."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._document: object = None
        self._documents = 0
        self._open: list[_Open] = []
        self._lines: dict[_Path, int] = {}

    def take(self, event: yaml.Event) -> TextFault | None:
        """The next event; what is wrong with it."""
        if isinstance(event, yaml.DocumentStartEvent):
            self._documents += 1
            kind = "documents" if self._documents > 1 else "tag" if event.tags else ""
            return self._fault(event, kind) if kind else None
        if isinstance(event, yaml.CollectionEndEvent):
            self._open.pop()
            return None
        if not isinstance(event, yaml.NodeEvent):
            return None
        if kind := _unwanted(event):
            return self._fault(event, kind)
        if isinstance(event, yaml.ScalarEvent) and _SURROGATE.search(event.value):
            return self._fault(event, "escape", code="file.syntax")
        top = self._open[-1] if self._open else None
        if top is not None and isinstance(top.holder, dict) and top.key is None:
            return self._take_key(top, top.holder, event)
        return self._take_value(top, event)

    def too_many(self, event: yaml.Event) -> TextFault:
        """What to say of a text that goes on and on."""
        return self._fault(event, "", code="file.too_many")

    def result(self) -> YamlDocument:
        """What was read."""
        listed = self._document.get(_LIST) if isinstance(self._document, dict) else None
        count = len(listed) if isinstance(listed, list) else 0
        settings: list[dict[str, int]] = [{} for _ in range(count)]
        headers = [0] * count
        for path, line in self._lines.items():
            match path:
                case (str(), int(place)):
                    headers[place] = line
                case (str(), int(place), *names):
                    settings[place][".".join(str(name) for name in names)] = line
        lines = (
            ConnectionLines(header, own) for header, own in zip(headers, settings, strict=True)
        )
        return YamlDocument(self._document, tuple(lines))

    def _take_key(
        self, top: _Open, holder: dict[str, object], event: yaml.NodeEvent
    ) -> TextFault | None:
        if not isinstance(event, yaml.ScalarEvent) or event.value == "":
            return self._fault(event, "key")
        if event.value == "<<" and event.implicit[0]:
            return self._fault(event, "merge")
        if event.value in holder:
            return self._fault(event, "twice", code="file.syntax")
        top.key = event.value
        self._note(top, event)
        return None

    def _take_value(self, top: _Open | None, event: yaml.NodeEvent) -> TextFault | None:
        value: object
        if isinstance(event, yaml.ScalarEvent):
            if event.implicit[0] and _is_endless(event.value):
                return self._fault(event, "", code="file.number")
            value = _plain(event.value) if event.implicit[0] else event.value
        else:
            value = {} if isinstance(event, yaml.MappingStartEvent) else []
        path: _Path = ()
        if top is None:
            self._document = value
        elif isinstance(top.holder, list):
            path = self._note(top, event)
            top.holder.append(value)
        elif top.key is not None:
            path = (*top.path, top.key)
            top.holder[top.key] = value
            top.key = None
        if isinstance(value, dict | list):
            self._open.append(_Open(value, path))
            if len(self._open) > MAX_DEPTH:
                return self._fault(event, "", code="file.too_deep")
        return None

    def _note(self, top: _Open, event: yaml.NodeEvent) -> _Path:
        """The path of the name or the item that begins here; its line, where it is a setting's."""
        step = top.key if isinstance(top.holder, dict) else len(top.holder)
        path: _Path = (*top.path, "" if step is None else step)
        is_item = len(path) == 2 and isinstance(step, int)
        is_setting = 2 < len(path) <= _DEEPEST_SETTING and isinstance(step, str)
        if path[0] == _LIST and (is_item or is_setting) and isinstance(path[1], int):
            self._lines[path] = event.start_mark.line + 1 if event.start_mark else 0
        return path

    def _fault(self, event: yaml.Event, kind: str, *, code: str = "file.yaml") -> TextFault:
        params = {"kind": kind} if kind else {}
        index = event.start_mark.index if event.start_mark else 0
        return fault_at(code, self._text, index, **params)


def _unwanted(event: yaml.NodeEvent) -> str:
    """What this event has that a config file may not have."""
    if isinstance(event, yaml.AliasEvent) or event.anchor is not None:
        return "anchor"
    return "tag" if getattr(event, "tag", None) is not None else ""


def _is_endless(text: str) -> bool:
    return len(text) > _MAX_DIGITS and _NUMBER.fullmatch(text) is not None


def _plain(text: str) -> object:
    """What a word without quotation marks is."""
    if text in _WORDS:
        return _WORDS[text]
    return int(text) if _NUMBER.fullmatch(text) else text
