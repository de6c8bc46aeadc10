"""A local WeCom and Authing: serves other people's clients, and is steered while it runs.

The names below are loaded when they are first used: importing this package costs nothing.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from wecom_console.simulator.control.scenario_files import ScenarioFileError
    from wecom_console.simulator.server.app import create_app
    from wecom_console.simulator.server.client import SimulatorClient, SimulatorRefusedError
    from wecom_console.simulator.server.handle import SimulatorHandle
    from wecom_console.simulator.server.server import running_simulator, serve
    from wecom_console.simulator.world.demo import demo_connection, product_demo
    from wecom_console.simulator.world.options import SimulatorOptions
    from wecom_console.simulator.world.setup import ConnectionSetup
    from wecom_console.simulator.world.world import World

__all__ = [
    "ConnectionSetup",
    "ScenarioFileError",
    "SimulatorClient",
    "SimulatorHandle",
    "SimulatorOptions",
    "SimulatorRefusedError",
    "World",
    "create_app",
    "demo_connection",
    "product_demo",
    "running_simulator",
    "serve",
]

_HOMES = {
    "ConnectionSetup": "world.setup",
    "ScenarioFileError": "control.scenario_files",
    "SimulatorClient": "server.client",
    "SimulatorHandle": "server.handle",
    "SimulatorOptions": "world.options",
    "SimulatorRefusedError": "server.client",
    "World": "world.world",
    "create_app": "server.app",
    "demo_connection": "world.demo",
    "product_demo": "world.demo",
    "running_simulator": "server.server",
    "serve": "server.server",
}


def __getattr__(name: str) -> Any:
    home = _HOMES.get(name)
    if home is None:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f"{__name__}.{home}"), name)
