"""The connections that were looked at last, for the command palette."""

from collections.abc import Mapping
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QObject

from wecom_console.storage.settings import RECENTS_KEPT

if TYPE_CHECKING:
    from wecom_console.gui.ports import SettingsPort
    from wecom_console.gui.widgets.boxes.command_palette import PaletteCommand

PREFIX: Final = "recent:"


class Recents(QObject):
    """Kept with the settings, by id and name. `meet` forgets those that are gone."""

    def __init__(self, settings: "SettingsPort", *, parent: QObject) -> None:
        super().__init__(parent)
        self._settings = settings
        self._identifiers: Mapping[str, str] = {}

    def note(self, profile_id: str, name: str) -> None:
        """A connection is looked at: it is the first from now on."""
        known = self._settings.read().recent
        others = [pair for pair in known if pair[0] != profile_id]
        self._keep(((profile_id, name), *others)[:RECENTS_KEPT])

    def commands(self) -> "tuple[PaletteCommand, ...]":
        """One each, the latest first."""
        from wecom_console.gui.widgets.boxes.command_palette import (
            PaletteCommand,  # with the palette
        )

        text = self.tr("Open {name}")
        return tuple(
            PaletteCommand(
                f"{PREFIX}{profile_id}",
                text.format(name=name),
                "clock",
                note=self._identifiers.get(profile_id, ""),
            )
            for profile_id, name in self._settings.read().recent
        )

    def meet(self, named: "tuple[tuple[str, str, str], ...]") -> None:
        """Takes id, name and identifier of all connections there are: those that are gone go, and
        each is called what it is called now."""
        names = {profile_id: name for profile_id, name, _ in named}
        self._identifiers = {profile_id: identifier for profile_id, _, identifier in named}
        recent = self._settings.read().recent
        self._keep(tuple((key, names[key]) for key, _ in recent if key in names))

    def _keep(self, recent: tuple[tuple[str, str], ...]) -> None:
        settings = self._settings.read()
        if recent != settings.recent:
            self._settings.write(settings._replace(recent=recent))
