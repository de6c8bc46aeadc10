"""What is done to the connection that is shown: the question before, and what is said after."""

from collections.abc import Callable

from PySide6.QtCore import QObject

from wecom_console.domain.notes import NOTE
from wecom_console.domain.problems import Problem
from wecom_console.gui.features.connection.presenter.detail import DetailPresenter
from wecom_console.gui.shell.context import ShellContext
from wecom_console.gui.widgets.boxes.guard_bar import GuardBar
from wecom_console.messages.problems import field_label, sentence
from wecom_console.services.profiles.records import Purged


class ConnectionActions(QObject):
    """In production each of them is asked about first, in `guard`."""

    def __init__(
        self, context: ShellContext, presenter: DetailPresenter, guard: GuardBar, owner: QObject
    ) -> None:
        super().__init__(owner)
        self._context = context
        self._presenter = presenter
        self._guard = guard
        presenter.deleted.connect(self._on_presenter_deleted)
        presenter.archived.connect(self._on_presenter_archived)
        presenter.brought_back.connect(lambda key: context.navigate("detail", key))
        presenter.duplicated.connect(self._on_presenter_duplicated)
        presenter.purged.connect(self._on_presenter_purged)
        presenter.revision_restored.connect(self._on_presenter_revision_restored)
        presenter.failed.connect(self.say_failure)

    def archive(self) -> None:
        """Lays the connection aside, or takes it back."""
        if self._presenter.state.is_archived:
            self._presenter.take_back(self._presenter.profile_id)
        else:
            question = self.tr("Archive this connection?")
            self._guarded(question, self.tr("Archive"), self._presenter.archive)

    def delete(self) -> None:
        """Hides the connection."""
        question = self.tr("Delete this connection?")
        self._guarded(question, self.tr("Delete"), self._presenter.delete)

    def restore(self, number: int) -> None:
        """Appends a revision with an earlier one's values."""
        self._guarded(
            self.tr("Restore revision {number}?").format(number=number),
            self.tr("Restore"),
            lambda: self._presenter.restore_revision(number),
        )

    def purge(self, path: str) -> None:
        """Takes what the history has of a field out of it, after a question wherever it is."""
        messages = self._context.messages()
        label = field_label(messages, path)
        kind = "notes" if path == NOTE else "field"
        self._guard.ask(
            messages.text(f"history.purge.{kind}", field=label),
            (("", messages.text("history.purge.warning")),),
            confirm=self.tr("Remove"),
            stay=self.tr("Leave as it is"),
            action=lambda: self._presenter.purge(path),
        )

    def say(self, said: str) -> None:
        """Tells it in passing."""
        self._context.toast().show_sentence(said, close_name=self.tr("Close"))

    def say_failure(self, failure: Problem) -> None:
        """Tells why something was not done."""
        self.say(sentence(self._context.messages(), failure))

    def _guarded(self, question: str, confirm: str, action: Callable[[], object]) -> None:
        """Does it, after a question where the connection is in production."""
        if not self._presenter.state.is_production:
            action()
            return
        warning = self.tr("It is in production. Nothing changes in Authing.")
        self._guard.ask(
            question,
            (("", warning),),
            confirm=confirm,
            stay=self.tr("Leave as it is"),
            action=action,
        )

    def _on_presenter_deleted(self, profile_id: str, name: str) -> None:
        said = self.tr("{name} was deleted.").format(name=name)
        self._leave(said, lambda: self._presenter.bring_back(profile_id))

    def _on_presenter_archived(self, profile_id: str, name: str) -> None:
        said = self.tr("{name} was archived.").format(name=name)
        self._leave(said, lambda: self._presenter.take_back(profile_id))

    def _leave(self, said: str, undo: Callable[[], object]) -> None:
        self._context.navigate("sources", None)
        self._context.toast().show_sentence(
            said,
            action_text=self.tr("Undo"),
            action=undo,
            undoes=True,
            close_name=self.tr("Close"),
        )

    def _on_presenter_duplicated(self, profile_id: str) -> None:
        self._context.navigate("wizard", profile_id)
        self.say(self.tr("This is the copy: choose its identifier, then create it."))

    def _on_presenter_purged(self, path: str, purged: Purged) -> None:
        messages = self._context.messages()
        label = field_label(messages, path)
        self.say(messages.text("history.purge.done", field=label, count=purged.revisions))

    def _on_presenter_revision_restored(self, number: int) -> None:
        self.say(self.tr("Revision {number} was restored.").format(number=number))
