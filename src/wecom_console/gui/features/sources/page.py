"""The list of connections, or, while there is none, the two ways to the first."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, QTimer, Signal
from PySide6.QtGui import (
    QDragEnterEvent,
    QDragLeaveEvent,
    QDropEvent,
    QHideEvent,
    QResizeEvent,
    QShowEvent,
)
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from wecom_console.gui.features.sources.list_panel import SourceListPanel
from wecom_console.gui.features.sources.list_view import SCROLL_ROOM
from wecom_console.gui.features.sources.presenter.bulk_actions import (
    BulkAction,
    BulkRequest,
    BulkResult,
    ListFailure,
)
from wecom_console.gui.features.sources.presenter.presenter import SourcesPresenter, SourcesState
from wecom_console.gui.features.sources.toolbar import SourcesToolbar
from wecom_console.gui.parts.connection_words import SourceWords
from wecom_console.gui.parts.presenter.connection_rows import SourceRow, is_stored
from wecom_console.gui.shell.page import Page
from wecom_console.gui.spoken import spoken_fact
from wecom_console.gui.theme.controller import ThemeController
from wecom_console.gui.theme.metrics import PAGE_EDGE
from wecom_console.messages.problems import sentence

if TYPE_CHECKING:
    from wecom_console.gui.features.sources.bulk_bar import BulkBar
    from wecom_console.gui.features.sources.bulk_texts import BulkActionTexts
    from wecom_console.gui.features.sources.empty_page import EmptySources
    from wecom_console.gui.features.sources.row_menu import RowMenu
    from wecom_console.gui.widgets.boxes.command_palette import PaletteCommand
    from wecom_console.gui.widgets.boxes.guard_bar import GuardBar
    from wecom_console.gui.widgets.boxes.notice import ErrorBox
    from wecom_console.gui.widgets.boxes.toast import Toast
    from wecom_console.messages.catalogue import Messages

CLOCK_INTERVAL_MS = 30_000


class SourcesPage(Page):
    """`clock` gives seconds since the epoch; `messages` may read files and is asked for late."""

    create_requested = Signal()
    demo_requested = Signal()
    tour_requested = Signal()
    open_requested = Signal(str)
    continue_requested = Signal(str)
    run_requested = Signal(str)
    share_requested = Signal(object)
    matrix_requested = Signal(object)
    file_requested = Signal()
    files_dropped = Signal(list)

    def __init__(
        self,
        theme: ThemeController,
        presenter: SourcesPresenter,
        *,
        clock: Callable[[], float],
        toast: "Callable[[], Toast]",
        messages: "Callable[[], Messages]",
    ) -> None:
        super().__init__()
        self._theme = theme
        self._presenter = presenter
        self._toast = toast
        self._messages = messages
        self._empty: EmptySources | None = None
        self._trouble: ErrorBox | None = None
        self._menu: RowMenu | None = None
        self._guard: GuardBar | None = None
        self._bulk: BulkBar | None = None
        self.words = SourceWords(clock, parent=self)
        self.toolbar = SourcesToolbar(theme, self.words)
        self.panel = SourceListPanel(theme, self.words)
        self._filled = QWidget()
        column = QVBoxLayout(self._filled)
        column.setContentsMargins(PAGE_EDGE, 20, PAGE_EDGE - SCROLL_ROOM, 16)
        column.setSpacing(0)
        top = QHBoxLayout()
        top.setContentsMargins(0, 0, SCROLL_ROOM, 0)
        top.addWidget(self.toolbar)
        column.addLayout(top)
        column.addSpacing(16)
        column.addWidget(self.panel, 1)
        self._filled_column = column
        self._outer = QVBoxLayout(self)
        self._outer.setContentsMargins(0, 0, 0, 0)
        self._outer.addWidget(self._filled)
        self._below = QWidget()
        self._below_column = QVBoxLayout(self._below)
        self._below_column.setContentsMargins(0, 0, 0, 0)
        self._ticker = QTimer(self)
        self._ticker.setInterval(CLOCK_INTERVAL_MS)
        self._ticker.timeout.connect(self.panel.list.viewport().update)
        self.setAcceptDrops(True)
        self._connect()

    def _connect(self) -> None:
        self.toolbar.searched.connect(self._presenter.set_query)
        self.toolbar.filtered.connect(self._presenter.set_filter)
        self.toolbar.folder_chosen.connect(self._presenter.set_folder)
        self.toolbar.create_requested.connect(self.create_requested)
        self.panel.list.opened.connect(self._on_list_opened)
        self.panel.list.acted.connect(self._on_list_acted)
        self.panel.list.menu_requested.connect(self._on_list_menu_requested)
        self.panel.list.delete_pressed.connect(self._on_list_delete_pressed)
        self.panel.list.chosen.connect(self._presenter.select)
        self.panel.heads.sorted.connect(self._presenter.sort)
        self._presenter.state_changed.connect(self._on_presenter_state_changed)
        self._presenter.asked.connect(self._on_presenter_asked)
        self._presenter.acted.connect(self._on_presenter_acted)
        self._presenter.undone.connect(lambda: self._toast().dismiss())
        self._presenter.duplicated.connect(self._on_presenter_duplicated)
        self._presenter.failed.connect(self._on_presenter_failed)

    # --- page ----------------------------------------------------------------------------------

    def title(self) -> str:
        """The header's title."""
        return self.tr("Enterprise identity sources")

    def retranslate(self) -> None:
        """Puts every text in."""
        self.toolbar.retranslate()
        self.panel.retranslate()
        if self._empty is not None:
            self._empty.retranslate()
        if self._bulk is not None:
            self._bulk.retranslate()
        if self._guard is not None:
            self._guard.withdraw()
        if self._presenter.state.is_loaded:
            self._presenter.load()  # the failures' titles are in another language now

    def activate(self, args: object) -> None:
        """Reads the list again: something may have changed elsewhere."""
        self._presenter.load()

    def footer(self) -> QWidget:
        """What can be done with chosen rows; without them it takes no room."""
        return self._below

    def commands(self) -> "tuple[PaletteCommand, ...]":
        """What can be done with the row that has the keyboard."""
        from wecom_console.gui.widgets.boxes.command_palette import (
            PaletteCommand,  # with the palette
        )

        row = self.panel.list.current_row()
        if row is None:
            return ()
        name = self.words.name(row)
        return (
            PaletteCommand("open_row", self.tr("Open {name}").format(name=name), "settings"),
            PaletteCommand("run", self.tr("Run test of {name}").format(name=name), "play", "F5"),
        )

    def run_command(self, key: str) -> bool:
        """Search, run, open, escape."""
        row = self.panel.list.current_row()
        match key:
            case "find" if not self._presenter.state.is_empty:
                self.toolbar.search.focus()
            case "run" if row is not None and not row.is_draft:
                self.run_requested.emit(row.id)
            case "undo":
                return self._presenter.undo_last()
            case "demo":
                self.demo_requested.emit()
            case "open_row" if row is not None:
                self._on_list_opened(row)
            case "escape" if self._guard is not None and self._guard.is_asking:
                self._guard.withdraw()
            case "escape" if self._presenter.state.selected:
                self._presenter.select(frozenset())
            case "escape" if self.toolbar.search.text():
                self.toolbar.search.edit.clear()
            case _:
                return False
        return True

    # --- inside --------------------------------------------------------------------------------

    def _show_empty(self, *, shown: bool) -> None:
        if shown and self._empty is None:
            from wecom_console.gui.features.sources.empty_page import EmptySources  # newcomers only

            self._empty = EmptySources(self._theme)
            self._empty.create_requested.connect(self.create_requested)
            self._empty.demo_requested.connect(self.demo_requested)
            self._empty.file_requested.connect(self.file_requested)
            self._empty.tour_requested.connect(self.tour_requested)
            self._empty.retranslate()
            self._empty.fit(self.width())
            self._outer.addWidget(self._empty)
        if self._empty is not None:
            self._empty.setVisible(shown)
        self._filled.setVisible(not shown)

    def _show_trouble(self, trouble: ListFailure | None) -> None:
        if trouble is None:
            if self._trouble is not None:
                self._trouble.hide()
            return
        if self._trouble is None:
            from wecom_console.gui.widgets.boxes.notice import (
                ErrorBox,  # only when the store is ill
            )

            self._trouble = ErrorBox(self._theme, name="sources_trouble")
            holder = QHBoxLayout()
            holder.setContentsMargins(0, 0, SCROLL_ROOM, 12)
            holder.addWidget(self._trouble)
            self._filled_column.insertLayout(0, holder)
            retry = self._trouble.add_button(
                self.tr("Try again"), primary=True, icon="refresh", name="sources_retry_button"
            )
            retry.clicked.connect(self._presenter.load)
        self._trouble.set_title(self.tr("The connections could not be read"))
        self._trouble.set_rows(((self.tr("Cause"), self._sentence(trouble)),))
        self._trouble.show()

    def _sentence(self, trouble: ListFailure) -> str:
        return spoken_fact(trouble.name, sentence(self._messages(), trouble.why))

    def _on_presenter_state_changed(self, state: SourcesState) -> None:
        self._show_trouble(state.trouble)
        self._show_empty(shown=state.is_empty)
        if state.is_empty:
            return
        self.toolbar.show_counts(state.counts)
        self.toolbar.folder.show_folder(state.folder, state.facets)
        is_loaded = state.is_loaded and state.trouble is None
        self.panel.show_order(state.order)
        self.panel.show_rows(state.rows, is_loaded=is_loaded, chosen=state.selected)
        self._show_bulk(state.selected_rows)
        nothing = self.panel.nothing()
        if nothing is not None and not nothing.property("connected"):
            nothing.setProperty("connected", True)
            nothing.acted.connect(self._on_nothing_acted)

    def _on_nothing_acted(self) -> None:
        from wecom_console.gui.parts.presenter.connection_rows import SourceFilter

        self.toolbar.search.edit.clear()
        self.toolbar.chips[SourceFilter.ALL].setChecked(True)
        self._presenter.show_everything()

    def _show_bulk(self, rows: tuple[SourceRow, ...]) -> None:
        if self._bulk is None and rows:
            from wecom_console.gui.features.sources.bulk_bar import BulkBar  # when rows are chosen

            self._bulk = BulkBar(self._theme, self.words)
            self._bulk.acted.connect(self._on_bulk_acted)
            self._bulk.pressed.connect(self._on_bulk_pressed)
            self._below_column.addWidget(self._bulk)
        if self._bulk is not None:
            self._bulk.show_rows(rows)
            self._below_column.setContentsMargins(PAGE_EDGE, 0, PAGE_EDGE, 16 if rows else 0)

    def _on_bulk_acted(self, act: BulkAction, value: str) -> None:
        self._presenter.ask_for(act, self._presenter.state.selected_rows, value)

    def _on_bulk_pressed(self, key: str) -> None:
        ids = tuple(row.id for row in self._presenter.state.selected_rows if not row.is_draft)
        match key:
            case "run":
                self.matrix_requested.emit(ids)
            case "export":
                self.share_requested.emit(ids)
            case "clear":
                self._presenter.select(frozenset())

    def _deeds(self) -> "BulkActionTexts":
        from wecom_console.gui.features.sources.bulk_texts import (
            BulkActionTexts,  # when something is done
        )

        return BulkActionTexts(self.words, parent=self)

    def _on_presenter_asked(self, request: BulkRequest) -> None:
        if self._guard is None:
            from wecom_console.gui.widgets.boxes.guard_bar import (
                GuardBar,  # production alone needs it
            )

            self._guard = GuardBar(self._theme)
            holder = QHBoxLayout()
            holder.setContentsMargins(0, 0, SCROLL_ROOM, 12)
            holder.addWidget(self._guard)
            self._filled_column.insertLayout(0, holder)
        words = self._deeds()
        self._guard.ask(
            words.question(request),
            (("", words.warning(request)),),
            confirm=words.confirm(request),
            stay=self.tr("Leave as it is"),
            action=lambda: self._presenter.confirm(request),
        )

    def _on_presenter_acted(self, done: BulkResult) -> None:
        self._toast().show_sentence(
            self._deeds().done(done),
            action_text=self.tr("Undo"),
            undoes=True,
            action=lambda: self._presenter.undo(done),
            close_name=self.tr("Close"),
        )

    def _on_presenter_duplicated(self, profile_id: str) -> None:
        self.continue_requested.emit(profile_id)
        self._toast().show_sentence(
            self.tr("This is the copy: choose its identifier, then create it."),
            close_name=self.tr("Close"),
        )

    def _on_presenter_failed(self, trouble: ListFailure) -> None:
        self._toast().show_sentence(self._sentence(trouble), close_name=self.tr("Close"))

    def _on_list_opened(self, row: SourceRow) -> None:
        (self.continue_requested if row.is_draft else self.open_requested).emit(row.id)

    def _on_list_acted(self, row: SourceRow) -> None:
        (self.continue_requested if row.is_draft else self.run_requested).emit(row.id)

    def _on_list_delete_pressed(self, row: SourceRow) -> None:
        state = self._presenter.state
        rows = state.selected_rows if row.id in state.selected else (row,)
        if is_stored(row):
            self._presenter.ask_for(BulkAction.DELETE, rows)

    def _on_list_menu_requested(self, row: SourceRow, place: QPoint) -> None:
        from wecom_console.gui.features.sources.row_menu import RowMenu  # on demand

        self._menu = RowMenu(self._theme, row, self._do, self)
        self._menu.open_at(place)

    def _do(self, key: str, row: SourceRow) -> None:
        match key:
            case "open":
                self._on_list_opened(row)
            case "run":
                self.run_requested.emit(row.id)
            case "duplicate":
                self._presenter.duplicate(row.id)
            case "share":
                self.share_requested.emit(row.id)
            case "delete" | "archive" | "take_back":
                self._presenter.ask_for(BulkAction(key), (row,))

    def showEvent(self, event: QShowEvent) -> None:
        """Times grow older while they are seen."""
        super().showEvent(event)
        self._ticker.start()

    def hideEvent(self, event: QHideEvent) -> None:
        """Nobody looks."""
        super().hideEvent(event)
        self._ticker.stop()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fits toolbar and cards."""
        super().resizeEvent(event)
        self.toolbar.fit(self.width() - 2 * PAGE_EDGE)
        if self._empty is not None:
            self._empty.fit(self.width())

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Takes files."""
        if event.mimeData().hasUrls():
            event.acceptProposedAction()
            if self._empty is not None:
                self._empty.drop.set_lit(lit=True)

    def dragLeaveEvent(self, event: QDragLeaveEvent) -> None:
        """The files went away."""
        super().dragLeaveEvent(event)
        if self._empty is not None:
            self._empty.drop.set_lit(lit=False)

    def dropEvent(self, event: QDropEvent) -> None:
        """Hands the files on."""
        if self._empty is not None:
            self._empty.drop.set_lit(lit=False)
        urls = event.mimeData().urls()
        paths = [url.toLocalFile() for url in urls if url.isLocalFile()]
        if paths:
            event.acceptProposedAction()
            self.files_dropped.emit(paths)
