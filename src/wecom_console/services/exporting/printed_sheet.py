"""The sheet that is printed for whoever tests with a phone in the hand: what to scan, and what
should happen then. Qt-free; the window's part draws it.
"""

import json
import sys
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from wecom_console.domain.documents import to_raw
from wecom_console.domain.profile import Profile
from wecom_console.domain.raw import get_value
from wecom_console.domain.verdicts import Platform
from wecom_console.messages.catalogue import Messages
from wecom_console.messages.problems import field_label
from wecom_console.services.doctor import run_program
from wecom_console.services.runs.links import Choose, DeepLink, LinkKind, make_link

TIMEOUT_S: Final = 60.0
FACTS: Final = (
    "corp_id",
    "agent_id",
    "schema",
    "android.package",
    "android.signature_md5",
    "ios.bundle_id",
    "harmony.bundle_name",
    "backend.app_host",
    "backend.app_id",
)

# The drawing may be imported by its own process only: a missing native library would end ours.
_DRAW: Final = "import sys\nfrom wecom_console.gui.printing import main\nsys.exit(main())\n"


@dataclass(frozen=True, slots=True)
class SheetCode:
    """A link to scan. `expect` says what should happen, and what it means where it does not."""

    title: str
    expect: str
    link: str


@dataclass(frozen=True, slots=True)
class Sheet:
    """One page about one connection, in one language. No secret is on it."""

    title: str
    identifier: str
    environment: str
    intro: str
    codes: tuple[SheetCode, ...]
    facts: tuple[tuple[str, str], ...]
    note: str


@dataclass(frozen=True, slots=True)
class NotDrawn:
    """The drawing's process did not do it; `told` is what it wrote."""

    told: str


def sheet_of(profile: Profile, messages: Messages, *, choose: Choose) -> Sheet:
    """The page of `profile`. Its links belong to no run: `choose` makes their states."""
    text = messages.text
    raw = to_raw(profile)
    values = ((path, get_value(raw, path)) for path in FACTS)
    return Sheet(
        title=profile.display_name,
        identifier=profile.identifier,
        environment=text(f"environment.{profile.environment}"),
        intro=text("printed.intro"),
        codes=tuple(_codes(profile, messages, choose)),
        facts=tuple((field_label(messages, path), str(value)) for path, value in values if value),
        note=text("printed.note"),
    )


def _codes(profile: Profile, messages: Messages, choose: Choose) -> Iterator[SheetCode]:
    text = messages.text
    has_app = {
        Platform.IOS: bool(profile.ios.bundle_id),
        Platform.ANDROID: bool(profile.android.package),
    }
    # A camera opens an iPhone's link; Android's needs a scanner that knows it, or a cable.
    platforms = [platform for platform, there in has_app.items() if there] or [Platform.ANDROID]
    wanted = [(LinkKind.REQUEST, platform) for platform in platforms]
    for kind, platform in (*wanted, (LinkKind.RETURN, platforms[0])):
        made = make_link(profile, kind, platform, choose=choose)
        if isinstance(made, DeepLink):
            title = text(f"printed.{kind}", platform=text(f"platform.{platform}"))
            yield SheetCode(title, text(f"printed.{kind}_expect.{platform}"), made.url)
    host = profile.backend.app_host
    if len(wanted) == 1 and host.startswith(("https://", "http://")):
        yield SheetCode(text("printed.hosted"), text("printed.hosted_expect"), host)


def as_pdf(
    profiles: Sequence[Profile],
    language: str,
    environment: Mapping[str, str],
    *,
    script: str = _DRAW,
) -> bytes | NotDrawn:
    """The sheets as PDF, a page each: drawn by the window's part, in a process of its own. Blocks.
    The documents that go there name where secrets are kept, and hold none."""
    asked = {"language": language, "documents": [to_raw(profile) for profile in profiles]}
    ran = run_program(
        [sys.executable, "-c", script],
        {**environment, "QT_QPA_PLATFORM": "offscreen"},
        TIMEOUT_S,
        given=json.dumps(asked).encode(),
    )
    if ran.code == 0 and ran.raw.startswith(b"%PDF-"):
        return ran.raw
    lines = [line for line in ran.err.splitlines() if line.strip()]
    return NotDrawn(lines[-1] if lines else "")
