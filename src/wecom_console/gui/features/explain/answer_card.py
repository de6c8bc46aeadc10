"""The right card: what was recognised, and for each refusal its causes."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from wecom_console.gui.features.explain.presenter.presenter import ClueView, ExplainView, FoundView
from wecom_console.gui.parts.facts import FactsView
from wecom_console.gui.theme.controller import ThemeController
from wecom_console.gui.theme.metrics import Role, Weight
from wecom_console.gui.widgets.boxes.card import Card
from wecom_console.gui.widgets.boxes.empty import EmptyState
from wecom_console.gui.widgets.boxes.notice import NoticeBox, NoticeTone
from wecom_console.gui.widgets.boxes.progress import ProgressBar
from wecom_console.gui.widgets.controls.button import Button, ButtonKind, ButtonSize
from wecom_console.gui.widgets.layout.scroll import ScrollColumn
from wecom_console.gui.widgets.text.label import Label
from wecom_console.messages.catalogue import Messages


class AnswerCard(Card):
    """Repainted as a whole: there are never more than a few dozen parts."""

    copy_requested = Signal()

    def __init__(self, theme: ThemeController, *, messages: Messages) -> None:
        super().__init__(theme, name="explain_answer_card")
        self._theme = theme
        self._messages = messages
        self._view = ExplainView()
        self.copy_button = Button(
            theme,
            kind=ButtonKind.LINK,
            size=ButtonSize.COMPACT,
            icon="copy",
            name="explain_copy_button",
        )
        self._head = self.add_head()
        self._head.add_trailing(self.copy_button)
        self._progress = ProgressBar(theme)
        policy = self._progress.sizePolicy()
        policy.setRetainSizeWhenHidden(True)
        self._progress.setSizePolicy(policy)
        self._empty = EmptyState(theme)
        self._scroll = ScrollColumn(theme)
        self._scroll.setObjectName("explain_answer")
        self._scroll.column.setContentsMargins(14, 12, 14, 14)
        self._parts: QWidget | None = None
        self.body.addWidget(self._progress)
        self.body.addWidget(self._empty, 1)
        self.body.addWidget(self._scroll, 1)
        self.copy_button.clicked.connect(self.copy_requested)

    @property
    def view(self) -> ExplainView:
        """What is shown."""
        return self._view

    def retranslate(self, messages: Messages) -> None:
        """Puts every text in."""
        self._messages = messages
        self._head.set_title(self.tr("What it means"))
        self.copy_button.setText(self.tr("Copy"))
        self.show_view(self._view)

    def show_view(self, view: ExplainView) -> None:
        """Shows an answer, or that there is none yet."""
        self._view = view
        self._progress.show_progress(0, 0)
        self._progress.setVisible(view.is_working)
        self._head.set_note(view.file)
        has_answer = bool(view.found)
        self.copy_button.set_available(
            enabled=has_answer, reason=self.tr("There is nothing to copy yet")
        )
        self._empty.setVisible(not has_answer)
        self._scroll.setVisible(has_answer)
        self._empty.show_sentence(self._empty_sentence(view))
        if self._parts is not None:
            self._parts.hide()
            self._scroll.column.removeWidget(self._parts)
            self._parts.deleteLater()
        self._parts = self._made(view)
        self._scroll.column.addWidget(self._parts)
        self._scroll.verticalScrollBar().setValue(0)

    def _empty_sentence(self, view: ExplainView) -> str:
        if view.trouble:
            return view.trouble
        if view.is_working:
            return self.tr("Reading…")
        return self.tr("The causes appear here, most likely first, with what to do and where.")

    def _made(self, view: ExplainView) -> QWidget:
        whole = QWidget()
        column = QVBoxLayout(whole)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(10)
        for found in view.found:
            self._add_found(column, found)
        column.addStretch(1)
        return whole

    def _add_found(self, column: QVBoxLayout, found: FoundView) -> None:
        if found.is_known:
            kind = self._messages.text(f"pasted.{found.kind}")
            column.addWidget(Label(self._theme, kind, role=Role.SMALL, weight=Weight.SEMIBOLD))
        if found.facts:
            facts = FactsView(self._theme)
            facts.set_redacted_words(self.tr("redacted · {length}"))
            facts.show_facts(found.facts)
            column.addWidget(facts)
        for number, clue in enumerate(found.clues):
            column.addWidget(self._notice(clue, number))
        if not found.clues:
            sentence = (
                self.tr("It contains no refusal.")
                if found.is_known
                else self.tr(
                    "This was not recognised. Paste the code or the whole response, with its "
                    "errcode or message."
                )
            )
            column.addWidget(Label(self._theme, sentence, role=Role.SMALL, wrap=True))
        if found.more:
            more = self.tr("It contains {count} more refusals.").format(count=found.more)
            column.addWidget(Label(self._theme, more, role=Role.CAPTION, color="text_muted"))

    def _notice(self, clue: ClueView, number: int) -> NoticeBox:
        told = clue.explanation
        notice = NoticeBox(self._theme, tone=NoticeTone.ERROR, name=f"explained_{number}")
        notice.set_title(told.title)
        rows = [
            (self.tr("Found in"), clue.source),
            (self.tr("Cause"), told.cause),
            (self.tr("Because"), told.because),
            (self.tr("Check"), told.confirm),
            (self.tr("Fix"), told.fix),
            (self.tr("Where"), told.where),
            (self.tr("Note"), told.note),
            *((self.tr("Or"), other) for other in told.others),
        ]
        notice.set_rows([(label, sentence) for label, sentence in rows if sentence])
        return notice
