"""The explain page: paste anything, read what it means."""

from pathlib import Path

from PySide6.QtGui import QFontMetricsF, QGuiApplication, QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QVBoxLayout

from wecom_console.gui.features.explain.answer_card import AnswerCard
from wecom_console.gui.features.explain.paste_card import PasteCard
from wecom_console.gui.features.explain.presenter.presenter import ExplainPresenter, copied
from wecom_console.gui.parts.chooser import DialogChooser, FileChooser
from wecom_console.gui.parts.collaborators import login_tests
from wecom_console.gui.parts.filling_scroll import FillingScroll
from wecom_console.gui.picture_pixels import read_pixels
from wecom_console.gui.shell.context import ShellContext
from wecom_console.gui.shell.page import Page
from wecom_console.gui.theme.metrics import CARD_GAP, PAGE_EDGE_DENSE, Role
from wecom_console.gui.theme.tokens import ThemeTokens

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


class ExplainPage(Page):
    """Opened with a text or a path it explains that."""

    def __init__(
        self,
        context: ShellContext,
        presenter: ExplainPresenter | None = None,
        *,
        chooser: FileChooser | None = None,
    ) -> None:
        super().__init__()
        self.setObjectName("explain_page")
        self._context = context
        self.presenter = presenter or real_presenter(context)
        self.presenter.setParent(self)
        self._chooser = chooser or DialogChooser()
        theme = context.theme
        self.paste = PasteCard(theme)
        self.answer = AnswerCard(theme, messages=context.messages())
        self._cards = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._cards.setSpacing(CARD_GAP)
        self._cards.addWidget(self.paste, 2)
        self._cards.addWidget(self.answer, 3)
        scroll = FillingScroll()
        scroll.column.setContentsMargins(PAGE_EDGE_DENSE, 16, PAGE_EDGE_DENSE, 16)
        scroll.column.addLayout(self._cards, 1)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(scroll)
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

    def breadcrumb(self) -> tuple[tuple[str, str], ...]:
        """The test it belongs to."""
        return (("test", self.tr("Login test")),)

    def on_breadcrumb(self, key: str) -> None:
        """Back to it."""
        self._context.navigate(key, None)

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
        QGuiApplication.clipboard().setText(copied(self.answer.view))
        self._context.toast().show_sentence(
            self.tr("Copied"), close_name=self.tr("Close"), milliseconds=2_500
        )

    def _on_theme_changed(self, _tokens: ThemeTokens) -> None:
        self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Beside each other where there is room, else one above the other."""
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        theme = self._context.theme
        room = self.width() / QFontMetricsF(theme.font(Role.BODY)).averageCharWidth()
        direction = QBoxLayout.Direction
        is_beside = room >= BESIDE_FROM
        self._cards.setDirection(direction.LeftToRight if is_beside else direction.TopToBottom)
        for card in (self.paste, self.answer):
            card.setMinimumHeight(theme.px(CARD_HEIGHT))
