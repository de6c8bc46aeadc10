"""The same structure as JSON, for programs."""

import json
from collections.abc import Sequence

from wecom_console.domain.profile import Profile
from wecom_console.exchange.formats.layout import document_of


class JsonFile:
    """Config file version 1 as JSON, one value a line."""

    name = "json"
    suffix = ".json"

    def render(self, profiles: Sequence[Profile], language: str = "en") -> str:
        """The file's text."""
        return json.dumps(document_of(profiles), ensure_ascii=False, indent=2) + "\n"
