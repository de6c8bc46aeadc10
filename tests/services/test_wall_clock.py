"""Moments on this computer's wall clock."""

import time
from collections.abc import Iterator
from datetime import timedelta

import pytest

from wecom_console.services.wall_clock import wall_clock


@pytest.fixture(autouse=True)
def restored_zone() -> Iterator[None]:
    """The zone of the tests, back again afterwards."""
    yield
    time.tzset()


@pytest.mark.parametrize(
    ("zone", "expected"),
    [("UTC-8", 8), ("UTC+99", 0), ("UTC-24", 0), ("nonsense", 0), ("", 0)],
)
def test_a_zone_that_cannot_be_is_utc(
    monkeypatch: pytest.MonkeyPatch, zone: str, expected: int
) -> None:
    """The variable may say anything."""
    with monkeypatch.context() as patch:
        patch.setenv("TZ", zone)
        time.tzset()
        found = wall_clock(1_800_000_000).utcoffset()
    assert timedelta(hours=expected) == found


@pytest.mark.parametrize("seconds", [-1e300, -1.0, 1e300, float("inf"), float("nan")])
def test_any_number_is_some_moment(seconds: float) -> None:
    """A damaged file's too."""
    assert wall_clock(seconds).year in (1969, 1970, 9999)
