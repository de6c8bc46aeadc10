"""Bodies of control calls: pydantic models, and what to answer when one does not fit."""

from typing import Final, TypeVar

from pydantic import BaseModel, ConfigDict, ValidationError

from wecom_console.simulator.wire.asgi import control_error
from wecom_console.simulator.wire.calls import Answer, Call

TEXT_LIMIT: Final = 8_192


class Body(BaseModel):
    """A body: JSON types as they are, no unknown keys, nothing endless."""

    model_config = ConfigDict(
        strict=True,
        extra="forbid",
        frozen=True,
        allow_inf_nan=False,
        str_max_length=TEXT_LIMIT,
        hide_input_in_errors=True,
    )


B = TypeVar("B", bound=Body)


def read_body(call: Call, model: type[B]) -> B | Answer:
    """The body as `model`, or the 400 that names the field."""
    try:
        return model.model_validate_json(call.body or b"{}")
    except ValidationError as unfit:
        first = unfit.errors(include_url=False, include_context=False, include_input=False)[0]
        field = ".".join(str(part) for part in first["loc"])
        return control_error(400, first["msg"], field=field)


def number_param(call: Call, name: str, *, default: float, limit: float) -> float | Answer:
    """A number from 0 to `limit` in the query."""
    text = call.param(name)
    if not text:
        return default
    try:
        number = float(text)
    except ValueError:
        number = -1.0
    if not 0 <= number <= limit:
        return control_error(400, f"a number from 0 to {limit:g}", field=name)
    return number
