"""The note of a revision: what its author wrote, or what the program itself noted."""

import re
from collections.abc import Collection
from typing import Final

from wecom_console.domain.fields import SECRET_PATHS
from wecom_console.domain.problems import Problem
from wecom_console.domain.rules.common import error
from wecom_console.domain.rules.misplaced import IS_SECRET
from wecom_console.domain.secret_forms import SHORTEST, secret_form

NOTE: Final = "note"
"""What notes are called where a field is named."""

_OWN: Final = {
    "restored": ("number", re.compile(r"[0-9]{1,18}")),
    "duplicated": ("identifier", re.compile(rf".{{0,{SHORTEST - 1}}}")),
    "secret": ("field", re.compile("|".join(map(re.escape, SECRET_PATHS)))),
    "pulled": ("source", re.compile(r"[A-Za-z]{1,31}")),
}


def own_note(note: str) -> tuple[str, str, str] | None:
    """What the program noted: which kind, what its value is called, the value. None for an
    author's text."""
    kind, colon, value = note.partition(":")
    name, pattern = _OWN.get(kind, ("", None))
    return (kind, name, value) if colon and pattern and pattern.fullmatch(value) else None


def check_note(note: str, accepted: Collection[str]) -> Problem | None:
    """A note is stored and shown in the clear, as fields are."""
    if IS_SECRET in accepted or secret_form(note) is None:
        return None
    return error(IS_SECRET, NOTE)
