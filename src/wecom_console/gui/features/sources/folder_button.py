"""What of the list is looked at: one environment, some tags."""

from PySide6.QtCore import Signal
from PySide6.QtGui import QAction, QActionGroup
from PySide6.QtWidgets import QMenu, QWidget

from wecom_console.gui.parts.connection_words import SourceWords
from wecom_console.gui.parts.presenter.connection_rows import Facets, Folder
from wecom_console.gui.plain_text import menu_text
from wecom_console.gui.theme.controller import ThemeController
from wecom_console.gui.theme.popups import round_corners
from wecom_console.gui.widgets.controls.button import Button, ButtonSize

LABEL_SHOWN = 28
TAGS_SHOWN = 24
"""More tags than these are found by typing them into the search field."""


class FolderButton(Button):
    """Says what is looked at; its menu offers every environment and the most used tags."""

    chosen = Signal(object)

    def __init__(self, theme: ThemeController, words: SourceWords) -> None:
        super().__init__(
            theme,
            size=ButtonSize.MEDIUM,
            icon="folder",
            trailing_icon="chevron-down",
            name="folder_button",
        )
        self._theme = theme
        self._words = words
        self._folder = Folder()
        self._facets = Facets()
        self._menu: FolderMenu | None = None
        self.clicked.connect(self._on_clicked)

    def show_folder(self, folder: Folder, facets: Facets) -> None:
        """Takes what is looked at, and what there is."""
        self._folder = folder
        self._facets = facets
        self.retranslate()

    def retranslate(self) -> None:
        """Puts the words in."""
        folder = self._folder
        parts = [self._words.environment(folder.environment)] if folder.environment else []
        parts += sorted(folder.tags)
        label = " · ".join(parts)
        short = label if len(label) <= LABEL_SHOWN else f"{label[: LABEL_SHOWN - 1]}\u2026"
        self.setText(short if parts else "")
        self.set_accessible_name(
            self.tr("Shown: {what}").format(what=label) if parts else self.tr("Environment, tags")
        )
        self.updateGeometry()

    def _on_clicked(self) -> None:
        self._menu = FolderMenu(self._folder, self._facets, self._words, self)
        self._menu.chosen.connect(self.chosen)
        self._menu.popup(self.mapToGlobal(self.rect().bottomLeft()))


class FolderMenu(QMenu):
    """`chosen` carries the `Folder` that was picked."""

    chosen = Signal(object)

    def __init__(self, folder: Folder, facets: Facets, words: SourceWords, parent: QWidget) -> None:
        super().__init__(parent)
        self._folder = folder
        self.setObjectName("folder_menu")
        round_corners(self)
        self._add_environments(facets, words)
        if facets.tags:
            self.addSeparator()
            self._add_tags(facets)
        self.aboutToHide.connect(self.deleteLater)

    def _add_environments(self, facets: Facets, words: SourceWords) -> None:
        group = QActionGroup(self)
        everything = self._add("folder_all", self.tr("All environments"), checked=False)
        everything.setChecked(not self._folder.environment)
        everything.triggered.connect(lambda: self._pick(Folder("", self._folder.tags)))
        group.addAction(everything)
        for name, count in facets.environments:
            text = f"{words.environment(name)}  {count}"
            checked = name == self._folder.environment
            action = self._add(f"folder_{name}", text, checked=checked)
            action.triggered.connect(
                lambda _checked, name=name: self._pick(Folder(name, self._folder.tags))
            )
            group.addAction(action)

    def _add_tags(self, facets: Facets) -> None:
        chosen = self._folder.tags
        names = [pair for pair in facets.tags if pair[0] in chosen]
        names += [pair for pair in facets.tags if pair[0] not in chosen]
        for tag, count in names[: max(TAGS_SHOWN, len(chosen))]:
            text = f"{tag}  {count}"
            action = self._add(f"tag_{tag}", text, checked=tag in chosen)
            action.triggered.connect(
                lambda _checked, tag=tag: self._pick(
                    Folder(self._folder.environment, self._folder.tags ^ {tag})
                )
            )
        if len(names) > TAGS_SHOWN:
            rest = QAction(self.tr("More tags: type them into the search field"), self)
            rest.setEnabled(False)
            self.addAction(rest)

    def _add(self, name: str, text: str, *, checked: bool) -> QAction:
        action = QAction(menu_text(text), self)
        action.setObjectName(name)
        action.setCheckable(True)
        action.setChecked(checked)
        self.addAction(action)
        return action

    def _pick(self, folder: Folder) -> None:
        self.chosen.emit(folder)
