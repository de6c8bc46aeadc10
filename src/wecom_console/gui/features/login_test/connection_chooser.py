"""The chooser beside the page's title."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QSizePolicy, QWidget

from wecom_console.gui.parts.presenter.choices import ConnectionItem, ConnectionList
from wecom_console.gui.theme.controller import ThemeController
from wecom_console.gui.theme.metrics import HEIGHT_MEDIUM, Role
from wecom_console.gui.widgets.controls.combo import ComboBox
from wecom_console.gui.widgets.text.tags import TagSpec, environment_tone
from wecom_console.messages.catalogue import Messages


class ConnectionChooser(ComboBox):
    """Each line with the tag of its environment."""

    chosen = Signal(str)

    def __init__(
        self, theme: ThemeController, *, messages: Messages, parent: QWidget | None = None
    ) -> None:
        super().__init__(
            theme,
            name="connection_combo",
            height=HEIGHT_MEDIUM,
            role=Role.SMALL,
            parent=parent,
        )
        self._messages = messages
        self._list = ConnectionList()
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        self.picked.connect(self.chosen)

    def retranslate(self, messages: Messages) -> None:
        """Puts every text in."""
        self._messages = messages
        self.setAccessibleName(self.tr("Connection"))
        self.show_list(self._list)

    def show_list(self, connections: ConnectionList) -> None:
        """Shows what there is to choose from."""
        self._list = connections
        self.clear()
        for item in connections.items:
            self.add(item.key, item.name, icon="chat", tag=self._tag(item))
        self.choose(connections.current)
        self.setVisible(bool(connections.items))
        self.updateGeometry()

    def _tag(self, item: ConnectionItem) -> TagSpec:
        if item.is_draft:
            return TagSpec(self.tr("Draft on screen"))
        word = self._messages.text(f"environment.{item.environment}")
        return TagSpec(word, environment_tone(item.environment))
