"""The form: checklist, cards and preview, put together and kept in step with the presenter."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QApplication, QBoxLayout, QHBoxLayout, QVBoxLayout, QWidget

from wecom_console.domain.catalogue import MOBILE_GUIDE_URL
from wecom_console.gui.parts.chooser import DialogChooser, FileChooser
from wecom_console.gui.parts.form.cards.app_card import AppCard
from wecom_console.gui.parts.form.cards.app_package_box import AppPackageBox
from wecom_console.gui.parts.form.cards.backend_card import BackendCard
from wecom_console.gui.parts.form.cards.help_card import HelpCard
from wecom_console.gui.parts.form.cards.identity_card import IdentityCard
from wecom_console.gui.parts.form.cards.login_preview import PreviewCard
from wecom_console.gui.parts.form.cards.sorting_card import SortingCard
from wecom_console.gui.parts.form.cards.where_card import WhereCard
from wecom_console.gui.parts.form.checklist import PreparationBox
from wecom_console.gui.parts.form.field_book import FieldBook
from wecom_console.gui.parts.form.footer import FormFooter
from wecom_console.gui.parts.form.notices import FormNotices, LeaveBar, SaveGuard, When
from wecom_console.gui.parts.form.presenter.app_package import AppPackagePresenter
from wecom_console.gui.parts.form.presenter.checklist import PreparationPresenter
from wecom_console.gui.parts.form.presenter.presenter import FormPresenter
from wecom_console.gui.parts.form.presenter.state import FormMode, FormState
from wecom_console.gui.parts.form.sentences import complaint_of
from wecom_console.gui.parts.layouts import SCROLL_BAR, keep_right_edge
from wecom_console.gui.read_out import read_out
from wecom_console.gui.spoken import spoken_fact
from wecom_console.gui.theme.controller import ThemeController
from wecom_console.gui.theme.metrics import CARD_GAP, PAGE_EDGE, Role
from wecom_console.gui.widgets.controls.button import Button, ButtonKind, ButtonSize
from wecom_console.gui.widgets.layout.scroll import ScrollColumn
from wecom_console.messages.catalogue import Messages
from wecom_console.messages.problems import field_label

PREVIEW_WIDTH = 268
TYPING_PAUSE_MS = 900
NARROWEST_FORM = 526
"""Two fields beside each other with the preview at their right, at 100 %."""


class FormView(QWidget):
    """A form on a `FormPresenter`. `messages` gives the catalogue of the moment, `open_url` shows
    a page in the browser, `when` writes a time. The footer belongs below the page."""

    def __init__(
        self,
        theme: ThemeController,
        presenter: FormPresenter,
        *,
        messages: Callable[[], Messages],
        open_url: Callable[[str], None],
        when: When,
        preparation: PreparationPresenter,
        packages: AppPackagePresenter,
        chooser: FileChooser | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setObjectName("form_view")
        self._theme = theme
        self._presenter = presenter
        self._messages = messages
        self._was_leaving = False
        self._was_mode: FormMode | None = None
        self._was_guarding = False
        self._wrong = self._was_wrong = ""
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(TYPING_PAUSE_MS)
        self._pause.timeout.connect(self._on_pause_timeout)
        self._in_hand = ""  # the path of the field that was filled in last
        self._height_in_hand = 0
        self._help_place: tuple[object, ...] = ()
        self._help_height = 0
        self._book = FieldBook(theme, presenter)
        self.footer = FormFooter(theme, presenter)
        self.preparation = PreparationBox(theme, preparation, open_url=open_url, when=when)
        self._notices = FormNotices(theme, presenter, when=when)
        self._leave_bar = LeaveBar(theme, presenter)
        self._save_guard = SaveGuard(theme, presenter)
        self._identity = IdentityCard(theme, self._book, presenter)
        self.package = AppPackageBox(theme, packages, chooser or DialogChooser())
        packages.evidence_changed.connect(preparation.show_app)
        self._apps = AppCard(theme, self._book, self.package)
        self._sorting = SortingCard(theme, self._book, presenter)
        self._where = WhereCard(theme, presenter.choices)
        self._where.authing_chosen.connect(self._on_where_authing_chosen)
        self._backend = BackendCard(theme, self._book)
        self._preview = PreviewCard(theme)
        self.help = HelpCard(theme)
        self._guide = Button(
            theme,
            kind=ButtonKind.LINK,
            size=ButtonSize.COMPACT,
            icon="help",
            trailing_icon="external",
            name="guide_link",
        )
        self._guide.clicked.connect(lambda: open_url(MOBILE_GUIDE_URL))
        self._below = QWidget()  # holds the preview where there is no room beside the form
        row = QBoxLayout(QBoxLayout.Direction.LeftToRight, self._below)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(CARD_GAP)
        self._scroll = ScrollColumn(theme)
        self._lay_out()
        presenter.state_changed.connect(self._on_presenter_state_changed)
        presenter.focus_requested.connect(self.focus_field)
        application = QApplication.instance()
        if isinstance(application, QApplication):
            application.focusChanged.connect(self._on_focus_changed)

    def _lay_out(self) -> None:
        column = self._scroll.column
        column.setContentsMargins(0, 12, 4 + SCROLL_BAR, PAGE_EDGE)
        column.setSpacing(CARD_GAP)
        for widget in (
            self._notices,
            self.preparation,
            self._identity,
            self._apps,
            self._sorting,
            self._where,
            self._backend,
        ):
            column.addWidget(widget)
        column.addWidget(self._below)
        column.addWidget(self._guide, 0, Qt.AlignmentFlag.AlignLeft)
        column.addStretch(1)
        keep_right_edge(self._scroll)
        self._beside = ScrollColumn(self._theme)
        self._beside.column.setContentsMargins(0, 12, SCROLL_BAR, 8)
        self._beside.column.setSpacing(CARD_GAP)
        self._beside.column.addWidget(self.help)  # what is wanted while a field is filled in
        self._beside.column.addWidget(self._preview)
        self._beside.column.addStretch(1)
        beside = QHBoxLayout()
        beside.setContentsMargins(PAGE_EDGE, 0, PAGE_EDGE - SCROLL_BAR, 0)
        beside.setSpacing(6)
        beside.addWidget(self._scroll, 1)
        beside.addWidget(self._beside)
        self._bar = QVBoxLayout()
        self._bar.addWidget(self._leave_bar)
        self._bar.addWidget(self._save_guard)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addLayout(beside, 1)
        whole.addLayout(self._bar)
        self._below.hide()

    # --- what the page calls -------------------------------------------------------------------

    def retranslate(self) -> None:
        """Takes the words of the language."""
        messages = self._messages()
        self._book.retranslate(messages)
        self.preparation.retranslate(messages)
        self._identity.retranslate(messages)
        self._apps.retranslate(messages)
        self._sorting.retranslate()
        self._backend.retranslate(messages)
        self._preview.retranslate(messages)
        self.help.retranslate(messages)
        self._guide.setText(self.tr("Not sure what to fill in? Open the guide"))
        self._show(self._presenter.state)

    def read_app(self, path: Path) -> None:
        """An app package was dropped: reads it, and scrolls to what it says."""
        self.package.open(path)
        QTimer.singleShot(0, self, lambda: self._scroll.ensureWidgetVisible(self.package, 0, 80))

    def focus_first(self) -> None:
        """The keyboard to where the work begins."""
        editing = self._presenter.state.mode is FormMode.EDIT
        self.focus_field("display_name" if editing else "identifier")

    def field_in_hand(self) -> str:
        """The path of the field that the keyboard is in; empty where it is in none."""
        return self._book.path_of(QApplication.focusWidget())

    def focus_field(self, path: str) -> None:
        """Opens, scrolls to and focuses a field."""
        binding = self._book.find("association.mode" if path.startswith("association") else path)
        if binding is None:
            return
        if self._backend.has(path):
            self._backend.set_open(is_open=True)
        binding.focus()
        # A card that has just opened gets its place in the next turn of the event loop.
        QTimer.singleShot(0, self, lambda: self._scroll.ensureWidgetVisible(binding.widget, 0, 40))

    # --- following the presenter ---------------------------------------------------------------

    def _on_presenter_state_changed(self, state: FormState) -> None:
        self._show(state)

    def _on_focus_changed(self, _before: QWidget | None, now: QWidget | None) -> None:
        path = self._book.path_of(now)
        if path:  # else the last one stays: a button or another window says nothing about it
            self.help.show_field(path, self._messages())
            self._beside.verticalScrollBar().setValue(0)
            self._place_preview()
            self._in_hand, self._height_in_hand = path, 0
            QTimer.singleShot(0, self, self._keep_in_sight)

    def _keep_in_sight(self) -> None:
        """Scrolls to the whole of the field in hand when it has grown: what is wrong with it is
        told below it. Not otherwise: its user may have scrolled away on purpose."""
        binding = self._book.find(self._in_hand)
        if binding is None or self._book.path_of(QApplication.focusWidget()) != self._in_hand:
            return
        height = binding.widget.height()
        if self._height_in_hand < height <= self._scroll.viewport().height():
            self._scroll.ensureWidgetVisible(binding.widget, 0, 8)
        self._height_in_hand = height

    def _show(self, state: FormState) -> None:
        messages = self._messages()
        self._book.show_state(state, messages)
        self._identity.show_state(state, messages)
        self._where.show_state(state, messages)
        self._backend.show_state(state, messages)
        self._preview.show_state(state, messages)
        self._notices.show_state(state, messages)
        self._leave_bar.show_state(state, messages)
        self._save_guard.show_state(state, messages)
        gap = 8 if state.asks.is_leaving or state.asks.guarding else 0
        self._bar.setContentsMargins(PAGE_EDGE, gap, PAGE_EDGE, gap)
        self.footer.show_state(state, messages)
        if state.mode is not self._was_mode:  # what stands already needs no list of what to have
            self._was_mode = state.mode
            self.preparation.fold(folded=state.mode is FormMode.EDIT)
        if state.asks.is_leaving and not self._was_leaving:
            self._leave_bar.first_button.setFocus(Qt.FocusReason.OtherFocusReason)
        if state.asks.guarding and not self._was_guarding:
            self._save_guard.first_button.setFocus(Qt.FocusReason.OtherFocusReason)
        self._read_first_error(state, messages)
        self._was_leaving = state.asks.is_leaving
        self._was_guarding = bool(state.asks.guarding)
        self._place_preview()
        QTimer.singleShot(0, self, self._keep_in_sight)

    def _read_first_error(self, state: FormState, messages: Messages) -> None:
        """A new first error is said, wherever the keyboard is by now; not at each letter of a word
        that is being typed."""
        field = state.fields.get(state.first_problem) if state.errors else None
        wrong = complaint_of(messages, field) if field is not None else ""
        label = field_label(messages, state.first_problem) if wrong else ""
        self._wrong = spoken_fact(label, wrong) if wrong else ""
        self._pause.start()

    def _on_pause_timeout(self) -> None:
        if self._wrong != self._was_wrong:
            read_out(self, self._wrong)
        self._was_wrong = self._wrong

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Puts the preview beside the form, or below it where there is no room."""
        super().resizeEvent(event)
        self._place_preview()

    def _on_where_authing_chosen(self) -> None:
        self.focus_field("backend.app_host")

    def _keep_help_steady(self, side: int, *, below: bool) -> None:
        """As high as the longest help so far: the preview stays where it is from field to field."""
        place = (side, below, self._theme.line_height(Role.SMALL))
        if place != self._help_place:
            self._help_place, self._help_height = place, 0
        most = max(self.height() // 2, self._theme.px(180))
        needed = self.help.heightForWidth(side)
        self._help_height = max(self._help_height, min(needed, most))
        self.help.setMinimumHeight(0 if below else self._help_height)

    def _place_preview(self) -> None:
        side = self._theme.px(PREVIEW_WIDTH)
        needed = self._theme.px(NARROWEST_FORM) + side + 2 * PAGE_EDGE + 20
        below = self.width() < needed
        self._preview.setFixedWidth(side)
        self.help.setMinimumWidth(side)
        self._beside.setFixedWidth(side + SCROLL_BAR)
        self._keep_help_steady(side, below=below)
        room = self.height() - 20 - CARD_GAP - self.help.minimumHeight()
        self._preview.fit(self.maximumHeight() if below else room)
        row = self._below.layout()
        if not isinstance(row, QBoxLayout):
            return
        down, across = QBoxLayout.Direction.TopToBottom, QBoxLayout.Direction.LeftToRight
        row.setDirection(down if self.width() < 2 * (side + PAGE_EDGE) + CARD_GAP else across)
        if below == (row.indexOf(self._preview) >= 0):
            return
        if below:
            cards: tuple[QWidget, ...] = (self.help, self._preview)
            for widget in cards:
                self._beside.column.removeWidget(widget)
            row.insertWidget(0, self._preview, 0, Qt.AlignmentFlag.AlignTop)
            row.insertWidget(1, self.help, 1, Qt.AlignmentFlag.AlignTop)
        else:
            cards = (self.help, self._preview)
            for place, widget in enumerate(cards):
                row.removeWidget(widget)
                self._beside.column.insertWidget(place, widget)
        self._below.setVisible(below)
        self._beside.setVisible(not below)
