"""``KEY=VALUE`` arguments: dotted paths of the config file and their values as text."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from wecom_console.domain.fields import FIELD_BY_PATH, SECRET_PATHS, FieldSpec, Kind
from wecom_console.domain.raw import Raw, set_value
from wecom_console.domain.secrets import SecretRef

_WORDS: Final = {
    "true": True,
    "yes": True,
    "on": True,
    "1": True,
    "false": False,
    "no": False,
    "off": False,
    "0": False,
}


@dataclass(frozen=True, slots=True)
class Refused:
    """Why the arguments are not taken: a code under ``cli.refused``. The text stays unsaid: it may
    be a secret."""

    code: str
    field: str = ""
    position: int = 0


def assign(raw: Raw, arguments: Sequence[str]) -> dict[str, object] | Refused:
    """`raw` with each ``KEY=VALUE`` set. An empty value takes an optional setting out; unknown
    keys are left to the check, which knows what may have been meant."""
    changed = dict(raw)
    for position, argument in enumerate(arguments, start=1):
        path, equals, text = argument.partition("=")
        if not equals or not path:
            return Refused("not_an_assignment", position=position)
        if path in SECRET_PATHS and text and SecretRef.parse(text) is None:
            return Refused("secret_assignment", field=path)
        changed = set_value(changed, path, _value(FIELD_BY_PATH.get(path), text))
    return changed


def _value(spec: FieldSpec | None, text: str) -> object:
    """The value that `text` means for this field; a text where it means none."""
    if spec is None:
        return text
    match spec.kind:
        case Kind.BOOL:
            return _WORDS.get(text.lower(), text or spec.default)
        case Kind.TEXTS | Kind.CHOICES:
            return [item.strip() for item in text.split(",") if item.strip()]
        case Kind.SECRET | Kind.CHOICE:
            return text or spec.default
        case Kind.TEXT:
            return text
