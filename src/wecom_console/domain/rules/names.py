"""Unique identifier and show name. Source: docs/reference/authing.md §1.2."""

import re
from collections.abc import Collection

from wecom_console.domain.problems import Fix
from wecom_console.domain.rules.common import (
    Problems,
    error,
    may_be_secret,
    required,
    shown,
)

IDENTIFIER = re.compile(r"[a-z0-9-]{1,31}")
MAX_IDENTIFIER = 31
MAX_DISPLAY_NAME = 100
MAX_WORD = 40
MAX_ACCEPTED = 80
"""A code with a field behind it."""


def check_identifier(value: str, taken: Collection[str]) -> Problems:
    """1 to 31 of a-z, 0-9 and ``-``; unique among the profiles."""
    field = "identifier"
    if not value.strip():
        return [required(field)]
    if not IDENTIFIER.fullmatch(value):
        # A slug of a secret that was pasted here would still be that secret.
        slug = "" if may_be_secret(value) else slugify(value)
        fixes = (Fix("use", field, slug),) if slug and slug not in taken else ()
        if re.fullmatch(r"[a-z0-9-]+", value):
            return [
                error("identifier.too_long", field, *fixes, length=len(value), max=MAX_IDENTIFIER)
            ]
        wrong = "".join(dict.fromkeys(c for c in value if not re.fullmatch(r"[a-z0-9-]", c)))
        return [error("identifier.characters", field, *fixes, found=shown(" ".join(wrong[:8])))]
    if value in taken:
        free = next_free(value, taken)
        return [error("identifier.taken", field, Fix("use", field, free), value=value)]
    return []


def check_display_name(value: str) -> Problems:
    """Not empty, one line; becomes the text of the login button."""
    field = "display_name"
    if not value.strip():
        return [required(field)]
    if not value.isprintable():
        clean = " ".join("".join(c if c.isprintable() else " " for c in value).split())
        fixes = (Fix("use", field, clean),) if clean and not may_be_secret(clean) else ()
        return [error("display_name.control", field, *fixes)]
    if len(value) > MAX_DISPLAY_NAME:
        return [error("display_name.too_long", field, length=len(value), max=MAX_DISPLAY_NAME)]
    return []


def check_words(field: str, words: Collection[str], *, most: int = MAX_WORD) -> Problems:
    """Tags and accepted codes: short, visible, one line each."""
    if all(w.strip() and w.isprintable() and len(w) <= most for w in words):
        return []
    return [error(f"{field}.form", field, max=most)]


def slugify(text: str) -> str:
    """An identifier made from any text; empty where nothing of it can be kept."""
    lowered = re.sub(r"[^a-z0-9]+", "-", text.lower())
    return lowered.strip("-")[:MAX_IDENTIFIER].strip("-")


def next_free(value: str, taken: Collection[str]) -> str:
    """`value` with the first number behind it that makes it unique."""
    for number in range(2, len(taken) + 3):
        tail = f"-{number}"
        candidate = value[: MAX_IDENTIFIER - len(tail)].rstrip("-") + tail
        if candidate not in taken:
            return candidate
    raise AssertionError("one more candidate than identifiers taken")  # pragma: no cover
