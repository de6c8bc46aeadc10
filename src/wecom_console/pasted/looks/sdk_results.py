"""Results of WeCom's SDK under the names that apps show them by (docs/reference/wecom.md §4.1 and
§5.1)."""

import re
from collections.abc import Iterator
from typing import Final

from wecom_console.pasted.clues import Clue
from wecom_console.pasted.texts import SDK_RESULTS, result_clue

_TEXT: Final = 100_000
_SHOWN: Final = re.compile(
    r"(?:\u9519\u8bef\u7801|\u8fd4\u56de\u7801|\u7ed3\u679c\u7801|err_?code|error ?code"
    r"|resp(?:onse)?\.?(?:err_?)?code)"
    r"[\"'\s]{0,3}[:=\uff1a]\s{0,3}(-?\d{1,2})(?![\d.])",
    re.IGNORECASE,
)
_SDK: Final = re.compile(
    # The sample's alert names number and sentence in Chinese; other words are anybody's.
    r"wwk|wwauth|wwapi|ww(?:ork)? ?auth|wework|wxwork|wecom|ssoauth|\u8fd4\u56de\u7ed3\u679c"
    r"|\u9519\u8bef\u4fe1\u606f|\u4f01\u4e1a\u5fae\u4fe1|\u4f01\u5fae",
    re.IGNORECASE,
)
_ONE: Final = re.compile(
    r"cancell?ed|\u7528\u6237\u53d6\u6d88|\u5df2\u53d6\u6d88|err_cancel", re.IGNORECASE
)
_FIRST: Final = re.compile(r"sdk[ _-]?v?1\.|lib_wwapi-?1\.|wwapi[ _-]?1\.", re.IGNORECASE)


def judge_results(text: str) -> Iterator[Clue]:
    """What the SDK reported, by the generation that the text speaks of: -1 is a number of the first
    one only."""
    text = text[:_TEXT]
    found = _SHOWN.search(text)
    if found is None or not _SDK.search(text):
        return
    number = int(found[1])
    is_first = number == -1 or _FIRST.search(text) is not None
    if number == -1 and not _ONE.search(text):
        return  # WeCom's server says -1 when it is busy
    if number in SDK_RESULTS or number == -1:
        yield result_clue(number, sdk="1" if is_first else "2+")
