"""What a section of the gallery is made with."""

from PySide6.QtCore import QObject

from wecom_console.gui.gallery.sheet import GallerySheet, StateColumn
from wecom_console.gui.gallery.states import ControlState
from wecom_console.gui.theme.controller import ThemeController


class GallerySection(QObject):
    """Fills a sheet in the language of the moment; its name in pictures is `key`."""

    key = ""

    def __init__(self, theme: ThemeController) -> None:
        super().__init__()
        self._theme = theme

    def title(self) -> str:
        """Its name in the window."""
        return self.key

    def fill(self, sheet: GallerySheet) -> None:
        """Puts its controls there."""


class States(QObject):
    """The words of the states."""

    def columns(self) -> tuple[StateColumn, ...]:
        """All of them, as a table has them."""
        return (
            StateColumn(ControlState.REST, self.tr("At rest")),
            StateColumn(ControlState.HOVER, self.tr("Hover")),
            StateColumn(ControlState.PRESSED, self.tr("Pressed")),
            StateColumn(ControlState.FOCUS, self.tr("Keyboard focus")),
            StateColumn(ControlState.DISABLED, self.tr("Disabled")),
        )

    def without_pressed(self) -> tuple[StateColumn, ...]:
        """As above, for what is not pressed."""
        return tuple(one for one in self.columns() if one.state is not ControlState.PRESSED)

    def whole(self) -> tuple[StateColumn, ...]:
        """For what consists of parts, of which one is hovered or has the keyboard."""
        return tuple(
            one for one in self.columns() if one.state in (ControlState.REST, ControlState.DISABLED)
        )
