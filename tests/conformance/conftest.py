"""Other people's clients, unmodified, against the served simulator."""

from collections.abc import Iterator

import httpx
import pytest

from wecom_console.simulator import SimulatorHandle, SimulatorOptions, running_simulator


@pytest.fixture
def anyio_backend() -> str:
    return "asyncio"


@pytest.fixture
def simulator() -> Iterator[SimulatorHandle]:
    with running_simulator(SimulatorOptions()) as handle:
        yield handle


@pytest.fixture
def control(simulator: SimulatorHandle) -> Iterator[httpx.Client]:
    headers = {"authorization": f"Bearer {simulator.control_token}"}
    with httpx.Client(base_url=simulator.url, headers=headers) as client:
        yield client


@pytest.fixture
def code(control: httpx.Client) -> str:
    """A code that WeCom has issued to zhangsan."""
    play = {"platform": "android", "member": "zhangsan", "decision": "approve"}
    issued: str = control.post("/_sim/authorize", json=play).json()["code"]
    return issued
