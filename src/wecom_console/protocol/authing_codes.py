"""Authing's codes by the leg that they end. Source: docs/reference/authing.md §7."""

from typing import Final

AFTER_IDENTITY: Final = frozenset(
    {1577, 1578, 1600, 1635, 1636, 1639, 1640, 1641, 1642, 1643, 1644, 1645, 1666, 1699}
    | set(range(1700, 1708))
    | {2004, 2005, 2031, 2042, 2058, 2333, 2921}
)
"""The codes about the account. Authing can only decide them once WeCom has named the member, so
they belong to leg 7: the login got as far as the tokens, and there are none."""
