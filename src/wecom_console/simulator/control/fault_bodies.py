"""The body of ``POST /_sim/faults``, and how a fault is shown."""

from typing import Self

from pydantic import Field, model_validator
from pydantic_core import PydanticCustomError

from wecom_console.simulator.control.bodies import Body
from wecom_console.simulator.world.faults import BreakKind, Fault, FaultSpec


class FaultBody(Body):
    """One of errcode, status, break; or only a delay. `delay_ms` goes with each of them."""

    path: str = Field(pattern=r"^/", max_length=200)
    times: int | None = Field(default=None, ge=1, le=1_000_000)
    errcode: int | None = Field(default=None, ge=-1_000_000_000, le=1_000_000_000)
    status: int | None = Field(default=None, ge=200, le=599)
    delay_ms: int = Field(default=0, ge=0, le=600_000)
    broken: BreakKind | None = Field(default=None, alias="break")

    @model_validator(mode="after")
    def _is_one_fault(self) -> Self:
        chosen = [v for v in (self.errcode, self.status, self.broken) if v is not None]
        if len(chosen) > 1:
            raise PydanticCustomError("one", "give one of errcode, status and break")
        if not chosen and not self.delay_ms:
            raise PydanticCustomError("none", "give errcode, status, delay_ms or break")
        if self.errcode == 0:
            raise PydanticCustomError("zero", "errcode 0 is no error")
        if self.path.startswith("/_sim"):
            raise PydanticCustomError("control", "the control API cannot be made to fail")
        return self

    def spec(self) -> FaultSpec:
        """The fault that is meant."""
        return FaultSpec(
            path=self.path,
            times=self.times,
            errcode=self.errcode,
            status=self.status,
            delay_ms=self.delay_ms,
            broken=self.broken,
        )


def fault_view(fault: Fault) -> dict[str, object]:
    """A fault in force."""
    spec = fault.spec
    return {
        "id": fault.fault_id,
        "path": spec.path,
        "times": spec.times,
        "left": fault.left,
        "errcode": spec.errcode,
        "status": spec.status,
        "delay_ms": spec.delay_ms,
        "break": None if spec.broken is None else spec.broken.value,
    }
