"""The console's own path as one page: select a source, then a login method, then the form."""

from collections.abc import Callable
from functools import cached_property
from pathlib import Path
from typing import Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QStackedLayout, QVBoxLayout, QWidget

from wecom_console.domain.connection_types import type_named
from wecom_console.gui.features.wizard.select_source import SelectSourceView
from wecom_console.gui.features.wizard.wecom_variants import WecomVariantsView
from wecom_console.gui.parts.desktop import copy_to_clipboard, open_in_browser
from wecom_console.gui.parts.form.build import form_presenter, preparation_of
from wecom_console.gui.parts.form.presenter.app_package import AppPackagePresenter
from wecom_console.gui.parts.form.presenter.saving import SavedConnection
from wecom_console.gui.parts.form.presenter.slots import kind_of_slot
from wecom_console.gui.parts.form.presenter.state import FormMode
from wecom_console.gui.parts.form.saved_words import saved_sentence
from wecom_console.gui.parts.form.view import FormView
from wecom_console.gui.parts.login_request import OpenCreated
from wecom_console.gui.parts.moments import local_time
from wecom_console.gui.shell.context import ShellContext
from wecom_console.gui.shell.page import Page
from wecom_console.gui.widgets.boxes.command_palette import PaletteCommand

SELECT: Final = "select"
VARIANTS: Final = "variants"
FORM: Final = "form"
_STEPS: Final = (SELECT, VARIANTS, FORM)


