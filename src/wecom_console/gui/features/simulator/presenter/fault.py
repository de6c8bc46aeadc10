"""The fault form's four texts as a fault, or the names of those that are wrong."""

from dataclasses import dataclass

from wecom_console.services.simulator.values import FaultSetting

ERRCODE_LIMIT = 1_000_000_000
TIMES_LIMIT = 1_000_000
DELAY_LIMIT_S = 600.0


@dataclass(frozen=True, slots=True)
class FaultDraft:
    """What is on the form. `kind`: ``errcode``, ``status``, ``delay`` or how an answer breaks."""

    path: str
    kind: str
    value: str
    times: str


def read_fault(draft: FaultDraft) -> FaultSetting | tuple[str, ...]:
    """The fault, or the wrong fields: ``path``, ``value``, ``times`` (limits as in
    ``POST /_sim/faults``)."""
    wrong: list[str] = []
    path = draft.path.strip()
    if not path.startswith("/") or path.startswith("/_sim") or len(path) > 200:
        wrong.append("path")
    errcode = status = None
    delay_ms = 0
    broken = ""
    match draft.kind:
        case "errcode":
            errcode = _whole(draft.value)
            if errcode is None or errcode == 0 or abs(errcode) > ERRCODE_LIMIT:
                wrong.append("value")
        case "status":
            status = _whole(draft.value)
            if status is None or not 200 <= status <= 599:
                wrong.append("value")
        case "delay":
            seconds = _number(draft.value)
            if seconds is None or not 0 < seconds <= DELAY_LIMIT_S:
                wrong.append("value")
            else:
                delay_ms = round(seconds * 1000)
        case _:
            broken = draft.kind
    times = _whole(draft.times) if draft.times.strip() else None
    if draft.times.strip() and (times is None or not 1 <= times <= TIMES_LIMIT):
        wrong.append("times")
    if wrong:
        return tuple(wrong)
    return FaultSetting(path, errcode, status, delay_ms, broken, times)


def _whole(text: str) -> int | None:
    number = _number(text)
    return int(number) if number is not None and number.is_integer() else None


def _number(text: str) -> float | None:
    try:
        number = float(text.strip())
    except ValueError:
        return None
    return number if abs(number) < 1e12 else None
