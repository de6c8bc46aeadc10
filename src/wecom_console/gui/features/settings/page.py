"""The settings page: language, theme, text size; what tests begin with; where things are kept."""

from PySide6.QtCore import QLocale, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from wecom_console import __version__
from wecom_console.domain.verdicts import Platform
from wecom_console.gui.features.settings.presenter.presenter import (
    Appliers,
    SettingsPresenter,
    SettingsView,
)
from wecom_console.gui.features.settings.scenario_file import ScenarioFileField
from wecom_console.gui.features.settings.storage_card import StorageCard
from wecom_console.gui.motion import apply_motion
from wecom_console.gui.parts.chooser import DialogChooser, FileChooser
from wecom_console.gui.shell.context import ShellContext
from wecom_console.gui.shell.page import Page
from wecom_console.gui.theme.metrics import CARD_GAP, PAGE_EDGE, Role
from wecom_console.gui.theme.tokens import Contrast, Theme
from wecom_console.gui.widgets.boxes.card import Card
from wecom_console.gui.widgets.controls.button import Button, ButtonSize
from wecom_console.gui.widgets.controls.combo import ComboField
from wecom_console.gui.widgets.controls.segmented import SegmentedControl
from wecom_console.gui.widgets.fields.line_field import LineField
from wecom_console.gui.widgets.fields.problem_line import Tone
from wecom_console.gui.widgets.layout.flow_layout import FlowLayout
from wecom_console.gui.widgets.layout.scroll import ScrollColumn
from wecom_console.gui.widgets.text.label import Label
from wecom_console.storage.settings import CONTRAST_CHOICES, MOTION_CHOICES, SCALES

TWO_COLUMNS_FROM = 860
LANGUAGES = ("system", "zh_CN", "en")
THEMES = ("system", "light", "dark")


def real_presenter(context: ShellContext) -> SettingsPresenter:
    """Over the window's own controllers."""
    return SettingsPresenter(
        background=context.bridge,
        settings=context.settings,
        services=context.services,
        appliers=Appliers(
            language=context.languages.set_preference,
            theme=lambda theme: context.theme.set_preference(Theme(theme)),
            scale=context.theme.set_scale,
            contrast=lambda choice: context.theme.set_contrast(Contrast(choice)),
            motion=lambda choice: apply_motion(
                choice, context.theme, context.bridge, context.bridge
            ),
            secrets=context.note_secrets,
        ),
    )


