"""The config file itself, as a person keeps it in git."""

from collections.abc import Sequence

import tomli_w

from wecom_console.domain.profile import Profile
from wecom_console.exchange.formats.layout import document_of, header_comment


class TomlFile:
    """Config file version 1 as TOML."""

    name = "toml"
    suffix = ".toml"

    def render(self, profiles: Sequence[Profile], language: str = "en") -> str:
        """The file's text."""
        return f"{header_comment()}\n{tomli_w.dumps(document_of(profiles))}"
