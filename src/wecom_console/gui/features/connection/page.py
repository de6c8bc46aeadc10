"""The detail page after *Create*: Settings, Development access, Associated app, Compare, Tests,
History."""

import time
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from wecom_console.domain.problems import Problem
from wecom_console.gui.features.connection.acting import ConnectionActions
from wecom_console.gui.features.connection.comparing import Comparing, association_of
from wecom_console.gui.features.connection.head import TABS, DetailHead
from wecom_console.gui.features.connection.live_guide import LiveGuide
from wecom_console.gui.features.connection.presenter.detail import DetailPresenter, DetailState
from wecom_console.gui.features.connection.tabs import DetailTabs
from wecom_console.gui.parts.connection_words import SourceWords
from wecom_console.gui.parts.desktop import copy_to_clipboard, open_in_browser
from wecom_console.gui.parts.form.build import form_presenter, preparation_of
from wecom_console.gui.parts.form.presenter.app_package import AppPackagePresenter
from wecom_console.gui.parts.form.presenter.saving import SavedConnection
from wecom_console.gui.parts.form.presenter.state import FormState
from wecom_console.gui.parts.form.saved_words import saved_sentence
from wecom_console.gui.parts.form.view import FormView
from wecom_console.gui.parts.login_request import OpenCreated, OpenTest
from wecom_console.gui.parts.moments import local_time
from wecom_console.gui.parts.presenter.connection_rows import source_row
from wecom_console.gui.shell.context import ShellContext
from wecom_console.gui.shell.page import Page
from wecom_console.gui.theme.metrics import PAGE_EDGE
from wecom_console.gui.widgets.boxes.command_palette import PaletteCommand
from wecom_console.gui.widgets.boxes.guard_bar import GuardBar
from wecom_console.gui.widgets.boxes.notice import ErrorBox
from wecom_console.messages.problems import sentence
from wecom_console.services.profiles.records import Purged, StoredRun


