"""The question before something happens to production; not a dialog, so nothing stands still."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from wecom_console.gui.theme.controller import ThemeController
from wecom_console.gui.widgets.boxes.focus_back import FocusBack
from wecom_console.gui.widgets.boxes.notice import NoticeBox, NoticeTone


class GuardBar(NoticeBox):
    """Hidden until `ask`; Esc (`withdraw`) and the second button leave everything as it is. The
    keyboard goes to the second button: Enter by habit changes nothing."""

    def __init__(
        self, theme: ThemeController, *, name: str = "guard_bar", parent: QWidget | None = None
    ) -> None:
        super().__init__(theme, tone=NoticeTone.WARNING, name=name, parent=parent)
        self._action: Callable[[], object] | None = None
        self._back = FocusBack()
        self._confirm = self.add_button("", name=f"{name}_confirm_button")
        self._stay = self.add_button("", primary=True, name=f"{name}_stay_button")
        self._confirm.clicked.connect(self._on_confirm_clicked)
        self._stay.clicked.connect(self.withdraw)
        self.hide()

    @property
    def is_asking(self) -> bool:
        """Whether a question is open."""
        return self._action is not None

    def ask(
        self,
        title: str,
        rows: Sequence[tuple[str, str]],
        *,
        confirm: str,
        stay: str,
        action: Callable[[], object],
    ) -> None:
        """Shows the question; `action` is what the first button does."""
        self._action = action
        self._back.remember(self.window())
        self.set_title(title)
        self.set_rows(rows)
        self._confirm.setText(confirm)
        self._stay.setText(stay)
        self.show()
        self._stay.setFocus(Qt.FocusReason.OtherFocusReason)

    def withdraw(self) -> None:
        """Nothing happens; the keyboard goes back to where it was."""
        self._action = None
        held = self._confirm.hasFocus() or self._stay.hasFocus()
        self.hide()
        if held:
            self._back.give_back()

    def _on_confirm_clicked(self) -> None:
        action = self._action
        self.withdraw()
        if action is not None:
            action()
