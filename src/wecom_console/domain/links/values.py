"""The values of the login's deep links: what the app asks, and what WeCom gives back."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final, Literal

from wecom_console.domain.problems import Params
from wecom_console.domain.verdicts import Platform

CallbackOutcome = Literal["ok", "cancelled", "failed"]

_CODES: Final[Mapping[CallbackOutcome, int]] = {"ok": 0, "cancelled": 1, "failed": 2}
_CODES_ANDROID_1: Final[Mapping[CallbackOutcome, int]] = {"ok": 0, "cancelled": -1, "failed": 1}


@dataclass(frozen=True, slots=True)
class LoginRequest:
    """What the app asks WeCom for. `sdk` is Android's SDK generation: ``1`` or ``2+``.

    `signature_md5` never travels in a link (WeCom computes it from the installed package,
    docs/reference/wecom.md §4.3), so a parsed request has none. `transaction` is Android's
    ``_wwapi_basereq_transaction`` and, where it is a number, the ``seq`` of iOS. `bundle_id` is the
    bundle name on HarmonyOS.
    """

    platform: Platform
    schema: str
    corp_id: str
    agent_id: str
    state: str
    package: str = ""
    signature_md5: str = ""
    bundle_id: str = ""
    app_name: str = ""
    sdk: str = "2+"
    transaction: str = ""


@dataclass(frozen=True, slots=True)
class Callback:
    """What WeCom gives back through the schema. `schema` keeps the case in which it arrived.

    `transaction` travels on Android only; `err_text` is ``errStr`` on iOS, ``error`` on Android.
    """

    platform: Platform
    schema: str
    err_code: int
    code: str = field(repr=False)
    state: str
    err_text: str = ""
    sdk: str = "2+"
    transaction: str = ""

    @property
    def outcome(self) -> CallbackOutcome | Literal["other"]:
        """What `err_code` means on this platform with this SDK generation
        (docs/reference/wecom.md §4.1, §5.1)."""
        for outcome, number in _numbering(self.platform, self.sdk).items():
            if number == self.err_code:
                return outcome
        return "other"


@dataclass(frozen=True, slots=True)
class LinkError:
    """Why a text is not a link of this login: a message code (``link.…``) and its parameters."""

    code: str
    params: Params = field(default_factory=dict)


def result_code(platform: Platform, sdk: str, outcome: CallbackOutcome) -> int:
    """The errCode by which `platform` and its SDK generation report `outcome`
    (docs/reference/wecom.md §4.1, §5.1, §6)."""
    return _numbering(platform, sdk)[outcome]


def _numbering(platform: Platform, sdk: str) -> Mapping[CallbackOutcome, int]:
    return _CODES_ANDROID_1 if platform is Platform.ANDROID and sdk == "1" else _CODES
