"""The address that WeCom says it saw: read whole, or not at all."""

import re
from ipaddress import ip_address
from typing import Final

_FROM: Final = re.compile(
    r"""from\s{1,3}ip[`*"'\s]{0,4}[:\uff1a=]([\s>`*"'<\[(]{0,12})([0-9a-f:.]{2,60})(.?)""",
    re.IGNORECASE,
)
_HIDDEN: Final = ("*", "#", "\u2026", "\u2022")
_PORT: Final = re.compile(r"(\d{1,3}(?:\.\d{1,3}){3}):\d{1,5}")


def address_seen(text: str) -> str:
    """The address behind ``from ip:``, without a port, whatever a chat, a mail or Markdown put
    around it; empty where none stands there or some of its digits were made unreadable."""
    for found in _FROM.finditer(text):
        is_bold = "*" in found[1] and found[3] == "*" and not found[2].endswith(".")
        if not is_bold and (found[3] in _HIDDEN or found[3].isalnum()):
            continue
        written = found[2].rstrip(".:")
        with_port = _PORT.fullmatch(written)
        try:
            address = ip_address(with_port[1] if with_port else written)
        except ValueError:
            continue
        mapped = getattr(address, "ipv4_mapped", None)
        return str(mapped or address)
    return ""
