"""The seven legs of a login and what can be said of each."""

from enum import StrEnum


class Leg(StrEnum):
    """The legs in the order in which a login travels them."""

    PROFILE = "profile"  # 1 the profile's own checks
    REQUEST = "request"  # 2 app -> WeCom (link)
    CONFIRM = "confirm"  # 3 WeCom confirms
    RETURN = "return"  # 4 WeCom -> app (return link)
    EXCHANGE = "exchange"  # 5 app -> backend
    IDENTITY = "identity"  # 6 backend -> WeCom
    TOKENS = "tokens"  # 7 tokens

    @property
    def number(self) -> int:
        """1 to 7, as the window and the reports show it."""
        return LEGS.index(self) + 1


LEGS = tuple(Leg)


class Verdict(StrEnum):
    """How a leg ended. Filled glyphs (proven, failed) happened for real."""

    PROVEN = "proven"
    SIMULATED = "simulated"
    FAILED = "failed"
    SKIPPED = "skipped"
    NOT_PROVABLE = "not_provable"


class Platform(StrEnum):
    """Whose request and return links are used."""

    ANDROID = "android"
    IOS = "ios"
    HARMONY = "harmony"


class BackendKind(StrEnum):
    """What redeems the code."""

    SIMULATOR = "simulator"
    AUTHING = "authing"
    WECOM = "wecom"
    HTTP = "http"
    CASDOOR = "casdoor"
