"""The doctor in the window: what works on this machine, and what to do about the rest."""

import os
from typing import Final

from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from wecom_console.gui.features.about.presenter.doctor import DoctorPresenter, DoctorView
from wecom_console.gui.parts.desktop import copy_to_clipboard
from wecom_console.gui.parts.layouts import page_scroll
from wecom_console.gui.shell.context import ShellContext
from wecom_console.gui.shell.page import Page
from wecom_console.gui.spoken import spoken_fact
from wecom_console.gui.theme.metrics import Role
from wecom_console.gui.widgets.boxes.card import Card
from wecom_console.gui.widgets.controls.button import Button, ButtonKind, ButtonSize
from wecom_console.gui.widgets.layout.emptying import clear
from wecom_console.gui.widgets.text.icon_view import IconView
from wecom_console.gui.widgets.text.label import Label
from wecom_console.services.doctor import CheckResult, Health
from wecom_console.services.doctor_words import finding_words, fix_words
from wecom_console.services.logbook.diagnostics import without_home

_MARKS: Final = {
    Health.OK: ("check", "text"),
    Health.WARN: ("warning", "warning"),
    Health.FAIL: ("error", "error"),
}


class DoctorPage(Page):
    """Looks when it is shown; what is wrong stands first."""

    def __init__(self, context: ShellContext, presenter: DoctorPresenter | None = None) -> None:
        super().__init__()
        self._context = context
        self.presenter = presenter or DoctorPresenter(
            context.bridge, services=context.services, environment=os.environ
        )
        self.presenter.setParent(self)
        self.setObjectName("doctor_page")
        theme = context.theme
        self._card = Card(theme, name="doctor_card")
        self._head = self._card.add_head()
        self.again = Button(
            theme, size=ButtonSize.COMPACT, icon="refresh", name="doctor_again_button"
        )
        self.copy = Button(
            theme,
            kind=ButtonKind.GHOST,
            size=ButtonSize.COMPACT,
            icon="copy",
            name="doctor_copy_button",
        )
        self._head.add_trailing(self.copy)
        self._head.add_trailing(self.again)
        self._rows = QVBoxLayout()
        self._rows.setContentsMargins(14, 12, 14, 14)
        self._rows.setSpacing(12)
        self._card.body.addLayout(self._rows)
        scroll = page_scroll(theme, top=20)
        scroll.column.addWidget(self._card)
        scroll.column.addStretch(1)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(scroll)
        self.again.clicked.connect(self.presenter.run)
        self.copy.clicked.connect(self._on_copy_clicked)
        self.presenter.view_changed.connect(self._show)

    def title(self) -> str:
        """The header's title."""
        return self.tr("System check")

    def breadcrumb(self) -> tuple[tuple[str, str], ...]:
        """Below the settings."""
        return (("settings", self.tr("Settings")),)

    def on_breadcrumb(self, key: str) -> None:
        """Back to them."""
        self._context.navigate(key, None)

    def retranslate(self) -> None:
        """Puts every text in."""
        self._head.set_title(self.tr("What works on this computer"))
        self.again.setText(self.tr("Check again"))
        self.copy.set_accessible_name(self.tr("Copy"))
        self._show(self.presenter.view)

    def activate(self, args: object) -> None:
        """Looks at everything."""
        self.presenter.run()

    def run_command(self, key: str) -> bool:
        """Check again, leave."""
        match key:
            case "run":
                self.presenter.run()
            case "escape":
                self._context.navigate("settings", None)
            case _:
                return False
        return True

    def _show(self, view: DoctorView) -> None:
        done = len(view.findings)
        running = self.tr("{done} of {total}").format(done=done, total=view.total)
        self._head.set_note(running if view.is_running and view.total else "")
        self.again.set_available(
            enabled=not view.is_running, reason=self.tr("Checking this computer")
        )
        clear(self._rows)
        for finding in sorted(view.findings, key=_badness):
            self._rows.addWidget(self._row(finding))

    def _row(self, finding: CheckResult) -> QWidget:
        theme, messages = self._context.theme, self._context.messages()
        row = QWidget()
        grid = QGridLayout(row)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(10)
        grid.setVerticalSpacing(2)
        icon, color = _MARKS[finding.health]
        grid.addWidget(IconView(theme, icon, color=color), 0, 0)
        name = messages.text(f"cli.doctor.name.{finding.check}")
        words = without_home(finding_words(messages, finding))
        grid.addWidget(Label(theme, name, role=Role.LABEL), 0, 1)
        sentence = Label(theme, words, role=Role.SMALL, color="text_muted", wrap=True)
        grid.addWidget(sentence, 1, 1)
        if fix := without_home(fix_words(messages, finding)):
            grid.addWidget(Label(theme, fix, role=Role.SMALL, wrap=True), 2, 1)
        grid.setColumnStretch(1, 1)
        row.setAccessibleName(spoken_fact(f"{name} ({finding.health})", words))
        return row

    def _on_copy_clicked(self) -> None:
        messages = self._context.messages()
        lines = []
        for finding in self.presenter.view.findings:
            name = messages.text(f"cli.doctor.name.{finding.check}")
            lines.append(f"[{finding.health}] {name}: {finding_words(messages, finding)}")
            if fix := fix_words(messages, finding):
                lines.append(f"    {fix}")
        copy_to_clipboard(without_home("\n".join(lines)))
        self._context.toast().show_sentence(self.tr("Copied"), close_name=self.tr("Close"))


def _badness(finding: CheckResult) -> int:
    return (Health.FAIL, Health.WARN, Health.OK).index(finding.health)
