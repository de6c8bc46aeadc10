"""The flow runs on asyncio, as in the product."""

import pytest


@pytest.fixture
def anyio_backend() -> str:
    """The one event loop that is used."""
    return "asyncio"
