"""How a simulator is started."""

from dataclasses import dataclass
from os import PathLike

from wecom_console.simulator.world.setup import ConnectionSetup


@dataclass(frozen=True, slots=True)
class SimulatorOptions:
    """Without `connections` the built-in demo company is served. Port 0 takes any free one.

    `allowed_hosts` are further names (``10.0.2.2``, an Android emulator's name for this machine)
    by which the simulator may be called; the port is added. `scenario_files` are a team's own
    scenarios; `scenario` is the one to start in, and to which a reset returns.
    """

    host: str = "127.0.0.1"
    port: int = 0
    seed: int | None = None
    connections: tuple[ConnectionSetup, ...] = ()
    allowed_hosts: tuple[str, ...] = ()
    scenario_files: tuple[str | PathLike[str], ...] = ()
    scenario: str = ""
