"""What a maintainer needs to know of this machine, as a text without a secret or a user's name."""

import platform
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path

from wecom_console import __version__
from wecom_console.messages.catalogue import Messages
from wecom_console.services.doctor import CheckResult
from wecom_console.services.doctor_words import finding_words, fix_words


def diagnostics(
    messages: Messages, findings: Sequence[CheckResult], more: Mapping[str, str]
) -> str:
    """Versions, system, `more` (what the window adds), and every check with its result."""
    python = ".".join(str(part) for part in sys.version_info[:3])
    facts = {
        "WeCom Console": __version__,
        "Python": f"{python} ({platform.python_implementation()}, {platform.machine()})",
        "System": platform.platform(),
        **more,
    }
    lines = [f"{name}: {value}" for name, value in facts.items()]
    lines.append("")
    for finding in findings:
        name = messages.text(f"cli.doctor.name.{finding.check}")
        lines.append(f"[{finding.health}] {name}: {finding_words(messages, finding)}")
        if fix := fix_words(messages, finding):
            lines.append(f"    {fix}")
    return without_home("\n".join(lines))


def without_home(text: str, home: Path | None = None) -> str:
    """The home folder's path, which mostly is a person's name, as ``~``."""
    place = str(home or Path.home())
    return text.replace(place, "~") if len(place) > 1 else text
