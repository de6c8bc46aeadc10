"""Every format that connections can be exported as, in the order in which users see them."""

from collections.abc import Sequence
from typing import Final, Protocol

from wecom_console.domain.profile import Profile
from wecom_console.exchange.formats.json_file import JsonFile
from wecom_console.exchange.formats.toml_file import TomlFile


class ExportFormat(Protocol):
    """One way of writing connections down."""

    @property
    def name(self) -> str:
        """What `--format` calls it."""

    @property
    def suffix(self) -> str:
        """The usual end of the file's name, with its dot."""

    def render(self, profiles: Sequence[Profile]) -> str:
        """The text of a file that holds these profiles. No secret is ever in it."""


FORMATS: Final[tuple[ExportFormat, ...]] = (TomlFile(), JsonFile())


def format_named(name: str) -> ExportFormat | None:
    """The format that `--format NAME` means."""
    return next((known for known in FORMATS if known.name == name), None)
