"""The only client that talks to the outside: httpx, behind the flow's port.

It follows no redirect (a code or a token would travel on), keeps no cookies and reads at most
`BODY_LIMIT` bytes, so that a hostile answer cannot fill the memory. The proxy is the connection's
own or the environment's, as users expect, but never for loopback.
"""

import json
import ssl
import zlib
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from http.cookiejar import CookieJar, DefaultCookiePolicy
from time import perf_counter
from typing import Final
from urllib.parse import urlencode, urlsplit
from urllib.request import getproxies, proxy_bypass

import anyio
import httpx

from wecom_console import __version__
from wecom_console.backends.route import USUAL, Route
from wecom_console.backends.transport_faults import fault_of
from wecom_console.backends.trust import any_tls, no_tls, own_tls, shared_tls
from wecom_console.flow.commands import SIMULATOR_NAME, HttpCall
from wecom_console.protocol.answers import host_of
from wecom_console.protocol.http_replies import HttpAnswer, HttpFailed, TransportFault

BODY_LIMIT: Final = 4 * 1024 * 1024
USER_AGENT: Final = f"wecom-console/{__version__}"
_BESIDE: Final = {"127.0.0.1": "::1", "localhost": "::1", "::1": "127.0.0.1"}
"""The address of the other family. Of ``localhost`` it is IPv6 that a system may not look up."""
_LOOK_S: Final = 1.0
_HUNG_UP: Final = (TransportFault.RESET, TransportFault.PROTOCOL)
"""What plain HTTP gets from a port that wants TLS."""

_HOSTS: Final = ("localhost", "127.0.0.1", "::1")
_LOOPBACK: Final = ("all://localhost", "all://127.0.0.1", "all://[::1]")


class BodyTooLargeError(Exception):
    """An answer has more than `BODY_LIMIT` bytes."""


class HttpxPort:
    """One client of one worker. Make it with `open_http_port`."""

    def __init__(
        self,
        client: httpx.AsyncClient,
        route: Route = USUAL,
        *,
        lacks_ca: bool = False,
        lacks_proxy: bool = False,
    ) -> None:
        self._client = client
        self._route = route
        self._lacks_ca = lacks_ca
        self._lacks_proxy = lacks_proxy

    async def call(self, call: HttpCall) -> HttpAnswer | HttpFailed:
        """Send one request. `call.timeout_s` limits the whole of it, not each read."""
        began = perf_counter()
        if self._lacks_ca and call.url[:6].lower() == "https:":
            return HttpFailed(TransportFault.CA_FILE, host_of(call.url))
        if self._lacks_proxy and _goes_through(self._route, call.url):
            return HttpFailed(TransportFault.PROXY, host_of(call.url))
        answer: HttpAnswer | TransportFault = TransportFault.TIMEOUT
        with anyio.move_on_after(call.timeout_s):
            answer = await self._send(call, began)
        if isinstance(answer, HttpAnswer):
            return answer
        if answer is TransportFault.CONNECT and await _listens_beside(call.url):
            answer = TransportFault.OTHER_FAMILY
        if answer in _HUNG_UP and not _goes_through(self._route, call.url):
            answer = TransportFault.TLS_EXPECTED if await _wants_tls(call.url) else answer
        return HttpFailed(answer, host_of(call.url), _ms_since(began))

    async def _send(self, call: HttpCall, began: float) -> HttpAnswer | TransportFault:
        try:
            request = self._request(call)
            answer = await self._client.send(request, stream=True)
            try:
                body = await _read(answer)
            finally:
                await answer.aclose()
        except BodyTooLargeError:
            return TransportFault.TOO_LARGE
        except (httpx.RequestError, httpx.InvalidURL, httpx.StreamError) as failure:
            return self._fault(failure, call.url)
        except UnicodeEncodeError:  # a token that a hostile server issued does not fit a header
            return TransportFault.PROTOCOL
        except (ExceptionGroup, OverflowError, UnicodeError) as failure:
            if not _is_no_place(failure):
                raise
            return self._blamed(TransportFault.CONNECT, call.url)
        headers = tuple((k.lower(), v) for k, v in answer.headers.multi_items())
        return HttpAnswer(
            status=answer.status_code,
            headers=headers,
            body=body,
            elapsed_ms=_ms_since(began),
            simulated=("server", SIMULATOR_NAME) in headers,
        )

    def _fault(self, failure: Exception, url: str) -> TransportFault:
        """Behind a proxy it is the proxy that is looked up and connected to."""
        return self._blamed(fault_of(failure), url)

    def _blamed(self, fault: TransportFault, url: str) -> TransportFault:
        is_way = fault in (TransportFault.DNS, TransportFault.CONNECT)
        return TransportFault.PROXY if is_way and _goes_through(self._route, url) else fault

    def _request(self, call: HttpCall) -> httpx.Request:
        headers = list(call.headers)
        content: bytes | None = None
        if call.json is not None:
            content = json.dumps(call.json, ensure_ascii=False, separators=(",", ":")).encode()
            headers.append(("content-type", "application/json; charset=utf-8"))
        elif call.form is not None:
            content = urlencode(call.form).encode()
            headers.append(("content-type", "application/x-www-form-urlencoded"))
        return self._client.build_request(
            call.method, call.url, params=call.query or None, headers=headers, content=content
        )


