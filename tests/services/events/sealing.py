"""WeCom's side of an event URL, written a second time from its description, for the tests."""

import hashlib
import struct
from base64 import b64decode, b64encode
from urllib.parse import urlencode

from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes

TOKEN = "Tk9Xq2LmZ"
KEY = "abcdefghijklmnopqrstuvwxyz0123456789ABCDEFG"
OTHER_KEY = "zyxwvutsrqponmlkjihgfedcba9876543210GFEDCBA"
CORP = "ww0123456789abcdef"
SUITE = "dk0123456789abcdef"
STAMP, NONCE = "1790000000", "1372623149"
TICKET = (
    f"<xml><SuiteId><![CDATA[{SUITE}]]></SuiteId><InfoType><![CDATA[suite_ticket]]></InfoType>"
    "<SuiteTicket><![CDATA[ticket-of-the-test]]></SuiteTicket></xml>"
)


def sealed(message: str, *, key: str = KEY, receiver: str = CORP, random: bytes = b"") -> str:
    """A ciphertext as WeCom makes it."""
    aes = b64decode(key + "=")
    text = message.encode()
    plain = (
        (random or b"0123456789abcdef") + struct.pack("!I", len(text)) + text + receiver.encode()
    )
    more = 32 - len(plain) % 32
    padded = plain + more * chr(more).encode("latin-1")
    cipher = Cipher(algorithms.AES(aes), modes.CBC(aes[:16])).encryptor()
    return b64encode(cipher.update(padded) + cipher.finalize()).decode()


def signed(encrypted: str, *, token: str = TOKEN) -> str:
    """The signature of a ciphertext."""
    return hashlib.sha1("".join(sorted([token, STAMP, NONCE, encrypted])).encode()).hexdigest()


def opened(encrypted: str, *, key: str = KEY) -> tuple[str, str]:
    """Message and receiver of a ciphertext."""
    aes = b64decode(key + "=")
    cipher = Cipher(algorithms.AES(aes), modes.CBC(aes[:16])).decryptor()
    plain = cipher.update(b64decode(encrypted)) + cipher.finalize()
    plain = plain[16 : -plain[-1]]
    (length,) = struct.unpack("!I", plain[:4])
    return plain[4 : 4 + length].decode(), plain[4 + length :].decode()


def check_url(encrypted: str, *, token: str = TOKEN, url: str = "https://ev.example.com/cb") -> str:
    """The address of the GET with which WeCom checks a URL."""
    query = {"msg_signature": signed(encrypted, token=token), "timestamp": STAMP, "nonce": NONCE}
    return f"{url}?{urlencode(query | {'echostr': encrypted})}"


def posted(encrypted: str, *, token: str = TOKEN, to: str = CORP) -> str:
    """A raw POST of an event."""
    query = {"msg_signature": signed(encrypted, token=token), "timestamp": STAMP, "nonce": NONCE}
    return (
        f"POST /cb?{urlencode(query)} HTTP/1.1\r\nHost: ev.example.com\r\n\r\n"
        f"<xml><ToUserName><![CDATA[{to}]]></ToUserName><Encrypt><![CDATA[{encrypted}]]></Encrypt>"
        "<AgentID><![CDATA[]]></AgentID></xml>"
    )


def echo_with(sign: str) -> str:
    """A ciphertext that has this sign in it."""
    for number in range(10_000):
        one = sealed("5556667778889990001", random=struct.pack("!QQ", number, 0))
        if sign in one:
            return one
    raise AssertionError(sign)
