"""Three steps for who is here for the first time; the last one is a whole login."""

from collections.abc import Callable
from typing import Final

from PySide6.QtCore import QObject, Qt, QTimer, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from wecom_console.gui.features.login_test.page import LoginTestPage
from wecom_console.gui.features.login_test.presenter.state import ScenarioBoard
from wecom_console.gui.features.sources.build import open_demo
from wecom_console.gui.parts.presenter.scenario_model import ScenarioMark
from wecom_console.gui.shell.context import ShellContext
from wecom_console.gui.shell.page import Page
from wecom_console.gui.theme.metrics import PAGE_EDGE
from wecom_console.gui.widgets.boxes.notice import NoticeBox, NoticeTone

STEPS: Final = 3
SUCCESS: Final = "success"
_ENDS: Final = frozenset(
    {
        ScenarioMark.AS_EXPECTED,
        ScenarioMark.NOT_AS_EXPECTED,
        ScenarioMark.UNPROVEN,
        ScenarioMark.STOPPED,
    }
)


class TourBar(QWidget):
    """The tour's words and buttons, above the page that they speak of."""

    def __init__(self, context: ShellContext) -> None:
        super().__init__()
        self.setObjectName("tour_bar")
        self.notice = NoticeBox(context.theme, tone=NoticeTone.INFO, name="tour_notice")
        self.next = self.notice.add_button("", primary=True, name="tour_next_button")
        self.leave = self.notice.add_button("", name="tour_leave_button")
        column = QVBoxLayout(self)
        column.setContentsMargins(PAGE_EDGE, 12, PAGE_EDGE, 0)
        column.addWidget(self.notice)


class Tour(QObject):
    """Goes through the pages by itself and leaves everything usable meanwhile. `page` gives the
    page in front; `ended` is sent when the bar is put away."""

    ended = Signal()

    def __init__(
        self,
        context: ShellContext,
        *,
        page: Callable[[], Page | None],
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._context = context
        self._page = page
        self._step = 0
        self._passed: bool | None = None
        self._test: LoginTestPage | None = None
        self.bar = TourBar(context)
        self.bar.next.clicked.connect(self._on_next_clicked)
        self.bar.leave.clicked.connect(self.end)
        context.languages.language_changed.connect(self._on_language_changed)

    def start(self) -> None:
        """From the first step."""
        self._go(1)

    def end(self) -> None:
        """Puts the bar away; where one is, one stays."""
        self._forget_test()
        self._context.languages.language_changed.disconnect(self._on_language_changed)
        page = self._page()
        if page is not None:  # else Enter, pressed once more, starts whatever stands next
            page.setFocus(Qt.FocusReason.OtherFocusReason)
        self.bar.hide()
        self.bar.deleteLater()
        self.deleteLater()
        self.ended.emit()

    def retranslate(self) -> None:
        """Takes the words of the language."""
        words = {
            1: (
                self.tr("1 of 3: your identity sources"),
                self.tr("They are listed here with the result of their last login."),
            ),
            2: (
                self.tr("2 of 3: the same path as in the console"),
                self.tr("Source, variant, form: every field is checked as you type."),
            ),
            3: (self.tr("3 of 3: a whole login"), self._outcome()),
        }
        title, sentence = words[self._step]
        self.bar.notice.set_title(title)
        self.bar.notice.set_rows((("", sentence),))
        last = self._step == STEPS
        again = last and self._passed is False
        finish = self.tr("Try again") if again else self.tr("Finish")
        self.bar.next.setText(finish if last else self.tr("Next"))
        self.bar.leave.setText(self.tr("Exit the tour"))
        self.bar.leave.setVisible(not last or self._passed is not True)
        waits = last and self._passed is None
        self.bar.next.set_reason(self.tr("Logging in") if waits else "")

    def _outcome(self) -> str:
        match self._passed:
            case None:
                return self.tr("The demo connection logs in with the built-in simulator.")
            case True:
                return self.tr("Logged in. Leg 1 is proven here, the others are simulated.")
            case False:
                return self.tr("The login did not complete. The failed leg shows why.")

    def _go(self, step: int) -> None:
        self._step = step
        match step:
            case 1:
                self._context.navigate("sources", None)
            case 2:
                self._context.navigate("wizard", None)
            case _:
                self._log_in()
        self.retranslate()
        # After the page, which takes the keyboard to where its own work begins.
        QTimer.singleShot(0, self.bar, self._take_keyboard)

    def _take_keyboard(self) -> None:
        self.bar.next.setFocus(Qt.FocusReason.OtherFocusReason)

    def _log_in(self) -> None:
        self._forget_test()
        self._passed = None
        self._context.navigate("test", None)
        page = self._page()
        if isinstance(page, LoginTestPage):
            self._test = page
            page.presenter.board_changed.connect(self._on_board_changed)
        open_demo(self._context)

    def _forget_test(self) -> None:
        if self._test is not None:
            self._test.presenter.board_changed.disconnect(self._on_board_changed)
            self._test = None

    def _on_board_changed(self, board: ScenarioBoard) -> None:
        found = next((item for item in board.items if item.name == SUCCESS), None)
        if board.is_running or found is None or found.is_stale:
            return
        if found.mark in _ENDS and self._passed is None:
            self._passed = found.mark is ScenarioMark.AS_EXPECTED
            self.retranslate()

    def _on_language_changed(self, _language: str) -> None:
        self.retranslate()

    def _on_next_clicked(self) -> None:
        if self._step < STEPS:
            self._go(self._step + 1)
        elif self._passed is False:
            self._go(STEPS)
        else:
            self.end()