class SettingsPage(Page):
    """Every choice applies at once; there is no *Save*."""

    def __init__(
        self,
        context: ShellContext,
        presenter: SettingsPresenter | None = None,
        chooser: FileChooser | None = None,
    ) -> None:
        super().__init__()
        self._context = context
        self._presenter = presenter or real_presenter(context)
        self._presenter.setParent(self)
        theme = context.theme
        self.setObjectName("settings_page")
        self.language = self._segments("language_choice", LANGUAGES)
        self.theme = self._segments("theme_choice", THEMES)
        self.scale = self._segments("scale_choice", [f"{scale:g}" for scale in SCALES])
        self.contrast = self._segments("contrast_choice", CONTRAST_CHOICES)
        self.motion = self._segments("motion_choice", MOTION_CHOICES)
        self.platform = ComboField(theme, name="default_platform", with_problem=False)
        self.port = LineField(theme, name="simulator_port", mono=True)
        self.scenario_file = ScenarioFileField(theme, chooser or DialogChooser())
        self.storage = StorageCard(context, self._presenter)
        self._arranged = 0
        self._labels: dict[str, Label] = {}
        self._cards: dict[str, Card] = {}
        self._lay_out()
        self._connect()

    def _segments(self, name: str, keys: "list[str] | tuple[str, ...]") -> SegmentedControl:
        control = SegmentedControl(self._context.theme, [(key, key) for key in keys], name=name)
        control.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        return control

    def _label(self, key: str) -> Label:
        label = Label(self._context.theme, role=Role.LABEL)
        self._labels[key] = label
        return label

    def _hint(self, key: str) -> Label:
        label = Label(self._context.theme, role=Role.SMALL, color="text_muted", wrap=True)
        self._labels[key] = label
        return label

    def _card(self, key: str) -> QVBoxLayout:
        card = Card(self._context.theme, name=f"settings_{key}_card")
        card.add_head()
        self._cards[key] = card
        inner = QVBoxLayout()
        inner.setContentsMargins(14, 12, 14, 16)
        inner.setSpacing(14)
        card.body.addLayout(inner)
        return inner

    def _row(self, grid: QGridLayout, row: int, key: str, control: QWidget) -> None:
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addWidget(self._label(key))
        words.addWidget(self._hint(f"{key}_hint"))
        grid.addLayout(words, row, 0)
        grid.addWidget(control, row, 1, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)

    def _lay_out(self) -> None:
        scroll = ScrollColumn(self._context.theme)
        column = scroll.column
        column.setContentsMargins(PAGE_EDGE, 20, PAGE_EDGE, 20)
        column.setSpacing(CARD_GAP)
        appearance = self._card("appearance")
        grid = QGridLayout()
        grid.setHorizontalSpacing(24)
        grid.setVerticalSpacing(16)
        grid.setColumnStretch(0, 1)
        self._row(grid, 0, "language", self.language)
        self._row(grid, 1, "theme", self.theme)
        self._row(grid, 2, "scale", self.scale)
        self._row(grid, 3, "contrast", self.contrast)
        self._row(grid, 4, "motion", self.motion)
        appearance.addLayout(grid)
        tests = self._card("tests")
        tests.addWidget(self.platform)
        tests.addWidget(self.port)
        tests.addWidget(self.scenario_file)
        self._cards["storage"] = self.storage
        about = self._card("about")
        about.addWidget(self._label("version"))
        about.addWidget(self._hint("about_hint"))
        about.addLayout(self._about_buttons())
        self._columns = (QVBoxLayout(), QVBoxLayout())
        self._sides = QHBoxLayout()
        self._sides.setSpacing(CARD_GAP)
        for side in self._columns:
            side.setSpacing(CARD_GAP)
            self._sides.addLayout(side, 1)
        column.addLayout(self._sides)
        column.addStretch(1)
        self._arrange(columns=2)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(scroll)

    def _about_buttons(self) -> FlowLayout:
        row = FlowLayout()
        self._ways: dict[str, Button] = {}
        for key, icon in (("help", "help"), ("doctor", "check"), ("about", "info")):
            button = Button(
                self._context.theme,
                size=ButtonSize.COMPACT,
                icon=icon,
                name=f"settings_{key}_button",
            )
            button.clicked.connect(lambda _checked, key=key: self._context.navigate(key, None))
            self._ways[key] = button
            row.addWidget(button)
        return row

    def _arrange(self, *, columns: int) -> None:
        """Side by side where a field would not become narrower than it needs."""
        if self._arranged == columns:
            return
        self._arranged = columns
        self._sides.setStretch(1, columns - 1)
        left, right = self._columns
        for key, card in self._cards.items():
            side = left if columns == 1 or key in ("appearance", "tests") else right
            side.addWidget(card)
        for side in self._columns:  # the stretch of the other order would stay above the cards
            for place in reversed(range(side.count())):
                item = side.itemAt(place)
                if item is not None and item.spacerItem() is not None:
                    side.takeAt(place)
            side.addStretch(1)

    def _connect(self) -> None:
        presenter = self._presenter
        presenter.settings_changed.connect(self._on_settings_changed)
        self.language.chosen.connect(presenter.choose_language)
        self.theme.chosen.connect(presenter.choose_theme)
        self.scale.chosen.connect(lambda key: presenter.choose_scale(float(key)))
        self.contrast.chosen.connect(presenter.choose_contrast)
        self.motion.chosen.connect(presenter.choose_motion)
        self.platform.picked.connect(lambda key: presenter.choose_platform(Platform(key)))
        self.port.edited.connect(presenter.enter_port)
        self.scenario_file.chosen.connect(presenter.choose_scenario_file)

    # --- the shell -----------------------------------------------------------------------------

    def title(self) -> str:
        """The header's title."""
        return self.tr("Settings")

    def retranslate(self) -> None:
        """Puts every text in."""
        text = self._context.messages().text
        self._set_heads()
        self._set_choices()
        for platform in Platform:
            self._name_item(self.platform, platform.value, text(f"platform.{platform.value}"))
        self.platform.set_label(self.tr("Default test platform"))
        self.port.set_label(self.tr("Port of the simulator"))
        self.port.set_placeholder(self.tr("any free port"))
        self.scenario_file.retranslate()
        self.storage.retranslate()
        self._ways["help"].setText(self.tr("Help"))
        self._ways["doctor"].setText(self.tr("System check"))
        self._ways["about"].setText(self.tr("Licences, log, diagnostics"))
        version = self.tr("WeCom Console {version}").format(version=__version__)
        self._labels["version"].setText(version)
        self._labels["about_hint"].setText(
            self.tr("Configures and tests the login with Enterprise WeChat Mobile. MIT licence.")
        )
        self._on_settings_changed(self._presenter.view)

    def activate(self, args: object) -> None:
        """Looks anew at keyring and directory."""
        self._presenter.refresh()

    # --- inside --------------------------------------------------------------------------------

    def _set_heads(self) -> None:
        heads = {
            "appearance": self.tr("Appearance"),
            "tests": self.tr("Tests"),
            "about": self.tr("About"),
        }
        for key, title in heads.items():
            head = self._cards[key].head
            if head is not None:
                head.set_title(title)

    def _set_choices(self) -> None:
        words = {
            "language": (
                self.language,
                self.tr("Language"),
                self.tr("For messages, reports and the window."),
            ),
            "theme": (self.theme, self.tr("Theme"), self.tr("System follows the desktop.")),
            "scale": (
                self.scale,
                self.tr("Text size"),
                self.tr("The whole window scales with the text."),
            ),
            "contrast": (
                self.contrast,
                self.tr("Contrast"),
                self.tr("High makes text and borders stand out more."),
            ),
            "motion": (self.motion, self.tr("Motion"), self.tr("Reduced: nothing moves or turns.")),
        }
        for key, (control, name, hint) in words.items():
            self._labels[key].setText(name)
            self._labels[f"{key}_hint"].setText(hint)
            control.setAccessibleName(name)
        self.language.set_text("system", self.tr("System"))
        for language in LANGUAGES[1:]:
            is_english = language == "en"  # whose own name would be "American English"
            native = "English" if is_english else QLocale(language).nativeLanguageName()
            self.language.set_text(language, native)
        self.theme.set_text("system", self.tr("System"))
        self.theme.set_text("light", self.tr("Light"))
        self.theme.set_text("dark", self.tr("Dark"))
        self.contrast.set_text("system", self.tr("System"))
        self.contrast.set_text("normal", self.tr("Normal"))
        self.contrast.set_text("high", self.tr("High"))
        self.motion.set_text("system", self.tr("System"))
        self.motion.set_text("full", self.tr("Full"))
        self.motion.set_text("reduced", self.tr("Reduced"))
        for scale in SCALES:
            self.scale.set_text(f"{scale:g}", f"{scale * 100:.0f}%")

    @staticmethod
    def _name_item(field: ComboField, key: str, text: str) -> None:
        if field.combo.findData(key) < 0:
            field.combo.add(key, text)
        field.combo.set_text(key, text)

    def _on_settings_changed(self, view: SettingsView) -> None:
        self.language.choose(view.language)
        self.theme.choose(view.theme)
        self.scale.choose(f"{view.scale:g}")
        self.contrast.choose(view.contrast)
        self.motion.choose(view.motion)
        self.platform.combo.choose(view.platform.value)
        self.scenario_file.show_file(view.scenario_file)
        if not view.port_error:
            if self.port.text().strip() not in (str(view.port), ""):
                self.port.set_text(str(view.port) if view.port else "")
            elif not self.port.text() and view.port:
                self.port.set_text(str(view.port))
            self.port.show_verdict(
                Tone.HINT, self.tr("Takes effect the next time the simulator starts.")
            )
        else:
            sentence = self.tr("Enter a port from 1024 to 65535, or 0 for any free one.")
            self.port.show_verdict(Tone.ERROR, sentence)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """One column or two."""
        super().resizeEvent(event)
        wide = self.width() >= self._context.theme.px(TWO_COLUMNS_FROM)
        self._arrange(columns=2 if wide else 1)
