"""The way to a connection's servers, as its profile says."""

from collections.abc import Callable
from contextlib import AbstractAsyncContextManager
from dataclasses import dataclass
from pathlib import Path

from wecom_console.domain.profile import DIRECT, Network
from wecom_console.flow.ports import HttpPort


@dataclass(frozen=True, slots=True)
class Route:
    """`proxy` None: what the environment says. `ca_file`: authorities besides the system's."""

    proxy: str | None = None
    is_direct: bool = False
    ca_file: Path | None = None


USUAL = Route()


def route_of(network: Network, folder: Path | None = None) -> Route:
    """`folder` is that of the config file, None for a stored connection; a relative path leads
    nowhere then, which the call will say."""
    ca_file = Path(network.ca_file).expanduser() if network.ca_file else None
    if ca_file is not None and folder is not None:
        ca_file = folder / ca_file
    is_direct = network.proxy == DIRECT
    return Route(None if is_direct else network.proxy or None, is_direct, ca_file)


OpenHttp = Callable[[Route], AbstractAsyncContextManager[HttpPort]]
"""How a client is opened."""
