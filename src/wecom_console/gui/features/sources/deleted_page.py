"""Recently deleted: what is kept for thirty days, each with its way back."""

import time
from collections.abc import Callable
from typing import Final

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from wecom_console.domain.problems import Problem
from wecom_console.gui.features.sources.presenter.deleted import (
    DeletedPresenter,
    DeletedRow,
    DeletedView,
)
from wecom_console.gui.parts.connection_words import SourceWords
from wecom_console.gui.parts.layouts import page_scroll
from wecom_console.gui.shell.context import ShellContext
from wecom_console.gui.shell.page import Page
from wecom_console.gui.spoken import spoken_fact
from wecom_console.gui.theme.metrics import Role
from wecom_console.gui.widgets.boxes.card import Card
from wecom_console.gui.widgets.controls.button import Button, ButtonSize
from wecom_console.gui.widgets.fields.search import SearchField
from wecom_console.gui.widgets.layout.emptying import clear
from wecom_console.gui.widgets.text.elided_label import ElidedLabel
from wecom_console.gui.widgets.text.label import Label
from wecom_console.messages.problems import sentence

MOST: Final = 50
"""Rows that are shown; the others are found by searching."""


class DeletedPage(Page):
    """The last one that was deleted stands first."""

    def __init__(
        self,
        context: ShellContext,
        presenter: DeletedPresenter | None = None,
        *,
        clock: Callable[[], float] = time.time,
    ) -> None:
        super().__init__()
        self._context = context
        self._clock = clock
        self._moments = SourceWords(clock, parent=self)
        self.presenter = presenter or DeletedPresenter(context.bridge, services=context.services)
        self.presenter.setParent(self)
        self.setObjectName("deleted_page")
        theme = context.theme
        self.search = SearchField(theme, name="deleted_search_edit")
        self._hint = Label(theme, role=Role.SMALL, color="text_muted", wrap=True)
        self._card = Card(theme, name="deleted_card")
        self._rows = QVBoxLayout()
        self._rows.setContentsMargins(16, 10, 16, 10)
        self._rows.setSpacing(10)
        self._card.body.addLayout(self._rows)
        self._note = Label(theme, role=Role.SMALL, color="text_muted", wrap=True)
        scroll = page_scroll(theme, top=20)
        scroll.column.addWidget(self.search)
        scroll.column.addWidget(self._hint)
        scroll.column.addWidget(self._card)
        scroll.column.addWidget(self._note)
        scroll.column.addStretch(1)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(scroll)
        self.search.searched.connect(self.presenter.look_for)
        self.presenter.view_changed.connect(self._show)
        self.presenter.restored.connect(self._on_restored)
        self.presenter.refused.connect(self._on_refused)

    def title(self) -> str:
        """The header's title."""
        return self.tr("Recently deleted")

    def breadcrumb(self) -> tuple[tuple[str, str], ...]:
        """Below the list."""
        return (("sources", self.tr("Enterprise identity sources")),)

    def on_breadcrumb(self, key: str) -> None:
        """Back to it."""
        self._context.navigate(key, None)

    def retranslate(self) -> None:
        """Puts every text in."""
        self.search.set_placeholder(self.tr("Name or identifier"))
        self._hint.setText(
            self.tr(
                "Deleted connections are kept for 30 days with their history, runs and "
                "secrets, then removed permanently."
            )
        )
        self._show(self.presenter.view)

    def activate(self, args: object) -> None:
        """Reads them anew."""
        self.presenter.load()

    def run_command(self, key: str) -> bool:
        """Leave."""
        if key == "escape":
            self._context.navigate("sources", None)
            return True
        return False

    def _show(self, view: DeletedView) -> None:
        clear(self._rows)
        found = view.found
        for row in found[:MOST]:
            self._rows.addWidget(self._row(row))
        self._card.setVisible(bool(found))
        self.search.setVisible(bool(view.rows))
        self._note.setText(self._words(view))
        self._note.setVisible(bool(self._note.text()))

    def _words(self, view: DeletedView) -> str:
        if view.why is not None:
            return sentence(self._context.messages(), view.why)
        if view.is_loaded and not view.rows:
            return self.tr("No deleted connections.")
        if view.rows and not view.found:
            return self.tr("Nothing found")
        more = len(view.found) - MOST
        return self.tr("{count} more: use the search").format(count=more) if more > 0 else ""

    def _row(self, row: DeletedRow) -> QWidget:
        theme = self._context.theme
        made = QWidget()
        line = QHBoxLayout(made)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(12)
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addWidget(ElidedLabel(theme, row.name, role=Role.LABEL))
        words.addWidget(ElidedLabel(theme, row.identifier, role=Role.CODE_SMALL))
        line.addLayout(words, 1)
        when = Label(theme, role=Role.CAPTION, color="text_muted")
        when.setText(self._when(row))
        line.addWidget(when)
        button = Button(
            theme,
            self.tr("Restore"),
            size=ButtonSize.COMPACT,
            icon="undo",
            name=f"restore_{row.identifier}_button",
        )
        button.setAccessibleName(spoken_fact(self.tr("Restore"), row.name))
        button.setAccessibleDescription(when.text())
        button.clicked.connect(lambda: self.presenter.restore(row))
        line.addWidget(button)
        return made

    def _when(self, row: DeletedRow) -> str:
        deleted = self.tr("Deleted {when}").format(when=self._moments.ago(row.deleted_at))
        days = row.days_left(self._clock())
        left = self.tr("1 day left") if days == 1 else self.tr("{n} days left").format(n=days)
        return f"{deleted} · {left}"

    def _on_restored(self, row: DeletedRow) -> None:
        self._context.toast().show_sentence(
            self.tr("{name} restored").format(name=row.name),
            action_text=self.tr("Open"),
            action=lambda: self._context.navigate("detail", row.id),
            close_name=self.tr("Close"),
        )

    def _on_refused(self, row: DeletedRow, why: Problem) -> None:
        words = spoken_fact(row.name, sentence(self._context.messages(), why))
        self._context.toast().show_sentence(words, close_name=self.tr("Close"))
