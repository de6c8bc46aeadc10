"""The tabs of the detail page: the form is there at once, any other when it is first seen."""

from collections.abc import Callable

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QStackedWidget, QWidget

from wecom_console.gui.features.connection.access_tab import AccessTab
from wecom_console.gui.features.connection.application_tab import ApplicationTab
from wecom_console.gui.features.connection.compare_tab import CompareTab
from wecom_console.gui.features.connection.history_tab import HistoryTab
from wecom_console.gui.features.connection.presenter.association import AssociationPresenter
from wecom_console.gui.features.connection.presenter.comparison import ComparisonPresenter
from wecom_console.gui.features.connection.presenter.detail import DetailState
from wecom_console.gui.features.connection.tests_tab import TestsTab
from wecom_console.gui.parts.connection_words import SourceWords
from wecom_console.gui.parts.form.view import FormView
from wecom_console.gui.parts.moments import local_time
from wecom_console.gui.shell.context import ShellContext
from wecom_console.messages.catalogue import Messages


class DetailTabs(QStackedWidget):
    """What the tabs ask for, whichever of them have been built. `compare_built` carries that tab,
    `copied` what was copied, `run_opened` a stored run, `restore_requested` a revision's number,
    `purge_requested` a path; `settings_requested` and `connect_requested` lead to the backend."""

    compare_built = Signal(object)
    copied = Signal(str)
    test_requested = Signal()
    run_opened = Signal(object)
    restore_requested = Signal(int)
    purge_requested = Signal(str)
    settings_requested = Signal()
    connect_requested = Signal()

    def __init__(
        self,
        context: ShellContext,
        settings: FormView,
        *,
        words: SourceWords,
        association: AssociationPresenter,
        comparison: ComparisonPresenter,
        open_url: Callable[[str], None],
    ) -> None:
        super().__init__()
        self._context = context
        self._settings = settings
        self._words = words
        self._association = association
        self._comparison = comparison
        self._open_url = open_url
        self._state = DetailState()
        self._kept_files: tuple[str, ...] = ()
        self._built: dict[str, QWidget] = {"settings": settings}
        self._makers: dict[str, Callable[[], QWidget]] = {
            "access": self._make_access,
            "application": self._make_application,
            "compare": self._make_compare,
            "tests": self._make_tests,
            "history": self._make_history,
        }
        self.addWidget(settings)

    def show_tab(self, key: str) -> None:
        """Brings a tab to the front."""
        view = self._built.get(key)
        if view is None:
            view = self._built[key] = self._makers[key]()
            self._retranslate(view, self._context.messages())
            self._fill(view, self._context.messages())
            self.addWidget(view)
        self.setCurrentWidget(view)

    def apply_comparison(self) -> None:
        """Asks to carry out what the last comparison showed; on its tab."""
        self.show_tab("compare")
        view = self._built["compare"]
        if isinstance(view, CompareTab):
            view.apply()

    def retranslate(self, messages: Messages) -> None:
        """Takes the words of the language."""
        self._settings.retranslate()
        for view in self._built.values():
            self._retranslate(view, messages)

    def show_state(self, state: DetailState, messages: Messages) -> None:
        """A connection as it is stored; what stands there stays while there is none."""
        self._state = state
        for view in self._built.values():
            self._fill(view, messages)

    def show_kept_files(self, files: tuple[str, ...], messages: Messages) -> None:
        """Damaged files that were kept and may hold what was taken out of the history."""
        self._kept_files = files
        view = self._built.get("history")
        if isinstance(view, HistoryTab):
            view.show_kept_files(files, messages)

    # --- inside --------------------------------------------------------------------------------

    def _make_access(self) -> AccessTab:
        tab = AccessTab(self._context.theme, open_url=self._open_url)
        tab.copied.connect(self.copied)
        tab.settings_requested.connect(self.settings_requested)
        return tab

    def _make_application(self) -> ApplicationTab:
        tab = ApplicationTab(self._context.theme, self._association, open_url=self._open_url)
        tab.test_requested.connect(self.test_requested)
        tab.copied.connect(self.copied)
        tab.settings_requested.connect(self.settings_requested)
        return tab

    def _make_compare(self) -> CompareTab:
        tab = CompareTab(self._context.theme, self._comparison)
        tab.settings_requested.connect(self.connect_requested)
        self.compare_built.emit(tab)
        return tab

    def _make_tests(self) -> TestsTab:
        tab = TestsTab(self._context.theme, self._words)
        tab.run_opened.connect(self.run_opened)
        tab.test_requested.connect(self.test_requested)
        return tab

    def _make_history(self) -> HistoryTab:
        tab = HistoryTab(self._context.theme, when=local_time)
        tab.restore_requested.connect(self.restore_requested)
        tab.purge_requested.connect(self.purge_requested)
        return tab

    @staticmethod
    def _retranslate(view: QWidget, messages: Messages) -> None:
        if isinstance(view, AccessTab | ApplicationTab | CompareTab):
            view.retranslate(messages)

    def _fill(self, view: QWidget, messages: Messages) -> None:
        state, summary = self._state, self._state.summary()
        if summary is None or state.profile is None:
            return
        match view:
            case AccessTab():
                view.show_document(state.profile.as_shown().document)
            case ApplicationTab():
                view.show_document(state.profile.document)
            case TestsTab():
                view.show_runs(summary, state.runs, messages)
            case HistoryTab():
                view.show_hidden(state.hidden, messages)
                view.show_history(state.history, messages, purgeable=state.purgeable)
                view.show_kept_files(self._kept_files, messages)
