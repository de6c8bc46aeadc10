"""Tells that a run has ended: aloud what it came to, and to who looks at another program."""

from PySide6.QtCore import QObject, QTimer

from wecom_console.gui.features.login_test.explanation_pane import ExplanationPane
from wecom_console.gui.features.login_test.legs_card import LegsCard
from wecom_console.gui.features.login_test.presenter.state import ScenarioBoard
from wecom_console.gui.features.login_test.scenario_card import ScenarioCard
from wecom_console.gui.read_out import read_out
from wecom_console.gui.shell.notification import tell_end
from wecom_console.gui.spoken import spoken_list


class RunEnd(QObject):
    """Says what the cards show then: a blind user hears what others see."""

    def __init__(self, legs: LegsCard, explanation: ExplanationPane, shelf: ScenarioCard) -> None:
        super().__init__(legs)
        self._legs, self._explanation, self._shelf = legs, explanation, shelf
        self._ran = 0

    def follow(self, board: ScenarioBoard) -> None:
        """Notes how many are under way, and that they no longer are."""
        if board.is_running:
            self._ran = board.total
        elif self._ran:
            ran, self._ran = self._ran, 0
            QTimer.singleShot(0, self, lambda: self._tell(ran))  # the cards follow one by one

    def _tell(self, ran: int) -> None:
        result = self._shelf.batch.words() if ran > 1 else self._legs.accessibleName()
        read_out(self._legs, spoken_list((result, self._explanation.accessibleName())))
        if ran > 1:
            ended = self.tr("{n} scenarios finished.").format(n=ran)
            tell_end(self._legs.window(), ended)
