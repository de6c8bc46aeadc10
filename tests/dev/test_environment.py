"""When the virtual environment is made again, and what is said when that fails."""

import pytest
from dev_environment import moved, pip_complaint

MADE_FROM = {"root": "/home/ann/console", "interpreter": "/usr/bin/python3.11", "content": "aa"}


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        ({}, False),
        ({"content": "bb"}, False),
        ({"root": "/home/ann/elsewhere"}, True),
        ({"interpreter": "/usr/bin/python3.13"}, True),
    ],
    ids=["same", "new lock", "moved checkout", "upgraded Python"],
)
def test_an_environment_is_made_anew_only_where_it_moved(
    change: dict[str, str], expected: bool
) -> None:
    """A new lock refreshes the environment; a moved checkout or Python makes it unusable."""
    assert expected == moved(MADE_FROM, {**MADE_FROM, **change})


def test_an_environment_made_by_hand_is_kept() -> None:
    """Without our stamp there is nothing that could have moved."""
    assert not moved({}, MADE_FROM)


@pytest.mark.parametrize(
    ("output", "expected"),
    [
        ("WARNING: Retrying … Temporary failure in name resolution\nERROR: none", "not be reached"),
        ("ReadTimeoutError: Read timed out.", "not be reached"),
        ("ERROR: [Errno 28] No space left on device", "disk is full"),
        ("ERROR: THESE PACKAGES DO NOT MATCH THE HASHES FROM THE REQUIREMENTS", "was refused"),
        ("ERROR: something nobody expected", "pip could not install"),
    ],
)
def test_a_failed_installation_says_why(output: str, expected: str) -> None:
    """The usual reasons have a sentence of their own, and all show the end of what pip said."""
    assert expected in pip_complaint(output)


def test_an_unknown_failure_shows_what_pip_said() -> None:
    """Where no sentence is known, pip's own last lines are the best there is."""
    assert "something nobody expected" in pip_complaint("ERROR: something nobody expected")
