"""Pytest in a process of its own, without the plugins that a few tests do not need: to load them
takes most of its time."""

import sys
from typing import Final

_PLUGINS: Final = ("cacheprovider", "xdist", "pytest-qt", "hypothesispytest", "respx", "anyio")


def bare_pytest(*needed: str) -> list[str]:
    """The command, with these plugins."""
    left_out = [name for name in _PLUGINS if name not in needed]
    return [sys.executable, "-m", "pytest", "-q", *(f"-pno:{name}" for name in left_out)]
