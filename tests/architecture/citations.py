"""Finds what cites a document of this checkout or a numbered section of it, and leads nowhere.

A citation reads ``docs/reference/wecom.md §2.2, §3 and §15, item 2``. Code names a document by its
path from the root, a document also by the path from its own folder; there a section alone is one of
its own. In code only comments and docstrings cite. The items of a list are not looked up.
"""

import ast
import io
import re
import tokenize
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Final

from architecture.checkout import ROOT

_GAP: Final = r"[\s#]+"
_SECTION: Final = rf"§\d+(?:\.\d+)*(?:,{_GAP}item{_GAP}\d+)?"
_CITED: Final = re.compile(
    rf"(?:(?P<document>[\w./-]+\.md)\)?{_GAP}|(?P<foreign>(?:RFC\s+\d+|https?://\S+){_GAP}))?"
    rf"(?P<sections>{_SECTION}(?:(?:,|{_GAP}(?:and|to)){_GAP}{_SECTION})*)"
)
_NUMBER: Final = re.compile(r"§(\d+(?:\.\d+)*)")
_DOCUMENT: Final = re.compile(r"(?<![\w./:-])[\w./-]*\w\.md\b")
_LINK: Final = re.compile(r"\]\((?!\w+:)([^)#\s]*)(?:#([^)\s]+))?\)")
_HEADING: Final = re.compile(r"^#{1,6} (.*)$", re.MULTILINE)
_FENCED: Final = re.compile(r"^```.*?^```", re.MULTILINE | re.DOTALL)


def dead_citations(file: Path, text: str) -> list[str]:
    """``line: what is wrong`` for each citation in `text`, the text of `file`, that is none."""
    if not ("§" in text or ".md" in text):
        return []
    is_document = file.suffix == ".md"
    prose = _prose(text) if file.suffix == ".py" else text
    found = [*_sections(file, prose), *(_links if is_document else _documents)(file, prose)]
    return [f"{prose.count(chr(10), 0, start) + 1}: {wrong}" for start, wrong in sorted(found)]


def _sections(file: Path, prose: str) -> Iterator[tuple[int, str]]:
    for found in _CITED.finditer(prose):
        if found["foreign"]:
            continue
        if found["document"]:
            document = _resolved(file, found["document"])
        else:
            document = file if file.suffix == ".md" else None
        numbers = _NUMBER.findall(found["sections"])
        if document is None:
            name = found["document"] or "no document"
            yield found.start("sections"), f"§{numbers[0]} of {name}"
            continue
        for number in numbers:
            if number not in numbered(document):
                yield found.start("sections"), f"{document.name} has no §{number}"


def _documents(file: Path, prose: str) -> Iterator[tuple[int, str]]:
    for found in _DOCUMENT.finditer(prose):
        if _resolved(file, found[0]) is None:
            yield found.start(), f"there is no {found[0]}"


def _links(file: Path, prose: str) -> Iterator[tuple[int, str]]:
    for found in _LINK.finditer(prose):
        target = (file.parent / found[1]).resolve() if found[1] else file
        if not target.exists():
            yield found.start(), f"there is no {found[1]}"
        elif found[2] and found[2] not in _anchors(target):
            yield found.start(), f"{target.name} has no #{found[2]}"


def _resolved(file: Path, name: str) -> Path | None:
    folders = (file.parent, ROOT) if file.suffix == ".md" else (ROOT,)
    return next((folder / name for folder in folders if (folder / name).is_file()), None)


def _prose(source: str) -> str:
    """The comments and docstrings of a module, each on the line where it stands."""
    given = source.splitlines()
    kept = [""] * len(given)
    for node in ast.walk(ast.parse(source)):
        match node:
            case ast.Expr(value=ast.Constant(value=str()), end_lineno=int(end)):
                kept[node.lineno - 1 : end] = given[node.lineno - 1 : end]
    for token in tokenize.generate_tokens(io.StringIO(source).readline):
        if token.type == tokenize.COMMENT:
            kept[token.start[0] - 1] = token.string
    return "\n".join(kept)


@cache
def _headings(document: Path) -> tuple[str, ...]:
    return tuple(_HEADING.findall(_FENCED.sub("", document.read_text(encoding="utf-8"))))


def numbered(document: Path) -> set[str]:
    """The numbers that the headings of `document` begin with: ``2``, ``2.1``."""
    numbers = (re.match(r"(\d+(?:\.\d+)*)\.? ", heading) for heading in _headings(document))
    return {number[1] for number in numbers if number}


def _anchors(document: Path) -> set[str]:
    """The fragments by which the headings of `document` are linked to."""
    words = (re.sub(r"[^\w\- ]", "", heading.lower()) for heading in _headings(document))
    return {text.replace(" ", "-") for text in words}
