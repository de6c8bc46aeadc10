"""Every connection by name, for the palette: it opens any of them, whatever was looked at last."""

from collections.abc import Callable, Collection
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QObject

if TYPE_CHECKING:
    from wecom_console.gui.bridge import Bridge
    from wecom_console.gui.widgets.boxes.command_palette import PaletteCommand
    from wecom_console.services.context import Services

OPEN: Final = "open:"
TEST: Final = "test:"
Named = tuple[str, str, str]
"""A connection's id, name and identifier."""


class NamedConnections(QObject):
    """`ask` reads them in the background, each time anew."""

    def __init__(
        self, bridge: "Bridge", services: "Callable[[], Services]", *, parent: QObject
    ) -> None:
        super().__init__(parent)
        self._bridge = bridge
        self._services = services

    def ask(self, known: Callable[[tuple[Named, ...]], object]) -> None:
        """Tells `known` of all of them; a store that does not answer is told of elsewhere."""

        def look() -> tuple[Named, ...]:
            found = self._services().profiles.list(archived=True)
            return tuple(
                (one.id, one.display_name or one.identifier, one.identifier)
                for one in found
                if not one.is_draft
            )

        self._bridge.call(look, on_done=known, on_error=lambda _error: None, owner=self)

    def commands(
        self, named: tuple[Named, ...], listed: Collection[str] = ()
    ) -> "tuple[PaletteCommand, ...]":
        """Two each, listed once they are typed for; those that are `listed` already are opened
        there."""
        from wecom_console.gui.widgets.boxes.command_palette import (
            PaletteCommand,  # with the palette
        )

        opens, tests = self.tr("Open {name}"), self.tr("Run test of {name}")
        return tuple(
            PaletteCommand(
                f"{kind}{key}",
                text.format(name=name),
                icon,
                note=identifier,
                is_found_only=True,
            )
            for kind, text, icon in ((OPEN, opens, "chat"), (TEST, tests, "play"))
            for key, name, identifier in named
            if kind is TEST or key not in listed
        )
