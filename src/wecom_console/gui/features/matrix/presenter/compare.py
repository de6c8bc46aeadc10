"""The runs of the matrix beside those of an earlier report."""

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from wecom_console.domain.verdicts import Verdict
from wecom_console.flow.events import Event
from wecom_console.flow.summary import Ending
from wecom_console.gui.features.matrix.presenter.state import ReportDifference
from wecom_console.gui.parts.presenter.explanations import short_code
from wecom_console.messages.catalogue import Messages
from wecom_console.reports.replay import MISSING, RunDifference, compare

if TYPE_CHECKING:
    from wecom_console.services.runs.recorded import RunsUntold


def compare_with(
    path: Path, events: Callable[[], Sequence[tuple[Event, ...]]]
) -> "tuple[RunDifference, ...] | RunsUntold":
    """What has changed since the report in `path`. Only what has run now is compared. Blocks."""
    from wecom_console.services.runs.recorded import RunsUntold, read_runs  # with the services

    before = read_runs(path)
    if isinstance(before, RunsUntold):
        return before
    if before.found.damaged:
        return RunsUntold("replay.damaged", {"line": before.found.damaged[0]})
    differences = compare(before.runs, events())
    return tuple(d for d in differences if not (d.leg is None and d.after == MISSING))


def change_of(difference: RunDifference, messages: Messages) -> ReportDifference:
    """A difference in words."""
    text = messages.text
    return ReportDifference(
        difference.connection,
        text(f"platform.{difference.platform}"),
        text(f"scenario.{difference.scenario}.title"),
        text(f"leg.{difference.leg.value}") if difference.leg is not None else "",
        _word(difference.before, messages),
        _word(difference.after, messages),
    )


def _word(told: str, messages: Messages) -> str:
    """``failed wecom.60020`` as a verdict's word and the code; an ending by its name."""
    word, _, code = told.partition(" ")
    if word in {verdict.value for verdict in Verdict}:
        return f"{messages.text(f'verdict.{word}')} {short_code(code)}".strip()
    if word == MISSING:
        return messages.text("compare.missing")
    return messages.text(f"compare.{word}") if word in set(Ending) else told
