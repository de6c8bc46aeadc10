"""The first card: the guide's fields, the login mode and the association."""

from PySide6.QtCore import QObject, Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from wecom_console.domain.connection_types import type_of
from wecom_console.domain.fields import BIND_METHODS
from wecom_console.gui.parts.form.agency_fields import AgencyFields
from wecom_console.gui.parts.form.cards.outcome_table import OutcomeTable
from wecom_console.gui.parts.form.field_book import FieldBook
from wecom_console.gui.parts.form.presenter.draft import ASSOCIATION_CHOICES, AssociationChoice
from wecom_console.gui.parts.form.presenter.presenter import FormPresenter
from wecom_console.gui.parts.form.presenter.state import FormState, LineKind
from wecom_console.gui.parts.form.sentences import (
    association_consequence,
    association_text,
    complaint_of,
    hints_of,
    joined,
)
from wecom_console.gui.parts.layouts import PairRow
from wecom_console.gui.theme.controller import ThemeController
from wecom_console.gui.theme.metrics import FIELD_GAP, Role
from wecom_console.gui.widgets.boxes.card import Card, Rule
from wecom_console.gui.widgets.boxes.notice import NoticeBox, NoticeTone
from wecom_console.gui.widgets.controls.chips import FilterChip
from wecom_console.gui.widgets.controls.combo import ComboBox
from wecom_console.gui.widgets.controls.switch import SwitchRow
from wecom_console.gui.widgets.fields.problem_line import ProblemLine, Tone
from wecom_console.gui.widgets.layout.flow_layout import FlowLayout
from wecom_console.gui.widgets.text.label import Label
from wecom_console.messages.catalogue import Messages


def _key(choice: AssociationChoice) -> str:
    return ":".join((choice.mode, *choice.fields))


MEMBER_DATA = "association.member_data"
"""WeCom no longer gives what is matched by to new apps: a warning where it is chosen."""

_CHOICES = {_key(choice): choice for choice in ASSOCIATION_CHOICES}


class SwitchBinding(QObject):
    """*Login mode* as a field of the form."""

    def __init__(self, widget: SwitchRow, presenter: FormPresenter) -> None:
        super().__init__(widget)
        self.path = "login_only"
        self._row = widget
        self._presenter = presenter
        self._is_rendering = False
        widget.toggled.connect(self._on_widget_toggled)

    @property
    def widget(self) -> QWidget:
        """The row."""
        return self._row

    def retranslate(self, messages: Messages) -> None:
        """Names the switch."""
        self._row.set_title(messages.text("field.login_only.switch"))

    def focus(self) -> None:
        """Moves the keyboard here."""
        self._row.switch.setFocus()

    def show_state(self, state: FormState, messages: Messages) -> None:
        """The switch, its consequence and what the domain remarks on it."""
        self._is_rendering = True
        self._row.set_checked(checked=state.draft.value(self.path) is True)
        self._is_rendering = False
        remarks = hints_of(messages, state, self.path)
        self._row.set_sentences(
            off=messages.text("field.login_only.off"),
            on=joined(messages, [messages.text("field.login_only.on"), *remarks]),
        )
        field = state.fields[self.path]
        is_error = field.kind is LineKind.ERROR
        self._row.set_problem(complaint_of(messages, field), is_error=is_error)

    def _on_widget_toggled(self, on: bool) -> None:
        if not self._is_rendering:
            self._presenter.set_field(self.path, on)


