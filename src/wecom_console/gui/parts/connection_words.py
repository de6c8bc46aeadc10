"""The sentences of a row, in the language of the moment."""

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QObject

from wecom_console.domain.profile import DEMO_TAG
from wecom_console.domain.verdicts import Verdict
from wecom_console.gui.parts.presenter.connection_rows import LastResult, SourceRow
from wecom_console.gui.spoken import spoken_list
from wecom_console.gui.theme.metrics import Weight
from wecom_console.gui.widgets.login.verdicts import verdict_token
from wecom_console.services.wall_clock import wall_clock

MINUTE = 60
HOUR = 60 * MINUTE


@dataclass(frozen=True, slots=True)
class Phrase:
    """A few words in one colour and weight."""

    text: str
    color: str
    weight: Weight = Weight.REGULAR


@dataclass(frozen=True, slots=True)
class ResultWords:
    """The two lines below the legs; `icon` stands before the first, and `alarm`, in red, before
    the second."""

    phrases: tuple[Phrase, ...]
    detail: str
    icon: str = ""
    alarm: str = ""


class SourceWords(QObject):
    """`clock` gives seconds since the epoch."""

    def __init__(self, clock: Callable[[], float], *, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._clock = clock

    def environment(self, environment: str) -> str:
        """The word on the tag."""
        match environment:
            case "production":
                return self.tr("Production")
            case "test":
                return self.tr("Staging")
            case "simulator":
                return self.tr("Simulator")
            case "development":
                return self.tr("Development")
            case _:
                return environment

    def verdict(self, verdict: Verdict) -> str:
        """The word of the legend."""
        match verdict:
            case Verdict.PROVEN:
                return self.tr("Proven")
            case Verdict.SIMULATED:
                return self.tr("Simulated")
            case Verdict.FAILED:
                return self.tr("Failed")
            case Verdict.SKIPPED:
                return self.tr("Skipped")
            case Verdict.NOT_PROVABLE:
                return self.tr("Not provable here")

    def draft(self, row: SourceRow) -> str:
        """The word of the tag beside the name; empty for what is stored as it is."""
        if row.is_in_progress:
            return self.tr("In progress") if row.is_draft else self.tr("Unsaved changes")
        return self.tr("Draft") if row.is_draft else ""

    def name(self, row: SourceRow) -> str:
        """The show name; a form on which it has not been typed yet has none."""
        return row.name or self.tr("New connection")

    def ids(self, row: SourceRow) -> str:
        """CorpID and AgentID on one line."""
        corp = self.tr("Enterprise ID {corp_id}").format(corp_id=row.corp_id) if row.corp_id else ""
        agent = self.tr("AgentID {agent_id}").format(agent_id=row.agent_id) if row.agent_id else ""
        return " · ".join(part for part in (corp, agent) if part)

    def action(self, row: SourceRow) -> tuple[str, str]:
        """Text and icon of the row's button."""
        if row.is_draft:
            return self.tr("Continue"), "pencil"
        if row.outcome is LastResult.STALE:
            return self.tr("Test again"), "play"
        return self.tr("Run test"), "play"

    def more(self, row: SourceRow) -> str:
        """The accessible name of the three dots."""
        return self.tr("More actions for {name}").format(name=self.name(row))

    def result(self, row: SourceRow) -> ResultWords:
        """What the last test says."""
        match row.outcome:
            case LastResult.UNTESTED:
                words = (Phrase(self.tr("Not tested yet"), "text", Weight.MEDIUM),)
                return ResultWords(words, self._edited(row))
            case LastResult.STALE:
                words = (
                    Phrase(self.tr("Changed since the last test"), "warning", Weight.SEMIBOLD),
                )
                alarm = self._alarm(row)
                return ResultWords(words, self._edited(row), icon="warning", alarm=alarm)
            case LastResult.FAILED:
                words = (Phrase(self._failure(row), "error", Weight.SEMIBOLD),)
                return ResultWords(words, self._tested(row), alarm=self._alarm(row))
            case LastResult.UNPROVEN | LastResult.UNEXPECTED if not row.legs:
                words = (Phrase(self.tr("Login not tested"), "text", Weight.MEDIUM),)
                return ResultWords(words, self._tested(row), alarm=self._alarm(row))
            case LastResult.TESTED | LastResult.UNEXPECTED | LastResult.UNPROVEN:
                counts = tuple(
                    Phrase(
                        self._count(verdict, number),
                        verdict_token(verdict),
                        Weight.SEMIBOLD if verdict is Verdict.PROVEN else Weight.REGULAR,
                    )
                    for verdict, number in row.counts()
                )
                return ResultWords(counts, self._tested(row), alarm=self._alarm(row))

    def describe(self, row: SourceRow) -> str:
        """The whole row for screen readers."""
        result = self.result(row)
        parts = (
            self.name(row),
            self.draft(row),
            *(tag for tag in row.tags if tag != DEMO_TAG),
            row.identifier,
            self.environment(row.environment),
            *(phrase.text for phrase in result.phrases),
            result.alarm,
            result.detail,
        )
        return spoken_list(parts)

    def ago(self, moment: float, *, inside: bool = False) -> str:
        """``3 min ago``, ``yesterday, 17:42``, or the date; `inside` a sentence that goes on."""
        now = self._clock()
        past = max(0.0, now - moment)
        if past < MINUTE:
            return self.tr("just now")
        if past < HOUR:
            return self.tr("{n} min ago").format(n=int(past // MINUTE))
        then, today = wall_clock(moment), wall_clock(now)
        days = (today.date() - then.date()).days
        if days == 0 or past < 6 * HOUR:
            hours = int(past // HOUR)
            return self.tr("1 hour ago") if hours == 1 else self.tr("{n} hours ago").format(n=hours)
        clock = then.strftime("%H:%M")
        date = then.strftime("%Y-%m-%d")
        if days == 1:
            text = self.tr("yesterday, {time},") if inside else self.tr("yesterday, {time}")
        else:
            text = self.tr("{date}, {time},") if inside else self.tr("{date}, {time}")
        return text.format(date=date, time=clock)

    def _edited(self, row: SourceRow) -> str:
        when = self.ago(row.updated_at)
        if row.is_draft and row.is_in_progress:
            return self.tr("Not created yet, edited {when}").format(when=when)
        if row.is_draft:
            return self.tr("Draft, edited {when}").format(when=when)
        return self.tr("Edited {when}").format(when=when)

    def _alarm(self, row: SourceRow) -> str:
        if row.unexpected == 0 or row.scenarios == 1:
            return ""
        return self.tr("{n} not as expected").format(n=row.unexpected)

    def _tested(self, row: SourceRow) -> str:
        """Of one scenario when and against what; of several how many are as expected, and when."""
        if row.scenarios > 1:
            text = self.tr("{n} of {total} scenarios as expected · {when}")
            when = self.ago(row.tested_at)
            return text.format(n=row.as_expected, total=row.scenarios, when=when)
        when = self.ago(row.tested_at, inside=True)
        text = {
            "authing": self.tr("Tested {when} against Authing"),
            "wecom": self.tr("Tested {when} against the WeCom API"),
            "simulator": self.tr("Tested {when} against the simulator"),
            "casdoor": self.tr("Tested {when} against Casdoor"),
        }.get(row.backend, self.tr("Tested {when} against an HTTP backend"))
        return text.format(when=when)

    def _count(self, verdict: Verdict, number: int) -> str:
        match verdict:
            case Verdict.PROVEN:
                text = self.tr("{n} proven")
            case Verdict.SIMULATED:
                text = self.tr("{n} simulated")
            case Verdict.FAILED:
                text = self.tr("{n} failed")
            case Verdict.SKIPPED:
                text = self.tr("{n} skipped")
            case Verdict.NOT_PROVABLE:
                text = self.tr("{n} not provable")
        return text.format(n=number)

    def _failure(self, row: SourceRow) -> str:
        if row.failure and row.failure_code:
            text = self.tr("Leg {leg} failed: {what} ({code})")
        elif row.failure:
            text = self.tr("Leg {leg} failed: {what}")
        else:
            text = self.tr("Leg {leg} failed")
        return text.format(leg=row.failed_leg, what=row.failure, code=row.failure_code)
