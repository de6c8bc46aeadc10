"""Every format that connections can be exported as, in the order in which users see them."""

from collections.abc import Sequence
from typing import Final, Protocol

from wecom_console.domain.profile import Profile
from wecom_console.exchange.formats.app_code import AppCode
from wecom_console.exchange.formats.authing_payload import AuthingPayload
from wecom_console.exchange.formats.env_file import EnvFile
from wecom_console.exchange.formats.hand_over import HandOverSheet
from wecom_console.exchange.formats.json_file import JsonFile
from wecom_console.exchange.formats.toml_file import TomlFile
from wecom_console.exchange.formats.yaml_file import YamlFile
from wecom_console.exchange.fragments import TARGETS


class ExportFormat(Protocol):
    """One way of writing connections down."""

    @property
    def name(self) -> str:
        """What `--format` calls it."""

    @property
    def suffix(self) -> str:
        """The usual end of the file's name, with its dot."""

    def render(self, profiles: Sequence[Profile], language: str = "en") -> str:
        """The text of a file that holds these profiles. No secret is ever in it. `language` is
        that of a sheet for people; what programs read is the same in all."""


CONFIG_FORMATS: Final[tuple[ExportFormat, ...]] = (TomlFile(), JsonFile(), YamlFile())
"""Those that are read again."""

FORMATS: Final[tuple[ExportFormat, ...]] = (
    *CONFIG_FORMATS,
    EnvFile(),
    HandOverSheet(),
    AuthingPayload(),
    *(AppCode(target) for target in TARGETS),
)


def format_named(name: str) -> ExportFormat | None:
    """The format that `--format NAME` means."""
    return next((known for known in FORMATS if known.name == name), None)
