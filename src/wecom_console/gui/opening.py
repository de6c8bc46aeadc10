"""Config files and links that come from outside: the command line, a second start, the desktop."""

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QEvent, QObject
from PySide6.QtGui import QFileOpenEvent

from wecom_console.gui.app_links import AppLink, is_link, read_link
from wecom_console.gui.shell.main_window import MainWindow


class FileOpener(QObject):
    """Shows what it is given in `window`. On macOS the desktop says so by an event, which an
    application with this as its filter hears."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window = window

    def open(self, targets: Sequence[str]) -> None:
        """Files are offered to be imported, all of them together; of links the first is shown."""
        if not targets:
            return
        first = targets[0]
        if not is_link(first):
            self.open_files([Path(target) for target in targets if not is_link(target)])
            return
        link = read_link(first)
        if link is None:
            self._say(
                self.tr(
                    "This link cannot be opened: it may be incomplete, or need a newer version."
                )
            )
        elif link.identifier:
            self._find(link)
        elif link.page == "share" and link.text:
            self._window.navigate("share", link)
        else:
            self._window.navigate(link.page, link.text or None)

    def open_files(self, paths: Sequence[Path]) -> None:
        """Config files, packages, folders: what they would change."""
        self._window.navigate("share", paths[0] if len(paths) == 1 else list(paths))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """What the desktop opens while the program runs."""
        if isinstance(event, QFileOpenEvent):
            url = event.url()
            link = url.toString()
            self.open([link if is_link(link) else event.file()])
            return True
        return super().eventFilter(watched, event)

    def _find(self, link: AppLink) -> None:
        context = self._window.context

        def found(profile: object) -> None:
            key = getattr(profile, "id", "")
            if not key:
                text = self.tr("No connection here is called {identifier}.")
                self._say(text.format(identifier=link.identifier))
            elif link.page == "test":
                from wecom_console.gui.parts.login_request import OpenTest  # with its page

                self._window.navigate("test", OpenTest(key, scenario=link.scenario))
            else:
                draft = getattr(profile, "is_draft", False)
                self._window.navigate("wizard" if draft else link.page, key)

        context.bridge.call(
            lambda: context.services().profiles.get(link.identifier),
            on_done=found,
            on_error=lambda _error: self._say(self.tr("The stored connections cannot be read")),
            owner=self,
        )

    def _say(self, sentence: str) -> None:
        self._window.context.toast().show_sentence(sentence, close_name=self.tr("Close"))
