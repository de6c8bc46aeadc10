"""What a connection in delegated development asks for besides: its template and its events."""

from PySide6.QtWidgets import QVBoxLayout, QWidget

from wecom_console.domain.connection_types import AGENCY_MOBILE
from wecom_console.gui.parts.form.field_book import FieldBook
from wecom_console.gui.parts.layouts import PairRow
from wecom_console.gui.theme.controller import ThemeController
from wecom_console.gui.theme.metrics import FIELD_GAP


class AgencyFields(QWidget):
    """Takes no room for other types."""

    def __init__(self, theme: ThemeController, book: FieldBook) -> None:
        super().__init__()
        needs = AGENCY_MOBILE.requires
        self._secrets = {
            path: book.secret(path, required=needs(path))
            for path in ("agency.suite_secret", "agency.token", "agency.encoding_aes_key")
        }
        secrets = self._secrets
        suite_id = book.line("agency.suite_id", required=needs("agency.suite_id"))
        name = book.line("agency.txt_name")
        self._last = book.line("agency.txt_content")
        rows = (
            (suite_id, secrets["agency.suite_secret"]),
            (secrets["agency.token"], secrets["agency.encoding_aes_key"]),
            (name, self._last),
        )
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(FIELD_GAP)
        for row in rows:
            column.addWidget(PairRow(theme, row))
        self.hide()

    @property
    def last(self) -> QWidget:
        """Where the keyboard leaves these fields."""
        return self._last.edit

    def retranslate(self) -> None:
        """Names the buttons that show what was typed."""
        for field in self._secrets.values():
            field.set_reveal_names(reveal=self.tr("Show"), mask=self.tr("Hide"))
