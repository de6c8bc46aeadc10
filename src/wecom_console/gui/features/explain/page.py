"""The explain page: paste anything, read what it means."""

from pathlib import Path

from wecom_console.gui.features.explain.answer_card import AnswerCard
from wecom_console.gui.features.explain.paste_card import PasteCard
from wecom_console.gui.features.explain.presenter.presenter import ExplainPresenter, copied
from wecom_console.gui.parts.cards_page import BelowLoginTest
from wecom_console.gui.parts.chooser import DialogChooser, FileChooser
from wecom_console.gui.parts.desktop import copy_to_clipboard
from wecom_console.gui.parts.filling_scroll import filling_column
from wecom_console.gui.parts.stored_logins import login_tests
from wecom_console.gui.picture_pixels import read_pixels
from wecom_console.gui.shell.context import ShellContext

BESIDE_FROM = 90
CARD_HEIGHT = 300


def real_presenter(context: ShellContext) -> ExplainPresenter:
    """Over the window's bridge and services."""
    tests = login_tests(context)
    return ExplainPresenter(
        background=context.bridge,
        connections=lambda: tests().connections(),
        messages=context.messages(),
        read_pixels=read_pixels,
    )


class ExplainPage(BelowLoginTest):
    """Opened with a text or a path it explains that."""

    def __init__(
        self,
        context: ShellContext,
        presenter: ExplainPresenter | None = None,
        *,
        chooser: FileChooser | None = None,
    ) -> None:
        super().__init__(context, beside_from=BESIDE_FROM)
        self.setObjectName("explain_page")
        self.presenter = presenter or real_presenter(context)
        self.presenter.setParent(self)
        self._chooser = chooser or DialogChooser()
        theme = context.theme
        self.paste = PasteCard(theme)
        self.answer = AnswerCard(theme, messages=context.messages())
        self.cards.addWidget(self.paste, 2)
        self.cards.addWidget(self.answer, 3)
        filling_column(self).addLayout(self.cards, 1)
        self.paste.changed.connect(self.presenter.set_text)
        self.paste.file_chosen.connect(self.presenter.open)
        self.paste.choose_requested.connect(self._on_choose_requested)
        self.paste.connection_picked.connect(self.presenter.choose)
        self.answer.copy_requested.connect(self._on_copy_requested)
        self.presenter.view_changed.connect(self.answer.show_view)
        self.presenter.choice_changed.connect(self.paste.show_choice)
        theme.follow(self._on_theme_changed)

    def title(self) -> str:
        """What it is for."""
        return self.tr("Explain an error")

    def retranslate(self) -> None:
        """Puts every text in."""
        messages = self._context.messages()
        self.paste.retranslate()
        self.answer.retranslate(messages)
        self.presenter.set_messages(messages)

    def activate(self, args: object) -> None:
        """Reads the connections anew; explains what it is opened with."""
        self.presenter.load()
        if isinstance(args, Path):
            self.presenter.open(args)
        elif isinstance(args, str):
            self.paste.edit.setPlainText(args)
            self.presenter.explain_now()
        self.paste.focus()

    def _on_choose_requested(self) -> None:
        title = self.tr("Open file")
        filters = [self.tr("All files") + " (*)"]
        self._chooser.open(title, filters, self.presenter.open, parent=self)

    def _on_copy_requested(self) -> None:
        copy_to_clipboard(copied(self.answer.view))
        self._context.toast().show_sentence(
            self.tr("Copied"), close_name=self.tr("Close"), milliseconds=2_500
        )

    def _fit_cards(self, *, is_beside: bool) -> None:
        for card in (self.paste, self.answer):
            card.setMinimumHeight(self._theme.px(CARD_HEIGHT))
