"""Connections as a file for others. References only: a profile holds no secret."""

from collections import Counter
from collections.abc import Sequence
from typing import Final

from wecom_console.domain.profile import Profile
from wecom_console.exchange.config_file import MAX_CONNECTIONS
from wecom_console.exchange.formats.table import CONFIG_FORMATS, FORMATS, ExportFormat, format_named

__all__ = [
    "FORMATS",
    "MAX_CONNECTIONS",
    "PDF",
    "ExportFormat",
    "choose_format",
    "duplicates",
    "format_named",
    "is_too_many",
]


PDF: Final = "pdf"
"""The printed sheet (`services.exporting.printed_sheet`): no text, so it is none of `FORMATS`."""


def duplicates(profiles: Sequence[Profile]) -> tuple[str, ...]:
    """Identifiers that occur more than once: a file may hold each only once."""
    counted = Counter(profile.identifier for profile in profiles)
    return tuple(name for name, count in counted.items() if count > 1)


def is_too_many(count: int, form: ExportFormat) -> bool:
    """Whether a file of so many connections would not be read again."""
    return form in CONFIG_FORMATS and count > MAX_CONNECTIONS


def choose_format(name: str, file_name: str) -> ExportFormat | None:
    """The format called `name`; without one, that of the file's ending, else the first."""
    if name:
        return format_named(name)
    by_suffix = [known for known in FORMATS if file_name.lower().endswith(known.suffix)]
    # `.authing.json` is a `.json` as well; of formats with the same ending the first counts.
    return max(by_suffix, key=lambda known: len(known.suffix), default=FORMATS[0])
