"""A few calls to a simulator, so that a picture of its page shows it at work."""

import html
import re
from typing import Final
from urllib.error import HTTPError
from urllib.parse import urlencode
from urllib.request import Request, urlopen

PATIENCE_S: Final = 10.0


def make_calls(url: str) -> None:
    """A login on the virtual phone, and some calls that are refused. `url` is on loopback."""
    home = _read(f"{url}/phone/")
    link = re.search(r'href="(/wwopen[^"]+)"', home)
    if link is not None:
        page = _read(f"{url}{html.unescape(link[1])}")
        ticket = re.search(r'name="ticket" value="([^"]+)"', page)
        fields = {
            "member": "zhangsan",
            "decision": "approve",
            "ticket": ticket[1] if ticket else "",
        }
        _read(f"{url}/wwopen/sso/confirm", urlencode(fields).encode())
    _read(f"{url}/oidc/.well-known/openid-configuration")
    _read(f"{url}/api/v2/applications/0123456789abcdef01234567/public-config")
    _read(f"{url}/cgi-bin/gettoken?corpid=ww0123456789abcdef&corpsecret=not-the-right-secret")


def _read(url: str, data: bytes | None = None) -> str:
    try:
        with urlopen(Request(url, data), timeout=PATIENCE_S) as answer:  # noqa: S310 loopback
            return str(answer.read().decode("utf-8"))
    except HTTPError as refused:
        return refused.reason
