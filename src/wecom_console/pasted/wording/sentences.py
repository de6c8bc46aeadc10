"""Well-known sentences and the codes they stand for, where a text prints no number.

Sources: docs/reference/wecom.md §9.1 and §11, docs/reference/errors.md §2.2, §3.2, §4, §6.2 and
§8.2 (what WxJava's and other tables say in Chinese, event URL libraries, Authing's sentences).
"""

import re
from collections.abc import Iterator
from typing import Final

from wecom_console.pasted.wording.numbers import number_beside


def _compiled(*rows: tuple[str, int | str]) -> tuple[tuple[re.Pattern[str], int | str], ...]:
    return tuple((re.compile(pattern, re.IGNORECASE), code) for pattern, code in rows)


_NO: Final = "\u4e0d\u5408\u6cd5\u7684{1,2}"  # "illegal", as tables in Chinese begin
_LACKS: Final = "\u7f3a\u5c11"  # "lacks"
_WECOM: Final = _compiled(
    (r"not allow to access from your ip", 60020),
    (r"\u8bbf\u95eeip\u4e0d\u5728\u767d\u540d\u5355", 60020),  # "the ip is not in the list"
    (r"invalid auth_?code", 40078),
    (r"invalid code\b(?! (?:verifier|challenge))", 40029),
    (r"invalid corpid\b", 40013),
    (r"invalid credential\b", 40001),
    (r"(?<!bot )secret is invalid\b", 40091),
    (r"invalid suite_acc{1,3}ess_token", 40082),
    (r"(?<!_)invalid access_token\b", 40014),
    (r"suite_access_token (?:has )?expired\b", 42009),
    (r"(?<![a-z]_)access_token (?:has )?expired\b", 42001),
    (r"suite_access_token missing\b", 41022),
    (r"(?<![a-z]_)access_token missing\b", 41001),
    (r"(?<![a-z]_)corpid missing\b", 41002),
    (r"corpsecret missing\b", 41004),
    (r"permanent code missing", 41025),
    (r"(?<!permanent )\bcode missing\b|\bmissing code\b", 41008),
    (r"agentid missing\b", 41011),
    (r"invalid agentid\b", 40056),
    (r"invalid userid\b", 40003),
    (r"invalid authorizer permanent code|invalid permanent code", 40084),
    (r"inva(?:li|il)d suite ticket", 40085),
    (r"api freq out of limit", 45009),
    (r"api unauthorized\b", 48001),
    (r"api forbidden for contact assistant", 48009),
    (r"api forbidden(?! for contact)", 48002),
    (r"userid not found", 60111),
    (r"no privilege to access", 60011),
    (r"not allow operate ?another agent", 301002),
    (r"redirect_uri unauthorized", 50001),
    (r"redirect_ur[il] (?!did not match any).{0,40}not match", 50001),
    (r"check if the bot secret is correct", 853000),
    (r"invalid bot_?id", 93019),
    (r"invalid webhook url", 93000),
    (r"\bsystem busy\b", -1),
    (rf"{_NO}(?:corp)?secret\u53c2\u6570", 40001),
    (rf"{_NO}(?:oauth_?)?code(?!\w)", 40029),
    (rf"{_NO}corpid", 40013),
    (rf"{_NO}access_token", 40014),
    (rf"{_NO}agentid", 40056),
    (rf"{_NO}suite_?ticket", 40085),
    (rf"{_NO}(?:suite_id|suiteid)", 40080),
    (rf"{_LACKS}access_token", 41001),
    (rf"{_LACKS}corpid", 41002),
    (rf"{_LACKS}(?:corp)?secret", 41004),
    (r"(?<![a-z]_)access_token\u5df2?\u8fc7\u671f", 42001),  # "has expired"
)
_AUTHING: Final = _compiled(
    (r"no permission to log ?in to this application", 1576),
    (r"\u65e0\u5e94\u7528\u767b\u5f55\u6743\u9650", 1576),
    (r"\u5e94\u7528\u4e0d\u5b58\u5728", 2011),
    (r"\u7528\u6237\u6c60\u4e0d\u5b58\u5728", 2224),
    (r"\u7528\u6237\u4e0d\u5b58\u5728|\u7528\u6237\u672a\u627e\u5230", 2004),
    (r"account not exists or password is incorrect", 2333),
    (r"\u4eba\u5934\u6570\u76ee\u9650\u5236\u5df2\u6ee1", 2040),
)
_OTHERS: Final = _compiled(
    (r"redirect_uri did not match any", "oidc.redirect_uri"),
    (r"No suite_ticket found|suite_ticket\u4e0d\u5b58\u5728", "sdk.suite_ticket"),
    (r"\u521d\u59cb\u5316 ?AuthenticationClient ?\u65f6\u4f20\u5165", "sdk.authing_options"),
    (r"ValidateSignatureError|InvalidSignatureException|Invalid (?:request )?signature\.", "40001"),
    # "the signature's check went wrong", as the tables of event URLs word it
    (
        r"signature\s?\u9a8c\u8bc1(?:\u9519\u8bef|\u5931\u8d25)|\u7b7e\u540d\u9a8c\u8bc1\u9519\u8bef",
        "40001",
    ),
    (
        r"not valid json.{0,80}<xml>|<xml><ToUs.{0,80}(?:is not valid json|unexpected token)",
        "40002",
    ),
    (r"\bParseXmlError", "40002"),
    (r"\bComputeSignatureError", "40003"),
    (r"\bIllegalAesKey|\bInvalid ?AesKey", "40004"),
    (r"encoding_?aes_?key.{0,20}(?:illegal|invalid|length|must be 43)", "40004"),
    (r"encoding_?aes_?key.{0,20}(?:\u957f\u5ea6|\u65e0\u6548)", "40004"),  # length, invalid
    (r"Validate(?:Corp|App|Receive)?idError|Invalid ?App_?Id\b(?!, rid)", "40005"),
    (r"Invalid ?Corp_?Id(?:Exception|\.)|Invalid corp_id\b|corpid != from_corpid", "40005"),
    (r"(?:appid|corpid|receiveid)\s?\u4e0d\u6b63\u786e|corpid\u6821\u9a8c\u5931\u8d25", "40005"),
    (r"\bEncryptAESError", "40006"),
    (r"\bDecryptAESError", "40007"),
    (r"\bIllegalBuffer", "40008"),
    # WxJava's: "the decrypted data are malformed"; a length that the wrong key gave
    (r"\u89e3\u5bc6\u540e\u6570\u636e\u683c\u5f0f\u975e\u6cd5", "40008"),
    (r"IllegalArgumentException: \d{2} > -?\d{4,10}$", "40008"),
)
_SHORT: Final = 120
_ANY: Final = re.compile(
    r"invalid|missing|expired|limit|forbidden|not allow|not found|privilege|unauthorized|busy|match"
    r"|secret is|suite_ticket|bot secret|xmlerror|signature|idError|aes|illegal|incorrect"
    r"|\u4e0d\u5408\u6cd5|\u7f3a\u5c11|\u8fc7\u671f|\u4e0d\u5b58\u5728|\u6743\u9650"
    r"|\u4e0d\u6b63\u786e|\u6821\u9a8c\u5931\u8d25|\u672a\u627e\u5230|\u521d\u59cb\u5316|permission"
    r"|\u9650\u5236|\u9a8c\u8bc1|\u975e\u6cd5|!=|\u4e0d\u5728|<xml|may only contain|sign up",
    re.IGNORECASE,
)


def may_say(line: str) -> bool:
    """Whether a line may hold one of the sentences: most hold none, and one look tells so."""
    return _ANY.search(line) is not None


def wecom_sentences(text: str) -> Iterator[int]:
    """The errcodes of WeCom's sentences; where a number stands beside one, that number."""
    for pattern, code in _WECOM:
        if found := pattern.search(text):
            yield number_beside(text, *found.span()) or int(code)


def authing_sentences(text: str) -> Iterator[int]:
    """The codes of Authing's sentences, where they are all that is said: others say the same."""
    if len(text) > _SHORT and "authing" not in text.lower():
        return iter(())
    return (int(code) for pattern, code in _AUTHING if pattern.search(text))


def other_sentences(text: str) -> Iterator[str]:
    """The catalogue's codes of what libraries say before any call or of an event URL's."""
    for pattern, code in _OTHERS:
        if pattern.search(text):
            yield f"event.{code}" if str(code).isdecimal() else str(code)
