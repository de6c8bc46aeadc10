"""Drives a simulator in process: what a test says in one line, as the HTTP calls it stands for."""

import json
from collections.abc import Mapping
from functools import lru_cache
from typing import Any
from urllib.parse import quote_plus, unquote, urlencode

import httpx
from starlette.types import Message

from wecom_console.simulator.server.app import create_app
from wecom_console.simulator.world.clock import SimulatorClock
from wecom_console.simulator.world.demo import demo_connection
from wecom_console.simulator.world.randomness import Randomness
from wecom_console.simulator.world.setup import ConnectionSetup
from wecom_console.simulator.world.world import World

HOST = "simulator.test"
BASE = "http://simulator.test"
TOKEN = "control-token"
START = 1_790_000_000.0

Json = dict[str, Any]

quoted = lru_cache(4_096)(quote_plus)
"""The same few names and values stand in nearly every query."""


class Sim:
    """A world, a client for it, and the demo connection's values."""

    def __init__(self, *setups: ConnectionSetup, seed: int | None = 1) -> None:
        self.setup = setups[0] if setups else demo_connection(seed)
        self.profile = self.setup.profile
        self.real_time = START
        self.slept: list[float] = []
        self.world = World(
            setups or (self.setup,),
            clock=SimulatorClock(lambda: self.real_time),
            randomness=Randomness(seed),
            sleep=self._sleep,
        )
        self._asgi = create_app(self.world, control_token=TOKEN, hosts=(HOST,))
        self.http = httpx.AsyncClient(transport=httpx.ASGITransport(self._asgi), base_url=BASE)
        self.control = {"Authorization": f"Bearer {TOKEN}"}

    async def _sleep(self, seconds: float) -> None:
        self.slept.append(seconds)

    async def call(
        self,
        method: str,
        path: str,
        *,
        query: Mapping[str, str | bytes] | None = None,
        headers: Mapping[str, str] | None = None,
        content: bytes = b"",
    ) -> tuple[int, bytes]:
        """Status and body of a call past httpx, which takes most of the time of a short one."""
        sent = {"host": HOST, "content-length": str(len(content)), **(headers or {})}
        scope = {
            "type": "http",
            "asgi": {"version": "3.0"},
            "http_version": "1.1",
            "method": method,
            "scheme": "http",
            "path": unquote(path),
            "raw_path": path.encode("ascii"),
            "query_string": urlencode(query or {}, quote_via=quoted).encode("ascii"),
            "root_path": "",
            "headers": [(k.lower().encode(), v.encode()) for k, v in sent.items()],
            "client": ("127.0.0.1", 123),
            "server": (HOST, None),
        }
        status, body = 0, b""

        async def receive() -> Message:
            return {"type": "http.request", "body": content, "more_body": False}

        async def send(message: Message) -> None:
            nonlocal status, body
            status = message.get("status", status)
            body += message.get("body", b"")

        await self._asgi(scope, receive, send)
        return status, body

    # --- the world's own values ---

    @property
    def secret(self) -> str:
        """The demo agent's secret."""
        return next(iter(self.world.state.agents.values())).secret.reveal()

    @property
    def app(self):
        """The demo application."""
        return next(iter(self.world.state.applications.values()))

    @property
    def pool(self):
        """The demo user pool."""
        return next(iter(self.world.state.pools.values()))

    @property
    def connection(self):
        """The demo connection."""
        return next(iter(self.world.state.connections.values()))

    # --- WeCom ---

    async def cgi(self, path: str, **query: str) -> Json:
        """A WeCom call; its JSON body."""
        return (await self.http.get(f"/cgi-bin/{path}", params=query)).json()

    async def access_token(self) -> str:
        """A fresh access token of the demo agent."""
        query = {"corpid": self.profile.corp_id, "corpsecret": self.secret}
        _, body = await self.call("GET", "/cgi-bin/gettoken", query=query)
        return json.loads(body)["access_token"]

    # --- control ---

    async def steer(self, method: str, path: str, body: object = None) -> httpx.Response:
        """A control call."""
        content = None if body is None else json.dumps(body)
        return await self.http.request(
            method, f"/_sim/{path}", content=content, headers=self.control
        )

    async def authorize(self, **values: object) -> Json:
        """Plays the phone; Android and approval by default."""
        body = {"platform": "android", "member": "zhangsan", "decision": "approve"} | values
        return (await self.steer("POST", "authorize", body)).json()

    async def code(self, **values: object) -> str:
        """A fresh code."""
        return (await self.authorize(**values))["code"]

    async def fault(self, path: str, **values: object) -> int:
        """Injects a fault; its id."""
        return (await self.steer("POST", "faults", {"path": path} | values)).json()["id"]

    async def advance(self, seconds: float) -> None:
        """Moves the simulator's clock."""
        await self.steer("POST", "clock", {"advance_s": seconds})

    async def patch(self, **parts: object) -> httpx.Response:
        """Changes the state."""
        return await self.steer("PATCH", "state", parts)

    # --- Authing ---

    def sign_in_body(self, code: str, **changes: object) -> Json:
        """The body of a v3 login that should work."""
        return {
            "extIdpConnidentifier": self.connection.identifier,
            "connection": "wechatwork",
            "wechatworkPayload": {"code": code},
            "options": {"scope": "openid profile"},
            "client_id": self.app.app_id,
            "client_secret": self.app.secret.reveal(),
        } | changes

    async def sign_in(self, code: str | None = None, **changes: object) -> Json:
        """The v3 login with a fresh code."""
        body = self.sign_in_body(await self.code() if code is None else code, **changes)
        return (await self.http.post("/api/v3/signin-by-mobile", json=body)).json()

    async def auth_by_code(self, code: str | None = None, **changes: object) -> Json:
        """The v2 login as Guard sends it."""
        body = {
            "connId": self.connection.connection_id,
            "code": await self.code() if code is None else code,
        }
        headers = {"x-authing-app-id": self.app.app_id, "x-authing-userpool-id": self.pool.pool_id}
        return (
            await self.http.post(
                "/api/v2/ecConn/wechat-work/authByCode", json=body | changes, headers=headers
            )
        ).json()

    async def management_token(self) -> str:
        """A management token of the demo pool."""
        body = {
            "accessKeyId": self.pool.access_key_id,
            "accessKeySecret": self.pool.access_key_secret.reveal(),
        }
        headers = {"content-type": "application/json"}
        _, answer = await self.call(
            "POST",
            "/api/v3/get-management-token",
            headers=headers,
            content=json.dumps(body).encode(),
        )
        return json.loads(answer)["data"]["access_token"]

    async def manage(self, method: str, path: str, body: object = None, **query: str) -> Json:
        """A management call with a fresh token."""
        headers = {"authorization": f"Bearer {await self.management_token()}"}
        answer = await self.http.request(
            method, f"/api/v3/{path}", json=body, params=query, headers=headers
        )
        return answer.json()
