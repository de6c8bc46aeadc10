"""Random secrets of every kind, in every notation in which people might paste them."""

import base64
import gzip
import json
import random
import string
from collections.abc import Callable, Mapping
from typing import Final
from urllib.parse import quote

from pasted.samples import QYAPI, SCHEMA, jwt

Spelling = Callable[[str], str]

_URL_SAFE: Final = f"{string.ascii_letters}{string.digits}-_"
ALPHABETS: Final[Mapping[str, str]] = {
    "base64url": _URL_SAFE,  # Secrets, tokens, codes, tickets of WeCom; tokens of Authing
    "alphanumeric": _URL_SAFE[:62],  # EncodingAESKey, Token of an event URL
    "base64": f"{_URL_SAFE[:62]}+/",  # session keys
    "hex": "0123456789abcdef",  # secrets of Authing's applications and user pools
    "HEX": "0123456789ABCDEF",
    "small": string.ascii_lowercase,
    "capital": string.ascii_uppercase,
    "letters": string.ascii_letters,
    "small and digits": f"{string.ascii_lowercase}{string.digits}",
    "capital and digits": f"{string.ascii_uppercase}{string.digits}",
    "digits": string.digits,
    "password": f"{_URL_SAFE}!#$*.@~",
}
LENGTHS: Final = (*range(8, 65), 86, 107, 128, 214, 256, 512)


def groups(length: int, mark: str) -> Spelling:
    """In pieces of `length` characters, with `mark` between them."""
    return lambda s: mark.join(s[i : i + length] for i in range(0, len(s), length))


def halved(mark: str) -> Spelling:
    """In two, with `mark` in the middle."""
    return lambda s: f"{s[: len(s) // 2]}{mark}{s[len(s) // 2 :]}"


def _dump(s: str) -> str:
    rows = (s[i : i + 16] for i in range(0, len(s), 16))
    return "\n".join(f"{row.encode().hex(' ')}  |{row}|" for row in rows)


