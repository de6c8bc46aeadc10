"""Refuses calls whose Host header is not ours, so that no web page can reach in by DNS tricks."""

from starlette.types import ASGIApp, Receive, Scope, Send

from wecom_console.simulator.wire.asgi import control_error, send_answer


class HostGuard:
    """ASGI middleware. `hosts` are whole Host headers, port included. With `accepts_local_address`
    the address at which the connection arrived counts too: for a server bound to all addresses."""

    def __init__(
        self, app: ASGIApp, *, hosts: tuple[str, ...], accepts_local_address: bool = False
    ) -> None:
        self._app = app
        self._hosts = frozenset(host.lower() for host in hosts)
        self._accepts_local_address = accepts_local_address

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http" or self._is_ours(scope):
            await self._app(scope, receive, send)
        else:
            await send_answer(control_error(403, "unknown host", field="host"), send)

    def _is_ours(self, scope: Scope) -> bool:
        stated = [v for k, v in scope["headers"] if k == b"host"]
        if len(stated) != 1:
            return False
        host: str = stated[0].decode("latin-1").lower()
        if host in self._hosts:
            return True
        server = scope.get("server")
        if not self._accepts_local_address or not server:
            return False
        return host == host_header(str(server[0]), int(server[1]))


def host_header(host: str, port: int) -> str:
    """The Host header that names `host` and `port`."""
    return f"[{host}]:{port}" if ":" in host else f"{host}:{port}"
