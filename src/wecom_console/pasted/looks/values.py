"""What a value is by its form: filled in at all, whole, and of which kind."""

import re
from typing import Final

from wecom_console.domain.schema_rule import CORP_ID

_LONGEST: Final = 600
_WORDS: Final = frozenset(
    ("undefined", "null", "none", "nil", "nan", "[object object]", "(null)", "<nil>", "false")
)
_TEMPLATE: Final = re.compile(
    r"\$\{[^{}]{0,80}\}|\$\([^()]{0,80}\)|\$[A-Za-z_]\w{0,80}|\{\{[^{}]{0,80}\}\}|#?\{[^{}]{0,80}\}"
    r"|<[A-Za-z_ -]{1,80}>|%[sdv]|%\(\w{1,80}\)s|%[A-Za-z_]{2,80}%|:[A-Za-z_]{2,80}"
    r"|your[_ -]?[a-z_ -]{2,40}",
    re.IGNORECASE,
)
_EXAMPLE: Final = re.compile(
    r"(?:SUITE_|PROVIDER_)?ACCESS_TOKEN|CORP_?(?:ID|SECRET)|APP_?ID|AGENT_?ID|SECRET|CODE|STATE"
    r"|USER_?ID|REDIRECT_UR[IL]|ID|TOKEN"
)
_MASKED: Final = re.compile(
    r"\*{2}|\u2022|\u2026|\.{3}|x{4}|\[redacted|<redacted|^x+$|^\.+$|^#+$|\u8131\u654f",
    re.IGNORECASE,
)
_QUOTES: Final = "\"'`\u201c\u201d\u2018\u2019"
_AGENT: Final = re.compile(r"1000\d{3}")
_SECRET: Final = re.compile(r"[A-Za-z0-9_-]{43}")
_SCHEMA: Final = re.compile(r"wwauth[0-9a-z]{0,40}", re.IGNORECASE)
_SUITE: Final = re.compile(r"(?:dk|tj|ww|wx)[0-9a-z]{16}", re.IGNORECASE)
_TOKEN_LENGTH: Final = 100


def state_of(value: str) -> str:
    """``empty``, ``placeholder``, ``example`` (as manuals write it), ``masked``, ``quoted``,
    ``blank`` (around it or in it); empty for a value that may be one."""
    if len(value) > _LONGEST:
        return ""
    bare = value.strip()
    if not bare:
        return "empty"
    if _MASKED.search(bare):
        return "masked"
    if bare.lower() in _WORDS or _TEMPLATE.fullmatch(bare):
        return "placeholder"
    if _EXAMPLE.fullmatch(bare):
        return "example"
    if bare[0] in _QUOTES or bare[-1] in _QUOTES:
        return "quoted"
    return "blank" if re.search(r"\s", value) else ""


def shape_of(value: str) -> str:
    """``corp``, ``agent``, ``schema``, ``secret`` (a code looks the same), ``token``, ``suite``;
    empty for what has no form of these."""
    if len(value) > _LONGEST * 2:
        return ""
    if CORP_ID.fullmatch(value):
        return "corp"
    if _AGENT.fullmatch(value):
        return "agent"
    if _SCHEMA.fullmatch(value.partition("://")[0]):
        return "schema"
    if _SECRET.fullmatch(value):
        return "secret"
    if _SUITE.fullmatch(value):
        return "suite"
    return "token" if len(value) >= _TOKEN_LENGTH and value.isascii() else ""
