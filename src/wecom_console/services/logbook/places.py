"""Where an exception came from: modules and lines, without a value or a path."""

from typing import Final

MOST: Final = 40


def places_of(error: BaseException) -> tuple[str, ...]:
    """``module:line`` from the outermost call to where it was raised."""
    places = []
    trace = error.__traceback__
    while trace is not None:
        module = trace.tb_frame.f_globals.get("__name__", "?")
        places.append(f"{module}:{trace.tb_lineno}")
        trace = trace.tb_next
    return tuple(places[-MOST:])
