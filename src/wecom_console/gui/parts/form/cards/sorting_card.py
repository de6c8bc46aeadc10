"""Environment and tags: how a person sorts connections."""

import re

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from wecom_console.domain.fields import ENVIRONMENTS
from wecom_console.gui.parts.form.field_binding import FieldBinding
from wecom_console.gui.parts.form.field_book import FieldBook
from wecom_console.gui.parts.form.presenter.presenter import FormPresenter
from wecom_console.gui.parts.form.presenter.state import FormState
from wecom_console.gui.parts.form.sentences import field_line
from wecom_console.gui.parts.layouts import PairRow
from wecom_console.gui.theme.controller import ThemeController
from wecom_console.gui.theme.metrics import LABEL_GAP, PROBLEM_GAP
from wecom_console.gui.widgets.boxes.card import Card
from wecom_console.gui.widgets.controls.segmented import SegmentedControl
from wecom_console.gui.widgets.fields.labelled import FieldHead
from wecom_console.gui.widgets.fields.line_field import LineField
from wecom_console.gui.widgets.fields.problem_line import ProblemLine, Tone
from wecom_console.messages.catalogue import Messages
from wecom_console.messages.problems import field_label

_SEPARATORS = re.compile("[,;\n\uff0c\uff1b\u3001]")


def split_tags(text: str) -> tuple[str, ...]:
    """The tags in a line of text; commas of either width separate them."""
    words = (" ".join(word.split()) for word in _SEPARATORS.split(text))
    return tuple(dict.fromkeys(word for word in words if word))


class EnvironmentBinding(QObject):
    """One of three environments."""

    def __init__(self, theme: ThemeController, presenter: FormPresenter) -> None:
        super().__init__()
        self.path = "environment"
        self.widget = QWidget()
        self.setParent(self.widget)
        self._head = FieldHead(theme)
        self._control = SegmentedControl(
            theme, tuple((key, key) for key in ENVIRONMENTS), name="environment_control"
        )
        self._line = ProblemLine(theme, name="environment_problem")
        column = QVBoxLayout(self.widget)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._head)
        column.addSpacing(LABEL_GAP + 3)  # the control is 6 lower than the input beside it
        column.addWidget(self._control)
        column.addSpacing(PROBLEM_GAP + 3)
        column.addWidget(self._line)
        column.addStretch(1)
        self.widget.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        self._control.chosen.connect(lambda key: presenter.set_field("environment", key))

    def retranslate(self, messages: Messages) -> None:
        """Names the environments."""
        label = field_label(messages, self.path)
        self._head.label.setText(label)
        self._control.setAccessibleName(label)
        for key in ENVIRONMENTS:
            self._control.set_text(key, messages.text(f"environment.{key}"))

    def focus(self) -> None:
        """Moves the keyboard here."""
        self._control.setFocus()

    def show_state(self, state: FormState, messages: Messages) -> None:
        """The choice and its remark."""
        value = state.draft.text(self.path)
        if value in ENVIRONMENTS:
            self._control.choose(value)
        line = field_line(messages, state.fields[self.path])
        about = f"field.environment.{value}"
        sentence = messages.text(about) if messages.has(about) else line.sentence
        self._line.show_sentence(Tone.HINT if line.tone is Tone.OK else line.tone, sentence)


class TagsBinding(FieldBinding[LineField]):
    """Tags as one line of text."""

    def __init__(self, theme: ThemeController, presenter: FormPresenter) -> None:
        super().__init__(LineField(theme, name="tags"), "tags", presenter)
        self._field.edit.textChanged.connect(self._on_edit_text_changed)

    def show_state(self, state: FormState, messages: Messages) -> None:
        """The tags; what is being typed is left as it is while it means the same."""
        tags = state.draft.texts(self.path)
        self._field.set_masked(masked=state.fields[self.path].is_hidden)
        if split_tags(self._field.text()) != tags:
            self._field.set_text(messages.text("list.separator").join(tags))
        line = field_line(messages, state.fields[self.path])
        tone = Tone.HINT if line.tone is Tone.OK else line.tone
        self._field.show_verdict(tone, line.sentence)

    def _on_edit_text_changed(self, text: str) -> None:
        tags = split_tags(text)
        if tags != self._presenter.state.draft.texts(self.path):
            self._presenter.set_field(self.path, tags)


class SortingCard(Card):
    """Environment and tags side by side."""

    def __init__(self, theme: ThemeController, book: FieldBook, presenter: FormPresenter) -> None:
        super().__init__(theme, name="sorting_card")
        self.add_head()
        environment, tags = EnvironmentBinding(theme, presenter), TagsBinding(theme, presenter)
        book.add(environment)
        book.add(tags)
        column = QVBoxLayout()
        column.setContentsMargins(20, 12, 20, 16)
        column.addWidget(PairRow(theme, (environment.widget, tags.widget)))
        self.body.addLayout(column)

    def retranslate(self) -> None:
        """Takes the words of the language."""
        if self.head is not None:
            self.head.set_title(self.tr("Environment and tags"))