@asynccontextmanager
async def open_http_port(route: Route = USUAL) -> AsyncIterator[HttpxPort]:
    """A port with a client of its own; the TLS context, which is dear, is shared by all without
    authorities of their own. A CA file that cannot be used is told by every call that needs it, and
    so is a proxy's address."""
    make = httpx.create_ssl_context
    tls = shared_tls(make) if route.ca_file is None else own_tls(route.ca_file, make)
    lacks_proxy = False
    try:
        client = _client(route, tls or no_tls(), is_direct=route.is_direct)
    except (ValueError, ImportError, httpx.InvalidURL):  # an address that is none; SOCKS
        client, lacks_proxy = _client(route, tls or no_tls(), is_direct=True), True
    async with client:
        yield HttpxPort(client, route, lacks_ca=tls is None, lacks_proxy=lacks_proxy)


def _client(route: Route, tls: ssl.SSLContext, *, is_direct: bool) -> httpx.AsyncClient:
    return httpx.AsyncClient(
        verify=tls,
        proxy=None if is_direct else route.proxy,
        trust_env=not is_direct,
        follow_redirects=False,
        timeout=None,  # noqa: S113  each call has a deadline of its own
        headers={"user-agent": USER_AGENT, "accept": "*/*", "accept-encoding": "identity"},
        mounts=dict.fromkeys(_LOOPBACK),
        cookies=CookieJar(DefaultCookiePolicy(allowed_domains=())),
    )


def _goes_through(route: Route, url: str) -> bool:
    """Whether a proxy stands on the way to `url`."""
    try:
        parts = urlsplit(url)
    except ValueError:
        return False
    host = parts.hostname or ""
    if route.is_direct or host in _HOSTS:
        return False
    if route.proxy is not None:
        return True
    proxies = getproxies()
    return bool({parts.scheme, "all"} & proxies.keys()) and not proxy_bypass(host)


def _is_no_place(failure: Exception) -> bool:
    """Whether all of it says that a port or a name is none that a system takes."""
    if isinstance(failure, ExceptionGroup):
        return failure.split((OverflowError, UnicodeError))[1] is None
    return True


async def _listens_beside(url: str) -> bool:
    """Whether the port of this computer that nobody listens at is open in the other family of
    addresses. A server that was started for one alone looks like one that is down."""
    try:
        parts = urlsplit(url)
        other = _BESIDE.get(parts.hostname or "")
        if other is None or parts.port is None:
            return False
        with anyio.fail_after(_LOOK_S):
            stream = await anyio.connect_tcp(other, parts.port)
            await stream.aclose()
    except (OSError, ValueError):  # a TimeoutError is an OSError
        return False
    return True


async def _wants_tls(url: str) -> bool:
    """Whether the port that hung up on plain HTTP completes a TLS handshake. Nothing is sent over
    it, so nobody has to be believed."""
    try:
        parts = urlsplit(url)
        if parts.scheme.lower() != "http" or not parts.hostname:
            return False
        with anyio.fail_after(_LOOK_S):
            stream = await anyio.connect_tcp(
                parts.hostname,
                parts.port or 80,
                ssl_context=any_tls(),
                tls_standard_compatible=False,
            )
            await stream.aclose()
    except (OSError, ValueError, anyio.EndOfStream, anyio.BrokenResourceError):
        return False
    return True


async def _read(answer: httpx.Response) -> bytes:
    """The body, unpacked if need be. It is asked for unpacked, and the limit counts unpacked
    bytes: a few kilobytes can hold gigabytes."""
    encoding = answer.headers.get("content-encoding", "identity").lower()
    if encoding not in ("identity", "gzip", "deflate"):
        raise httpx.DecodingError("an encoding that was not asked for")
    unpacker = None if encoding == "identity" else zlib.decompressobj(wbits=47)
    body = bytearray()
    async for chunk in answer.aiter_raw():
        try:
            body += unpacker.decompress(chunk, BODY_LIMIT + 1) if unpacker else chunk
        except zlib.error as broken:
            raise httpx.DecodingError("a body that cannot be unpacked") from broken
        if len(body) > BODY_LIMIT:
            raise BodyTooLargeError
    return bytes(body)


def _ms_since(began: float) -> float:
    return (perf_counter() - began) * 1000
