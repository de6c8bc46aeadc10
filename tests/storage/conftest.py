"""Fixtures of the storage tests."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from storage.support import make_store
from wecom_console.storage.store import Store


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    """A store in a new file."""
    made = make_store(tmp_path)
    yield made
    made.database.close()
