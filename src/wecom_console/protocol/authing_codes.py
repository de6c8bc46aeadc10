"""Authing's codes by the leg that they end. Source: docs/reference/authing.md §7."""

from typing import Final

TENANT_CODES: Final = (2120008, 2130010)
"""Of the codes with seven digits only these, and one of LDAP, are published
(docs/reference/errors.md §6.2)."""

AFTER_IDENTITY: Final = frozenset(
    {1108, 1576, 1577, 1578, 1600, 1635, 1636, 1639, 1640, 1641, 1642, 1643, 1644, 1645, 1666, 1699}
    | set(range(1700, 1708))
    | {2004, 2005, 2031, 2036, 2040, 2042, 2057, 2058, 2213, 2215, 2333, 2921, 2930, *TENANT_CODES}
)
"""The codes about the account. Authing can only decide them once WeCom has named the member, so
they belong to leg 7: the login got as far as the tokens, and there are none."""
