"""What the page paints, made of what is looked at and how far the runs are. Qt-free."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from wecom_console.domain.verdicts import Leg
from wecom_console.gui.features.login_test.presenter.comparing import compared
from wecom_console.gui.features.login_test.presenter.deciding import calls_of
from wecom_console.gui.features.login_test.presenter.judgement import waiting_sentence
from wecom_console.gui.features.login_test.presenter.progress import RunProgress
from wecom_console.gui.features.login_test.presenter.results import StoredResult
from wecom_console.gui.features.login_test.presenter.selection import Selection
from wecom_console.gui.features.login_test.presenter.state import (
    ComparedRuns,
    LegBoard,
    LegDetail,
    ScenarioBoard,
    Shown,
)
from wecom_console.gui.features.login_test.presenter.wording import (
    ScenarioLines,
    leg_board,
    leg_detail,
    leg_to_show,
)
from wecom_console.gui.parts.presenter.choices import phone_mode
from wecom_console.gui.parts.presenter.run_state import RunState
from wecom_console.messages.catalogue import Messages
from wecom_console.reports.curl import curl_commands
from wecom_console.services.runs.orders import PhoneMode

"""The scenario of the login that should work."""


@dataclass(slots=True)
class LoginTestViews:
    """Reads selection and progress, changes neither. `words` are a team's own titles by code."""

    selection: Selection
    progress: RunProgress
    messages: Messages
    words: Mapping[str, str] = field(default_factory=dict)
    _lines: ScenarioLines = field(init=False)

    def __post_init__(self) -> None:
        self.speak(self.messages)

    def speak(self, messages: Messages) -> None:
        """From now on in another language, or with other titles."""
        self.messages = messages.with_words(self.words)
        self._lines = ScenarioLines(self.messages)

    @property
    def run(self) -> RunState | None:
        """The run that is looked at."""
        result = self._result
        return result.run if result is not None else None

    @property
    def leg(self) -> Leg:
        """The leg that is looked at: the chosen one, else the one that says most."""
        chosen = self.selection.leg
        return chosen if chosen is not None else leg_to_show(self.run)

    def board(self) -> ScenarioBoard:
        """The scenarios, each with its last run here."""
        progress, chosen = self.progress, self.selection
        place = chosen.place
        board = self._lines.board(
            chosen.offers,
            {name: progress.results.get(place, name) for name in chosen.names()},
            waiting=frozenset(progress.waiting) if progress.is_at(place) else (),
            current=chosen.scenario,
            phone=progress.order.phone if progress.order is not None else PhoneMode.AUTO,
        )
        batch = progress.result_of(place, board.items)
        return progress.counted(replace(board, batch=batch))

    def shown(self) -> Shown | None:
        """What the phone is about; None before there is a connection."""
        chosen, order = self.selection, self.progress.order
        if chosen.connection is None:
            return None
        return Shown(
            profile=chosen.connection.profile,
            member=chosen.connection.member,
            platform=chosen.controls.platform,
            run=self.run,
            is_live=self.progress.is_live(chosen.place, chosen.scenario),
            phone=order.phone if order is not None else phone_mode(chosen.controls),
        )

    def legs(self) -> LegBoard:
        """The leg table."""
        result = self._result
        return leg_board(
            self.run,
            self.leg,
            self.messages,
            is_stale=self._is_stale,
            scenario=self.selection.scenario,
            waits_for=self.waits_for(),
            is_stored=result is not None and result.is_stored,
            can_compare=self.last_success() is not None,
        )

    def waits_for(self) -> str:
        """What the run that is looked at waits for, of a person."""
        shown = self.shown()
        if shown is None or shown.run is None or not shown.is_live:
            return ""
        return waiting_sentence(shown.run, shown.phone, self.messages)

    def last_success(self) -> RunState | None:
        """The last run of the login that should work, where it did and is not the one at hand."""
        return self.progress.results.last_success(self.selection.place, besides=self.run)

    def detail(self) -> LegDetail:
        """Everything about the leg that is looked at."""
        connection = self.selection.connection
        return leg_detail(
            self.run,
            self.leg,
            self.messages,
            is_stale=self._is_stale,
            profile=connection.profile if connection is not None else None,
            scenario=self.selection.scenario,
            waits_for=self.waits_for(),
        )

    def compared(self) -> ComparedRuns:
        """The run that is looked at beside the last that succeeded."""
        return compared(self.run or RunState(), self.last_success(), self.messages)

    def curl(self) -> str:
        """The requests of the leg that is looked at, or of all where it has none, as shell
        commands."""
        run = self.run
        return "" if run is None else curl_commands(run.leg(self.leg).exchanges or calls_of(run))

    def finished_runs(self) -> tuple[RunState, ...]:
        """The runs a report is made of: of all scenarios, in their order."""
        chosen = self.selection
        runs = self.progress.results.all_of(chosen.place, chosen.names())
        return tuple(run for run in runs if run.end is not None)

    @property
    def _result(self) -> StoredResult | None:
        return self.progress.results.get(self.selection.place, self.selection.scenario)

    @property
    def _is_stale(self) -> bool:
        result = self._result
        return result is not None and result.is_stale