class ConnectionDetailPage(Page):
    """Argument: the id of a stored connection, or `OpenCreated`. A stored draft belongs to the
    wizard.

    `test_draft_requested` carries the draft's document and its typed secrets by path.
    """

    test_draft_requested = Signal(object, object)

    def __init__(
        self,
        context: ShellContext,
        *,
        open_url: Callable[[str], None] = open_in_browser,
        copy: Callable[[str], None] = copy_to_clipboard,
        clock: Callable[[], float] = time.time,
    ) -> None:
        super().__init__()
        self.setObjectName("detail_page")
        self._context = context
        self._copy = copy
        theme = context.theme
        service = lambda: context.services().profiles  # noqa: E731
        self.presenter = DetailPresenter(service, context.bridge, parent=self)
        self.form = form_presenter(context, self)
        self._words = SourceWords(clock, parent=self)
        self._head = DetailHead(theme, self._words)
        self._failure = ErrorBox(theme, name="detail_failure")
        self._failure.hide()
        self._guard = GuardBar(theme, name="detail_guard")
        self._actions = ConnectionActions(context, self.presenter, self._guard, self)
        self._settings = FormView(
            theme,
            self.form,
            messages=context.messages,
            open_url=open_url,
            when=local_time,
            preparation=preparation_of(context, self.form, self),
            packages=AppPackagePresenter(self.form, background=context.bridge, parent=self),
        )
        self._association = association_of(context, self)
        self._comparing = Comparing(context, self._guard, self)
        self._tabs = DetailTabs(
            context,
            self._settings,
            words=self._words,
            association=self._association,
            comparison=self._comparing.presenter,
            open_url=open_url,
        )
        self._guide = LiveGuide(
            context,
            self._head.strip,
            form=self.form,
            apply=self._tabs.apply_comparison,
            comparison=self._comparing.presenter,
            association=self._association,
            words=self._words,
            parent=self,
        )
        self._footer = QWidget()
        self._lay_out()
        self._connect()

    def _lay_out(self) -> None:
        top = QVBoxLayout()
        top.setContentsMargins(PAGE_EDGE, 12, PAGE_EDGE, 0)
        top.setSpacing(12)
        top.addWidget(self._failure)
        top.addWidget(self._guard)
        top.addWidget(self._head)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(top)
        column.addWidget(self._tabs, 1)
        holder = QVBoxLayout(self._footer)
        holder.setContentsMargins(0, 0, 0, 0)
        holder.addWidget(self._settings.footer)

    def _connect(self) -> None:
        self._head.tab_chosen.connect(self._show_tab)
        self._head.acted.connect(self._on_head_acted)
        self._guide.tab_wanted.connect(self._show_tab)
        self._guide.backend_wanted.connect(self._on_tab_settings_requested)
        self._guide.run_wanted.connect(lambda: self._on_head_acted("run"))
        self.presenter.state_changed.connect(self._on_presenter_state_changed)
        self.presenter.revision_restored.connect(self._refresh_form)
        self.form.state_changed.connect(self._on_form_state_changed)
        self.form.saved.connect(self._on_form_saved)
        self.form.closed.connect(lambda: self._context.navigate("sources", None))
        self.form.test_draft_requested.connect(self.test_draft_requested)
        self._tabs.restore_requested.connect(self._actions.restore)
        self._tabs.purge_requested.connect(self._actions.purge)
        self.presenter.purged.connect(self._on_presenter_purged)
        self._tabs.run_opened.connect(self._on_tabs_run_opened)
        self._tabs.test_requested.connect(lambda: self._on_head_acted("run"))
        self._tabs.compare_built.connect(self._comparing.serve)
        self._tabs.copied.connect(self._on_tab_copied)
        self._tabs.settings_requested.connect(self._on_tab_settings_requested)
        self._tabs.connect_requested.connect(lambda: self._guide.act("connect"))
        self._comparing.presenter.pulled.connect(self._on_comparison_pulled)
        self._comparing.presenter.failed.connect(self._on_comparison_failed)
        self._settings.preparation.copied.connect(self._on_tab_copied)

    # --- the page protocol ---------------------------------------------------------------------

    def title(self) -> str:
        """The show name."""
        summary = self.presenter.state.summary()
        return (summary.display_name or summary.identifier) if summary else ""

    def breadcrumb(self) -> tuple[tuple[str, str], ...]:
        """The list it is in."""
        return (("sources", self.tr("Enterprise identity sources")),)

    def on_breadcrumb(self, key: str) -> None:
        """Back to the list; what is on the form stays."""
        self._context.navigate(key, None)

    def retranslate(self) -> None:
        """Puts every text in."""
        messages = self._context.messages()
        self._head.retranslate()
        self._tabs.retranslate(messages)
        self._show_state(self.presenter.state)

    def activate(self, args: object) -> None:
        """Shows a connection; asked for another one, it starts at its settings."""
        if isinstance(args, OpenCreated):
            args = args.profile_id
            self._guide.go_on(args)
        profile_id = args if isinstance(args, str) else self.presenter.profile_id
        if profile_id != self.presenter.profile_id:
            self._guard.withdraw()
            self._tabs.show_kept_files((), self._context.messages())
            self._show_tab("settings")
            self._head.tabs.take_keyboard()
            self.form.open_connection(profile_id)
        else:
            self._refresh_form()
        self.presenter.open(profile_id)

    def look_at_secrets(self) -> None:
        """The form says where they go."""
        self.form.look_at_secrets()

    def take_app(self, path: Path) -> bool:
        """An app package for the form on the settings tab."""
        self._show_tab("settings")
        self._settings.read_app(path)
        return True

    def leave(self) -> bool:
        """What is on the form stays there, and is kept."""
        self.form.flush()
        return True

    def help_topic(self) -> str:
        """The field that the keyboard is in."""
        path = self._settings.field_in_hand()
        return f"field:{path}" if path else ""

    def footer(self) -> QWidget:
        """The form's buttons, on its tab."""
        return self._footer

    def commands(self) -> tuple[PaletteCommand, ...]:
        """What can be done with the connection."""
        return (
            PaletteCommand("save", self.tr("Save"), "save", "Ctrl+S"),
            PaletteCommand("duplicate", self.tr("Duplicate this connection"), "duplicate", ""),
            PaletteCommand("archive", self.tr("Archive this connection"), "archive", ""),
            PaletteCommand("delete", self.tr("Delete this connection"), "trash", ""),
            *(
                PaletteCommand(f"tab:{key}", self._tab_words(key), "arrow-right", "")
                for key in TABS
            ),
        )

    def run_command(self, key: str) -> bool:
        """Does what the key asks."""
        if key.startswith("tab:"):
            self._show_tab(key.removeprefix("tab:"))
            return True
        if key in ("duplicate", "archive", "delete", "run"):
            self._on_head_acted(key)
            return True
        match key:
            case "save":
                self.form.submit()
            case "undo" if self._is_on_settings():
                self.form.undo()
            case "redo" if self._is_on_settings():
                self.form.redo()
            case "escape":
                self._on_escape()
            case _:
                return False
        return True

    # --- inside --------------------------------------------------------------------------------

    def _is_on_settings(self) -> bool:
        return self._head.tabs.current() == "settings"

    def _tab_words(self, key: str) -> str:
        words = {
            "settings": self.tr("Show settings"),
            "access": self.tr("Show development access"),
            "application": self.tr("Show the associated app"),
            "compare": self.tr("Compare with Authing"),
            "tests": self.tr("Show tests"),
            "history": self.tr("Show history"),
        }
        return words[key]

    def _show_tab(self, key: str) -> None:
        self._head.tabs.choose(key)
        self._tabs.show_tab(key)
        self._settings.footer.setVisible(key == "settings")

    def _show_state(self, state: DetailState) -> None:
        messages = self._context.messages()
        self._failure.setVisible(state.failure is not None)
        if state.failure is not None:
            self._failure.set_title(sentence(messages, state.failure))
        summary = state.summary()
        self._head.setEnabled(summary is not None)
        if summary is not None and state.profile is not None:
            row = source_row(summary, messages)
            self._head.show_row(row)
            self._association.show_document(state.profile.document, state.profile.id)
            self._comparing.presenter.show_stored(state.profile)
            self._tabs.show_state(state, messages)
            self._guide.show_stored(state)
        self.title_changed.emit()

    def _on_escape(self) -> None:
        if self._guard.is_asking:
            self._guard.withdraw()
        elif self._is_on_settings() and self.form.state.asks.is_leaving:
            self.form.stay()
        elif self._is_on_settings() and self.form.state.asks.guarding:
            self.form.withhold_save()
        elif self._is_on_settings():
            self.form.request_leave()
        else:
            self._context.navigate("sources", None)

    def _on_head_acted(self, key: str) -> None:
        profile_id = self.presenter.profile_id
        match key:
            case "run" if self._is_on_settings() and self.form.state.is_dirty:
                self.form.test_draft()
            case "run":
                self._context.navigate("test", OpenTest(profile_id, run_now=True))
            case "share":
                self._context.navigate("share", profile_id)
            case "duplicate":
                self.presenter.duplicate()
            case "archive":
                self._actions.archive()
            case "delete":
                self._actions.delete()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """On a low page the strip is a line."""
        super().resizeEvent(event)
        self._head.strip.set_room(self.height())

    def _on_presenter_state_changed(self, state: DetailState) -> None:
        if state.profile is not None and state.profile.is_draft:
            self._context.navigate("wizard", state.profile.id)
            return
        self._show_state(state)
        summary = state.summary()
        if summary is not None:
            name = summary.display_name or summary.identifier
            self._context.note_recent(summary.id, name)

    def _on_presenter_purged(self, _path: str, purged: Purged) -> None:
        self._tabs.show_kept_files(purged.kept_files, self._context.messages())

    def _on_comparison_pulled(self) -> None:
        self._actions.say(self._context.messages().text("live.page.pulled"))
        self.presenter.reload()
        self._refresh_form()

    def _on_comparison_failed(self, failure: Problem) -> None:
        self._actions.say_failure(failure)
        self.presenter.reload()

    def _refresh_form(self) -> None:
        if not self.form.state.is_dirty:
            self.form.open_connection(self.presenter.profile_id)

    def _on_form_state_changed(self, state: FormState) -> None:
        self._head.tabs.set_marked(
            "settings", marked=state.is_dirty, description=self.tr("Unsaved changes")
        )

    def _on_form_saved(self, saved: SavedConnection) -> None:
        self._actions.say(saved_sentence(self._context.messages(), saved))
        if saved.profile.id == self.presenter.profile_id:
            self.presenter.reload()
        else:
            self.presenter.open(saved.profile.id)

    def _on_tabs_run_opened(self, run: StoredRun) -> None:
        wanted = OpenTest(
            self.presenter.profile_id,
            platform=run.platform,
            backend=run.backend,
            scenario=run.scenario,
        )
        self._context.navigate("test", wanted)

    def _on_tab_copied(self, text: str) -> None:
        self._copy(text)
        self._actions.say(self.tr("Copied."))

    def _on_tab_settings_requested(self) -> None:
        self._show_tab("settings")
        self._settings.focus_field("backend.kind")
