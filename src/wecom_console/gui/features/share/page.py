"""The share page: connections out into a file, and out of a file into the store."""

from pathlib import Path

from PySide6.QtGui import QGuiApplication

from wecom_console.gui.app_links import AppLink, is_link
from wecom_console.gui.features.share.broken_notice import BrokenNotice
from wecom_console.gui.features.share.collaborators import ShareCollaborators, real_collaborators
from wecom_console.gui.features.share.export_card import ExportCard
from wecom_console.gui.features.share.exporting import Exporting
from wecom_console.gui.features.share.import_card import ImportCard
from wecom_console.gui.features.share.presenter.import_rows import ImportResult
from wecom_console.gui.parts.cards_page import CardsPage
from wecom_console.gui.parts.filling_scroll import filling_column
from wecom_console.gui.shell.context import ShellContext
from wecom_console.gui.spoken import spoken_list
from wecom_console.gui.widgets.boxes.command_palette import PaletteCommand
from wecom_console.gui.widgets.boxes.guard_bar import GuardBar
from wecom_console.gui.widgets.boxes.notice import ErrorBox, NoticeBox, NoticeTone

CARDS_FROM = 90
CARD_HEIGHT = 460


class SharePage(CardsPage):
    """Opened with a path or a link it previews what is in it; with a profile's id it exports that
    alone."""

    def __init__(
        self, context: ShellContext, collaborators: ShareCollaborators | None = None
    ) -> None:
        super().__init__(context.theme, beside_from=CARDS_FROM)
        self._context = context
        self._outside = collaborators or real_collaborators(context)
        self._exports, self._imports = self._outside.exports, self._outside.imports
        self._packages = self._outside.packages
        signing = self._outside.signing
        for presenter in (self._exports, self._packages, self._imports, signing):
            presenter.setParent(self)
        theme = context.theme
        self.setObjectName("share_page")
        self.failure = ErrorBox(theme, name="share_failure")
        self.failure.hide()
        self.notice = NoticeBox(theme, tone=NoticeTone.WARNING, name="share_notice")
        self.notice.hide()
        self.broken = BrokenNotice(theme, self._imports)
        self.export_card = ExportCard(theme, messages=context.messages())
        self._exporting = Exporting(
            context, self._outside, self.export_card, failure=self.failure, notice=self.notice
        )
        self._exporting.said.connect(self._say)
        self.import_card = ImportCard(theme)
        self._guard = GuardBar(theme, name="import_guard")
        self.cards.addWidget(self.export_card, 1)
        self.cards.addWidget(self.import_card, 1)
        column = filling_column(self)
        for widget in (self.failure, self.notice, self.broken, self._guard):
            column.addWidget(widget)
        column.addLayout(self.cards, 1)
        self._connect()
        theme.follow(self._on_theme_changed)

    def _connect(self) -> None:
        imports = self._imports
        imports.view_changed.connect(self.import_card.show_view)
        imports.imported.connect(self._on_imported)
        imports.undone.connect(self._on_undone)
        self.import_card.choose_requested.connect(self._on_choose_requested)
        self.import_card.files_dropped.connect(imports.open)
        self.import_card.paste_requested.connect(self._on_paste_requested)
        self.import_card.lock.passphrase_given.connect(imports.unlock)
        self.import_card.lock.key_requested.connect(self._on_key_requested)
        self.import_card.resolved.connect(imports.resolve)
        self.import_card.take_changed.connect(
            lambda identifier, path, taken: imports.take(identifier, path, taken=taken)
        )
        self.import_card.apply_requested.connect(self._on_apply_requested)
        self.import_card.cancel_requested.connect(imports.clear)
        self.import_card.stop_requested.connect(imports.stop)
        self.import_card.all_resolved.connect(imports.resolve_all)

    # --- the shell -----------------------------------------------------------------------------

    def title(self) -> str:
        """The header's title."""
        return self.tr("Share")

    def retranslate(self) -> None:
        """Puts every text in."""
        messages = self._context.messages()
        self.export_card.retranslate(messages)
        self.import_card.retranslate()
        self._imports.set_messages(messages)
        self._packages.set_messages(messages)
        self._exports.say_again()
        self.export_card.sign.show_view(self._outside.signing.view, messages)
        self.broken.retranslate()

    def activate(self, args: object) -> None:
        """Reads the connections anew."""
        if isinstance(args, Path):
            self._imports.open(args)
        elif isinstance(args, list):
            self._imports.open(tuple(args))
        elif isinstance(args, AppLink):
            self._imports.open(args.text)
        elif isinstance(args, str) and args:
            self._exports.choose_only((args,))
        elif isinstance(args, tuple):
            self._exports.choose_only(args)
        self._exports.load()
        self._imports.look_back()

    def commands(self) -> tuple[PaletteCommand, ...]:
        """What the palette offers here."""
        return (
            PaletteCommand("export", self.tr("Export the selected connections"), "save", "Ctrl+S"),
            PaletteCommand("import", self.tr("Import a file"), "upload"),
        )

    def run_command(self, key: str) -> bool:
        """Does one of them."""
        match key:
            case "export" | "save":
                self._exporting.save()
            case "import":
                self._on_choose_requested()
            case "escape" if self._guard.is_asking:
                self._guard.withdraw()
            case _:
                return False
        return True

    # --- inside --------------------------------------------------------------------------------

    def _on_choose_requested(self) -> None:
        filters = [
            self.tr("Config files (*.toml *.json *.yaml *.yml *.age)"),
            self.tr("All files (*)"),
        ]
        self._outside.chooser.open(
            self.tr("Import a file"), filters, self._imports.open, parent=self
        )

    def _on_paste_requested(self) -> None:
        text = QGuiApplication.clipboard().text().strip()
        if is_link(text):
            self._imports.open(text)
        else:
            told = self.tr("Copy a link that begins with {begin} first.")
            self._say(told.format(begin="wecom-console://import?"))

    def _on_key_requested(self) -> None:
        filters = [self.tr("All files (*)")]
        self._outside.chooser.open(
            self.tr("Choose a key file"), filters, self._imports.unlock, parent=self
        )

    def _on_apply_requested(self) -> None:
        """What people log in with is not changed by one click."""
        touched = [row.identifier for row in self._imports.view.rows if row.changes_production]
        if not touched:
            self._imports.apply()
            return
        title = self.tr("Change {count} connections in production?").format(count=len(touched))
        shown = (*touched[:5], "…") if len(touched) > 5 else touched
        self._guard.ask(
            title,
            (("", spoken_list(shown)),),
            confirm=self.tr("Import"),
            stay=self.tr("Leave as it is"),
            action=self._imports.apply,
        )

    def _on_imported(self, result: ImportResult) -> None:
        self.failure.setVisible(bool(result.failure))
        if result.failure:
            self.failure.set_title(self.tr("Nothing was imported"))
            self.failure.set_rows([(self.tr("Cause"), result.failure)])
            return
        if result.is_stopped:
            self._say(self.tr("Stopped: nothing was changed."))
            return
        told = self.tr("{created} created, {replaced} replaced, {kept} unchanged")
        sentence = told.format(created=result.created, replaced=result.replaced, kept=result.kept)
        if result.session_secrets:
            kept = self.tr("{count} secrets are kept for this session only")
            kept = kept.format(count=result.session_secrets)
            sentence = self.tr("{told}. {kept}").format(told=sentence, kept=kept)
        changed = result.created + result.replaced
        self._context.toast().show_sentence(
            sentence,
            action_text=self.tr("Undo") if changed else "",
            undoes=True,
            action=self._imports.undo if changed else None,
            close_name=self.tr("Close"),
        )
        self._exports.load()

    def _on_undone(self, left: tuple[str, ...] | None) -> None:
        if left is None:
            self._say(self.tr("There is no import to undo."))
        elif left:
            told = self.tr("Undo failed for {names}: check them.")
            self._say(told.format(names=spoken_list(left)))
        else:
            self._say(self.tr("The import was undone."))
        self._exports.load()

    def _say(self, sentence: str) -> None:
        self._context.toast().show_sentence(sentence, close_name=self.tr("Close"))

    def _fit_cards(self, *, is_beside: bool) -> None:
        for card in (self.export_card, self.import_card):
            card.setMinimumHeight(self._theme.px(CARD_HEIGHT))