class ConnectionWizardPage(Page):
    """Arguments: None starts at the first step; the id of a stored draft, or the slot of a form
    that was left unsaved, goes on with it. A form that is still open is shown as it was left, with
    the secrets that were typed on it.

    `test_draft_requested` carries the draft's document and its typed secrets by path.
    """

    test_draft_requested = Signal(object, object)

    def __init__(
        self, context: ShellContext, *, open_url: Callable[[str], None] = open_in_browser
    ) -> None:
        super().__init__()
        self.setObjectName("wizard_page")
        self._context = context
        self._step = SELECT
        self._open_url = open_url
        self.presenter = form_presenter(context, self)
        self._form = FormView(
            context.theme,
            self.presenter,
            messages=context.messages,
            open_url=open_url,
            when=local_time,
            preparation=preparation_of(context, self.presenter, self),
            packages=AppPackagePresenter(self.presenter, background=context.bridge, parent=self),
        )
        self._form.preparation.copied.connect(self._on_preparation_copied)
        self._choices: list[SelectSourceView | WecomVariantsView] = []
        self._stack = QStackedLayout(self)
        self._stack.addWidget(self._form)
        # The shell shows and hides what it is given; only the form has something to show in it.
        self._footer = QWidget()
        holder = QVBoxLayout(self._footer)
        holder.setContentsMargins(0, 0, 0, 0)
        holder.addWidget(self._form.footer)
        self._form.footer.hide()
        self.presenter.saved.connect(self._on_presenter_saved)
        self.presenter.closed.connect(self._on_presenter_closed)
        self.presenter.test_draft_requested.connect(self.test_draft_requested)

    # --- the page protocol ---------------------------------------------------------------------

    def title(self) -> str:
        """Of the step."""
        messages = self._context.messages()
        match self._step:
            case "form":
                return messages.text(f"variant.{self.presenter.kind.method}")
            case "variants":
                return messages.text("source.wechatwork")
            case _:
                return self.tr("Select enterprise identity source")

    def breadcrumb(self) -> tuple[tuple[str, str], ...]:
        """The steps before this one."""
        whole = (
            ("sources", self.tr("Enterprise identity sources")),
            (SELECT, self.tr("Select enterprise identity source")),
            (VARIANTS, self._context.messages().text("source.wechatwork")),
        )
        return whole[: _STEPS.index(self._step) + 1]

    def on_breadcrumb(self, key: str) -> None:
        """Back to an earlier step; what is on the form stays."""
        if key == "sources":
            self._context.navigate("sources", None)
        else:
            self._show(key)

    def retranslate(self) -> None:
        """Puts every text in."""
        messages = self._context.messages()
        for view in self._choices:
            view.retranslate(messages)
        self._form.retranslate()
        self.title_changed.emit()

    def activate(self, args: object) -> None:
        """From the start, or on with a stored draft."""
        if isinstance(args, str) and args:
            kind = kind_of_slot(args)
            if args == self.presenter.slot and self.presenter.state.is_dirty:
                pass
            elif kind is not None:
                self.presenter.open_new(kind=kind)
            else:
                self.presenter.open_connection(args)
            self._show(FORM)
        else:
            self._show(SELECT)

    def look_at_secrets(self) -> None:
        """The form says where they go."""
        self.presenter.look_at_secrets()

    def take_app(self, path: Path) -> bool:
        """An app package for the form, where it is open."""
        if self._step == FORM:
            self._form.read_app(path)
        return self._step == FORM

    def leave(self) -> bool:
        """What is on the form stays there, and is kept."""
        self.presenter.flush()
        return True

    def help_topic(self) -> str:
        """The field that the keyboard is in."""
        path = self._form.field_in_hand() if self._step == FORM else ""
        return f"field:{path}" if path else ""

    def place(self) -> str:
        """The form that is open."""
        return self.presenter.slot if self._step == FORM else ""

    def footer(self) -> QWidget:
        """The form's buttons; nothing on the steps before."""
        return self._footer

    def commands(self) -> tuple[PaletteCommand, ...]:
        """What the form can do."""
        if self._step != FORM:
            return ()
        return (
            PaletteCommand("save", self.tr("Create"), "check", "Ctrl+S"),
            PaletteCommand("run", self.tr("Test draft"), "play", "F5"),
            PaletteCommand(
                "derive", self._context.messages().text("field.schema.derive"), "wand", ""
            ),
        )

    def run_command(self, key: str) -> bool:
        """Does what the key asks on this step."""
        if key == "escape":
            self._go_back()
            return True
        if self._step == SELECT and key == "find":
            self._select.search.focus()
            return True
        actions = {
            "save": self.presenter.submit,
            "run": self.presenter.test_draft,
            "undo": self.presenter.undo,
            "redo": self.presenter.redo,
            "derive": self.presenter.derive_schema,
        }
        if self._step != FORM or key not in actions:
            return False
        actions[key]()
        return True

    # --- inside --------------------------------------------------------------------------------

    @cached_property
    def _select(self) -> SelectSourceView:
        view = SelectSourceView(self._context.theme, open_url=self._open_url)
        view.chosen.connect(lambda: self._show(VARIANTS))
        self._add_choice(view)
        return view

    @cached_property
    def _variants(self) -> WecomVariantsView:
        view = WecomVariantsView(self._context.theme, open_url=self._open_url)
        view.chosen.connect(self._on_variants_chosen)
        self._add_choice(view)
        return view

    def _add_choice(self, view: SelectSourceView | WecomVariantsView) -> None:
        """A step that is seen for the first time: whoever goes on with a form sees neither."""
        view.retranslate(self._context.messages())
        self._choices.append(view)
        self._stack.addWidget(view)

    def _show(self, step: str) -> None:
        self._step = step
        self._form.footer.setVisible(step == FORM)
        if step == FORM:
            self._stack.setCurrentWidget(self._form)
            self._form.focus_first()
        else:
            view = self._select if step == SELECT else self._variants
            self._stack.setCurrentWidget(view)
            view.start()
        self.title_changed.emit()

    def _go_back(self) -> None:
        if self._step == FORM:
            if self.presenter.state.asks.is_leaving:
                self.presenter.stay()
                self._form.focus_first()
            else:
                self.presenter.request_leave()
        elif self._step == VARIANTS:
            self._show(SELECT)
        else:
            self._context.navigate("sources", None)

    def _on_variants_chosen(self, name: str) -> None:
        state, kind = self.presenter.state, type_named(name)
        is_other = self.presenter.kind is not kind
        stored = state.mode is FormMode.EDIT or self.presenter.profile_id
        if stored or is_other or not state.is_dirty:
            self.presenter.open_new(kind=kind)
        self._show(FORM)

    def _on_presenter_saved(self, saved: SavedConnection) -> None:
        if not saved.profile.is_draft:
            self._context.navigate("detail", OpenCreated(saved.profile.id))
        sentence = saved_sentence(self._context.messages(), saved)
        self._context.toast().show_sentence(sentence, close_name=self.tr("Close"))

    def _on_preparation_copied(self, text: str) -> None:
        copy_to_clipboard(text)
        self._context.toast().show_sentence(self.tr("Copied."), close_name=self.tr("Close"))

    def _on_presenter_closed(self) -> None:
        self._context.navigate("sources", None)
