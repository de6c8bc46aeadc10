"""What every command works with: the words, the terminal, and the services when it needs them."""

from collections.abc import Callable, Mapping
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from wecom_console.cli.exits import Exit
from wecom_console.cli.terminal import Terminal
from wecom_console.messages.catalogue import Messages
from wecom_console.pasted.pictures import PixelReader

if TYPE_CHECKING:
    from wecom_console.services.context import Services


GalleryOpener = Callable[[str, str], int | None]
"""Opens the gallery of controls in a language, or writes its pictures into a folder; the exit code,
or None where there is no screen. Without Qt it is an `ImportError`."""


def nothing_opens(_language: str, _folder: str) -> int | None:
    """Where there is no window at all."""
    raise ImportError


class CliSession:
    """One invocation. Handed to the commands as click's context object."""

    def __init__(
        self,
        messages: Messages,
        terminal: Terminal,
        environment: Mapping[str, str],
        open_services: Callable[[], "Services"],
        read_pixels: PixelReader,
        show_gallery: GalleryOpener,
    ) -> None:
        self.messages = messages
        self.terminal = terminal
        self.environment = environment
        self.read_pixels = read_pixels
        self.show_gallery = show_gallery
        self._open_services = open_services

    @cached_property
    def services(self) -> "Services":
        """The stored profiles, secrets and settings; opened on first use."""
        return self._open_services()

    @property
    def has_services(self) -> bool:
        """Whether they have been opened and must be closed."""
        return "services" in self.__dict__

    def words(self, code: str, **params: object) -> str:
        """The sentence ``cli.<code>``."""
        return self.messages.text(f"cli.{code}", **params)

    def refuse(self, code: str, **params: object) -> Exit:
        """Say why this usage is refused."""
        self.terminal.complain(self.words(f"refused.{code}", **params))
        return Exit.USAGE

    def write_stream(
        self, path: Path, produce: Callable[[Callable[[str], object]], object]
    ) -> Exit:
        """The same for a text that is made piece by piece: `produce` is given what writes."""
        from wecom_console.services.saving import save_stream  # storage: where a file is asked for

        return self.tell_written(path, save_stream(path, produce))

    def write_file(self, path: Path, data: bytes) -> Exit:
        """Put a result into a file, whole or not at all."""
        from wecom_console.services.saving import save_bytes  # as above

        return self.tell_written(path, save_bytes(path, data))

    def tell_written(self, path: Path, failure: str | None) -> Exit:
        """Say that a file was written, or what the system said."""
        if failure is None:
            self.terminal.note(self.words("written", path=path))
            return Exit.OK
        code = "not_read_from" if _is_pipe(path) else "not_written"
        self.terminal.complain(self.words(code, path=path, reason=failure))
        return Exit.OUTSIDE


def _is_pipe(path: Path) -> bool:
    try:
        return path.is_fifo()
    except (OSError, ValueError):  # a NUL in the name
        return False
