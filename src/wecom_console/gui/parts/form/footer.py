"""The bar below the form: what is wrong, whether the draft is kept, and the buttons."""

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QFontMetricsF, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QLabel, QSizePolicy

from wecom_console.gui.parts.form.presenter.presenter import FormPresenter
from wecom_console.gui.parts.form.presenter.state import FormMode, FormState, Keeping, LineKind
from wecom_console.gui.parts.form.sentences import without_gaps
from wecom_console.gui.shell.footer import Footer
from wecom_console.gui.theme.controller import ThemeController
from wecom_console.gui.theme.metrics import Role
from wecom_console.gui.theme.paint import draw_line
from wecom_console.gui.theme.themed import Themed
from wecom_console.gui.widgets.controls.button import Button, ButtonKind
from wecom_console.gui.widgets.controls.text_link import TextLink
from wecom_console.gui.widgets.text.elided_label import ElidedLabel
from wecom_console.messages.catalogue import Messages
from wecom_console.messages.problems import field_label
from wecom_console.services.profiles.drafts import IN_THE_CLEAR

GAPS = 120


class ProblemCount(Themed, QLabel):
    """An icon and a number in words; `text()` is the words."""

    def __init__(self, theme: ThemeController, *, icon: str, color: str, name: str) -> None:
        super().__init__()
        self._theme = theme
        self._icon = icon
        self._token = color
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setObjectName(name)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        theme.follow(self._on_theme_changed)

    def sizeHint(self) -> QSize:
        """Icon and words."""
        font = self._theme.font(Role.SMALL_STRONG)
        width = QFontMetricsF(font).horizontalAdvance(self.text())
        return QSize(int(width + 1.99) + self._theme.px(21), self._theme.line_height(Role.SMALL))

    def minimumSizeHint(self) -> QSize:
        """Never cut."""
        return self.sizeHint()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paints icon and words."""
        painter = QPainter(self)
        theme = self._theme
        side = theme.px(15)
        box = QRectF(0, (self.height() - side) / 2, side, side)
        theme.draw_icon(painter, self._icon, box, self._token)
        area = QRectF(self.rect()).adjusted(theme.px(21), 0, 0, 0)
        font = theme.font(Role.SMALL_STRONG)
        draw_line(painter, area, self.text(), font, theme.color(self._token), elide=False)


class FormFooter(Footer):
    """Counts with *Jump to*, the draft's state, *Cancel*, *Test draft* and *Create*."""

    def __init__(self, theme: ThemeController, presenter: FormPresenter) -> None:
        super().__init__(theme)
        self.setObjectName("form_footer")
        self._errors = ProblemCount(theme, icon="error", color="error", name="error_count")
        self._warnings = ProblemCount(theme, icon="warning", color="warning", name="warning_count")
        self._jump = TextLink(theme, name="jump_link")
        self._kept = ElidedLabel(theme, role=Role.SMALL, color="text_muted")
        self._kept.setObjectName("draft_kept_label")
        self._cancel = Button(theme, name="cancel_button")
        self._test = Button(theme, icon="play", name="test_draft_button")
        self._create = Button(theme, kind=ButtonKind.PRIMARY, name="create_button")
        for widget in (self._errors, self._warnings):
            self.row.addWidget(widget)
        self.row.addSpacing(4)
        self.row.addWidget(self._jump)
        self.row.addStretch(1)
        self.row.addWidget(self._kept)
        self.row.addSpacing(8)
        for button in (self._cancel, self._test, self._create):
            self.row.addWidget(button)
        self._jump.clicked.connect(presenter.jump_to_problem)
        self._cancel.clicked.connect(presenter.request_leave)
        self._test.clicked.connect(presenter.test_draft)
        self._create.clicked.connect(presenter.submit)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The draft's state goes first where there is little room."""
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        counts = (self._errors, self._warnings, self._jump)
        shown = [w for w in counts if not w.isHidden()]
        buttons = (self._cancel, self._test, self._create)
        needed = sum(w.sizeHint().width() for w in (*shown, *buttons)) + GAPS
        self._kept.setVisible(self.width() - needed >= self._kept.minimumSizeHint().width())

    def show_state(self, state: FormState, messages: Messages) -> None:
        """Shows counts, the draft's state, and what can be pressed."""
        self._show_problems(state, messages)
        editing = state.mode is FormMode.EDIT
        self._cancel.setText(self.tr("Cancel"))
        self._test.setText(self.tr("Test draft"))
        self._create.setText(self.tr("Save") if editing else self.tr("Create"))
        self._show_kept(state, messages)
        busy = state.asks.is_saving or state.asks.is_loading
        reason = self.tr("Saving") if busy else ""
        self._create.set_reason(reason)
        if editing and not busy and not state.is_dirty:
            self._create.set_reason(self.tr("No changes"))
        self._fit()

    def _show_problems(self, state: FormState, messages: Messages) -> None:
        one_error, errors = self.tr("{count} error"), self.tr("{count} errors")
        one_warning, warnings = self.tr("{count} warning"), self.tr("{count} warnings")
        for widget, count, one, many in (
            (self._errors, state.errors, one_error, errors),
            (self._warnings, state.warnings, one_warning, warnings),
        ):
            widget.setText((one if count == 1 else many).format(count=count))
            widget.setVisible(count > 0)
            widget.updateGeometry()
        jump = self.tr("Jump to {field}")
        label = field_label(messages, state.first_problem) if state.first_problem else ""
        self._jump.setText(without_gaps(jump.format(field=label)))
        self._jump.setVisible(bool(state.first_problem))
        self._jump.updateGeometry()

    def _show_kept(self, state: FormState, messages: Messages) -> None:
        words = {
            Keeping.NOTHING: "",
            Keeping.PENDING: "",
            Keeping.KEPT: messages.text("form.kept_in_part")
            if _holds_secret(state)
            else self.tr("Draft saved automatically"),
            Keeping.FAILED: messages.text("form.not_kept"),
        }
        if state.keeping is not Keeping.PENDING:  # while typing, the words stay as they are
            self._kept.setText(words[state.keeping])
        is_whole = state.keeping is not Keeping.FAILED and not _holds_secret(state)
        self._kept.set_color("text_muted" if is_whole else "warning")


def _holds_secret(state: FormState) -> bool:
    """Whether a field's value looks like a secret; then that field is not kept."""
    fields = state.fields.values()
    wrong = (f.problem for f in fields if f.kind is LineKind.ERROR and f.problem is not None)
    return any(problem.code in IN_THE_CLEAR for problem in wrong)
