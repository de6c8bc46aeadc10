"""The document that all notations of version 1 write: keys in the fixed order, references only."""

from collections.abc import Sequence
from typing import Final

from wecom_console.domain.documents import to_raw
from wecom_console.domain.profile import Profile
from wecom_console.exchange.config_file import FORMAT
from wecom_console.messages.catalogue import LANGUAGES, load_messages

HEADER_CODE: Final = "export.header"
"""The message that a file begins with where its format has comments."""


def document_of(profiles: Sequence[Profile]) -> dict[str, object]:
    """The whole file as nested mappings. A profile holds references, so no secret can be in it."""
    return {"format": FORMAT, "connections": [to_raw(profile) for profile in profiles]}


def header_comment() -> str:
    """The lines at a file's head. They are in every language, so that who exports does not change
    the file."""
    # The languages' order is the interface's; files have had English first from the start.
    heads = [load_messages(language).text(HEADER_CODE) for language in reversed(LANGUAGES)]
    return "".join(f"# {head}\n" for head in heads)
