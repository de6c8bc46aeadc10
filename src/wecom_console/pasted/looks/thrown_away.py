"""Programs that fell over an answer that they had not looked at: the refusal was in it."""

import re
from collections.abc import Iterator
from typing import Final

from wecom_console.domain.verdicts import Leg
from wecom_console.pasted.clues import Clue

_FIELD: Final = r"[\"'`\\]{0,2}(?P<field>(?<!\w)[A-Za-z_]\w{0,60})[\"'`\\]{0,2}"
_LOUD: Final = tuple(
    (words, re.compile(pattern.replace("FIELD", _FIELD), re.IGNORECASE))
    for words, pattern in (
        ("keyerror: ", r"KeyError: FIELD"),  # Python
        ("key not found: ", r"key not found: :?FIELD"),  # Ruby
        (
            "(reading ",  # JavaScript
            r"Cannot read propert(?:y|ies) of (?:undefined|null) \(reading FIELD\)",
        ),
        (" property ", r"Cannot (?:read|destructure) property FIELD of"),
        (
            "can't access property ",  # Firefox
            r"can't access property FIELD, [^\r\n]{1,80} is (?:undefined|null)",
        ),
        (
            "is not an object (evaluating '",  # Safari
            r"is not an object \(evaluating '[\w.?\[\]]{0,80}?\.?FIELD'?\)",
        ),
        ("undefined ", r"Undefined (?:index|array key|offset): ?FIELD"),  # PHP
        ("undefined ", r"Undefined (?:index|array key|offset) FIELD"),
        ("undefined property: ", r"Undefined property: [\w\\]{1,80}::\$FIELD"),
        ("jsonobject[", r"JSONObject\[FIELD\] (?:not found|is not)"),  # Java
        ("no value for ", r"No value for FIELD"),  # Android
        ("(json name ", r"Required value '\w{1,60}' \(JSON name FIELD\) missing"),  # Moshi
        ("is required for type", r"Field FIELD is required for type"),  # kotlinx
        (
            " in the dictionary",  # C#
            r"key FIELD (?:was not (?:present|found)|not present) in the dictionary",
        ),
        ("missing ", r"missing (?:required )?(?:field|property|key) FIELD"),  # Rust, Go
        ("keynotfound(", r"keyNotFound\(CodingKeys\(stringValue: FIELD"),  # Swift
        ("keynotfound", r"stringValue: FIELD[^\r\n]{0,80}keyNotFound"),
        (" was called on null", r"The getter FIELD was called on null"),  # Dart
        (" not found", r"Property FIELD not found"),
        ("field required", r"FIELD\r?\n\s{1,8}field required"),  # pydantic
        (" does not exist in response", r"column FIELD does not exist in response"),
    )
)
"""Patterns, each behind what any text that it fits holds: to look for words is cheap."""

_QUIET: Final = re.compile(
    r"'NoneType' object (?:is not subscriptable|has no attribute)"
    r"|list indices must be integers|string indices must be integers"
    r"|undefined method [`'\"]?\[\]'? for nil|undefined method [`'][a-z_]{1,40}' for nil"
    r"|interface conversion: interface \{\} is nil|invalid memory address or nil pointer"
    r"|assignment to entry in nil map"
    r"|NullPointerException|Cannot invoke \"[^\"]{1,200}\" because [^\r\n]{1,200} is null"
    r"|Object reference not set to an instance"
    r"|Cannot read propert(?:y|ies) of (?:undefined|null)|undefined is not an object"
    r"|Trying to access array offset on (?:value of type )?(?:null|bool)"
    r"|Attempt to read property|type 'Null' is not a subtype|Null check operator used on a null"
    r"|The method '\[\]' was called on null|NoSuchMethodError"
    r"|Option::unwrap\(\)` on a `None`|Unexpectedly found nil while"
    r"|tokenValue cannot be empty|accessToken (?:is null|must not be (?:null|empty|blank))",
    re.IGNORECASE,
)
_LOGIN: Final = re.compile(
    r"wecom|wework|wxwork|weixin|wechat|qyapi|get_?token|access_?token|get_?user_?info|authing"
    r"|casdoor|corp_?id|[?&]code=|\bcode[\"']?\s?[:=]\s?[\"']?[\w-]{40,64}(?![\w-])|\u4f01\u4e1a\u5fae\u4fe1|\u4f01\u5fae",
    re.IGNORECASE,
)
_TOKEN_FIELDS: Final = frozenset(("accesstoken", "expiresin", "token", "tokenvalue"))
_PERSON_FIELDS: Final = frozenset(("userid", "user", "openid", "userticket", "name", "mobile"))
_KNOWN: Final = (
    _TOKEN_FIELDS
    | _PERSON_FIELDS
    | {
        *("data", "errcode", "errmsg", "idtoken", "result", "body"),
    }
)
_TEXT: Final = 400_000
_QUIET_WORDS: Final = (
    *("'nonetype' object", "indices must be integers", "undefined method", "is nil", "nil pointer"),
    *("nil map", "nullpointerexception", "cannot invoke", "object reference", "cannot read"),
    *("undefined is not an object", "array offset", "to read property", "type 'null'"),
    *("null check", "was called on null", "nosuchmethoderror", "option::unwrap"),
    *("unexpectedly found nil", "tokenvalue cannot be empty", "accesstoken "),
)
"""One of these is in whatever `_QUIET` fits."""


def judge_thrown_away(text: str) -> Iterator[Clue]:
    """One clue at most: which answer it was, by the field that was missed."""
    text = text[:_TEXT]
    low = text.lower()
    for words, pattern in _LOUD:
        if words not in low:
            continue
        for found in pattern.finditer(text):
            bare = re.sub(r"[^a-z]", "", found["field"].lower())
            if bare in _TOKEN_FIELDS | _PERSON_FIELDS and bare not in ("user", "name", "token"):
                yield _clue(found["field"], bare)
                return
            if bare in _KNOWN and _LOGIN.search(text):
                yield _clue(found["field"], bare)
                return
    is_quiet = any(words in low for words in _QUIET_WORDS) and _QUIET.search(text)
    if is_quiet and _LOGIN.search(text):
        is_token = any(
            word in low for word in ("gettoken", "get_token", "accesstoken", "access_token")
        )
        yield _clue("?", "accesstoken" if is_token else "")


def _clue(field: str, bare: str) -> Clue:
    noticed = ("token_field",) if bare in _TOKEN_FIELDS else ()
    if bare in _PERSON_FIELDS:
        noticed = ("person_field",)
    return Clue("client.answer_unread", {"field": field}, Leg.IDENTITY, noticed=noticed)
