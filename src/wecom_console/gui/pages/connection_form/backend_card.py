"""What redeems the code: the backend, its ids and hosts, and WeCom's own address."""

from typing import Final

from PySide6.QtWidgets import QWidget

from wecom_console.domain.fields import EDITIONS
from wecom_console.gui.pages.connection_form.field_book import FieldBook
from wecom_console.gui.pages.connection_form.layouts import FoldingCard, PairRow
from wecom_console.gui.presenters.form_state import FormState, LineKind
from wecom_console.gui.theme.controller import ThemeController
from wecom_console.gui.theme.metrics import Role
from wecom_console.gui.widgets.card import Rule
from wecom_console.gui.widgets.label import Label
from wecom_console.gui.widgets.secret_field import SecretField
from wecom_console.messages.catalogue import Messages

OFFERED: Final = ("simulator", "authing", "wecom")
_AUTHING: Final = (
    ("backend.app_host", "backend.app_id"),
    ("backend.user_pool_id", "backend.app_secret"),
    ("backend.access_key_id", "backend.access_key_secret"),
    ("backend.host", "backend.secret_field"),
)
_REQUIRED: Final = frozenset({"backend.app_host", "backend.app_id"})
_SECRETS: Final = frozenset({"backend.app_secret", "backend.access_key_secret"})
_PATHS: Final = (
    "backend.kind",
    "backend.api",
    *(path for pair in _AUTHING for path in pair),
    "wecom.base_url",
    "wecom.edition",
)


class BackendCard(FoldingCard):
    """Closed while nothing in it needs a look; its head names the backend."""

    def __init__(self, theme: ThemeController, book: FieldBook) -> None:
        super().__init__(theme, name="backend_card", is_open=False)
        kind = book.choice("backend.kind", tuple((key, f"backend.{key}") for key in OFFERED))
        api = book.choice("backend.api", (("v3", "backend_api.v3"), ("v2", "backend_api.v2")))
        self._authing: list[QWidget] = [api]
        self._secrets: list[SecretField] = []
        self.column.addWidget(PairRow(theme, (kind, api)))
        for pair in _AUTHING:
            row = PairRow(theme, [self._make(book, path) for path in pair])
            self._authing.append(row)
            self.column.addWidget(row)
        self._rule = Rule(theme)
        self._wecom = Label(theme, role=Role.SECTION)
        self.column.addWidget(self._rule)
        self.column.addWidget(self._wecom)
        editions = tuple((key, f"edition.{key}") for key in EDITIONS)
        self.column.addWidget(
            PairRow(theme, (book.line("wecom.base_url"), book.choice("wecom.edition", editions)))
        )

    def _make(self, book: FieldBook, path: str) -> QWidget:
        if path not in _SECRETS:
            return book.line(path, required=path in _REQUIRED)
        field = book.secret(path)
        self._secrets.append(field)
        return field

    def retranslate(self, messages: Messages) -> None:
        """Takes the words of the language."""
        self._wecom.setText(messages.text("field.wecom"))
        for field in self._secrets:
            field.set_reveal_names(reveal=self.tr("Show secret"), mask=self.tr("Hide secret"))

    def show_state(self, state: FormState, messages: Messages) -> None:
        """Shows the fields that the backend needs; opens itself for an error."""
        kind = state.draft.text("backend.kind")
        code = f"backend.{kind}"
        self.set_words(
            messages.text("field.backend"),
            note=messages.text(code) if messages.has(code) else kind,
            show=self.tr("Show the backend"),
            fold=self.tr("Fold the backend away"),
        )
        for widget in self._authing:
            widget.setVisible(kind not in ("simulator", "wecom"))
        if any(state.fields[path].kind is LineKind.ERROR for path in _PATHS):
            self.set_open(is_open=True)

    @staticmethod
    def has(path: str) -> bool:
        """Whether a field lives in this card."""
        return path in _PATHS
