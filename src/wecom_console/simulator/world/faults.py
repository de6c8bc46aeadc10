"""Injected faults: what the next calls of a path should suffer."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Final

LIMIT: Final = 200


class BreakKind(StrEnum):
    """How an answer is broken."""

    RESET = "reset"
    TRUNCATE = "truncate"
    NOT_JSON = "not_json"
    EMPTY = "empty"
    TEXT = "text"
    REDIRECT = "redirect"


@dataclass(frozen=True, slots=True)
class FaultSpec:
    """One of `errcode`, `status` and `broken`, or none of them beside a delay.

    `path` is exact, or ends with ``*`` and then stands for all paths that begin so. `times` None
    means every call.
    """

    path: str
    times: int | None = None
    errcode: int | None = None
    status: int | None = None
    delay_ms: int = 0
    broken: BreakKind | None = None

    def is_for(self, path: str) -> bool:
        """Whether a call of `path` suffers it."""
        return path.startswith(self.path[:-1]) if self.path.endswith("*") else path == self.path


@dataclass(frozen=True, slots=True)
class Fault:
    """A fault in force. `left` is the number of calls still to fail, None for all."""

    fault_id: int
    spec: FaultSpec
    left: int | None


class FaultTable:
    """The faults in force, oldest first. The oldest that fits a call is the one it suffers."""

    def __init__(self, limit: int = LIMIT) -> None:
        self._limit = limit
        self._faults: list[Fault] = []
        self._last_id = 0

    def add(self, spec: FaultSpec) -> Fault | None:
        """Put a fault in force; None where there are too many already."""
        if len(self._faults) >= self._limit:
            return None
        self._last_id += 1
        fault = Fault(self._last_id, spec, spec.times)
        self._faults.append(fault)
        return fault

    def take(self, path: str) -> FaultSpec | None:
        """What a call of `path` suffers now; counts it."""
        for index, fault in enumerate(self._faults):
            if fault.spec.is_for(path):
                if fault.left is not None:
                    left = fault.left - 1
                    self._faults[index : index + 1] = [replace(fault, left=left)] if left else []
                return fault.spec
        return None

    def is_waiting(self, path: str) -> bool:
        """Whether a call of `path` would suffer something."""
        return any(fault.spec.is_for(path) for fault in self._faults)

    def remove(self, fault_id: int) -> bool:
        """Lift one fault; False where there is none of that id."""
        before = len(self._faults)
        self._faults = [fault for fault in self._faults if fault.fault_id != fault_id]
        return len(self._faults) < before

    def clear(self) -> None:
        """Lift all faults. Ids go on, so that an old id never names a new fault."""
        self._faults.clear()

    def __iter__(self) -> Iterator[Fault]:
        return iter(tuple(self._faults))
