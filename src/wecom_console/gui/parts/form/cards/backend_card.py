"""What redeems the code: the backend, its ids and hosts, WeCom's own address, and the way there."""

from typing import Final

from PySide6.QtWidgets import QWidget

from wecom_console.domain.fields import EDITIONS
from wecom_console.gui.parts.form.backend_fields import (
    CHOICES,
    PATHS,
    REQUIRED,
    ROWS,
    SECRETS,
    SEVERAL_LINES,
)
from wecom_console.gui.parts.form.field_book import FieldBook
from wecom_console.gui.parts.form.presenter.state import FormState, LineKind
from wecom_console.gui.parts.layouts import FoldingCard, PairRow
from wecom_console.gui.theme.controller import ThemeController
from wecom_console.gui.theme.metrics import Role
from wecom_console.gui.widgets.boxes.card import Rule
from wecom_console.gui.widgets.fields.line_field import LineField
from wecom_console.gui.widgets.fields.secret_field import SecretField
from wecom_console.gui.widgets.text.label import Label
from wecom_console.messages.catalogue import Messages

OFFERED: Final = ("simulator", "authing", "wecom", "casdoor", "http")
_PATHS: Final = (
    "backend.kind",
    "backend.api",
    *PATHS,
    "wecom.base_url",
    "wecom.edition",
    "network.proxy",
    "network.timeout_s",
    "network.ca_file",
)


class BackendCard(FoldingCard):
    """Closed while nothing in it needs a look; its head names the backend."""

    def __init__(self, theme: ThemeController, book: FieldBook) -> None:
        super().__init__(theme, name="backend_card", is_open=False)
        self._theme = theme
        self._book = book
        kind = book.choice("backend.kind", tuple((key, f"backend.{key}") for key in OFFERED))
        api = book.choice("backend.api", (("v3", "backend_api.v3"), ("v2", "backend_api.v2")))
        self._api = api
        self._rows: list[tuple[PairRow, dict[str, tuple[QWidget, frozenset[str]]]]] = []
        self._secrets: list[SecretField] = []
        self._lines: dict[str, LineField] = {}
        self.column.addWidget(PairRow(theme, (kind, api)))
        for parts in ROWS:
            made = {path: (self._make(path), kinds) for path, kinds in parts}
            row = PairRow(theme, [widget for widget, _ in made.values()])
            self._rows.append((row, made))
            self.column.addWidget(row)
        self._rule = Rule(theme)
        self._wecom = Label(theme, role=Role.SECTION)
        self.column.addWidget(self._rule)
        self.column.addWidget(self._wecom)
        editions = tuple((key, f"edition.{key}") for key in EDITIONS)
        self.column.addWidget(
            PairRow(theme, (book.line("wecom.base_url"), book.choice("wecom.edition", editions)))
        )
        self._network = Label(theme, role=Role.SECTION)
        proxy, timeout = book.line("network.proxy"), book.line("network.timeout_s")
        self._way = (
            Rule(theme),
            self._network,
            PairRow(theme, (proxy, timeout)),
            book.line("network.ca_file"),
        )
        for widget in self._way:
            self.column.addWidget(widget)

    def _make(self, path: str) -> QWidget:
        if path in CHOICES:
            return self._book.choice(path, tuple((key, key) for key in CHOICES[path]))
        if path in SEVERAL_LINES:
            return self._book.text(path, lines=SEVERAL_LINES[path])
        if path in SECRETS:
            field = self._book.secret(path)
            self._secrets.append(field)
            return field
        line = self._book.line(path, required=path in REQUIRED)
        self._lines[path] = line
        return line

    def retranslate(self, messages: Messages) -> None:
        """Takes the words of the language."""
        self._wecom.setText(messages.text("field.wecom"))
        self._network.setText(messages.text("field.network"))
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
            fold=self.tr("Collapse the backend"),
        )
        self._api.setVisible(kind == "authing")
        for row, parts in self._rows:
            shown = {
                # What was typed for another backend and is wrong can be mended here all the same.
                path: kind in kinds or state.fields[path].kind is LineKind.ERROR
                for path, (_, kinds) in parts.items()
            }
            for path, (widget, _) in parts.items():
                widget.setVisible(shown[path])
            row.setVisible(any(shown.values()))
        is_outside = kind != "simulator"
        for widget in self._way:
            widget.setVisible(is_outside or _has_error(state, "network."))
        self._lines["backend.app_id"].set_required(required=kind == "authing")
        if _has_error(state, ""):
            self.set_open(is_open=True)

    @staticmethod
    def has(path: str) -> bool:
        """Whether a field lives in this card."""
        return path in _PATHS


def _has_error(state: FormState, prefix: str) -> bool:
    paths = (path for path in _PATHS if path.startswith(prefix))
    return any(state.fields[path].kind is LineKind.ERROR for path in paths)
