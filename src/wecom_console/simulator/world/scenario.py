"""A situation of the simulator as data: parts of the state, and faults."""

from collections.abc import Mapping
from dataclasses import dataclass

from wecom_console.simulator.world.faults import FaultSpec


@dataclass(frozen=True, slots=True)
class SimulatorScenario:
    """What ``POST /_sim/scenario`` puts. A part of `state` is a list as in ``PATCH /_sim/state``,
    or a table that goes into every entry of the part."""

    name: str
    state: Mapping[str, object]
    faults: tuple[FaultSpec, ...] = ()
