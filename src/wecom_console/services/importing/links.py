"""Links that carry connections, both ways. A link comes from anywhere: nothing of this computer is
read for it, and where it would send the secrets that are kept here is said."""

import dataclasses
from collections.abc import Sequence
from typing import TYPE_CHECKING, Final

from wecom_console.domain.problems import Problem, Severity
from wecom_console.exchange.config_link import (
    BEGIN,
    LinkTooLong,
    is_console_link,
    local_references,
    read_link,
    write_link,
)
from wecom_console.exchange.file_problem import FileProblem
from wecom_console.services.config_files import CheckedFile, check_config

if TYPE_CHECKING:  # it takes what is here
    from wecom_console.services.importing.items import ImportItem

__all__ = [
    "LINK_NAME",
    "LinkTooLong",
    "check_link",
    "is_console_link",
    "local_references",
    "with_destinations",
    "write_link",
]

LINK_NAME: Final = BEGIN.rstrip("?")
"""What a link is called: the rest of one is long, and says nothing to a person."""

DESTINATIONS: Final = (
    "wecom.base_url",
    "backend.host",
    "backend.app_host",
    "backend.http.url",
    "network.proxy",
    "network.ca_file",
)
"""Where a connection's secrets and codes are sent, and what vouches for it."""

LONGEST_TOLD: Final = 200


def check_link(text: str) -> CheckedFile | FileProblem:
    """Read and check what a link carries."""
    file = read_link(text)
    return file if isinstance(file, FileProblem) else check_config(file)


def with_destinations(items: "Sequence[ImportItem]") -> "tuple[ImportItem, ...]":
    """The same, with a warning at each change of where a stored connection's secrets go."""
    return tuple(_with_destinations(item) for item in items)


def _with_destinations(item: "ImportItem") -> "ImportItem":
    problems = []
    for change in item.changes:
        if change.path in DESTINATIONS and change.after:
            params = {"value": str(change.after)[:LONGEST_TOLD]}
            problems.append(Problem("link.destination", change.path, Severity.WARNING, params))
    report = dataclasses.replace(item.report, problems=(*item.report.problems, *problems))
    return dataclasses.replace(item, report=report)
