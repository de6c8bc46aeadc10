"""The guide as pages and sections: what is listed, found, and opened by F1."""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final, NamedTuple

KEYS: Final = "keys"
"""The page of shortcuts, which is made and not written."""

FIELDS: Final = "fields"
"""The page of the form's fields, which is made of what the form's help says."""

FIELD: Final = "field:"
"""What a topic begins with that is a field of the form."""

GUIDE: Final = {"zh_CN": "guide.zh-CN.md", "en": "guide.md"}
DOCUMENTS: Final = (
    "cli.md",
    "config-file.md",
    "simulator.md",
    "teams.md",
    "ci.md",
    "protocol.md",
    "glossary.md",
    "reliability.md",
)
"""What is listed beside the guide, of what is packaged of `docs/`."""

TRANSLATED: Final[Mapping[str, Mapping[str, str]]] = {
    "zh_CN": {
        "simulator.md": "simulator.zh-CN.md",
        "teams.md": "teams.zh-CN.md",
        "ci.md": "ci.zh-CN.md",
    },
}
"""By language: which of them are read in it, under the name of the English one. A translation has
the same headings at the same places."""

TOPICS: Final[Mapping[str, int]] = {
    "sources": 3,
    "wizard": 2,
    "detail": 4,
    "test": 5,
    "matrix": 3,
    "explain": 5,
    "simulator": 6,
    "share": 7,
    "settings": 8,
    "deleted": 3,
}
"""Which section of the guide is about a page, counted from 1: the same in both languages."""

MOST_FOUND: Final = 60
_HEADING: Final = re.compile(r"^(#{1,3})\s+(.+?)\s*#*\s*$")
_FENCE: Final = re.compile(r"^(```|~~~)")
_IMAGE: Final = re.compile(r"!\[[^\]]*\]\([^)]*\)")
_MARKS: Final = re.compile(r"[`*]|\[([^\]]*)\]\([^)]*\)")
_NO_SLUG: Final = re.compile(r"[^\w\- ]")


class Field(NamedTuple):
    """A field of the form: its path, its name, and what is said of it, Markdown."""

    path: str
    name: str
    text: str


@dataclass(frozen=True, slots=True)
class Section:
    """A heading and what stands below it. `place` is its number among the document's headings."""

    document: str
    place: int
    level: int
    title: str
    text: str = ""

    @property
    def slug(self) -> str:
        """The heading's anchor, as the web makes it."""
        return slug_of(self.title)


def slug_of(title: str) -> str:
    """``Many connections`` becomes ``many-connections``."""
    return _NO_SLUG.sub("", title.lower()).strip().replace(" ", "-")


def without_images(text: str) -> str:
    """Pictures of the window are of no use inside the window."""
    return _IMAGE.sub("", text)


def sections_of(document: str, text: str) -> tuple[Section, ...]:
    """The document by its headings of the first three levels."""
    return tuple(_sections(document, text))


def _sections(document: str, text: str) -> Iterator[Section]:
    place, level, title, lines = -1, 0, "", list[str]()
    is_code = False
    for line in text.splitlines():
        if _FENCE.match(line):
            is_code = not is_code
        found = None if is_code else _HEADING.match(line)
        if found is None:
            lines.append(line)
            continue
        if title:
            yield Section(document, place, level, title, "\n".join(lines))
        place, lines = place + 1, []
        level, title = len(found[1]), _MARKS.sub(r"\1", found[2])
    if title:
        yield Section(document, place, level, title, "\n".join(lines))


class Guide:
    """All pages in one language. `read` gives a document's text; `keys` are the shortcuts as
    (what it does, key), already in words, `fields` those of the form."""

    def __init__(
        self,
        language: str,
        read: Callable[[str], str],
        *,
        keys: Sequence[tuple[str, str]] = (),
        keys_title: str = "",
        keys_heads: tuple[str, str] = ("", ""),
        fields: Sequence[Field] = (),
        fields_title: str = "",
    ) -> None:
        self.guide = GUIDE.get(language, GUIDE["en"])
        own = TRANSLATED.get(language, {})
        names = (self.guide, *DOCUMENTS)
        self._texts = {name: without_images(read(own.get(name, name))) for name in names}
        # Links name headings as they are in English.
        self._anchors = {name: _slugs(name, read(name)) for name in own}
        self._texts[KEYS] = _keys_page(keys_title, keys_heads, keys)
        self._texts[FIELDS] = _fields_page(fields_title, fields)
        self._fields = [field.path for field in fields]
        self._sections = {name: sections_of(name, text) for name, text in self._texts.items()}

    def text(self, document: str) -> str:
        """A document, Markdown."""
        return self._texts.get(document, "")

    def sections(self, document: str) -> tuple[Section, ...]:
        """A document by its headings."""
        return self._sections.get(document, ())

    def contents(self) -> tuple[Section, ...]:
        """What is listed while nothing is looked for: the guide by section, the others by name."""
        own = (one for one in self._sections[self.guide] if one.level <= 2)
        rest = (one for name in (FIELDS, KEYS, *DOCUMENTS) for one in self._sections[name][:1])
        return (*own, *rest)

    def search(self, words: str) -> tuple[Section, ...]:
        """The sections that hold every word: first those whose title has most of them."""
        wanted = words.casefold().split()
        if not wanted:
            return self.contents()
        found = []
        for sections in self._sections.values():
            for section in sections:
                title = section.title.casefold()
                whole = f"{title}\n{section.text.casefold()}"
                if all(word in whole for word in wanted):
                    found.append((-sum(word in title for word in wanted), section))
        return tuple(section for _, section in sorted(found, key=lambda one: one[0])[:MOST_FOUND])

    def topic(self, page: str) -> Section:
        """What the guide says of a page of the window or of a field of the form; its beginning
        where it says nothing."""
        if page == KEYS:
            return self._sections[KEYS][0]
        path = page.removeprefix(FIELD)
        if path != page and path in self._fields:
            return self._sections[FIELDS][self._fields.index(path) + 1]
        chapters = [one for one in self._sections[self.guide] if one.level <= 2]
        place = TOPICS.get(page, 0)
        return chapters[place] if place < len(chapters) else chapters[0]

    def target(self, document: str, address: str) -> Section | None:
        """Where a link of a document leads; None where that is not in this guide."""
        name, _, slug = address.partition("#")
        sections = self._sections.get(name or document)
        if not sections:
            return None
        place = self._anchors.get(name or document, {}).get(slug, -1)
        found = (one for one in sections if slug and (one.slug == slug or one.place == place))
        return next(found, sections[0])


def _slugs(document: str, text: str) -> dict[str, int]:
    """The place of each heading by its anchor."""
    return {one.slug: one.place for one in sections_of(document, text)}


def _keys_page(title: str, heads: tuple[str, str], keys: Sequence[tuple[str, str]]) -> str:
    rows = [f"| {what} | `{key}` |" for what, key in keys]
    return "\n".join([f"# {title}", "", f"| {heads[0]} | {heads[1]} |", "| --- | --- |", *rows])


def _fields_page(title: str, fields: Sequence[Field]) -> str:
    parts = [f"## {field.name}\n\n{field.text}" for field in fields]
    return "\n\n".join([f"# {title}", *parts])
