"""Two recorded runs that every report is made of."""

import asyncio

import pytest

from flow.logins import FROM_IP, login
from flow.playbook import wecom
from wecom_console.flow.events import Event


@pytest.fixture
def anyio_backend() -> str:
    """The one event loop that is used."""
    return "asyncio"


@pytest.fixture
def refused() -> tuple[Event, ...]:
    """A run that should succeed, and meets 60020."""
    issued = wecom(access_token="Token-0123456789abcdef")
    return asyncio.run(login("success", wecom(41004), issued, wecom(60020, FROM_IP)))


@pytest.fixture
def cancelled() -> tuple[Event, ...]:
    """A run that fails as it should."""
    return asyncio.run(login("cancelled"))
