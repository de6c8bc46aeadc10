"""The config file itself, as a person keeps it in git."""

from collections.abc import Sequence

import tomli_w

from wecom_console.domain.profile import Profile
from wecom_console.exchange.formats.layout import HEADER_CODE, document_of
from wecom_console.messages.catalogue import LANGUAGES, load_messages


class TomlFile:
    """Config file version 1 as TOML."""

    name = "toml"
    suffix = ".toml"

    def render(self, profiles: Sequence[Profile], language: str = "en") -> str:
        """The file's text. The comment at its head is in every language, so that who exports
        does not change the file."""
        # The languages' order is the interface's; files have had English first from the start.
        heads = [load_messages(language).text(HEADER_CODE) for language in reversed(LANGUAGES)]
        comment = "".join(f"# {head}\n" for head in heads)
        return f"{comment}\n{tomli_w.dumps(document_of(profiles))}"
