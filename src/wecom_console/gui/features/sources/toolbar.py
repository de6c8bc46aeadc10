"""Above the list: search, chips, and the page's one filled button."""

from collections.abc import Mapping
from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QButtonGroup, QGridLayout, QSizePolicy, QWidget

from wecom_console.gui.features.sources.folder_button import FolderButton
from wecom_console.gui.parts.connection_words import SourceWords
from wecom_console.gui.parts.presenter.connection_rows import SourceFilter
from wecom_console.gui.theme.controller import ThemeController
from wecom_console.gui.theme.tokens import ThemeTokens
from wecom_console.gui.widgets.controls.button import Button, ButtonKind
from wecom_console.gui.widgets.controls.chips import FilterChip
from wecom_console.gui.widgets.fields.search import SearchField
from wecom_console.gui.widgets.layout.flow_layout import FlowLayout

SEARCH_WIDTH: Final = 288
SEARCH_LEAST: Final = 150
GAP: Final = 16


class SourcesToolbar(QWidget):
    """`searched`, `filtered` and `folder_chosen` carry what was asked for."""

    searched = Signal(str)
    filtered = Signal(object)
    folder_chosen = Signal(object)
    create_requested = Signal()

    def __init__(self, theme: ThemeController, words: SourceWords) -> None:
        super().__init__()
        self._theme = theme
        self._is_wide: bool | None = None
        self.search = SearchField(theme)
        self.create_button = Button(
            theme,
            kind=ButtonKind.PRIMARY,
            icon="plus",
            icon_size=16,
            name="create_source_button",
        )
        self._chips_holder = QWidget()
        self._flow = flow = FlowLayout(self._chips_holder)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self._chips_holder.setSizePolicy(policy)
        self._group = QButtonGroup(self)
        self.chips: dict[SourceFilter, FilterChip] = {}
        for chosen in SourceFilter:
            icon = "warning" if chosen is SourceFilter.ATTENTION else ""
            chip = FilterChip(theme, icon=icon, name=f"filter_{chosen.value}")
            self.chips[chosen] = chip
            self._group.addButton(chip)
            flow.addWidget(chip)
        self.chips[SourceFilter.ARCHIVED].hide()
        self.folder = FolderButton(theme, words)
        flow.addWidget(self.folder)
        self.chips[SourceFilter.ALL].setChecked(True)
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setVerticalSpacing(10)
        self._grid.setHorizontalSpacing(0)
        self.search.searched.connect(self.searched)
        self.folder.chosen.connect(self.folder_chosen)
        self._group.buttonToggled.connect(self._on_group_button_toggled)
        self.create_button.clicked.connect(self.create_requested)
        theme.follow(self._on_theme_changed)

    def retranslate(self) -> None:
        """Puts every text in."""
        self.search.set_placeholder(self.tr("Name, identifier, Enterprise ID or tag"))
        self.chips[SourceFilter.ALL].setText(self.tr("All"))
        self.chips[SourceFilter.ATTENTION].setText(self.tr("Needs attention"))
        self.chips[SourceFilter.PRODUCTION].setText(self.tr("Production"))
        self.chips[SourceFilter.DRAFTS].setText(self.tr("Drafts"))
        self.chips[SourceFilter.ARCHIVED].setText(self.tr("Archived"))
        self.folder.retranslate()
        self.create_button.setText(self.tr("Create identity source"))
        for chip in self.chips.values():
            chip.updateGeometry()
        self.fit(self.width())

    def show_counts(self, counts: Mapping[SourceFilter, int]) -> None:
        """Numbers on the chips."""
        for chosen, chip in self.chips.items():
            chip.set_count(counts.get(chosen, 0))
        archived = self.chips[SourceFilter.ARCHIVED]
        archived.setVisible(bool(counts.get(SourceFilter.ARCHIVED)) or archived.isChecked())
        self._flow.invalidate()
        self.fit(self.width())

    def fit(self, width: int) -> None:
        """One line, or two where there is little room."""
        others = self._flow.sizeHint().width() + self.create_button.sizeHint().width() + 2 * GAP
        spare = width - others
        wide = spare >= self._theme.px(SEARCH_LEAST)
        if wide:
            self.search.setFixedWidth(min(spare, self._theme.px(SEARCH_WIDTH)))
        if wide == self._is_wide:
            return
        self._is_wide = wide
        for widget in (self.search, self._chips_holder, self.create_button):
            self._grid.removeWidget(widget)
        middle = Qt.AlignmentFlag.AlignVCenter
        if wide:
            self._grid.addWidget(self.search, 0, 0)
            self._grid.addWidget(self._chips_holder, 0, 2, middle)
            self._grid.addWidget(self.create_button, 0, 3)
        else:
            self.search.setMinimumWidth(0)
            self.search.setMaximumWidth(16_777_215)
            self._grid.addWidget(self.search, 0, 0, 1, 3)
            self._grid.addWidget(self.create_button, 0, 3)
            self._grid.addWidget(self._chips_holder, 1, 0, 1, 4)
        self._grid.setColumnMinimumWidth(1, GAP if wide else 0)
        self._grid.setHorizontalSpacing(0 if wide else 12)
        self._grid.setColumnStretch(2, 1)

    def _on_theme_changed(self, _tokens: ThemeTokens) -> None:
        self._is_wide = None
        self.fit(self.width())

    def _on_group_button_toggled(self, button: QWidget, checked: bool) -> None:
        if checked:
            chosen = next(key for key, chip in self.chips.items() if chip is button)
            self.filtered.emit(chosen)
            for chip in self.chips.values():
                chip.updateGeometry()
