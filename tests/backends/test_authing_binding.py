"""Ask to bind: the step that follows what Authing asked for, and none beside it."""

import pytest

from wecom_console.backends.authing_answers import AuthingAnswer
from wecom_console.backends.authing_binding import binding_call

HOST = "https://acme.example.com"
HEADERS = (("x-authing-app-id", "a"),)


def answer(code: int, **data: object) -> AuthingAnswer:
    return AuthingAnswer(code, "", data)


def test_an_account_is_created() -> None:
    """After 1641 only."""
    call = binding_call(HOST, HEADERS, answer(1641, key="K"), "create")
    assert call is not None
    assert ("POST", f"{HOST}/api/v2/ecConn/wechat-work/register") == (call.method, call.url)
    assert {"action": "create-federation-account", "key": "K"} == call.json


@pytest.mark.parametrize("accounts", [["u1", "u2"], [{"id": "u1"}, {"id": "u2"}]])
def test_the_first_of_several_accounts_is_chosen(accounts: list[object]) -> None:
    """Named by id, or as user objects: both are seen."""
    call = binding_call(HOST, HEADERS, answer(2921, key="K", accounts=accounts), "choose")
    assert call is not None
    wanted = {"action": "bind-identity-by-selection", "key": "K", "account": "u1"}
    assert wanted == call.json


@pytest.mark.parametrize(
    ("found", "how"),
    [
        (answer(1640, key="K"), "create"),
        (answer(2921, key="K"), "create"),
        (answer(1641, key="K"), "choose"),
        (answer(1641), "create"),
        (answer(1641, key="K"), ""),
        (answer(200, key="K"), "create"),
        (AuthingAnswer(1641, "", None), "create"),
    ],
)
def test_nothing_follows_what_was_not_asked_for(found: AuthingAnswer, how: str) -> None:
    """Another code, no key, or a scenario that takes no step."""
    assert binding_call(HOST, HEADERS, found, how) is None
