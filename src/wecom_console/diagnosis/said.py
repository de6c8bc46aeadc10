"""What a refusal's own words say for one cause or another."""

import re
from collections.abc import Iterator
from typing import Final

from wecom_console.domain.problems import Params

_SAYS: Final = (
    ("outsider", re.compile(r"openid", re.IGNORECASE)),
    ("says_wecom", re.compile("wecom|wechat|\u4f01\u4e1a\u5fae\u4fe1", re.IGNORECASE)),
    ("says_aksk", re.compile(r"\bak and sk\b", re.IGNORECASE)),
    ("says_not_latest", re.compile("not latest|getStableAccessToken")),
    ("says_signature", re.compile("\u7b7e\u540d|signature check", re.IGNORECASE)),
    (
        "says_table_text",
        re.compile("(?s)^(?!.*\u9519\u8bef\u4ee3\u7801).*\u4e0d\u5b58\u5728\u6216"),
    ),
    (
        "says_no_route",
        re.compile(r"\bCannot (?:GET|POST|PUT) /|[Nn]o static resource|[Rr]oute not found"),
    ),
    ("oauth_grant", re.compile(r"\binvalid_grant\b")),
    (
        "oauth_request",
        re.compile(r"\binvalid_request\b|\bunsupported_grant_type\b|not allowed for"),
    ),
    ("oauth_scope", re.compile(r"\b(?:invalid|insufficient)_scope\b")),
    ("oauth_denied", re.compile(r"\baccess_denied\b")),
    ("oauth_token", re.compile(r"\binvalid_token\b|invalid token")),
    ("oauth_unauthorized", re.compile(r"\bunauthorized_client\b")),
)
"""``says_table_text`` (in Chinese: "does not exist or"): the sentence of a library's table without
the number that the library writes before it."""


def flags_of_words(code: str, params: Params) -> Iterator[str]:
    """The names of what the words of a refusal say."""
    message = str(params.get("message", ""))
    for flag, pattern in _SAYS:
        if message and pattern.search(message):
            yield flag
    errmsg = str(params.get("errmsg", ""))
    if "agentid" in params and "secret" in errmsg:
        yield "says_secret"
    if "auth_code" in errmsg:
        yield "says_auth_code"
    if code.startswith("foreign."):
        yield f"foreign_{params.get('errcode', '')}"