SPELLINGS: Final[tuple[Spelling, ...]] = (
    lambda s: s,
    lambda s: s[: len(s) // 2],
    lambda s: s[len(s) // 2 :],
    lambda s: s[: len(s) * 2 // 3],
    str.lower,
    str.upper,
    str.swapcase,
    lambda s: s[::-1],
    lambda s: s.encode().hex(),
    lambda s: s.encode().hex(":").upper(),
    lambda s: s.encode().hex(" "),
    lambda s: s.encode().hex(" ", 2),
    _dump,
    lambda s: base64.b64encode(s.encode()).decode(),
    lambda s: base64.b64encode(f"me:{s}".encode()).decode(),
    lambda s: groups(20, "\n")(base64.b64encode(s.encode()).decode()),
    lambda s: base64.b64encode(gzip.compress(s.encode(), mtime=0)).decode(),
    lambda s: base64.b32encode(s.encode()).decode(),
    lambda s: "".join(f"%{ord(c):02X}" for c in s),
    lambda s: "".join(f"%25{ord(c):02x}" for c in s),
    lambda s: "".join(f"\\u{ord(c):04x}" for c in s),
    lambda s: "".join(f"\\x{ord(c):02x}" for c in s),
    lambda s: "".join(f"&#{ord(c)};" for c in s),
    lambda s: "".join(f"&#x{ord(c):x};" for c in s),
    lambda s: " ".join(str(ord(c)) for c in s),
    lambda s: "".join(chr(ord(c) + 0xFEE0) for c in s),
    lambda s: s.encode("utf-16-le").decode("latin-1"),
    lambda s: s[: len(s) // 2 * 2].encode().decode("utf-16-le"),
    lambda s: s[: len(s) // 2 * 2].encode().decode("utf-16-be"),
    lambda s: s.replace("l", "1").replace("O", "0").replace("-", " "),  # as an OCR reads it
    *(halved(mark) for mark in ("\n", " ", "\r\n    ", "=\n", "\\\n", '" + "', "\\n", "^\n")),
    *(halved(mark) for mark in ("\u200b", "\u00ad", "\x1b[31m", "^[[0m", "%0A", "&#8203;", "...")),
    *(groups(size, " ") for size in (1, 2, 3, 4, 6, 8, 10)),
    *(groups(size, "\n") for size in (3, 4, 7, 10)),
    *(groups(size, mark) for size in (2, 4) for mark in ("-", ":", '", "', ".", "/", " | ")),
    *(groups(size, mark) for size in (3, 5) for mark in (",", "_", "\u3000", "\t", "\\n", "+")),
)


def _json(**values: object) -> str:
    return json.dumps(values)


NOTATIONS: Final[tuple[Spelling, ...]] = (
    lambda s: f"errcode 40029 it is {s} ok",
    lambda s: f"errcode 40029 {s}",
    lambda s: f"invalid code {s}, hint: [1790000000123456789012345]",
    lambda s: f"errcode 40029 corpsecret={s}",
    lambda s: f"errcode: 40029\nsuite_ticket: {s}\n",
    lambda s: f"errcode 40029 access_token => '{s}' invalid code {s}",
    lambda s: f"<xml><errcode>40029</errcode><SuiteTicket>{s}</SuiteTicket></xml>",
    lambda s: f"\u9519\u8bef\u7801 40029 \u5bc6\u7801\u662f{s}",
    lambda s: f"errcode 40029 WxCpConfig{{corpId='ww0', aesKey='{s}', agentId=1}}",
    lambda s: f"errcode 40029 {{CorpID:ww0 Sec:{s} Agent:1}}",
    lambda s: f"errcode 40029 | key | {s} |",
    lambda s: f"errcode=40029\n[wecom]\nkey = {s}",
    lambda s: f"E/App: errcode 40029 Authorization: Bearer {s}",
    lambda s: f"E/App: errcode 40029 Cookie: x=1; session={s}; y=2",
    lambda s: f"GET https://a.example/api/{s}/x -> 40029 invalid code",
    lambda s: f"connect ECONNREFUSED https://me:{s}@acme.example.com/",
    lambda s: f"java.net.UnknownHostException: {s}.example.com",
    lambda s: f"getaddrinfo ENOTFOUND {s}",
    lambda s: f'File "/home/{s}/app.py", line 3: errcode 40029',
    lambda s: f"errcode: 40029 {'x' * 280} {s}",
    lambda s: f"{s}\nerrcode 40029 userid: {s}",
    lambda s: f"wecom.{s}",
    lambda s: f"transport.{s}",
    lambda s: s,
    lambda s: _json(errcode=40029, errmsg=f"x {s}", corpsecret=s),
    lambda s: _json(errcode=40029, errmsg=_json(jsapi_ticket=s)),
    lambda s: _json(statusCode=499, message=s, requestId=s),
    lambda s: _json(error="invalid_grant", error_description=f"code {s}"),
    lambda s: _json(status="error", msg=f"State expected: {s}"),
    lambda s: _json(errcode=60011, errmsg="no", userid=s, agentid=s),
    lambda s: f"https://acme.example.com/{s}?{s}=x&state={s}#{s}",
    lambda s: f"https://{s}@acme.example.com/cb?error=access_denied&error_description={s}",
    lambda s: f"https://acme.example.com/cb?next={quote(f'https://a.example/?code={s}', safe='')}",
    lambda s: f"curl '{QYAPI}/gettoken?corpid={s}&corpsecret={s}'",
    lambda s: f"curl -u me:{s} -H 'X-Foo: {s}' -b 'sid={s}' https://a.example/{s} -d 'k={s}'",
    lambda s: f"{SCHEMA}://sso?errcode=0&code={s}&state={s}",
    lambda s: f"{SCHEMA}://{s}?errcode=2&error={s}",
    lambda s: f"wxwork://app?id={s}&pbtype=x&bizData={s}",
    lambda s: jwt({"alg": "HS256", "kid": s}, iss=s, aud=[s], sub=s, client_id=s),
    lambda s: f"<html><title>502 {s}</title><h1>{s}</h1><p>invalid code {s}</html>",
    lambda s: json.dumps(
        {
            "log": {
                "entries": [
                    {
                        "request": {"method": "POST", "url": f"https://a.example/{s}?x={s}"},
                        "response": {"status": 502},
                    }
                ]
            }
        }
    ),
)


def secret(chance: random.Random) -> str:
    """One of any kind and length."""
    alphabet = ALPHABETS[chance.choice(tuple(ALPHABETS))]
    return "".join(chance.choices(alphabet, k=chance.choice(LENGTHS)))
