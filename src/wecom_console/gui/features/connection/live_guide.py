"""The strip of the detail page with what it needs: its presenter, and what its buttons do."""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QObject, Signal

from wecom_console.gui.features.connection.live_strip import LiveStrip, StepWords
from wecom_console.gui.features.connection.presenter.association import AssociationPresenter
from wecom_console.gui.features.connection.presenter.comparison import ComparisonPresenter
from wecom_console.gui.features.connection.presenter.detail import DetailState
from wecom_console.gui.features.connection.presenter.going_live import GoingLivePresenter
from wecom_console.gui.parts.connection_words import SourceWords
from wecom_console.gui.parts.form.presenter.presenter import FormPresenter
from wecom_console.gui.parts.login_request import OpenTest
from wecom_console.gui.shell.context import ShellContext

_TABS = {
    "history": "history",
    "settings": "settings",
    "compare": "compare",
    "create": "compare",
    "application": "application",
    "associate": "application",
}


class LiveGuide(QObject):
    """`tab_wanted` carries the tab on which something is shown; `backend_wanted` asks for the
    backend's fields, `run_wanted` for a run."""

    tab_wanted = Signal(str)
    backend_wanted = Signal()
    run_wanted = Signal()

    def __init__(
        self,
        context: ShellContext,
        strip: LiveStrip,
        *,
        form: FormPresenter,
        apply: Callable[[], None],
        comparison: ComparisonPresenter,
        association: AssociationPresenter,
        words: SourceWords,
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._context = context
        self._strip = strip
        self._form = form
        self._apply = apply
        self._comparison = comparison
        self._association = association
        self._words = words
        self._detail = DetailState()
        self._created = ""
        self._presenter = GoingLivePresenter(self)
        self._presenter.changed.connect(lambda _state: self._show())
        comparison.state_changed.connect(self._presenter.show_comparison)
        association.state_changed.connect(self._presenter.show_association)
        strip.acted.connect(self.act)

    def go_on(self, profile_id: str) -> None:
        """The connection has just been created: shows all steps, and looks at Authing where its
        maker has named pool and key."""
        self._created = profile_id
        self._strip.set_folded(folded=False)

    def show_stored(self, detail: DetailState) -> None:
        """What is stored, and how it was tested. The comparison knows of it already."""
        self._detail = detail
        self._presenter.show_stored(detail)
        if detail.profile is not None and detail.profile.id == self._created:
            self._created = ""
            self._comparison.compare()

    def act(self, action: str) -> None:
        """What a button of the strip stands for."""
        if action in _TABS:
            self.tab_wanted.emit(_TABS[action])
        match action:
            case "settings":
                self._form.jump_to_problem()
            case "connect":
                self.backend_wanted.emit()
                self._form.choices.choose_authing()
            case "compare":
                self._comparison.compare()
            case "create":
                self._apply()
            case "associate":
                self._association.ask()
            case "run" | "run_again":
                self.run_wanted.emit()
            case "phone" if self._detail.profile is not None:
                self._context.navigate("test", OpenTest(self._detail.profile.id))

    def _show(self) -> None:
        words = StepWords(self._context.messages(), partial(self._words.ago, inside=True))
        is_live = self._detail.is_production
        self._strip.show_state(self._presenter.state, words, is_live=is_live)
