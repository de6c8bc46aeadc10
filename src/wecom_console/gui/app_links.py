"""``wecom-console://`` links: what a wiki page, a ticket or a chat can point at. Qt-free.

A link shows something and changes nothing: it comes from anywhere. It holds names, or connections
to be looked at before they are imported, and no secret.
"""

import re
from dataclasses import dataclass
from typing import Final
from urllib.parse import parse_qs, urlsplit

SCHEME: Final = "wecom-console"
LONGEST: Final = 8_192
PAGES: Final = ("sources", "simulator", "share", "settings", "matrix")
_IDENTIFIER: Final = re.compile(r"[a-z0-9-]{1,31}")
_SCENARIO: Final = re.compile(r"[a-z0-9-]{1,60}")


@dataclass(frozen=True, slots=True)
class AppLink:
    """`page` is the page's key; `identifier` and `scenario` name what is shown there, `text` is
    what is to be explained, or the link itself where it carries connections."""

    page: str
    identifier: str = ""
    scenario: str = ""
    text: str = ""


def is_link(target: str) -> bool:
    """Whether an argument is a link rather than a file."""
    return target[: len(SCHEME) + 1].lower() == f"{SCHEME}:"


def read_link(text: str) -> AppLink | None:
    """What a link shows; None for one that this version does not know."""
    if len(text) > LONGEST or not text.isprintable():
        return None
    try:
        url = urlsplit(text)
        query = parse_qs(url.query, max_num_fields=8)
    except ValueError:
        return None
    if url.scheme.lower() != SCHEME:
        return None
    path = url.path.strip("/")
    scenario = query.get("scenario", [""])[0]
    match url.netloc.lower():
        case "connection" if _IDENTIFIER.fullmatch(path):
            return AppLink("detail", identifier=path)
        case "test" if not path:
            return AppLink("test")
        case "test" if _IDENTIFIER.fullmatch(path) and (
            not scenario or _SCENARIO.fullmatch(scenario)
        ):
            return AppLink("test", identifier=path, scenario=scenario)
        case "explain" if not path:
            return AppLink("explain", text=query.get("text", [""])[0])
        case "import" if not path:
            return AppLink("share", text=text)
        case page if page in PAGES and not path:
            return AppLink(page)
        case _:
            return None
