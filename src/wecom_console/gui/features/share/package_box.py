"""Who may open an encrypted package: keys of the team, or whoever knows a passphrase."""

from typing import Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from wecom_console.domain.secrets import Secret
from wecom_console.gui.features.share.presenter.package import BY_KEYS, BY_WORD, WAYS, PackageView
from wecom_console.gui.theme.controller import ThemeController
from wecom_console.gui.theme.metrics import Role
from wecom_console.gui.theme.tokens import ThemeTokens
from wecom_console.gui.widgets.controls.button import Button, ButtonKind, ButtonSize
from wecom_console.gui.widgets.controls.check_box import GAP, SIDE, CheckBox
from wecom_console.gui.widgets.controls.segmented import SegmentedControl
from wecom_console.gui.widgets.fields.line_field import LineField
from wecom_console.gui.widgets.fields.problem_line import Tone
from wecom_console.gui.widgets.fields.secret_field import SecretField
from wecom_console.gui.widgets.text.elided_label import ElidedLabel
from wecom_console.gui.widgets.text.label import Label

SHORT_PASSPHRASE: Final = 12
"""Below this many characters it is called short; it is its user's choice."""


class MemberLine(QWidget):
    """A member with a tick, what tells the key, and a way out. Signals carry the name."""

    toggled = Signal(str, bool)
    removed = Signal(str)

    def __init__(self, theme: ThemeController, name: str) -> None:
        super().__init__()
        self.member = name
        self.setObjectName("package_member")
        self.tick = CheckBox(theme, name, role=Role.SMALL)
        self._key = ElidedLabel(theme, "", role=Role.CODE_SMALL, color="text_muted")
        self._remove = Button(theme, kind=ButtonKind.GHOST, size=ButtonSize.COMPACT, icon="trash")
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addWidget(self.tick)
        self._theme = theme
        self._indent = QWidget()
        below = QHBoxLayout()
        below.setSpacing(0)
        below.addWidget(self._indent)
        below.addWidget(self._key, 1)
        words.addLayout(below)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        row.addLayout(words, 1)
        row.addWidget(self._remove)
        self.tick.clicked.connect(lambda on: self.toggled.emit(self.member, on))
        self._remove.clicked.connect(lambda: self.removed.emit(self.member))
        theme.follow(self._on_theme_changed)

    def _on_theme_changed(self, _tokens: ThemeTokens) -> None:
        self._indent.setFixedWidth(self._theme.px(SIDE) + GAP)

    def show_member(self, key: str, *, chosen: bool) -> None:
        """The key's ends or fingerprint, and the tick."""
        self._key.setText(key)
        self.tick.setChecked(chosen)
        words = self.tr("Remove {name} from the team").format(name=self.member)
        self._remove.set_accessible_name(words)


class TeamKeys(QWidget):
    """The team's keys, and a line for one more."""

    toggled = Signal(str, bool)
    removed = Signal(str)
    key_given = Signal(str, str)

    def __init__(self, theme: ThemeController) -> None:
        super().__init__()
        self._theme = theme
        self._lines: list[MemberLine] = []
        self._is_open = False
        self._sentence = Label(theme, role=Role.SMALL, color="text_muted", wrap=True)
        self._column = QVBoxLayout()
        self._column.setSpacing(6)
        self.name = LineField(theme, name="package_member_name")
        self.key = LineField(theme, name="package_member_key", mono=True)
        self.name.set_problem_visible(visible=False)
        self.open_button = Button(
            theme,
            kind=ButtonKind.LINK,
            size=ButtonSize.COMPACT,
            icon="plus",
            name="package_new_member_button",
        )
        self.add_button = Button(theme, icon="plus", name="package_add_member_button")
        self._form = QWidget()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(10)
        column.addWidget(self._sentence)
        column.addLayout(self._column)
        row = QHBoxLayout()
        row.addWidget(self.open_button)
        row.addStretch(1)
        column.addLayout(row)
        column.addWidget(self._form)
        inside = QVBoxLayout(self._form)
        inside.setContentsMargins(0, 0, 0, 0)
        inside.setSpacing(10)
        inside.addWidget(self.name)
        inside.addWidget(self.key)
        row = QHBoxLayout()
        row.addWidget(self.add_button)
        row.addStretch(1)
        inside.addLayout(row)
        self.open_button.clicked.connect(self._on_open_clicked)
        self.add_button.clicked.connect(self._on_add_clicked)
        for field in (self.name, self.key):
            field.edit.returnPressed.connect(self._on_add_clicked)

    def show_view(self, view: PackageView) -> None:
        """Shows everyone."""
        self._sentence.setText(
            self.tr("The selected people can open the package, each with their own key.")
            if view.members
            else self.tr(
                "The team is empty. Add the public key of everyone who should open the package."
            )
        )
        self.name.set_label(self.tr("Name"))
        self.name.set_placeholder(self.tr("default: the comment after the key"))
        self.key.set_label(self.tr("Public key"))
        self.key.set_placeholder(self.tr("age1… or ssh-ed25519 …"))
        self.add_button.setText(self.tr("Add to the team"))
        self.open_button.setText(self.tr("Add a key"))
        self._form.setVisible(self._is_open or not view.members)
        self.open_button.setVisible(self._form.isHidden())
        tone = Tone.ERROR if view.problem else Tone.HINT
        hint = self.tr(
            "An age key (age-keygen -y) or an SSH key (a .pub file). Never the private one."
        )
        self.key.show_verdict(tone, view.problem or hint)
        if [line.member for line in self._lines] != [row.name for row in view.members]:
            for old in self._lines:
                self._column.removeWidget(old)
                old.hide()
                old.deleteLater()
            self._lines = [MemberLine(self._theme, row.name) for row in view.members]
            for line in self._lines:
                line.toggled.connect(self.toggled)
                line.removed.connect(self.removed)
                self._column.addWidget(line)
        for line, row in zip(self._lines, view.members, strict=True):
            line.show_member(row.short, chosen=row.is_chosen)

    def forget_input(self) -> None:
        """The key is in the team; the next may follow at once."""
        self._is_open = True
        self._form.show()
        self.open_button.hide()
        self.name.set_text("")
        self.key.set_text("")
        self.name.focus()

    def _on_open_clicked(self) -> None:
        self._is_open = True
        self._form.show()
        self.open_button.hide()
        self.name.focus()

    def _on_add_clicked(self) -> None:
        self.key_given.emit(self.name.text(), self.key.text())


