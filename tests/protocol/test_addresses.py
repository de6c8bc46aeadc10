"""The address that WeCom saw."""

import pytest

from wecom_console.protocol.addresses import address_seen


@pytest.mark.parametrize(
    ("text", "address"),
    [
        ("from ip: 203.0.113.9, more info", "203.0.113.9"),
        ("from ip: 198.51.100.7:44321", "198.51.100.7"),
        ("from ip: [203.0.113.9](http://203.0.113.9/), more", "203.0.113.9"),
        ("from ip: `203.0.113.9`", "203.0.113.9"),
        ("from ip\uff1a203.0.113.9", "203.0.113.9"),
        ("> from ip:\n> 203.0.113.9, more", "203.0.113.9"),
        ("from ip: **203.0.113.9**", "203.0.113.9"),
        ('"from ip": "203.0.113.9"', "203.0.113.9"),
        ("from ip: 203.0.113.9.", "203.0.113.9"),
        ("from ip: 2001:db8::1, more", "2001:db8::1"),
        ("from ip: ::ffff:203.0.113.9, more", "203.0.113.9"),
    ],
)
def test_it_is_read_whole(text: str, address: str) -> None:
    """Whatever a chat, a mail or Markdown made of it."""
    assert address == address_seen(text)


@pytest.mark.parametrize(
    "address",
    [
        *(
            "203.xxx.113.9",
            "198.51.*.*",
            "203.0.113.xx",
            "203.0.113.x",
            "***.***.***.***",
            ", more",
        ),
        *("203.0.113", "999.0.0.1", "[redacted]", "203.0.113.1*", "203.0.113.\u2026", ""),
    ],
)
def test_half_of_one_is_none(address: str) -> None:
    """Nobody is told to trust 203."""
    assert "" == address_seen(f"from ip: {address}")
