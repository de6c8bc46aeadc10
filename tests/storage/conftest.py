"""Fixtures of the storage tests."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from storage.support import make_store
from wecom_console.storage.salvage import reading
from wecom_console.storage.store import Store

PROBES = 2_000
"""Where no row of a table can be read every number is tried; the tables here have fewer rows."""


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    """A store in a new file."""
    made = make_store(tmp_path)
    yield made
    made.database.close()


@pytest.fixture(autouse=True)
def _short_tables(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reading, "MOST_PROBES", PROBES)
