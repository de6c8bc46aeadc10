"""A request to an event URL, out of what somebody has of it: its address, a line of an access log,
a curl command, a raw request with its body, parameters as an application logs them."""

import re
from dataclasses import dataclass
from typing import Final
from urllib.parse import unquote

TEXT_LIMIT: Final = 1_000_000
"""Characters that are read."""

_NAMES: Final = ("msg_signature", "timestamp", "nonce", "echostr")
_PARAMETER: Final = re.compile(
    r"(?<![a-z])(msg_?signature|signature|timestamp|nonce|echostr)(?![a-z_])"
    r"[\"']?\s{0,3}(?:=>|[:=])\s{0,3}[\"']?([^\"'&<>,;\\\r\n}\]]{0,4000})",
    re.IGNORECASE,
)
_AFTER: Final = re.compile(r"(?<!\s)\s{1,9}(?:HTTP/\d|\d{3}\s|-|\[|$).*", re.DOTALL)
_SEALED: Final = re.compile(r"[A-Za-z0-9+/=%_ -]+")
_ENCRYPT: Final = re.compile(
    r"<Encrypt>\s{0,9}(?:<!\[CDATA\[)?([^<>\]]{0,900000})(?:\]\]>)?\s{0,9}</Encrypt>"
)
_JSON_ENCRYPT: Final = re.compile(r"[\"']encrypt[\"']\s{0,9}:\s{0,9}[\"']([^\"']{0,900000})[\"']")
_ADDRESSEE: Final = re.compile(
    r"<ToUserName>\s{0,9}(?:<!\[CDATA\[)?([A-Za-z0-9_@.-]{1,64})(?:\]\]>)?\s{0,9}</ToUserName>"
)


@dataclass(frozen=True, slots=True)
class EventRequest:
    """What was found of it. `encrypted` is the ciphertext of the query (`is_check`: WeCom tests the
    URL) or of the body. `addressee` is whom the envelope names in the clear. `is_plain`: a body
    without ciphertext; `is_broken`: a body in which it is cut off. `is_public_account`: signed as
    WeChat's official accounts do."""

    signature: str = ""
    timestamp: str = ""
    nonce: str = ""
    encrypted: str = ""
    is_check: bool = False
    addressee: str = ""
    is_plain: bool = False
    is_broken: bool = False
    is_public_account: bool = False

    @property
    def missing(self) -> tuple[str, ...]:
        """The parameters that are not there, by their names."""
        given = (self.signature, self.timestamp, self.nonce, self.encrypted)
        return tuple(name for name, value in zip(_NAMES, given, strict=True) if not value)


def read_event_request(text: str) -> EventRequest:
    """What the text tells. Values are decoded once, as a server does; a plus stays a plus."""
    text = text[:TEXT_LIMIT]
    if "^&" in text:  # as the command line of Windows writes it
        text = text.replace("^", "").replace("%%", "%")
    found: dict[str, str] = {}
    for match in _PARAMETER.finditer(text):
        name = match[1].lower().replace("msgsignature", "msg_signature")
        found.setdefault(name, _value(name, match[2]))
    body = _ENCRYPT.search(text) or _JSON_ENCRYPT.search(text)
    addressee = _ADDRESSEE.search(text)
    has_body = "<xml" in text or "<Encrypt" in text
    echo = found.get("echostr", "")
    return EventRequest(
        signature=found.get("msg_signature", ""),
        timestamp=found.get("timestamp", ""),
        nonce=found.get("nonce", ""),
        encrypted=re.sub(r"[\r\n\t]", "", body[1]).strip() if body else echo,
        is_check=body is None and bool(echo),
        addressee=addressee[1] if addressee else "",
        is_plain=body is None and has_body and "<Encrypt" not in text,
        is_broken=body is None and "<Encrypt" in text,
        is_public_account="signature" in found and "msg_signature" not in found,
    )


def _value(name: str, raw: str) -> str:
    """The value as it was sent: what follows in the same line is not its own. In an `echostr`
    blanks may be what became of its plus signs."""
    text = _AFTER.sub("", raw)
    if name == "echostr":
        match = _SEALED.match(text)
        text = match[0].rstrip() if match else ""
        whole = len(unquote(text)) % 4 == 0
        return unquote(text if whole else text.partition(" ")[0])
    return unquote(text.split()[0]) if text.split() else ""
