"""Reads `resources/messages/<language>.toml` once per language and fills in parameters."""

import errno
import os
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Final

from wecom_console.messages.counted import counted
from wecom_console.resource_files import read_resource, resource_path

LANGUAGES: Final = ("zh_CN", "en")


class _Lenient(dict[str, object]):
    def __missing__(self, key: str) -> str:
        return f"{{{key}}}"


@dataclass(frozen=True, slots=True)
class Messages:
    """The domain's sentences in one language."""

    language: str
    texts: Mapping[str, str]

    def text(self, code: str, /, **params: object) -> str:
        """The sentence of `code`, filled in; the code itself where no sentence is known."""
        template = self.texts.get(code)
        if template is None:
            return code
        if "{" not in template:
            return template
        if isinstance(said := params.get("reason"), str):
            params = {**params, "reason": self.reason(said)}
        if "**" in template or "`" in template:  # what is put in must not make marks of its own
            params = {name: _unmarked(value) for name, value in params.items()}
        return counted(template, params).format_map(_Lenient(params))

    def reason(self, said: str) -> str:
        """What the system said of an error, in words of this language as far as it is known. What
        follows a colon, a path mostly, stays."""
        head, colon, rest = said.partition(": ")
        known = self.texts.get(f"errno.{_errno_names().get(head)}", head)
        return f"{known}{colon}{rest}"

    def with_words(self, words: Mapping[str, str]) -> "Messages":
        """A copy that knows more sentences; a brace in them is meant as it stands."""
        if not words:
            return self
        plain = {
            code: text.replace("{", "{{").replace("}", "}}") if "{" in text else text
            for code, text in words.items()
        }
        return Messages(self.language, {**self.texts, **plain})

    def has(self, code: str) -> bool:
        """Whether a sentence exists for `code`."""
        return code in self.texts


@cache
def _errno_names() -> Mapping[str, str]:
    """What the system says of an error, in the system's own language: the error's name."""
    return {os.strerror(number): name for number, name in errno.errorcode.items()}


def _unmarked(value: object) -> object:
    """A text without the signs of marks: others that look like them."""
    if not isinstance(value, str):
        return value
    return value.replace("**", "\u2217\u2217").replace("`", "\u02cb")


def _flatten(table: Mapping[str, object], prefix: str = "") -> dict[str, str]:
    flat: dict[str, str] = {}
    for key, value in table.items():
        if isinstance(value, Mapping):
            flat |= _flatten(value, f"{prefix}{key}.")
        else:
            flat[f"{prefix}{key}".removesuffix("._")] = str(value)
    return flat


@cache
def load_messages(language: str) -> Messages:
    """The catalogue of `language` (`zh_CN` or `en`); an unknown language gets English."""
    known = language if language in LANGUAGES else "en"
    texts: dict[str, str] = {}
    folder = resource_path("messages", known)
    for file in sorted(folder.glob("*.toml")):
        texts |= _flatten(tomllib.loads(read_resource("messages", known, file.name)))
    return Messages(known, texts)
