"""How a login on the virtual phone ended."""

from dataclasses import dataclass, field
from enum import StrEnum

from wecom_console.domain.links.requests import LoginRequest
from wecom_console.domain.problems import Params


class Decision(StrEnum):
    """What the person at the phone does, or the phone itself."""

    APPROVE = "approve"
    CANCEL = "cancel"
    FAIL = "fail"


@dataclass(frozen=True, slots=True)
class PhoneResult:
    """How it ended. A refusal has a `reason` and neither return link, code nor errCode.

    `delivered` is False where nothing reaches the app: after a refusal, or (``schema.case``) where
    WeCom answers and the app's SDK does not hear it. `link_problem` says why a link is empty
    although there was an answer: HarmonyOS has no known wire format.
    """

    request: LoginRequest
    member: str
    decision: Decision
    request_link: str = ""
    return_link: str = field(default="", repr=False)
    code: str = field(default="", repr=False)
    err_code: int | None = None
    reason: str = ""
    params: Params = field(default_factory=dict)
    delivered: bool = False
    link_problem: str = ""


def as_json(result: PhoneResult) -> dict[str, object]:
    """What ``/_sim/authorize`` and ``/_sim/callbacks`` answer."""
    return {
        "platform": result.request.platform.value,
        "member": result.member,
        "decision": result.decision.value,
        "request_link": result.request_link,
        "return_link": result.return_link,
        "code": result.code,
        "state": result.request.state,
        "err_code": result.err_code,
        "reason": result.reason,
        "params": dict(result.params),
        "delivered": result.delivered,
        "link_problem": result.link_problem,
    }
