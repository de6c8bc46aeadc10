"""Cards, notices, and what lies above a page for a while."""

from PySide6.QtWidgets import QVBoxLayout, QWidget

from wecom_console.gui.gallery.section import GallerySection
from wecom_console.gui.gallery.sheet import GallerySheet
from wecom_console.gui.theme.metrics import Role
from wecom_console.gui.widgets.boxes.card import Card
from wecom_console.gui.widgets.boxes.command_palette import CommandPalette, PaletteCommand
from wecom_console.gui.widgets.boxes.empty import EmptyState
from wecom_console.gui.widgets.boxes.guard_bar import GuardBar
from wecom_console.gui.widgets.boxes.notice import ErrorBox, InfoBox, NoticeBox, NoticeTone
from wecom_console.gui.widgets.boxes.progress import ProgressBar
from wecom_console.gui.widgets.boxes.toast import Toast
from wecom_console.gui.widgets.controls.button import Button, ButtonKind, ButtonSize
from wecom_console.gui.widgets.text.label import Label

_ALWAYS_MS = 24 * 60 * 60 * 1_000


class BoxSection(GallerySection):
    """What holds other things, and what says that something happened."""

    key = "boxes"

    def title(self) -> str:
        """Its name in the window."""
        return self.tr("Boxes")

    def fill(self, sheet: GallerySheet) -> None:
        """Puts its controls there."""
        sheet.stack(
            self.tr("Notices"),
            (
                (self.tr("Information"), self._notice(NoticeTone.INFO, self.tr("A new revision"))),
                (self.tr("Success"), self._notice(NoticeTone.SUCCESS, self.tr("As expected"))),
                (
                    self.tr("Warning"),
                    self._notice(NoticeTone.WARNING, self.tr("Changed since the last test")),
                ),
                (self.tr("Error"), self._error()),
                (self.tr("Help"), self._help()),
                (self.tr("Question"), self._question(sheet)),
            ),
            columns=2,
        )
        sheet.stack(
            self.tr("Cards"),
            (
                (self.tr("With a head"), self._card("")),
                (self.tr("Production"), self._card("env_production")),
                (self.tr("Busy"), self._busy(4, 9)),
                (self.tr("Busy, without an end"), self._busy(0, 0)),
                (self.tr("Empty"), self._empty()),
            ),
            columns=2,
        )
        sheet.stack(
            self.tr("Above a page"),
            (
                (self.tr("Commands"), self._palette(sheet)),
                (self.tr("A passing sentence"), self._toast(sheet)),
            ),
            columns=2,
        )

    def _notice(self, tone: NoticeTone, title: str) -> NoticeBox:
        box = NoticeBox(self._theme, tone=tone)
        box.set_title(title)
        box.set_rows((("", self.tr("Secret and Schema were edited 2 hours ago.")),))
        return box

    def _error(self) -> ErrorBox:
        box = ErrorBox(self._theme)
        box.set_title(self.tr("60020: WeCom does not trust this computer’s IP"))
        box.set_rows(
            (
                (self.tr("Cause"), self.tr("WeCom saw **203.0.113.24**.")),
                (self.tr("Fix"), self.tr("Add it to the app’s **trusted IPs**.")),
            )
        )
        box.add_button(self.tr("Copy IP"), primary=True, icon="copy")
        box.add_button(self.tr("Run again"), icon="refresh")
        return box

    def _help(self) -> InfoBox:
        box = InfoBox(self._theme)
        box.add_sentence(self.tr("**Have these ready**: Enterprise ID, AgentID and Secret."))
        return box

    def _question(self, sheet: GallerySheet) -> GuardBar:
        bar = GuardBar(self._theme, name="gallery_guard")
        title, row = (
            self.tr("This is a production connection"),
            self.tr("Its users log in through it."),
        )
        confirm, stay = self.tr("Save"), self.tr("Cancel")
        sheet.at_last(lambda: bar.ask(title, (("", row),), confirm=confirm, stay=stay, action=bool))
        return bar

    def _card(self, edge: str) -> Card:
        card = Card(self._theme, edge=edge)
        head = card.add_head(self.tr("Development access"), note=self.tr("2 of 7 proven"))
        copy = self.tr("Copy")
        head.add_trailing(
            Button(self._theme, copy, kind=ButtonKind.LINK, size=ButtonSize.COMPACT, icon="copy")
        )
        card.body.addLayout(self._body(self.tr("The body of the card.")))
        return card

    def _busy(self, done: int, total: int) -> Card:
        card = Card(self._theme)
        card.add_head(self.tr("Login test"), note=f"{done} / {total}" if total else "")
        bar = ProgressBar(self._theme, accessible_name=self.tr("Progress"))
        bar.show_progress(done, total)
        card.body.addWidget(bar)
        card.body.addLayout(self._body(self.tr("A run is in progress.")))
        return card

    def _body(self, text: str) -> QVBoxLayout:
        column = QVBoxLayout()
        column.setContentsMargins(14, 10, 14, 10)
        column.addWidget(Label(self._theme, text, role=Role.SMALL, color="text_muted"))
        return column

    def _empty(self) -> EmptyState:
        empty = EmptyState(self._theme, icon="play")
        empty.show_sentence(self.tr("No test has run yet."), action=self.tr("Run test"))
        return empty

    def _palette(self, sheet: GallerySheet) -> QWidget:
        host = QWidget()
        host.setFixedHeight(self._theme.px(280))
        palette = CommandPalette(self._theme, host)
        palette.set_words(placeholder=self.tr("Search"), nothing=self.tr("Nothing found"))
        commands = (
            PaletteCommand("a", self.tr("Create"), "plus", "Ctrl+N"),
            PaletteCommand("b", self.tr("Run test"), "play", "F5"),
            PaletteCommand("c", "Acme Staff", "sources", note="acme-staff"),
        )
        sheet.at_last(lambda: palette.open(commands))
        return host

    def _toast(self, sheet: GallerySheet) -> QWidget:
        host = QWidget()
        host.setFixedHeight(self._theme.px(96))
        toast = Toast(self._theme, host)
        sentence, action = self.tr("Acme Staff was deleted."), self.tr("Undo")
        close = self.tr("Close")

        def show() -> None:
            toast.show_sentence(
                sentence, action_text=action, close_name=close, milliseconds=_ALWAYS_MS
            )

        sheet.at_last(show)
        return host