class NewPassphrase(QWidget):
    """The same passphrase twice. `changed` says that it may be another."""

    changed = Signal()

    def __init__(self, theme: ThemeController) -> None:
        super().__init__()
        self._first = SecretField(theme, name="package_passphrase", required=True)
        self._again = SecretField(theme, name="package_passphrase_again", required=True)
        self._sentence = Label(theme, role=Role.SMALL, color="text_muted", wrap=True)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(10)
        for widget in (self._sentence, self._first, self._again):
            column.addWidget(widget)
        for field in (self._first, self._again):
            field.edit.textEdited.connect(self._on_edited)

    @property
    def secret(self) -> Secret | None:
        """The passphrase; None while the fields differ or are empty."""
        text = self._first.text()
        return Secret(text) if text and text == self._again.text() else None

    def clear(self) -> None:
        """Forgets it."""
        for field in (self._first, self._again):
            field.edit.clear()
        self.retranslate()

    def retranslate(self) -> None:
        """Every word, and what is to be said of the passphrase."""
        self._sentence.setText(
            self.tr(
                "Anyone who knows the passphrase can open the package. Send it separately from "
                "the file."
            )
        )
        self._first.set_label(self.tr("Passphrase"))
        self._again.set_label(self.tr("Repeat the passphrase"))
        for field in (self._first, self._again):
            field.set_reveal_names(reveal=self.tr("Show"), mask=self.tr("Hide"))
        text, again = self._first.text(), self._again.text()
        is_short = 0 < len(text) < SHORT_PASSPHRASE
        short = self.tr("Short: a longer one of several words is harder to guess.")
        self._first.show_verdict(
            Tone.WARNING if is_short else Tone.HINT,
            short if is_short else self.tr("It cannot be recovered."),
        )
        differs = not text.startswith(again)
        self._again.show_verdict(
            Tone.ERROR if differs else Tone.HINT,
            self.tr("The passphrases do not match.") if differs else "",
        )

    def _on_edited(self) -> None:
        self.retranslate()
        self.changed.emit()


class PackageBox(QWidget):
    """Either way. `changed`: what `can_write` says may be another."""

    way_chosen = Signal(str)
    changed = Signal()

    def __init__(self, theme: ThemeController) -> None:
        super().__init__()
        self.setObjectName("package_box")
        self._view = PackageView()
        self.ways = SegmentedControl(theme, [(way, way) for way in WAYS], name="package_way")
        self.ways.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        self.team = TeamKeys(theme)
        self.passphrase = NewPassphrase(theme)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(10)
        column.addWidget(self.ways)
        column.addWidget(self.team)
        column.addWidget(self.passphrase)
        column.addStretch(1)
        self.ways.chosen.connect(self.way_chosen)
        self.passphrase.changed.connect(self.changed)

    def retranslate(self) -> None:
        """Puts every text in."""
        self.ways.setAccessibleName(self.tr("Who can open it"))
        self.ways.set_text(BY_KEYS, self.tr("Keys of the team"))
        self.ways.set_text(BY_WORD, self.tr("Passphrase"))
        self.passphrase.retranslate()
        self.show_view(self._view)

    def show_view(self, view: PackageView) -> None:
        """Shows the way and those in the team."""
        self._view = view
        self.ways.choose(view.way)
        self.team.setVisible(view.way == BY_KEYS)
        self.passphrase.setVisible(view.way == BY_WORD)
        self.team.show_view(view)
        self.changed.emit()

    def cannot_write(self) -> str:
        """Why no package can be written now; empty where one can."""
        if self._view.is_busy:
            return self.tr("Encrypting")
        if self._view.way == BY_KEYS and not self._view.chosen:
            return self.tr("Select who can open it")
        if self._view.way == BY_WORD and self.passphrase.secret is None:
            return self.tr("Type the passphrase twice")
        return ""
