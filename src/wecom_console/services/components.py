"""What this program is made of besides its own code: packages, versions, licences.

Read from what is installed, so that it is true of this very copy, packaged or not.
"""

import re
import sys
from collections.abc import Callable, Iterator
from importlib import metadata
from typing import Final, NamedTuple

PROGRAM: Final = "wecom-console"
_REQUIREMENT: Final = re.compile(
    r"(?P<name>[A-Za-z0-9][\w.-]*)\s*(?:\[(?P<extras>[^\]]*)\])?[^;]*(?:;(?P<marker>.*))?"
)
_EXTRA: Final = re.compile(r"""\bextra\s*==\s*["']([^"']+)["']""")
_CLASSIFIER: Final = "License :: OSI Approved :: "
_LICENCE_FILE: Final = re.compile(r"(?i)(?:^|/)(?:licen[cs]e|copying|notice)[^/]*$")
LONGEST: Final = 60

Find = Callable[[str], metadata.Distribution]


class Component(NamedTuple):
    """A package. `licence` is its own word for it, an SPDX expression mostly."""

    name: str
    version: str
    licence: str


def components(find: Find = metadata.distribution) -> tuple[Component, ...]:
    """The packages that the program needs, those that they need, and Python, by name."""
    found: dict[str, Component] = {}
    for distribution in _needed(find):
        told = distribution.metadata
        name = told["Name"]
        found[_plain(name)] = Component(name, distribution.version, _licence(told))
    python = ".".join(str(part) for part in sys.version_info[:3])
    found["python"] = Component("Python", python, "PSF-2.0")
    return tuple(found[key] for key in sorted(found))


def licence_text(name: str, find: Find = metadata.distribution) -> str:
    """What the package brings as its licence; empty where it brings none."""
    try:
        distribution = find(name)
    except metadata.PackageNotFoundError:
        return ""
    files = [one for one in distribution.files or () if _LICENCE_FILE.search(str(one))]
    texts = []
    for one in files:
        try:
            texts.append(one.read_text(encoding="utf-8").strip())
        except (OSError, UnicodeDecodeError):
            continue
    return "\n\n".join(texts)


def _needed(find: Find) -> Iterator[metadata.Distribution]:
    waiting: list[tuple[str, frozenset[str]]] = [(PROGRAM, frozenset())]
    seen = set(waiting)
    while waiting:
        name, extras = waiting.pop()
        try:
            distribution = find(name)
        except metadata.PackageNotFoundError:  # of another system or Python
            continue
        if name != PROGRAM:
            yield distribution
        for requirement in distribution.requires or ():
            parts = _REQUIREMENT.match(requirement)
            if parts is None:
                continue
            asked = _EXTRA.search(parts["marker"] or "")
            if asked is not None and asked[1] not in extras:
                continue
            wanted = frozenset(part.strip() for part in (parts["extras"] or "").split(",") if part)
            one = (_plain(parts["name"]), wanted)
            if one not in seen:
                seen.add(one)
                waiting.append(one)


def _licence(told: "metadata.PackageMetadata") -> str:
    named = (*(told.get_all("License-Expression") or ()), *(told.get_all("License") or ()))
    stated = next(iter(named), "")
    first = stated.strip().splitlines()[0].strip() if stated.strip() else ""
    if first and len(first) <= LONGEST:
        return first
    classified = [
        value.removeprefix(_CLASSIFIER)
        for value in told.get_all("Classifier") or ()
        if value.startswith(_CLASSIFIER)
    ]
    return ", ".join(classified) or first[:LONGEST] or "?"


def _plain(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()
