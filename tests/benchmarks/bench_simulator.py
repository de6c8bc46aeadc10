"""What the simulator serves, beside the barest Starlette application, in the same run."""

import asyncio
import importlib.util
import json
import subprocess
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import urlencode

from load import Client, rate
from measuring import Figure, NotBuiltYetError

CLIENTS = 4


@contextmanager
def serving(command: Sequence[str]) -> Iterator[tuple[str, int]]:
    """Run a server for a while; the first line that it prints, and its process."""
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        try:
            yield process.stdout.readline().strip(), process.pid
        finally:
            process.terminate()


def measure(*, rounds: int) -> Iterator[Figure]:
    """Requests per second of a WeCom call, and whole logins per second."""
    times = rounds * 200
    with serving([sys.executable, str(Path(__file__).with_name("bare_server.py"))]) as (url, _):
        bare = asyncio.run(
            rate(
                lambda client: client.request("GET", "/answer"),
                url,
                headers={},
                clients=CLIENTS,
                times=times,
            )
        )
    yield Figure("bare Starlette under uvicorn", bare, "req/s", f"{CLIENTS} connections")
    if importlib.util.find_spec("wecom_console.cli.app") is None:
        raise NotBuiltYetError("the simulator's command (wecom_console.cli.app)")
    command = [sys.executable, "-m", "wecom_console", "simulate", "--port", "0", "--json"]
    with serving(command) as (line, _):
        about = json.loads(line)
        wecom, authing = about["wecom"], about["authing"]
        control = {"authorization": f"Bearer {about['control_token']}"}
        query = urlencode({"corpid": wecom["corp_id"], "corpsecret": wecom["secret"]})

        async def get_token(client: Client) -> None:
            answer = await client.request("GET", f"/cgi-bin/gettoken?{query}")
            assert answer["errcode"] == 0

        async def log_in(client: Client) -> None:
            # The phone's part, then what an app's backend asks of Authing.
            play = {"platform": "android", "member": wecom["members"][0], "decision": "approve"}
            phone = await client.request("POST", "/_sim/authorize", play)
            answer = await client.request(
                "POST",
                "/api/v3/signin-by-mobile",
                {
                    "extIdpConnidentifier": authing["connection_identifier"],
                    "connection": "wechatwork",
                    "wechatworkPayload": {"code": phone["code"]},
                    "options": {"scope": "openid profile"},
                    "client_id": authing["app_id"],
                    "client_secret": authing["app_secret"],
                },
            )
            assert answer["statusCode"] == 200
            bearer = {"authorization": f"Bearer {answer['data']['access_token']}"}
            assert "sub" in await client.request("GET", "/oidc/me", headers=bearer)

        url = about["url"]
        served = asyncio.run(rate(get_token, url, headers=control, clients=CLIENTS, times=times))
        logins = asyncio.run(rate(log_in, url, headers=control, clients=CLIENTS, times=times // 10))
    yield Figure("simulator, gettoken", served, "req/s", f"{served / bare:.2f} x bare")
    yield Figure("simulator, logins", logins, "logins/s", "authorise + exchange + profile")
