"""What a reader is told: the texts of messages, window and guides, and the words they avoid."""

import re
import tomllib
from collections.abc import Iterator, Mapping
from typing import Final, NamedTuple
from xml.etree import ElementTree

from architecture.checkout import RESOURCES, ROOT, dev

HAN: Final = "\u4e00-\u9fff"
GUIDES: Final = ("README", "cli", "ci", "config-file", "guide", "recipes", "simulator", "teams")
"""The documents that users read; the others speak to those who change the program."""
NAMES: Final = frozenset(
    {"Acme", "Android", "Authing", "Bearer", "Bundle", "Casdoor", "Chinese", "Enter", "English"}
    | {"Enterprise", "Git", "Mobile", "Schema", "Secret", "Staff", "App", "Console"}
    | {"Answer", "Import", "Login", "Settings", "Share", "Simulator", "Sources"}
)
"""Words that keep their capital inside a label: names, and titles of pages and switches."""

_CODE: Final = re.compile(r"```.*?```|`[^`\n]*`|<!--.*?-->|\]\([^)]*\)", re.DOTALL)
_KEY: Final = re.compile(r"^(?:F\d+|Ctrl\+\w+) ")
_FILTER: Final = re.compile(r" \((?:\*[^()]*|\{names\})\)")


class Text(NamedTuple):
    """Where a text stands, and what it says."""

    place: str
    words: str


class Rule(NamedTuple):
    """Words that texts of a language avoid; what is allowed is looked away from first."""

    language: str
    allowed: tuple[str, ...]
    avoided: tuple[str, ...]

    def broken_by(self, words: str) -> list[str]:
        """The avoided words that stand in a text."""
        for label in self.allowed:
            words = words.replace(label, "")
        return [word for word in self.avoided if _pattern(word).search(words)]


def rules(page: str) -> list[Rule]:
    """The glossary's last table."""
    rows = [
        [cell.strip() for cell in line.strip("|").split("|")]
        for line in page.splitlines()
        if line.startswith(("| en |", "| zh_CN |"))
    ]
    return [
        Rule(row[0], tuple(re.findall(r"`([^`]+)`", row[1])), tuple(row[2].split(", ")))
        for row in rows
        if len(row) == 3
    ]


def texts(language: str) -> list[Text]:
    """All that a reader of `language` is told."""
    return [*_messages(language), *window(language), *_guides(language)]


def window(language: str) -> list[Text]:
    """The literals of the window, or their Chinese; file filters left out."""
    root = ElementTree.parse(dev.TRANSLATION).getroot()
    told = "source" if language == "en" else "translation"
    return [
        Text(context.findtext("name", ""), _FILTER.sub("", "".join(text.itertext())))
        for context in root.iter("context")
        for text in context.iter(told)
    ]


def capitals_inside(label: str) -> list[str]:
    """The capitals inside a label that are no name's: it is in sentence case."""
    sentences = re.split(r"(?<=[.:!?])\s+", _KEY.sub("", label))
    words = [word.strip("“”\"'(),.:;!?…*") for s in sentences for word in s.split()[1:]]
    return [w for w in words if re.fullmatch("[A-Z][a-z]+", w) and w not in NAMES]


def half_width(text: str) -> list[str]:
    """Half-width signs that touch a Chinese character, and Latin that is glued to one."""
    # A Latin word with a colon before Chinese is a literal: the reference `env:` and a name.
    signs = f"[{HAN}][,;:?!()]|(?<![a-z])[,;:?!][{HAN}]|[()][{HAN}]"
    return re.findall(f"{signs}|[{HAN}][A-Za-z]{{2}}|[A-Za-z]{{2}}[{HAN}]", text)


def _pattern(word: str) -> re.Pattern[str]:
    latin = word.isascii()
    before = r"(?<![\w-])" if latin and word[0].isalnum() else ""
    after = r"(?![\w-])" if latin and word[-1].isalnum() else ""
    case = re.IGNORECASE if word == word.lower() else re.NOFLAG
    return re.compile(before + re.escape(word) + after, case)


def _flat(table: Mapping[str, object], prefix: str) -> Iterator[Text]:
    for key, value in table.items():
        if isinstance(value, Mapping):
            yield from _flat(value, f"{prefix}.{key}")
        else:
            yield Text(f"{prefix}.{key}", str(value))


def _messages(language: str) -> Iterator[Text]:
    for file in sorted((RESOURCES / "messages" / language).glob("*.toml")):
        yield from _flat(tomllib.loads(file.read_text(encoding="utf-8")), file.stem)


def _guides(language: str) -> Iterator[Text]:
    ending = ".md" if language == "en" else ".zh-CN.md"
    pages = [ROOT / f"README{ending}", *(ROOT / "docs" / f"{name}{ending}" for name in GUIDES)]
    for page in pages:
        if page.exists():
            yield Text(page.name, _CODE.sub("", page.read_text(encoding="utf-8")))
