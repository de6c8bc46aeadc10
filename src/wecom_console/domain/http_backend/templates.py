"""Templates: text with named places, filled in once. Data, never code.

``{code}`` is a place; ``{{`` and ``}}`` are braces. There are six names and nothing else: no
formats, attributes or indexes, and what is filled in is never read as a template again.
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Final

PLACEHOLDERS: Final = ("code", "state", "corp_id", "agent_id", "app_id", "app_secret")
"""What a login has to offer: WeCom's code, the state that the app sent, and the profile's ids."""

_TOKEN: Final = re.compile(r"\{\{|\}\}|\{([^{}]*)\}|[{}]")


@dataclass(frozen=True, slots=True)
class Placeholder:
    """A place for the value called `name`."""

    name: str


@dataclass(frozen=True, slots=True)
class TemplateFault:
    """Why a text is no template: a name that is not known, or (no name) a lonely brace."""

    name: str = ""


@dataclass(frozen=True, slots=True)
class Template:
    """Literal texts and places, in their order."""

    pieces: tuple[str | Placeholder, ...]

    @property
    def names(self) -> frozenset[str]:
        """The values it asks for."""
        return frozenset(p.name for p in self.pieces if isinstance(p, Placeholder))

    @property
    def literals(self) -> tuple[str, ...]:
        """What it says whatever is filled in."""
        return tuple(p for p in self.pieces if isinstance(p, str))

    def fill(self, values: Mapping[str, str], escape: Callable[[str], str] = str) -> str:
        """The text, each value escaped for where the template stands. A value that `values`
        lacks is empty."""
        return "".join(
            escape(whole(values.get(p.name, ""))) if isinstance(p, Placeholder) else p
            for p in self.pieces
        )


def parse_template(text: str) -> Template | TemplateFault:
    """`text` taken apart, or the first thing that is wrong with it."""
    pieces: list[str | Placeholder] = []
    end = 0
    for token in _TOKEN.finditer(text):
        pieces.append(text[end : token.start()])
        end = token.end()
        sign, name = token[0], token[1]
        if name is not None:
            if name not in PLACEHOLDERS:
                return TemplateFault(name or sign)
            pieces.append(Placeholder(name))
        elif len(sign) == 1:
            return TemplateFault()
        else:
            pieces.append(sign[0])
    pieces.append(text[end:])
    return Template(tuple(_joined(pieces)))


def _joined(pieces: list[str | Placeholder]) -> list[str | Placeholder]:
    """Neighbouring literals as one, empty ones left out."""
    result: list[str | Placeholder] = []
    for piece in pieces:
        if isinstance(piece, str) and result and isinstance(result[-1], str):
            result[-1] += piece
        elif piece:
            result.append(piece)
    return result


def whole(text: str) -> str:
    """`text` in characters that UTF-8 can write: half a surrogate pair becomes ``?``."""
    return text.encode("utf-8", "replace").decode("utf-8")
