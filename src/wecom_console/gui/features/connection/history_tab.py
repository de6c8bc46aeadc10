"""Every saved state of a connection, what changed in it, and the way back to it."""

from collections.abc import Callable

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from wecom_console.domain.notes import own_note
from wecom_console.domain.raw import Raw, get_value
from wecom_console.gui.features.connection.purge_button import PurgeButton
from wecom_console.gui.parts.layouts import tab_column
from wecom_console.gui.spoken import spoken_fact
from wecom_console.gui.theme.controller import ThemeController
from wecom_console.gui.theme.metrics import Role
from wecom_console.gui.widgets.boxes.card import Card, Rule
from wecom_console.gui.widgets.boxes.notice import NoticeBox, NoticeTone
from wecom_console.gui.widgets.controls.button import Button, ButtonSize
from wecom_console.gui.widgets.layout.emptying import clear
from wecom_console.gui.widgets.text.elided_label import ElidedLabel
from wecom_console.gui.widgets.text.icon_view import IconView
from wecom_console.gui.widgets.text.label import Label
from wecom_console.gui.widgets.text.tags import Tag, TagTone
from wecom_console.messages.catalogue import Messages
from wecom_console.messages.problems import field_label
from wecom_console.messages.value_words import value_words
from wecom_console.services.profiles.records import Revision

MOST = 50


def note_text(messages: Messages, note: str) -> str:
    """A revision's note: the program's own ones as sentences, an author's as it is."""
    own = own_note(note)
    if own is None:
        return note
    kind, name, value = own
    if name == "field":
        value = field_label(messages, value)
    return messages.text(f"history.{kind}", **{name: value})


class ChangeList(QWidget):
    """Field, value before, value after."""

    def __init__(
        self,
        theme: ThemeController,
        revision: Revision,
        before: Raw,
        messages: Messages,
    ) -> None:
        super().__init__()
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 4, 0, 0)
        grid.setHorizontalSpacing(12)
        grid.setVerticalSpacing(2)
        for row, path in enumerate(revision.changed):
            old = value_words(messages, path, get_value(before, path))
            new = value_words(messages, path, get_value(revision.document, path))
            label = field_label(messages, path)
            grid.addWidget(Label(theme, label, role=Role.SMALL, color="text_muted"), row, 0)
            grid.addWidget(ElidedLabel(theme, old, color="text_muted"), row, 1)
            grid.addWidget(IconView(theme, "arrow-right", size=12), row, 2)
            grid.addWidget(ElidedLabel(theme, new), row, 3)
        grid.setColumnStretch(4, 1)


class HistoryTab(QWidget):
    """`restore_requested` carries a revision's number, `purge_requested` what is to be taken out of
    all of them: a field's path, or `NOTE`."""

    restore_requested = Signal(int)
    purge_requested = Signal(str)

    def __init__(self, theme: ThemeController, *, when: Callable[[float], str]) -> None:
        super().__init__()
        self.setObjectName("history_tab")
        self._theme = theme
        self._when = when
        self._card = Card(theme, name="history_card")
        self._purge = PurgeButton(theme)
        self._purge.chosen.connect(self.purge_requested)
        self._card.add_head().add_trailing(self._purge)
        self._rows = self._card.add_lines()
        self._hidden = NoticeBox(theme, tone=NoticeTone.WARNING, name="history_hidden")
        self._hidden.hide()
        self._kept = NoticeBox(theme, tone=NoticeTone.WARNING, name="history_kept_files")
        self._kept.hide()
        self._files: tuple[str, ...] = ()
        column = tab_column(self, theme)
        column.addWidget(self._hidden)
        column.addWidget(self._kept)
        column.addWidget(self._card)
        column.addStretch(1)

    def show_history(
        self, history: tuple[Revision, ...], messages: Messages, *, purgeable: tuple[str, ...] = ()
    ) -> None:
        """Shows the latest revisions; `history` has the latest first."""
        clear(self._rows)
        for place, revision in enumerate(history[:MOST]):
            if place:
                self._rows.addWidget(Rule(self._theme))
            older = history[place + 1].as_shown().document if place + 1 < len(history) else {}
            row = self._make_row(revision.as_shown(), older, messages, is_current=place == 0)
            self._rows.addWidget(row)
        self._purge.show_fields(purgeable, messages)
        self.show_kept_files(self._files, messages)
        if self._card.head is not None:
            self._card.head.set_title(self.tr("History"))
            note = self.tr("the latest {shown} of {total}")
            total, shown = len(history), min(MOST, len(history))
            note = note.format(shown=shown, total=total) if total > MOST else str(total)
            self._card.head.set_note(note if history else "")

    def show_hidden(self, paths: tuple[str, ...], messages: Messages) -> None:
        """Says what is not shown because it looks like a secret, and what to do about it."""
        if paths:
            labels = (field_label(messages, path) for path in paths)
            fields = messages.text("list.separator").join(labels)
            self._hidden.set_title(messages.text("history.hidden", fields=fields))
            self._hidden.set_rows((("", messages.text("history.hidden_fix")),))
        self._hidden.setVisible(bool(paths))

    def show_kept_files(self, files: tuple[str, ...], messages: Messages) -> None:
        """Shows what may still hold that which was taken out; no files: nothing."""
        self._files = files
        if files:
            self._kept.set_title(messages.text("history.kept_files"))
            self._kept.set_rows([("", messages.text("history.kept_file", file=f)) for f in files])
        self._kept.setVisible(bool(files))

    def _make_row(
        self, revision: Revision, older: Raw, messages: Messages, *, is_current: bool
    ) -> QWidget:
        theme = self._theme
        row = QWidget()
        row.setObjectName(f"revision_{revision.number}")
        first = QHBoxLayout()
        first.setSpacing(8)
        number = self.tr("Revision {number}").format(number=revision.number)
        first.addWidget(Label(theme, number, role=Role.SECTION, tabular=True))
        if is_current:
            first.addWidget(Tag(theme, messages.text("history.current"), tone=TagTone.INFO))
        note = note_text(messages, revision.note)
        if not note and not older:
            note = messages.text("history.created")
        first.addWidget(Label(theme, note, role=Role.SMALL, color="text_muted"))
        first.addStretch(1)
        left = QVBoxLayout()
        left.setSpacing(2)
        left.addLayout(first)
        when = self._when(revision.saved_at)
        left.addWidget(Label(theme, when, role=Role.CAPTION, color="text_muted"))
        if older and revision.changed:
            left.addWidget(ChangeList(theme, revision, older, messages))
        elif older and not note:
            sentence = messages.text("history.nothing")
            left.addWidget(Label(theme, sentence, role=Role.SMALL, color="text_muted"))
        line = QHBoxLayout(row)
        line.setContentsMargins(20, 12, 16, 12)
        line.addLayout(left, 1)
        if not is_current:
            restore = Button(
                theme,
                self.tr("Restore"),
                size=ButtonSize.COMPACT,
                icon="undo",
                name=f"restore_revision_{revision.number}",
            )
            restore.setAccessibleName(spoken_fact(self.tr("Restore"), number))
            restore.clicked.connect(lambda: self.restore_requested.emit(revision.number))
            line.addWidget(restore, 0, Qt.AlignmentFlag.AlignTop)
        return row
