"""wecomkit 0.2.0 (docs/reference/wecom.md §14)."""

import httpx
import pytest
from wecomkit import AsyncWeComClient, WeComAPIError, WeComConfig
from wecomkit.exceptions import WeComNetworkError, WeComRateLimitError

from wecom_console.simulator import SimulatorHandle

pytestmark = pytest.mark.anyio


def config(simulator: SimulatorHandle, **changes: str) -> WeComConfig:
    wecom = simulator.description()["wecom"]
    values = {"corp_id": wecom["corp_id"], "corp_secret": wecom["secret"]} | changes
    return WeComConfig(**values, base_url=simulator.url)


async def test_the_documented_session(simulator: SimulatorHandle, code: str) -> None:
    """The snippet of docs/reference/wecom.md §14, call by call."""
    async with AsyncWeComClient(config(simulator)) as wecom:
        identity = await wecom.auth.get_user_info_by_code(code)
        assert (0, "zhangsan") == (identity["errcode"], identity["userid"])
        assert (await wecom.users.get("zhangsan"))["name"] == "张三"
        assert (await wecom.agent.get(1000002))["agentid"] == 1000002
        with pytest.raises(WeComAPIError) as no_ticket:
            await wecom.auth.get_user_detail("TICKET")
        assert no_ticket.value.errcode == 84015
        with pytest.raises(WeComAPIError) as reused:
            await wecom.auth.get_user_info_by_code(code)
        assert reused.value.errcode == 40029
        assert reused.value.errmsg.startswith("invalid code, hint: [")


async def test_its_requests_are_the_recorded_ones(
    simulator: SimulatorHandle, control: httpx.Client, code: str
) -> None:
    """gettoken first, then its own parameters with access_token last; one token for all calls."""
    async with AsyncWeComClient(config(simulator)) as wecom:
        await wecom.auth.get_user_info_by_code(code)
        await wecom.agent.get(1000002)
    calls = control.get("/_sim/journal").json()["journal"]
    expected = [
        ("/cgi-bin/gettoken", ["corpid", "corpsecret"]),
        ("/cgi-bin/auth/getuserinfo", ["code", "access_token"]),
        ("/cgi-bin/agent/get", ["agentid", "access_token"]),
    ]
    assert expected == [(call["path"], list(call["params"])) for call in calls]


async def test_a_wrong_secret_is_an_api_error(simulator: SimulatorHandle) -> None:
    """40001."""
    async with AsyncWeComClient(config(simulator, corp_secret="x" * 43)) as wecom:
        with pytest.raises(WeComAPIError) as refused:
            await wecom.users.get("zhangsan")
    assert refused.value.errcode == 40001


async def test_a_rate_limit_is_recognised(
    simulator: SimulatorHandle, control: httpx.Client
) -> None:
    """45009, injected."""
    control.post("/_sim/faults", json={"path": "/cgi-bin/user/get", "errcode": 45009, "times": 1})
    async with AsyncWeComClient(config(simulator)) as wecom:
        with pytest.raises(WeComRateLimitError):
            await wecom.users.get("zhangsan")
        assert (await wecom.users.get("zhangsan"))["userid"] == "zhangsan"


async def test_a_broken_answer_is_minus_one(
    simulator: SimulatorHandle, control: httpx.Client
) -> None:
    """Not JSON."""
    control.post("/_sim/faults", json={"path": "/cgi-bin/user/get", "break": "not_json"})
    async with AsyncWeComClient(config(simulator)) as wecom:
        with pytest.raises(WeComAPIError) as broken:
            await wecom.users.get("zhangsan")
    assert broken.value.errcode == -1


@pytest.mark.parametrize("fault", [{"break": "reset"}, {"status": 502}])
async def test_a_broken_line_is_a_network_error(
    simulator: SimulatorHandle, control: httpx.Client, fault: dict[str, object]
) -> None:
    """Reset or a gateway's page."""
    control.post("/_sim/faults", json={"path": "/cgi-bin/user/get"} | fault)
    async with AsyncWeComClient(config(simulator)) as wecom:
        with pytest.raises(WeComNetworkError):
            await wecom.users.get("zhangsan")
