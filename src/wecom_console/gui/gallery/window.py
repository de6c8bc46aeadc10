"""The gallery's window: a section at a time, and switches for all that controls follow."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QScrollArea, QVBoxLayout, QWidget

from wecom_console.gui.gallery.sections.table import SECTIONS
from wecom_console.gui.gallery.sheet import GallerySheet
from wecom_console.gui.shell.language import CHINESE, ENGLISH, LanguageController
from wecom_console.gui.theme.apply import WindowStyle
from wecom_console.gui.theme.controller import ThemeController
from wecom_console.gui.theme.metrics import PAGE_EDGE
from wecom_console.gui.theme.tokens import Contrast, Theme
from wecom_console.gui.widgets.boxes.card import Rule
from wecom_console.gui.widgets.controls.segmented import SegmentedControl
from wecom_console.gui.widgets.controls.tab_bar import TabBar
from wecom_console.gui.widgets.layout.flow_layout import FlowHolder

SIZE = (1240, 860)


class GalleryWindow(QWidget):
    """`sheet` is what it shows."""

    def __init__(self, theme: ThemeController, languages: LanguageController) -> None:
        super().__init__()
        self._theme = theme
        self._languages = languages
        self._style = WindowStyle(self, theme)
        self.setObjectName("gallery_window")
        self.setAutoFillBackground(True)
        self._sections = {kind.key: kind(theme) for kind in SECTIONS}
        self.tabs = TabBar(theme, tuple(self._sections), name="gallery_tabs")
        self._looks = SegmentedControl(theme, name="gallery_theme")
        self._contrasts = SegmentedControl(theme, name="gallery_contrast")
        self._tongues = SegmentedControl(theme, name="gallery_language")
        self._sizes = SegmentedControl(theme, name="gallery_size")
        for key in (Theme.LIGHT, Theme.DARK):
            self._looks.add(key, "")
        for contrast in (Contrast.NORMAL, Contrast.HIGH):
            self._contrasts.add(contrast, "")
        for tongue in (ENGLISH, CHINESE):
            self._tongues.add(tongue, "")
        self._tongues.choose(languages.language)
        for size in ("1.0", "1.5", "2.0"):
            self._sizes.add(size, f"{float(size):.0%}".replace("%", " %"))
        self.sheet = GallerySheet(theme)
        self.area = QScrollArea()
        self._column = column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        head = QVBoxLayout()
        head.setContentsMargins(PAGE_EDGE, 12, PAGE_EDGE, 0)
        head.setSpacing(6)
        switches = (self._looks, self._contrasts, self._tongues, self._sizes)
        head.addWidget(FlowHolder(*switches, spacing=16))
        head.addWidget(self.tabs)
        column.addLayout(head)
        column.addWidget(Rule(theme))
        column.addWidget(self.area, 1)
        self.resize(*SIZE)
        self.tabs.chosen.connect(self.show_section)
        self._looks.chosen.connect(lambda key: theme.set_preference(Theme(key)))
        self._contrasts.chosen.connect(lambda key: theme.set_contrast(Contrast(key)))
        self._sizes.chosen.connect(lambda key: theme.set_scale(float(key)))
        self._tongues.chosen.connect(languages.set_preference)
        languages.language_changed.connect(self._on_language_changed)
        self._retranslate()

    def show_section(self, key: str) -> None:
        """Makes a section anew and shows it from its top."""
        self.tabs.choose(key)
        sheet = GallerySheet(self._theme)
        self._sections[key].fill(sheet)
        # Not the same area with another sheet: rings lie beside what they surround, and would stay.
        former, self.area = self.area, QScrollArea()
        self.area.setWidgetResizable(True)
        self.area.setFrameShape(QScrollArea.Shape.NoFrame)
        self.area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.area.setWidget(sheet)
        self._column.replaceWidget(former, self.area)
        former.hide()
        former.deleteLater()
        self.sheet = sheet
        if self.isVisible():
            self.area.show()
            self._column.activate()
            sheet.hold_all()

    def showEvent(self, event: QShowEvent) -> None:
        """What can be seen can have a state."""
        super().showEvent(event)
        self.show_section(self.tabs.current())

    def _retranslate(self) -> None:
        self.setWindowTitle(self.tr("Gallery of controls"))
        for key, section in self._sections.items():
            self.tabs.set_text(key, section.title())
        self._looks.set_text(Theme.LIGHT, self.tr("Light"))
        self._looks.set_text(Theme.DARK, self.tr("Dark"))
        self._contrasts.set_text(Contrast.NORMAL, self.tr("Normal contrast"))
        self._contrasts.set_text(Contrast.HIGH, self.tr("High contrast"))
        self._tongues.set_text(ENGLISH, self.tr("English"))
        self._tongues.set_text(CHINESE, self.tr("Chinese"))
        self._looks.setAccessibleName(self.tr("Theme"))
        self._contrasts.setAccessibleName(self.tr("Contrast"))
        self._tongues.setAccessibleName(self.tr("Language"))
        self._sizes.setAccessibleName(self.tr("Text size"))

    def _on_language_changed(self, language: str) -> None:
        self._theme.set_language(language)
        self._tongues.choose(language)
        self._retranslate()
        self.show_section(self.tabs.current())
