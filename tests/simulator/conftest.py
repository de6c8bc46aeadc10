"""Every test gets a world of its own, in process, with a seed and a clock that stands still."""

from collections.abc import AsyncIterator

import pytest

from simulator.driver import Sim


@pytest.fixture
def anyio_backend() -> str:
    return "asyncio"


@pytest.fixture
async def sim() -> AsyncIterator[Sim]:
    driver = Sim()
    async with driver.http:
        yield driver
