"""From an argument's text to its type, without pydantic.

WORKAROUND(typer 0.29): typer turns every argument into its type through pydantic, whose import
costs more than a whole `check`. A parameter that brings its own converter is left alone.
"""

from enum import StrEnum
from typing import Any, get_origin

import typer


class Coercion:
    """What typer asks of a parameter's converter. Knows the types that our commands use: `bool`,
    `str`, `int`, `list[str]` and enums of text."""

    def coerce(self, value: Any, *, param: Any, ctx: Any) -> Any:
        """The value, or typer's BadParameter. It does not quote the text: it may be a secret."""
        kind = param.type_descriptor.annotation
        if get_origin(kind) is list:
            return list(value or ())
        if value is None or isinstance(value, bool) or not isinstance(kind, type):
            return value
        if isinstance(value, str) and issubclass(kind, int | StrEnum):
            try:
                return kind(value)
            except ValueError:
                raise typer.BadParameter("", ctx=ctx, param=param) from None
        return value


def bring_own(params: list[Any]) -> list[Any]:
    """Give each parameter of a command our converter."""
    for param in params:
        vars(param)["_runtime_param"] = Coercion()
    return params