class AssociationBinding(QObject):
    """*Account identity association*: the switch, the drop-down and the ways to bind."""

    def __init__(
        self, theme: ThemeController, widget: QWidget, row: SwitchRow, presenter: FormPresenter
    ) -> None:
        super().__init__(widget)
        self.path = "association.mode"
        self.widget = widget
        self._row = row
        self._presenter = presenter
        self._is_rendering = False
        self.combo = ComboBox(theme, name="association_mode_combo", height=32, role=Role.SMALL)
        self.combo.setMinimumWidth(theme.px(172))
        for key in _CHOICES:
            self.combo.add(key, key)
        row.add_extra(self.combo)
        self.methods = QWidget()
        self.remark = Label(theme, role=Role.SMALL, color="text_muted", wrap=True)
        self.remark.setObjectName("association_remark")
        self.warning = NoticeBox(theme, tone=NoticeTone.WARNING, name="association_warning")
        self._ask_instead = self.warning.add_button("", name="ask_to_bind_button")
        self._ask_instead.clicked.connect(presenter.choices.ask_to_bind)
        self.warning.hide()
        self._methods_label = Label(theme, role=Role.SMALL, color="text_muted")
        self._methods_problem = ProblemLine(theme, name="association_methods_problem")
        self._chips = {
            method: FilterChip(theme, method, name=f"association_method_{method}")
            for method in BIND_METHODS
        }
        column = QVBoxLayout(self.methods)
        column.setContentsMargins(48, 6, 0, 0)
        column.setSpacing(4)
        holder = QWidget()
        policy = holder.sizePolicy()
        policy.setHeightForWidth(True)
        holder.setSizePolicy(policy)
        flow = FlowLayout(holder, spacing=6, line_spacing=6)
        column.addWidget(self._methods_label)
        column.addWidget(holder)
        column.addWidget(self._methods_problem)
        for chip in self._chips.values():
            flow.addWidget(chip)
            chip.toggled.connect(self._on_chip_toggled)
        row.toggled.connect(self._on_row_toggled)
        self.combo.picked.connect(lambda key: presenter.choices.set_association(_CHOICES[key]))

    def retranslate(self, messages: Messages) -> None:
        """Names switch, choices and ways."""
        self._row.set_title(messages.text("field.association"))
        self.combo.setAccessibleName(messages.text("field.association.mode"))
        for key, choice in _CHOICES.items():
            self.combo.set_text(key, association_text(messages, choice.mode, choice.fields))
        self.combo.updateGeometry()
        self._methods_label.setText(messages.text("field.association.methods"))
        for method, chip in self._chips.items():
            chip.setText(messages.text(f"association.{method}"))

    def focus(self) -> None:
        """Moves the keyboard to the switch, or to what it has switched on."""
        on = self._row.is_checked()
        (self.combo if on else self._row.switch).setFocus(Qt.FocusReason.OtherFocusReason)

    def show_state(self, state: FormState, messages: Messages) -> None:
        """What is chosen, what it means and what is missing."""
        choice = state.draft.association
        on = choice.mode != "none"
        self._is_rendering = True
        self._row.set_checked(checked=on)
        sentence = association_consequence(messages, state)
        self._row.set_sentences(off=sentence, on=sentence)
        remark = joined(messages, hints_of(messages, state, self.path))
        found = state.fields[self.path].problem
        is_grave = found is not None and found.code == MEMBER_DATA and bool(remark)
        self.remark.setText(remark)
        self.remark.setVisible(bool(remark) and not is_grave)
        self.warning.set_title(remark)
        self._ask_instead.setText(messages.text("field.association.ask_instead"))
        self.warning.setVisible(is_grave)
        self.combo.setVisible(on)
        self.combo.choose(_key(choice))
        chosen = state.draft.texts("association.methods")
        for method, chip in self._chips.items():
            chip.setChecked(method in chosen)
        self._is_rendering = False
        self.methods.setVisible(choice.mode == "challenge")
        complaint = joined(
            messages,
            [
                complaint_of(messages, state.fields[path])
                for path in ("association.mode", "association.fields")
            ],
        )
        self._row.set_problem(complaint)
        missing = state.fields["association.methods"]
        tone = Tone.ERROR if missing.kind is LineKind.ERROR else Tone.WARNING
        self._methods_problem.show_sentence(tone, complaint_of(messages, missing))

    def _on_row_toggled(self, on: bool) -> None:
        if not self._is_rendering:
            self._presenter.choices.switch_association(on=on)

    def _on_chip_toggled(self) -> None:
        if not self._is_rendering:
            chosen = tuple(method for method, chip in self._chips.items() if chip.isChecked())
            self._presenter.set_field("association.methods", chosen)


class IdentityCard(Card):
    """Identifier, names, ids, Secret and Schema, in the guide's order."""

    def __init__(self, theme: ThemeController, book: FieldBook, presenter: FormPresenter) -> None:
        super().__init__(theme, padding=21, name="identity_card")
        margins = self.body.contentsMargins()
        self.body.setContentsMargins(margins.left(), 12, margins.right(), 16)
        pairs = (
            (
                book.line("identifier", required=True),
                book.line("display_name", required=True, mono=False),
            ),
            (book.line("corp_id", required=True), book.line("agent_id", required=True)),
        )
        self._secret = book.secret("secret", required=True)
        self._agency = AgencyFields(theme, book)
        schema = book.line("schema", required=True)
        self._derive = schema.add_link("", icon="wand", name="schema_derive_link")
        self._derive.clicked.connect(presenter.derive_schema)
        login_only = SwitchRow(theme, name="login_only")
        book.add(SwitchBinding(login_only, presenter))
        association_row = SwitchRow(theme, name="association")
        association = QWidget()
        binding = AssociationBinding(theme, association, association_row, presenter)
        book.add(binding)
        block = QVBoxLayout(association)
        block.setContentsMargins(0, 0, 0, 0)
        block.setSpacing(0)
        block.addWidget(association_row)
        remark = QVBoxLayout()
        remark.setContentsMargins(48, 0, 0, 0)
        remark.addWidget(binding.remark)
        remark.addWidget(binding.warning)
        block.addLayout(remark)
        block.addWidget(binding.methods)
        self.body.setSpacing(FIELD_GAP)
        for pair in pairs:
            self.body.addWidget(PairRow(theme, pair))
        self.body.addWidget(self._secret)
        self.body.addWidget(self._agency)
        self.body.addWidget(schema)
        self.body.addSpacing(5)
        switches = QVBoxLayout()
        switches.setSpacing(8)
        switches.addWidget(login_only)
        switches.addWidget(Rule(theme))
        switches.addWidget(association)
        self._outcomes = OutcomeTable(theme)
        switches.addWidget(self._outcomes)
        self.body.addLayout(switches)
        # The link stands above its field, so it is reached before it.
        QWidget.setTabOrder(self._agency.last, self._derive)
        QWidget.setTabOrder(self._derive, schema.edit)

    def show_state(self, state: FormState, messages: Messages) -> None:
        """The fields of the connection's type, and what the two switches mean for people."""
        kind = type_of(state.draft.raw)
        self._secret.setVisible(kind.has("secret"))
        self._agency.setVisible(kind.has("agency"))
        self._outcomes.show_state(state, messages)

    def retranslate(self, messages: Messages) -> None:
        """Takes the words of the language."""
        self._secret.set_reveal_names(reveal=self.tr("Show Secret"), mask=self.tr("Hide Secret"))
        self._agency.retranslate()
        self._derive.setText(messages.text("field.schema.derive"))
