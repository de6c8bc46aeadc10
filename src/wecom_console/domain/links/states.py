"""States that are the same in every login: they protect nobody, though they compare equal."""

import re
from typing import Final

LEAST_LENGTH: Final = 6
"""A shorter one is guessed by trying."""

_WORDS: Final = (
    "wechatwork",
    "wechat-work",
    "wxwork",
    "wecom",
    "state",
    "mobile",
    "agency",
    "login",
    "test",
    "demo",
    "sdk",
    "android",
    "ios",
    "app",
    "corp",
    "auth",
    "sso",
    "snsapi",
    "base",
    "sample",
    "null",
    "undefined",
    "random",
    "string",
    "your",
    "web",
)
_WORD: Final = re.compile("|".join(_WORDS))


def is_constant_state(state: str) -> bool:
    """Whether `state` is a constant of an SDK or a sample (Guard for Android always sends
    ``wechatwork:mobile``; docs/reference/authing.md §7), or too short for anything else."""
    rest = re.sub(r"[\W_]", "", _WORD.sub("", state.lower()))
    return len(state) < LEAST_LENGTH or len(set(state)) < 4 or rest in ("", "1", "123", "123456")
