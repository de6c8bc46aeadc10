"""What goes into the app's own files, filled from the profile, as one Markdown document."""

from collections.abc import Iterator, Sequence
from pathlib import PurePath
from typing import Final

from wecom_console.domain.documents import to_raw
from wecom_console.domain.profile import Profile
from wecom_console.exchange.formats.hand_over import code_span
from wecom_console.exchange.fragments import fragments, redeem_fragment
from wecom_console.messages.catalogue import Messages, load_messages

_LANGUAGES: Final = {
    ".xml": "xml",
    ".plist": "xml",
    ".kts": "kotlin",
    ".kt": "kotlin",
    ".m": "objectivec",
    ".swift": "swift",
    ".dart": "dart",
    ".ts": "typescript",
    ".js": "javascript",
    ".json5": "json5",
}
"""What a code block is called, by the end of the file's name; a bare title is the language."""


class AppCode:
    """The fragments of one platform or framework, and the call that redeems the code."""

    suffix = ".md"

    def __init__(self, target: str) -> None:
        self.name = target

    def render(self, profiles: Sequence[Profile], language: str = "en") -> str:
        """A chapter a connection. No secret is needed in an app, and none is here."""
        messages = load_messages(language)
        return "\n".join("".join(self._chapter(profile, messages)) for profile in profiles)

    def _chapter(self, profile: Profile, messages: Messages) -> Iterator[str]:
        raw = to_raw(profile)
        title = messages.text(f"access_target.{self.name}")
        yield f"# {code_span(profile.display_name)}: {title}\n\n"
        yield f"{messages.text(f'access.{self.name}')}\n"
        for snippet in fragments(raw, self.name):
            yield from _block(snippet.title, snippet.text)
        yield f"\n## {messages.text('access.redeem')}\n"
        redeem = redeem_fragment(raw)
        yield from _block(redeem.title, redeem.text)


def _block(title: str, text: str) -> Iterator[str]:
    language = _LANGUAGES.get(PurePath(title).suffix, "" if "." in title else title.lower())
    # A fence that is longer than any run of backticks inside cannot be ended by the text.
    fence = "`" * max(3, _longest_run(text) + 1)
    yield f"\n**{title}**\n\n{fence}{language}\n{text}\n{fence}\n"


def _longest_run(text: str) -> int:
    longest = run = 0
    for sign in text:
        run = run + 1 if sign == "`" else 0
        longest = max(longest, run)
    return longest
