"""The sentences about what is to be done to connections, and what was done."""

from PySide6.QtCore import QObject

from wecom_console.gui.features.sources.presenter.bulk_actions import (
    BulkAction,
    BulkRequest,
    BulkResult,
)
from wecom_console.gui.parts.connection_words import SourceWords
from wecom_console.gui.parts.presenter.connection_rows import SourceRow
from wecom_console.gui.spoken import spoken_list

NAMES_SHOWN = 3


class BulkActionTexts(QObject):
    """In the language of the moment."""

    def __init__(self, words: SourceWords, *, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._words = words

    def done(self, done: BulkResult) -> str:
        """What the toast says."""
        who = self._who(done.changed)
        one = len(done.changed) == 1
        match done.request.act:
            case BulkAction.DELETE:
                text = self.tr("{who} was deleted.") if one else self.tr("{who} were deleted.")
            case BulkAction.ARCHIVE:
                text = self.tr("{who} was archived.") if one else self.tr("{who} were archived.")
            case BulkAction.TAKE_BACK:
                text = (
                    self.tr("{who} is back in the list.")
                    if one
                    else self.tr("{who} are back in the list.")
                )
            case BulkAction.MOVE:
                text = self.tr("Environment of {who}: {value}.")
            case BulkAction.TAG:
                text = self.tr("Tag {value} was added to {who}.")
            case BulkAction.UNTAG:
                text = self.tr("Tag {value} was removed from {who}.")
        value = done.request.value
        if done.request.act is BulkAction.MOVE:
            value = self._words.environment(value)
        return text.format(who=who, value=value)

    def question(self, request: BulkRequest) -> str:
        """What is asked before production loses something."""
        match request.act:
            case BulkAction.DELETE:
                text = self.tr("Delete {who}?")
            case BulkAction.ARCHIVE:
                text = self.tr("Archive {who}?")
            case _:
                text = self.tr("Move {who} out of production?")
        return text.format(who=self._who(request.rows))

    def warning(self, request: BulkRequest) -> str:
        """Why it is asked."""
        text = self.tr("In production: {names}. Nothing changes in Authing.")
        return text.format(names=spoken_list(row.name for row in request.production))

    def confirm(self, request: BulkRequest) -> str:
        """The button that does it."""
        match request.act:
            case BulkAction.DELETE:
                return self.tr("Delete")
            case BulkAction.ARCHIVE:
                return self.tr("Archive")
            case _:
                return self.tr("Move")

    def _who(self, rows: tuple[SourceRow, ...]) -> str:
        if len(rows) <= NAMES_SHOWN:
            return spoken_list(row.name for row in rows)
        return self.tr("{n} connections").format(n=len(rows))
