"""Programs that read an answer as JSON that is none: a page came, or nothing."""

import re
from collections.abc import Iterator
from typing import Final

from wecom_console.domain.verdicts import Leg
from wecom_console.pasted.clues import Clue

_TEXT: Final = 200_000
_PARSER: Final = re.compile(
    r"Expecting value: line 1 column 1|JSONDecodeError"  # Python
    r"|Unexpected token '?<'?(?:,| in JSON)|Unexpected end of JSON input"  # JavaScript
    r"|SyntaxError: JSON\.parse: unexpected character at line 1 column 1|JSON Parse error"
    r"|invalid character '.{1,6}' looking for beginning of value"  # Go
    r"|Unexpected character \('<' \(code 60\)\)|A JSONObject text must begin with"  # Java
    r"|Expected BEGIN_OBJECT but was STRING|syntax error, expect \{, actual"
    r"|Unexpected character encountered while parsing value: <"  # C#
    r"|'<' is an invalid start of a value|JSON::ParserError"
    r"|FormatException: Unexpected character \(at character 1\)"  # Dart
    r"|The data couldn.t be read because it isn.t in the correct format"  # Swift
    r"|expected value at line 1 column 1",  # Rust
)
_PAGE: Final = re.compile(r"'<'|token <|value: <|<!doctype|<html|text/html", re.IGNORECASE)
_EVENT: Final = re.compile(r"<xml>|echostr|msg_signature")
_LOGIN: Final = re.compile(
    r"qyapi|wecom|wework|wxwork|gettoken|getuserinfo|corp_?secret|authing|casdoor"
    r"|\u4f01\u4e1a\u5fae\u4fe1|\u4f01\u5fae",
    re.IGNORECASE,
)


def judge_no_json(text: str) -> Iterator[Clue]:
    """One clue at most, and none for what is no call of this login."""
    text = text[:_TEXT]
    if _PARSER.search(text) and _LOGIN.search(text) and not _EVENT.search(text):
        noticed = ("seen_page",) if _PAGE.search(text) else ()
        yield Clue("client.not_json", {}, Leg.IDENTITY, noticed=noticed)
