"""What the about page shows: components, log, diagnostics. Everything is read in the background."""

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from wecom_console.gui.parts.presenter.background import Background

if TYPE_CHECKING:
    from wecom_console.messages.catalogue import Messages
    from wecom_console.services.components import Component
    from wecom_console.services.context import Services


class AboutPresenter(QObject):
    """`components_read` carries all `Component`s, `licence_read` a name and its licence's text,
    `log_read` the last lines, `diagnosed` the text to be copied."""

    components_read = Signal(object)
    licence_read = Signal(str, str)
    log_read = Signal(object)
    diagnosed = Signal(str)

    def __init__(
        self,
        background: Background,
        *,
        services: "Callable[[], Services]",
        messages: "Callable[[], Messages]",
        environment: Mapping[str, str],
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._background = background
        self._services = services
        self._messages = messages
        self._environment = environment

    def read_components(self) -> None:
        """Packages, versions, licences."""

        def read() -> "tuple[Component, ...]":
            from wecom_console.services.components import components  # on this page alone

            return components()

        self._background.call(read, on_done=self.components_read.emit)

    def read_licence(self, name: str) -> None:
        """The text that a package brings."""

        def read() -> str:
            from wecom_console.services.components import licence_text  # as above

            return licence_text(name)

        self._background.call(read, on_done=lambda text: self.licence_read.emit(name, text))

    def read_log(self) -> None:
        """The end of the log."""

        def read() -> tuple[str, ...]:
            from wecom_console.services.logbook.log_file import LogFile  # with the services

            return LogFile(self._services().paths.log).last_lines()

        self._background.call(read, on_done=self.log_read.emit)

    def diagnose(self, more: Mapping[str, str], crash: str = "") -> None:
        """Every check, and what the window adds."""

        def look() -> str:
            from wecom_console.services.doctor import CHECKS, Probe  # with the services
            from wecom_console.services.logbook.diagnostics import diagnostics  # as above

            probe = Probe(self._environment, self._services())
            text = diagnostics(self._messages(), [check(probe) for check in CHECKS], more)
            return f"{text}\n\n{crash}" if crash else text

        self._background.call(look, on_done=self.diagnosed.emit)
