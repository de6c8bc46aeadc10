"""The export half at work: a file is chosen, and the text, package or sheet written to it."""

import secrets
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from wecom_console.gui.features.share.collaborators import ShareCollaborators
from wecom_console.gui.features.share.export_card import ExportCard
from wecom_console.gui.features.share.presenter.exporting import PACKAGE, PDF, ExportView, suffix_of
from wecom_console.gui.features.share.presenter.package import BY_WORD, WrittenPackage
from wecom_console.gui.features.share.presenter.signing import SigningView
from wecom_console.gui.parts.desktop import copy_to_clipboard
from wecom_console.gui.parts.report_saving import tell_saved
from wecom_console.gui.shell.context import ShellContext
from wecom_console.gui.widgets.boxes.notice import ErrorBox, NoticeBox

if TYPE_CHECKING:
    from wecom_console.services.exporting.signing import SavedFile


class Exporting(QObject):
    """Between the presenters and `card`; `failure` and `notice` say what went wrong. `said` carries
    a sentence for the toast."""

    said = Signal(str)

    def __init__(
        self,
        context: ShellContext,
        outside: ShareCollaborators,
        card: ExportCard,
        *,
        failure: ErrorBox,
        notice: NoticeBox,
    ) -> None:
        super().__init__(card)
        self._context = context
        self._outside = outside
        self._card = card
        self._failure = failure
        self._notice = notice
        exports, packages, box = outside.exports, outside.packages, card.package
        exports.view_changed.connect(self._on_view_changed)
        card.toggled.connect(lambda key, chosen: exports.choose(key, chosen=chosen))
        card.all_toggled.connect(lambda chosen: exports.choose_all(chosen=chosen))
        card.format_chosen.connect(exports.choose_format)
        card.save_requested.connect(self.save)
        card.copy_requested.connect(lambda: exports.when_rendered(self._copy))
        packages.view_changed.connect(box.show_view)
        packages.written.connect(self._on_package_written)
        packages.added.connect(lambda _name: box.team.forget_input())
        box.way_chosen.connect(packages.choose_way)
        box.team.toggled.connect(lambda name, chosen: packages.choose(name, chosen=chosen))
        box.team.removed.connect(packages.remove)
        box.team.key_given.connect(packages.add)
        signing, line = outside.signing, card.sign
        signing.view_changed.connect(self._on_signing_changed)
        line.key_requested.connect(self._on_signing_key_requested)
        line.passphrase_given.connect(signing.unlock)
        line.forget_requested.connect(signing.forget)

    def save(self) -> None:
        """Asks for a file and writes what is chosen, where something can be written."""
        view = self._outside.exports.view
        box = self._card.package
        if not view.chosen or view.is_too_many or (view.format == PACKAGE and box.cannot_write()):
            return

        def write(path: Path) -> None:
            if view.format == PACKAGE:
                is_word = self._outside.packages.view.way == BY_WORD
                secret = box.passphrase.secret if is_word else None
                save = self._outside.signing.saver()
                self._outside.packages.write(path, view.chosen, secret, save)
            elif view.format == PDF:
                self._print(path, view)
            else:
                self._outside.exports.when_rendered(lambda text: self._save(path, text))

        filters = [f"{self._card.formats.currentText()} (*.{suffix_of(view.format)})"]
        title = self.tr("Export connections")
        self._outside.chooser.save(title, view.file_name, filters, write, parent=self._card)

    def _save(self, path: Path, text: str) -> None:
        self._context.bridge.call(
            self._outside.signing.saver(),
            path,
            text.encode("utf-8"),
            on_done=lambda saved: self._on_saved(path, saved),
            owner=self,
        )

    def _print(self, path: Path, view: ExportView) -> None:
        from wecom_console.gui.printing import pdf_of  # rarely wanted
        from wecom_console.services.exporting.printed_sheet import sheet_of

        messages = self._context.messages()
        profiles = [item.profile for item in view.chosen]

        save = self._outside.signing.saver()

        def write() -> "SavedFile":
            sheets = [sheet_of(one, messages, choose=secrets.choice) for one in profiles]
            return save(path, pdf_of(sheets))

        self._context.bridge.call(
            write, on_done=lambda saved: self._on_saved(path, saved), owner=self
        )

    def _copy(self, text: str) -> None:
        copy_to_clipboard(text)
        self.said.emit(self.tr("Copied"))

    def _on_view_changed(self, view: ExportView) -> None:
        if view.format == PACKAGE and self._card.package.isHidden():
            self._outside.packages.load()
        self._card.show_view(view)

    def _on_signing_key_requested(self) -> None:
        title, filters = self.tr("Choose an SSH private key"), [self.tr("All files (*)")]
        signing = self._outside.signing
        self._outside.chooser.open(title, filters, signing.choose, parent=self._card)

    def _on_signing_changed(self, view: SigningView) -> None:
        self._card.sign.show_view(view, self._context.messages())

    def _on_package_written(self, written: WrittenPackage) -> None:
        self._on_saved(written.path, written.saved)
        if written.saved.trouble:
            return
        self._card.package.passphrase.clear()
        if written.lacking:
            title = self.tr("{name} does not contain every secret").format(name=written.path.name)
            self._notice.set_title(title)
            self._notice.set_rows(written.lacking)
            self._notice.show()

    def _on_saved(self, path: Path, saved: "SavedFile") -> None:
        self._failure.setVisible(bool(saved.trouble))
        self._notice.setVisible(saved.stale is not None)
        if saved.trouble:
            title = self.tr("{name} could not be saved").format(name=path.name)
            self._failure.set_title(title)
            self._failure.set_rows([("", self._context.messages().reason(saved.trouble))])
            return
        tell_saved(self._context, self.tr("Saved as {name}").format(name=path.name), path)
        if saved.stale is not None:
            title = self.tr("{name} belongs to the file's earlier content")
            self._notice.set_title(title.format(name=saved.stale.name))
            told = self.tr("An import would refuse it: sign the file again, or delete it.")
            self._notice.set_rows([("", told)])
