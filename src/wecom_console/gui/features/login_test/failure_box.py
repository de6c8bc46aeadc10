"""What the page says where something of it cannot be done."""

from PySide6.QtWidgets import QWidget

from wecom_console.gui.parts.presenter.failures import PageFailure
from wecom_console.gui.theme.controller import ThemeController
from wecom_console.gui.widgets.boxes.notice import ErrorBox


class FailureBox(ErrorBox):
    """Hidden while all is well."""

    def __init__(self, theme: ThemeController, *, parent: QWidget | None = None) -> None:
        super().__init__(theme, name="login_test_failure", parent=parent)
        self.hide()

    def show_failure(self, failure: PageFailure) -> None:
        """Says what cannot be done and why; an empty failure hides the box."""
        self.setVisible(bool(failure.what))
        label = ""
        match failure.what:
            case "":
                return
            case "load":
                title = self.tr("The stored connections cannot be read")
            case "team":
                title = self.tr("The team's scenarios cannot be used")
            case "trouble":
                title = self.tr("The runs could not continue")
            case _:
                title = self.tr("The run was ended by a bug in this program")
                label = self.tr("Kind")
        self.set_title(title)
        self.set_rows([(label, detail) for detail in failure.details])
