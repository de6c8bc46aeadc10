"""The errcodes of WeCom that this login can meet. Source: docs/reference/wecom.md §11."""

from typing import Final

KNOWN_ERRCODES: Final = frozenset({
    -1, 40001, 40003, 40013, 40014, 40029, 40035, 40056, 40058, 40078, 40082, 40084, 40085, 40091,
    41001, 41002, 41004, 41008, 41011, 42001, 42003, 43004, 45009, 45033, 48001, 48002, 48003,
    48006, 50001, 50002, 50003, 60011, 60020, 60111, 81013, 85005, 301002, 301007, 2000002,
})  # fmt: skip
"""A backend of one's own passes numbers on; these are read as WeCom's, others as its own."""
