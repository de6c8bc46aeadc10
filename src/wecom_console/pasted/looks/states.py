"""States that are the same in every login, so that they protect nothing."""

from typing import Final

_CONSTANT: Final = frozenset(
    (
        # what Guard for Android sends (docs/reference/authing.md §10)
        *("wechatwork:mobile", "wechatwork:agency:mobile", "wechatwork:mobile:agency"),
        *(
            "state",
            "test",
            "login",
            "wecom",
            "wework",
            "wxwork",
            "wechat",
            "qywx",
            "corp",
            "random",
        ),
        *("0", "1", "123", "1234", "123456", "abc", "abcdef", "xyz", "none", "null", "undefined"),
        *("web", "app", "ios", "android", "demo", "hello", "default", "callback", "casdoor"),
    )
)


def is_constant(state: str) -> bool:
    """Whether a state is known to be a constant, or can be nothing else."""
    return state.lower() in _CONSTANT
