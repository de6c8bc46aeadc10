"""pytest fixtures for other projects, found by pytest wherever this package is installed.

Loading the plugin costs nothing: the server is imported when a test first asks for it.
"""

from collections.abc import Iterator
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from wecom_console.simulator import SimulatorClient, SimulatorHandle, SimulatorOptions


@pytest.fixture(scope="session")
def wecom_simulator_options() -> "SimulatorOptions":
    """How the session's simulator is started. Override it in ``conftest.py``."""
    from wecom_console.simulator import SimulatorOptions  # only where a simulator is asked for

    return SimulatorOptions(seed=1)


@pytest.fixture(scope="session")
def wecom_simulator_handle(
    wecom_simulator_options: "SimulatorOptions",
) -> "Iterator[SimulatorHandle]":
    """The session's one simulator, in a thread of its own."""
    from wecom_console.simulator import running_simulator  # only where a simulator is asked for

    with running_simulator(wecom_simulator_options) as handle:
        yield handle


@pytest.fixture
def wecom_simulator(wecom_simulator_handle: "SimulatorHandle") -> "SimulatorClient":
    """A simulator as it was started: what earlier tests did to it is gone."""
    client = wecom_simulator_handle.client()
    client.reset()
    return client
