"""How many examples a property gets, where the profile's number does not fit it."""

from typing import Final

from hypothesis import settings

THOROUGH: Final = 7


def examples(steady: int) -> int:
    """`steady` in the run that everybody waits for, seven times as many in a thorough one."""
    is_thorough = settings.get_current_profile_name() == "thorough"
    return steady * THOROUGH if is_thorough else steady
