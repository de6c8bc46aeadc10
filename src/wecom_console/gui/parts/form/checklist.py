"""*Have these ready*: step 1 of the guide as a checklist, short or step by step."""

from collections.abc import Callable

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from wecom_console.domain.catalogue import PREPARATION, WECOM_ADMIN_URL
from wecom_console.gui.parts.form.cards.step_rows import StepRow, item_words, mark_line
from wecom_console.gui.parts.form.check_lines import CheckGrid, CheckLine
from wecom_console.gui.parts.form.notices import When
from wecom_console.gui.parts.form.presenter.checklist import (
    TO_PASTE,
    PreparationPresenter,
    PreparationState,
)
from wecom_console.gui.theme.controller import ThemeController
from wecom_console.gui.theme.metrics import Role
from wecom_console.gui.widgets.boxes.notice import InfoBox
from wecom_console.gui.widgets.controls.button import Button, ButtonKind, ButtonSize
from wecom_console.gui.widgets.layout.flow_layout import FlowLayout
from wecom_console.gui.widgets.text.icon_view import IconView
from wecom_console.gui.widgets.text.label import Label
from wecom_console.messages.catalogue import Messages


class PreparationBox(InfoBox):
    """The blue box above the form: folded, short, or step by step with what WeCom says itself.
    `copied` carries a public value."""

    copied = Signal(str)

    def __init__(
        self,
        theme: ThemeController,
        presenter: PreparationPresenter,
        *,
        open_url: Callable[[str], None],
        when: When,
    ) -> None:
        super().__init__(theme, name="preparation_box")
        self.body.setContentsMargins(15, 8, 8, 11)
        self._box_theme = theme
        self._presenter = presenter
        self._open_url = open_url
        self._when = when
        self._messages: Messages | None = None
        self._rows: dict[str, StepRow] = {}
        self._lines = {
            item: CheckLine(theme, name=f"preparation_{item}_check") for item in PREPARATION
        }
        self._title = Label(theme, role=Role.SECTION)
        self._note = Label(theme, role=Role.SMALL, color="text_muted", wrap=True)
        self._note.setObjectName("preparation_note")
        self._admin = self._make(ButtonKind.LINK, "wecom_admin_link", trailing_icon="external")
        self._fold = self._make(ButtonKind.GHOST, "preparation_fold_button", icon="chevron-up")
        self._steps = self._make(ButtonKind.DEFAULT, "preparation_steps_button", icon="list")
        self._ask = self._make(ButtonKind.DEFAULT, "preparation_ask_button", icon="refresh")
        self._grid = CheckGrid(tuple(self._lines.values()))
        self._details = QWidget()
        self._column = QVBoxLayout(self._details)
        self._column.setContentsMargins(0, 4, 0, 4)
        self._column.setSpacing(12)
        self._details.hide()
        self._buttons = QWidget()
        self._lay_out(theme)
        self._admin.clicked.connect(lambda: open_url(WECOM_ADMIN_URL))
        self._fold.clicked.connect(self._on_fold_clicked)
        self._steps.clicked.connect(self._on_steps_clicked)
        self._ask.clicked.connect(presenter.ask)
        for item, line in self._lines.items():
            line.toggled.connect(lambda done, item=item: presenter.tick(item, done=done))
        presenter.state_changed.connect(self._on_presenter_state_changed)

    def _make(
        self, kind: ButtonKind, name: str, *, icon: str = "", trailing_icon: str = ""
    ) -> Button:
        return Button(
            self._box_theme,
            kind=kind,
            size=ButtonSize.COMPACT,
            icon=icon,
            trailing_icon=trailing_icon,
            name=name,
        )

    def _lay_out(self, theme: ThemeController) -> None:
        head = QHBoxLayout()
        head.setSpacing(8)
        head.addWidget(IconView(theme, "info", color="info", size=16))
        head.addWidget(self._title)
        head.addWidget(self._note, 1, Qt.AlignmentFlag.AlignVCenter)
        head.addWidget(self._admin)
        head.addWidget(self._fold)
        inside = QVBoxLayout()
        inside.setContentsMargins(24, 0, 7, 0)
        inside.setSpacing(8)
        inside.addWidget(self._grid)
        inside.addWidget(self._details)
        policy = self._buttons.sizePolicy()
        policy.setHeightForWidth(True)
        self._buttons.setSizePolicy(policy)
        row = FlowLayout(self._buttons)
        row.addWidget(self._steps)
        row.addWidget(self._ask)
        inside.addWidget(self._buttons)
        self.body.setSpacing(4)
        self.body.addLayout(head)
        self.body.addLayout(inside)

    def retranslate(self, messages: Messages) -> None:
        """Takes the words of the language."""
        self._messages = messages
        self._title.setText(messages.text("preparation"))
        self._admin.setText(self.tr("Open admin console"))
        self._ask.setText(self.tr("Check with WeCom"))
        self._show(self._presenter.state)
        self._grid.place()
        self._grid.updateGeometry()

    def fold(self, *, folded: bool) -> None:
        """Leaves the head alone, or shows the list."""
        stepwise = not self._details.isHidden() and not folded
        self._grid.setVisible(not folded and not stepwise)
        self._details.setVisible(stepwise)
        self._buttons.setVisible(not folded)
        self._show(self._presenter.state)

    @property
    def is_folded(self) -> bool:
        """Whether only the head is shown."""
        return self._buttons.isHidden()

    def _show(self, state: PreparationState) -> None:
        messages = self._messages
        if messages is None:
            return
        note = self.tr("{done} of {total} confirmed, from WeCom's admin console")
        self._note.setText(note.format(done=state.done, total=len(self._lines)))
        self._fold.set_icon("chevron-down" if self.is_folded else "chevron-up")
        self._fold.set_accessible_name(
            self.tr("Show the checklist") if self.is_folded else self.tr("Collapse the checklist")
        )
        stepwise = not self._details.isHidden()
        self._steps.setText(self.tr("Short list") if stepwise else self.tr("Step by step"))
        reason = messages.text(state.cannot_ask) if state.cannot_ask else ""
        self._ask.set_reason(self.tr("Checking") if state.is_asking else reason)
        for name, line in self._lines.items():
            words = item_words(messages, state.method, name)
            if words != line.text():
                line.setText(words)
                self._grid.place()
        for item in state.items:
            mark_line(self._lines[item.id], item)
            if item.id in self._rows:
                self._rows[item.id].show_item(item, state, messages, self._when)

    def _build_rows(self) -> None:
        for item in PREPARATION:
            row = StepRow(
                self._box_theme,
                item,
                paths=TO_PASTE if item == "app_identity" else (),
                open_url=self._open_url if item == "trusted_ip" else None,
            )
            row.ticked.connect(lambda done, item=item: self._presenter.tick(item, done=done))
            row.copied.connect(self.copied)
            self._rows[item] = row
            self._column.addWidget(row)

    def _on_steps_clicked(self) -> None:
        if not self._rows:
            self._build_rows()
        stepwise = self._details.isHidden()
        self._details.setVisible(stepwise)
        self._grid.setVisible(not stepwise)
        self._show(self._presenter.state)

    def _on_fold_clicked(self) -> None:
        self.fold(folded=not self.is_folded)

    def _on_presenter_state_changed(self, state: PreparationState) -> None:
        self._show(state)
