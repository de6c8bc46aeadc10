"""A seed makes a run repeatable: the same calls get the same bytes, over real HTTP."""

import httpx

from simulator.driver import START
from wecom_console.simulator import SimulatorHandle, SimulatorOptions, running_simulator


def conversation(handle: SimulatorHandle) -> list[bytes]:
    """Answers of every server, errors and made-up entities included."""
    client = handle.client()
    wecom, authing = client.wecom, client.authing
    control = {"authorization": f"Bearer {handle.control_token}"}
    answers = [handle.control_token.encode()]
    with httpx.Client(base_url=handle.url) as http:

        def call(method: str, path: str, **values: object) -> httpx.Response:
            answer = http.request(method, path, **values)  # type: ignore[arg-type]
            headers = sorted((k, v) for k, v in answer.headers.items() if k != "date")
            answers.append(repr((answer.status_code, headers)).encode() + answer.content)
            return answer

        call("GET", "/cgi-bin/gettoken")
        query = {"corpid": wecom["corp_id"], "corpsecret": wecom["secret"]}
        token = call("GET", "/cgi-bin/gettoken", params=query).json()["access_token"]
        call("GET", "/cgi-bin/user/get", params={"access_token": token, "userid": "lisi"})
        call("GET", "/phone/?lang=en")
        for platform in ("android", "ios"):
            body = {"platform": platform, "member": "zhangsan"}
            code = call("POST", "/_sim/authorize", json=body, headers=control).json()["code"]
            login = {
                "extIdpConnidentifier": authing["connection_identifier"],
                "connection": "wechatwork",
                "wechatworkPayload": {"code": code},
                "options": {"scope": "openid profile"},
                "client_id": authing["app_id"],
                "client_secret": authing["app_secret"],
            }
            signed_in = call("POST", "/api/v3/signin-by-mobile", json=login).json()
            bearer = {"authorization": f"Bearer {signed_in['data']['access_token']}"}
            call("GET", "/oidc/me", headers=bearer)
        key = {"accessKeyId": authing["access_key_id"]}
        key["accessKeySecret"] = authing["access_key_secret"]
        managed = call("POST", "/api/v3/get-management-token", json=key).json()
        manager = {"authorization": managed["data"]["access_token"]}
        source = {"name": "x", "type": "wechatwork"}
        call("POST", "/api/v3/create-ext-idp", json=source, headers=manager)
        call("GET", "/api/v3/list-ext-idp", headers=manager)
        call("GET", "/oidc/.well-known/jwks.json")
        call("PATCH", "/_sim/state", json={"users": [{"name": "n"}]}, headers=control)
        call("POST", "/_sim/landing", headers=control)
        call("GET", "/_sim/codes", headers=control)
    return answers


def run(seed: int | None, *, port: int = 0) -> tuple[list[bytes], int]:
    options = SimulatorOptions(seed=seed, port=port)
    with running_simulator(options, clock=lambda: START) as handle:
        return conversation(handle), httpx.URL(handle.url).port or 0


def test_the_same_seed_gives_the_same_bytes() -> None:
    """Control token, ids, codes, tokens, hints, keys and pages, where the clock stands still. The
    port is a part of the tokens: it is their issuer's."""
    first, port = run(7)
    again, _ = run(7, port=port)
    assert first == again


def test_another_seed_gives_others() -> None:
    """Control token and credentials, for a start."""
    assert run(7)[0][0] != run(8)[0][0]
    assert run(None)[0][0] != run(None)[0][0]


def test_a_reset_repeats_the_run() -> None:
    """What follows a reset is what followed the first one."""
    with running_simulator(SimulatorOptions(seed=7), clock=lambda: START) as handle:
        runs = []
        for _ in range(2):
            handle.client().reset()
            runs.append(conversation(handle))
    assert runs[0] == runs[1]


def test_a_seed_gives_nothing_away_to_the_network() -> None:
    """The control token is not made from it where other machines can call."""
    tokens = []
    for _ in range(2):
        with running_simulator(SimulatorOptions(host="0.0.0.0", seed=7)) as handle:
            tokens.append(handle.control_token)
    assert tokens[0] != tokens[1]
