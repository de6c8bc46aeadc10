"""Ask to bind: how the app goes on after 1641 and 2921 (docs/reference/authing.md §8).

Published for WeChat mobile only; the same steps below ``wechat-work`` are inferred.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from wecom_console.backends.authing_answers import AuthingAnswer, data_object
from wecom_console.domain.http_backend.json_paths import JsonPath
from wecom_console.flow.commands import HttpCall
from wecom_console.protocol.json_values import list_of, text_of

KEY_AT: Final = JsonPath(("data", "key"))
"""Where the answer holds the key of the binding, which stands for the member."""

_BASE: Final = "/api/v2/ecConn/wechat-work"


@dataclass(frozen=True, slots=True)
class _Step:
    after: int
    path: str
    action: str


_STEPS: Final[Mapping[str, _Step]] = {
    "create": _Step(1641, "register", "create-federation-account"),
    "choose": _Step(2921, "select", "bind-identity-by-selection"),
}
"""By the scenario's word."""


def binding_call(
    host: str, headers: tuple[tuple[str, str], ...], answer: AuthingAnswer, how: str
) -> HttpCall | None:
    """The step that follows `answer`, None where the scenario takes none or Authing asks for
    another. Of several accounts the first is chosen."""
    step = _STEPS.get(how)
    data = data_object(answer)
    key = text_of(data, "key")
    if step is None or answer.code != step.after or not key:
        return None
    body: dict[str, object] = {"action": step.action, "key": key}
    if how == "choose":
        body["account"] = _account_id(list_of(data, "accounts"))
    return HttpCall("POST", f"{host}{_BASE}/{step.path}", headers=headers, json=body)


def _account_id(accounts: tuple[object, ...]) -> str:
    """The specification says ids, Guard reads user objects: both are taken."""
    first = accounts[0] if accounts else ""
    return first if isinstance(first, str) else text_of(first, "id")
