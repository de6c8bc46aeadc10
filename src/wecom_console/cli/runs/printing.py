"""A run as a person reads it: a line per leg as it ends, why it failed, how it all ended."""

from collections.abc import Callable
from typing import Final

from wecom_console.cli.causes import cause_lines
from wecom_console.cli.columns import cells, padded
from wecom_console.cli.session import CliSession
from wecom_console.cli.terminal import one_line
from wecom_console.domain.verdicts import Leg, Verdict
from wecom_console.flow.events import (
    Event,
    LegFinished,
    RunCrashed,
    RunFinished,
    RunStarted,
    RunStopped,
)
from wecom_console.flow.explanations import Explanation, ending_text, explain, plain
from wecom_console.flow.summary import Ending, RunSummary, verdict_summary
from wecom_console.services.causes import ProfileByHash, diagnosis_of_leg, profile_of_run

_SIGNS: Final = {
    Verdict.PROVEN: "✓",
    Verdict.SIMULATED: "◌",
    Verdict.FAILED: "✗",
    Verdict.SKIPPED: "–",
    Verdict.NOT_PROVABLE: "?",
}
_STYLES: Final = {
    Verdict.PROVEN: "good",
    Verdict.SIMULATED: "dim",
    Verdict.FAILED: "bad",
    Verdict.SKIPPED: "dim",
    Verdict.NOT_PROVABLE: "warn",
}


class RunPrinter:
    """Hears the events of runs, one after the other, and writes lines."""

    def __init__(
        self, session: CliSession, write: Callable[[str], None], profiles: ProfileByHash
    ) -> None:
        self._session = session
        self._profiles = profiles
        self._write = write
        self._events: list[Event] = []
        words = [session.messages.text(f"leg.{leg.value}") for leg in Leg]
        self._leg_width = max(cells(word) for word in words)
        verdicts = [session.messages.text(f"verdict.{verdict.value}") for verdict in Verdict]
        self._verdict_width = max(cells(word) for word in verdicts)

    def hear(self, event: Event) -> None:
        """Write what the event has to say."""
        if isinstance(event, RunStarted):
            self._events = []
        self._events.append(event)
        match event:
            case RunStarted():
                self._begin(event)
            case LegFinished():
                self._leg(event)
            case RunFinished() | RunStopped() | RunCrashed():
                self._end()
            case _:
                pass

    def _begin(self, event: RunStarted) -> None:
        messages = self._session.messages
        parts = [
            one_line(event.connection),
            messages.text(f"scenario.{event.scenario}.title"),
            messages.text(f"platform.{event.platform.value}"),
            messages.text(f"backend.{event.backend.value}"),
        ]
        self._write(self._session.terminal.styled(" · ".join(parts), "bold"))

    def _leg(self, event: LegFinished) -> None:
        session = self._session
        name = padded(session.messages.text(f"leg.{event.leg.value}"), self._leg_width)
        word = session.messages.text(f"verdict.{event.verdict.value}")
        sign = session.terminal.sign(_SIGNS[event.verdict], "*")
        told = explain(session.messages, event.code, event.params) if event.code else None
        shown = session.terminal.styled(
            f"{sign} {padded(word, self._verdict_width)}", _STYLES[event.verdict]
        )
        title = one_line(told.title) if told else ""
        self._write(f"  {event.leg.number} {name}  {shown}  {title}".rstrip())
        if told:
            for line in self._why(event, told):
                self._write(f"      {one_line(plain(line))}")

    def _why(self, event: LegFinished, told: Explanation) -> list[str]:
        """Cause and fix; of several causes the likeliest, with what speaks for it."""
        messages, profile = self._session.messages, profile_of_run(self._events, self._profiles)
        known = diagnosis_of_leg(messages, self._events, event.leg, profile)
        if known is None:
            is_failed = event.verdict is Verdict.FAILED
            return [part for part in (told.cause, told.fix, told.note) if part and is_failed]
        return cause_lines(messages, known)

    def _end(self) -> None:
        run = verdict_summary(self._events)
        if run is None:
            return
        told = ending_text(self._session.messages, run)
        shown = self._session.terminal.styled(told, _style_of(run))
        where = f" ({run.where})" if run.where else ""
        self._write(f"  → {shown}{where}")


def _style_of(run: RunSummary) -> str:
    """Green is for what was proven for real: an expected refusal, and what the simulator said, are
    as expected and no more."""
    match run.ending:
        case Ending.AS_EXPECTED if run.is_proven:
            return "good"
        case Ending.AS_EXPECTED:
            return "bold"
        case Ending.UNPROVEN:
            return "warn"
        case _:
            return "bad"
