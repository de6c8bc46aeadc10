"""The AK/SK signature of Authing's other SDKs (docs/reference/authing.md §5.3).

The rule is the SDKs', not the prose of the OpenAPI file: no Content-Type, no URL encoding.
"""

import base64
import hashlib
import hmac
import json
from collections.abc import Iterable, Mapping

from wecom_console.simulator.wire.bodies import json_object
from wecom_console.simulator.wire.calls import Call


def signature(text: str, secret: str) -> str:
    """base64(HMAC-SHA1(secret, text))."""
    digest = hmac.new(
        secret.encode("utf-8", errors="replace"),
        text.encode("utf-8", errors="replace"),
        hashlib.sha1,
    ).digest()
    return base64.b64encode(digest).decode("ascii")


def strings_to_sign(call: Call) -> tuple[str, ...]:
    """What may have been signed: some SDKs sign a bare ``?`` where there is no parameter."""
    head = "".join(f"{name}:{value}\n" for name, value in _signed_headers(call.headers))
    start = f"{call.method}\n{head}{call.path}"
    params = "&".join(f"{key}={value}" for key, value in sorted(_params(call)))
    return (f"{start}?{params}",) if params else (start, f"{start}?")


def is_signed(call: Call, given: str, secret: str) -> bool:
    """Whether `given` is the signature of this call."""
    expected = [signature(text, secret) for text in strings_to_sign(call)]
    wanted = given.encode("utf-8", errors="replace")
    return any(hmac.compare_digest(text.encode("ascii"), wanted) for text in expected)


def _signed_headers(headers: Mapping[str, str]) -> list[tuple[str, str]]:
    return sorted(
        (name, value)
        for name, value in headers.items()
        if name.startswith("x-authing-") or name == "date"
    )


def _params(call: Call) -> Iterable[tuple[str, str]]:
    if call.method == "GET":
        return call.query
    document = json_object(call) or {}
    return [(key, _spelled(value)) for key, value in document.items()]


def _spelled(value: object) -> str:
    if isinstance(value, str):
        return value
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))
