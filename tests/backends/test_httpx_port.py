"""The one client: what the network does becomes a value, and no answer can hurt."""

import gzip
import socket
import ssl
import zlib
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from datetime import UTC, datetime, timedelta
from ipaddress import ip_address
from pathlib import Path

import anyio
import httpx
import pytest
import respx
from anyio.abc import ByteStream, SocketAttribute
from cryptography import x509
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat
from cryptography.x509.oid import NameOID

from architecture.seeded_keys import p256, serial
from wecom_console import __version__
from wecom_console.backends.httpx_port import BODY_LIMIT, HttpxPort, open_http_port
from wecom_console.backends.route import Route, route_of
from wecom_console.backends.transport_faults import fault_of
from wecom_console.domain.profile import Network
from wecom_console.flow.commands import HttpCall
from wecom_console.protocol.http_replies import HttpAnswer, HttpFailed, TransportFault

pytestmark = pytest.mark.anyio

URL = "https://acme.authing.cn/x"
Serve = Callable[[ByteStream], Awaitable[None]]


@pytest.fixture
async def port() -> AsyncIterator[HttpxPort]:
    """A port with a client of its own."""
    async with open_http_port() as opened:
        yield opened


@asynccontextmanager
async def server(serve: Serve, *, tls: ssl.SSLContext | None = None) -> AsyncIterator[str]:
    """A server on loopback that speaks as `serve` does; its base URL."""
    listener = await anyio.create_tcp_listener(local_host="127.0.0.1")
    number = listener.extra(SocketAttribute.local_port)

    async def handle(stream: ByteStream) -> None:
        async with stream:
            try:
                if tls is not None:
                    stream = await anyio.streams.tls.TLSStream.wrap(
                        stream, server_side=True, ssl_context=tls
                    )
                await serve(stream)
            except (anyio.BrokenResourceError, anyio.EndOfStream, ssl.SSLError):
                pass

    async with listener, anyio.create_task_group() as group:
        group.start_soon(listener.serve, handle)
        yield f"{'http' if tls is None else 'https'}://127.0.0.1:{number}"
        group.cancel_scope.cancel()


def saying(*parts: bytes) -> Serve:
    """A server that reads a request and says this."""

    async def serve(stream: ByteStream) -> None:
        await stream.receive()
        for part in parts:
            await stream.send(part)

    return serve


async def fault(port: HttpxPort, url: str, *, timeout_s: float = 5.0) -> TransportFault:
    """Why a GET of `url` gets no answer."""
    answer = await port.call(HttpCall("GET", url, timeout_s=timeout_s))
    assert isinstance(answer, HttpFailed), answer
    return answer.fault


@respx.mock
async def test_what_is_sent(port: HttpxPort) -> None:
    """Method, query, headers and compact UTF-8 JSON, and who is asking."""
    route = respx.post(URL).mock(httpx.Response(200, json={"ok": True}))
    call = HttpCall(
        "POST",
        URL,
        query=(("a", "1 +&"),),
        headers=(("x-authing-app-id", "app"),),
        json={"name": "企业微信"},
    )
    answer = await port.call(call)
    assert isinstance(answer, HttpAnswer)
    sent = route.calls.last.request
    assert "a=1+%2B%26" == sent.url.query.decode()
    assert '{"name":"企业微信"}'.encode() == sent.content
    assert ("app", f"wecom-console/{__version__}", "identity") == (
        sent.headers["x-authing-app-id"],
        sent.headers["user-agent"],
        sent.headers["accept-encoding"],
    )
    assert (200, b'{"ok":true}') == (answer.status, answer.body)


@respx.mock
async def test_a_form_is_sent_as_one(port: HttpxPort) -> None:
    """In its order, with repeated names."""
    route = respx.post(URL).mock(httpx.Response(200))
    await port.call(HttpCall("POST", URL, form=(("b", "1&"), ("a", "é"), ("b", "2"))))
    sent = route.calls.last.request
    assert (b"b=1%26&a=%C3%A9&b=2", "application/x-www-form-urlencoded") == (
        sent.content,
        sent.headers["content-type"],
    )


@respx.mock
@pytest.mark.parametrize(
    ("name", "simulated"), [("wecom-console-simulator", True), ("nginx", False)]
)
async def test_our_simulator_is_known_by_its_name(
    port: HttpxPort, name: str, simulated: bool
) -> None:
    """Every answer of it carries the header."""
    respx.get(URL).mock(httpx.Response(200, headers={"Server": name}))
    answer = await port.call(HttpCall("GET", URL))
    assert isinstance(answer, HttpAnswer)
    assert simulated is answer.simulated


@respx.mock
async def test_a_redirect_is_an_answer(port: HttpxPort) -> None:
    """A code or token would travel on with it."""
    respx.get(URL).mock(httpx.Response(302, headers={"location": "https://evil.example/"}))
    answer = await port.call(HttpCall("GET", URL))
    assert isinstance(answer, HttpAnswer)
    assert (302, 1) == (answer.status, respx.calls.call_count)


@respx.mock
async def test_no_cookie_is_kept(port: HttpxPort) -> None:
    """One run leaves nothing for the next."""
    route = respx.get(URL).mock(httpx.Response(200, headers={"set-cookie": "a=1; Path=/"}))
    await port.call(HttpCall("GET", URL))
    await port.call(HttpCall("GET", URL))
    assert "cookie" not in route.calls.last.request.headers


async def test_nobody_listens(port: HttpxPort) -> None:
    """A port that was just given back."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        number = free.getsockname()[1]
    assert TransportFault.CONNECT is await fault(port, f"http://127.0.0.1:{number}/")


@pytest.mark.parametrize(("listens", "asked"), [("::1", "127.0.0.1"), ("127.0.0.1", "[::1]")])
async def test_only_the_other_family_listens(port: HttpxPort, listens: str, asked: str) -> None:
    """A server that was started for one family of addresses alone is not down."""
    async with await anyio.create_tcp_listener(local_host=listens) as listener:
        number = listener.extra(SocketAttribute.local_port)
        assert TransportFault.OTHER_FAMILY is await fault(port, f"http://{asked}:{number}/")


async def test_localhost_may_lead_to_one_family(
    port: HttpxPort, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Where the name leads to IPv4 alone and the server listens on IPv6 alone."""
    there = [(socket.AF_INET, socket.SOCK_STREAM, 6, "")]
    usual = socket.getaddrinfo

    def look_up(host: str, service: int, *rest: int, **more: int) -> object:
        if host not in ("localhost", b"localhost"):
            return usual(host, service, *rest, **more)
        return [(*one, ("127.0.0.1", service)) for one in there]

    monkeypatch.setattr(socket, "getaddrinfo", look_up)
    async with await anyio.create_tcp_listener(local_host="::1") as listener:
        number = listener.extra(SocketAttribute.local_port)
        assert TransportFault.OTHER_FAMILY is await fault(port, f"http://localhost:{number}/")


async def test_a_name_that_does_not_exist(port: HttpxPort, monkeypatch: pytest.MonkeyPatch) -> None:
    """The resolver's own exception is behind httpx's."""

    def unknown(*_: object, **__: object) -> None:
        raise socket.gaierror(socket.EAI_NONAME, "Name or service not known")

    monkeypatch.setattr(socket, "getaddrinfo", unknown)
    assert TransportFault.DNS is await fault(port, "https://no-such-host.example/")


async def test_a_server_that_hangs_up(port: HttpxPort) -> None:
    """Before it said anything."""
    async with server(saying()) as url:
        assert TransportFault.RESET is await fault(port, url)


async def test_a_server_that_breaks_off(port: HttpxPort) -> None:
    """In the middle of the body."""
    half = b"HTTP/1.1 200 OK\r\ncontent-length: 100\r\n\r\n{"
    async with server(saying(half)) as url:
        assert TransportFault.RESET is await fault(port, url)


async def test_a_server_that_speaks_no_http(port: HttpxPort) -> None:
    """SSH on that port, for instance."""
    async with server(saying(b"SSH-2.0-OpenSSH_9.2\r\n\r\n")) as url:
        assert TransportFault.PROTOCOL is await fault(port, url)


async def test_a_server_that_drips_is_timed_out(port: HttpxPort) -> None:
    """The limit counts for the whole call, not for each byte."""

    async def drip(stream: ByteStream) -> None:
        await stream.receive()
        await stream.send(b"HTTP/1.1 200 OK\r\ncontent-length: 1000\r\n\r\n")
        while True:
            await stream.send(b"x")
            await anyio.sleep(0.01)

    async with server(drip) as url:
        assert TransportFault.TIMEOUT is await fault(port, url, timeout_s=0.3)


async def test_a_body_without_end_is_cut_off(port: HttpxPort) -> None:
    """Four MiB are read, not more."""
    head = b"HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n"
    chunk = b"100000\r\n" + b"x" * 0x100000 + b"\r\n"
    async with server(saying(head, *[chunk] * 6)) as url:
        assert TransportFault.TOO_LARGE is await fault(port, url)


async def test_a_compressed_bomb_is_not_unpacked(port: HttpxPort) -> None:
    """A few kilobytes that would be a gigabyte."""
    packer = zlib.compressobj(wbits=31)
    bomb = b"".join(packer.compress(b"\0" * 2**20) for _ in range(64)) + packer.flush()
    head = f"HTTP/1.1 200 OK\r\ncontent-encoding: gzip\r\ncontent-length: {len(bomb)}\r\n\r\n"
    assert len(bomb) < BODY_LIMIT / 20
    async with server(saying(head.encode() + bomb)) as url:
        assert TransportFault.TOO_LARGE is await fault(port, url)


def compressed(encoding: str, body: bytes) -> Serve:
    """A server that compresses its answer so."""
    head = f"HTTP/1.1 200 OK\r\ncontent-encoding: {encoding}\r\ncontent-length: {len(body)}"
    return saying(f"{head}\r\n\r\n".encode() + body)


@pytest.mark.parametrize(
    ("encoding", "body"),
    [("gzip", gzip.compress(b"{}", mtime=0)), ("deflate", zlib.compress(b"{}"))],
    ids=["gzip", "deflate"],
)
async def test_a_compressed_answer_is_read_all_the_same(
    port: HttpxPort, encoding: str, body: bytes
) -> None:
    """Some servers compress whether asked for or not."""
    async with server(compressed(encoding, body)) as url:
        answer = await port.call(HttpCall("GET", url))
    assert isinstance(answer, HttpAnswer)
    assert b"{}" == answer.body


@pytest.mark.parametrize("encoding", ["br", "gzip"])
async def test_what_cannot_be_unpacked_is_no_answer(port: HttpxPort, encoding: str) -> None:
    """An unknown method, or rubbish under a known one."""
    async with server(compressed(encoding, b"rubbish")) as url:
        assert TransportFault.ENCODING is await fault(port, url)


@pytest.mark.parametrize("url", ["ftp://x/", "http://", "http://\x00/", "http://[::1/", "no url"])
async def test_an_address_that_is_none(port: HttpxPort, url: str) -> None:
    """A value, not an exception."""
    assert await fault(port, url) in TransportFault


@pytest.mark.parametrize(
    "call",
    [
        HttpCall("GET", "http://127.0.0.1:9/", headers=(("authorization", "密"),)),
        HttpCall("GET", "http://127.0.0.1:9/", headers=(("authorization", "a\r\nb: c"),)),
        HttpCall("POST", "http://127.0.0.1:9/", json={"code": "\ud800"}),
        HttpCall("GET", "http://127.0.0.1:9/", query=(("code", "\ud800"),)),
    ],
)
async def test_what_cannot_be_sent_is_a_value(port: HttpxPort, call: HttpCall) -> None:
    """A hostile server may issue any text as its token."""
    assert isinstance(await port.call(call), HttpFailed)


def certificate(folder: Path, *names: x509.GeneralName) -> ssl.SSLContext:
    """A server's context with a fresh certificate for these names."""
    key = p256("server")
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "test")])
    now = datetime.now(UTC)
    made = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(serial("server"))
        .not_valid_before(now - timedelta(days=1))
        .not_valid_after(now + timedelta(days=1))
        .add_extension(x509.SubjectAlternativeName(names), critical=False)
        .add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
        .sign(key, SHA256())
    )
    private = key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
    file = folder / "server.pem"
    file.write_bytes(private + made.public_bytes(Encoding.PEM))
    context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    context.load_cert_chain(file)
    return context


async def test_a_certificate_of_ones_own_is_not_trusted(port: HttpxPort, tmp_path: Path) -> None:
    """Nobody vouches for it."""
    context = certificate(tmp_path, x509.DNSName("localhost"))
    async with server(saying(b""), tls=context) as url:
        assert TransportFault.TLS_TRUST is await fault(port, url)


async def test_a_certificate_for_another_name(tmp_path: Path) -> None:
    """Trusted, and of somebody else."""
    context = certificate(tmp_path, x509.DNSName("another.example"))
    trusting = ssl.create_default_context(cafile=str(tmp_path / "server.pem"))
    async with (
        server(saying(b""), tls=context) as url,
        httpx.AsyncClient(verify=trusting) as client,
    ):
        assert TransportFault.TLS_NAME is await fault(HttpxPort(client), url)


async def test_plain_http_where_tls_is_expected(port: HttpxPort) -> None:
    """The wrong port."""
    async with server(saying(b"HTTP/1.1 400 Bad Request\r\n\r\n")) as url:
        assert TransportFault.TLS is await fault(port, url.replace("http:", "https:"))


async def test_tls_where_plain_http_is_spoken(port: HttpxPort, tmp_path: Path) -> None:
    """A server that hangs up on plain HTTP is asked for a handshake, and shows what it wants."""
    context = certificate(tmp_path, x509.DNSName("localhost"))
    async with server(saying(b""), tls=context) as url:
        assert TransportFault.TLS_EXPECTED is await fault(port, url.replace("https:", "http:"))


async def test_loopback_goes_through_no_proxy(monkeypatch: pytest.MonkeyPatch) -> None:
    """Whatever the environment says; other hosts do."""
    monkeypatch.setenv("HTTP_PROXY", "http://127.0.0.1:9")
    body = b"HTTP/1.1 200 OK\r\ncontent-length: 2\r\n\r\n{}"
    async with server(saying(body)) as url, open_http_port() as port:
        answer = await port.call(HttpCall("GET", url))
        assert isinstance(answer, HttpAnswer)
        assert TransportFault.PROXY is await fault(port, "http://acme.example/")


async def test_a_proxy_of_ones_own_is_asked(monkeypatch: pytest.MonkeyPatch) -> None:
    """It gets the whole address; the environment's is not asked."""
    monkeypatch.setenv("HTTP_PROXY", "http://127.0.0.1:9")
    heard: list[bytes] = []

    async def proxy(stream: ByteStream) -> None:
        heard.append(await stream.receive())
        await stream.send(b"HTTP/1.1 200 OK\r\ncontent-length: 2\r\n\r\n{}")

    async with server(proxy) as url, open_http_port(Route(proxy=url)) as port:
        answer = await port.call(HttpCall("GET", "http://acme.example/a"))
    assert isinstance(answer, HttpAnswer)
    assert heard[0].startswith(b"GET http://acme.example/a HTTP/1.1\r\n")


async def test_a_proxy_that_refuses_the_way() -> None:
    """For https it is asked to connect first."""
    refused = saying(b"HTTP/1.1 403 Forbidden\r\ncontent-length: 0\r\n\r\n")
    async with server(refused) as url, open_http_port(Route(proxy=url)) as port:
        assert TransportFault.PROXY_REFUSES is await fault(port, "https://acme.example/")


async def test_direct_leaves_the_environments_proxy_out(monkeypatch: pytest.MonkeyPatch) -> None:
    """The name itself is looked up."""
    monkeypatch.setenv("HTTP_PROXY", "http://127.0.0.1:9")

    def unknown(*_: object, **__: object) -> None:
        raise socket.gaierror

    monkeypatch.setattr(socket, "getaddrinfo", unknown)
    async with open_http_port(Route(is_direct=True)) as port:
        assert TransportFault.DNS is await fault(port, "http://acme.example/")


async def test_an_authority_of_ones_own_is_trusted(tmp_path: Path) -> None:
    """By this connection."""
    context = certificate(tmp_path, x509.IPAddress(ip_address("127.0.0.1")))
    body = b"HTTP/1.1 200 OK\r\ncontent-length: 2\r\n\r\n{}"
    route = Route(ca_file=tmp_path / "server.pem")
    async with server(saying(body), tls=context) as url, open_http_port(route) as port:
        assert isinstance(await port.call(HttpCall("GET", url)), HttpAnswer)


@pytest.mark.parametrize("content", [None, b"", b"no certificate", b"\xff\xfe\x00"])
async def test_a_ca_file_that_cannot_be_used(tmp_path: Path, content: bytes | None) -> None:
    """Nothing is sent; plain http does not need it."""
    if content is not None:
        (tmp_path / "ca.pem").write_bytes(content)
    body = b"HTTP/1.1 200 OK\r\ncontent-length: 2\r\n\r\n{}"
    route = Route(ca_file=tmp_path / "ca.pem")
    async with server(saying(body)) as url, open_http_port(route) as port:
        assert TransportFault.CA_FILE is await fault(port, "https://acme.example/")
        assert isinstance(await port.call(HttpCall("GET", url)), HttpAnswer)


@pytest.mark.parametrize("path", ["/dev/zero", "/", "ca.pem"])
async def test_a_ca_file_that_is_no_file_of_certificates(path: str) -> None:
    """It would be read for ever, or be another one in every folder."""
    async with open_http_port(Route(ca_file=Path(path))) as port:
        assert TransportFault.CA_FILE is await fault(port, "https://acme.example/")


def test_a_relative_ca_file_counts_from_the_config_file(tmp_path: Path) -> None:
    """Without one it leads nowhere, whatever folder the program was started in."""
    network = Network(ca_file="ca.pem")
    assert (tmp_path / "ca.pem", Path("ca.pem")) == (
        route_of(network, tmp_path).ca_file,
        route_of(network).ca_file,
    )


def no_such_name(*_: object, **__: object) -> None:
    """A resolver that knows nobody."""
    raise socket.gaierror(socket.EAI_NONAME, "Name or service not known")


@pytest.mark.parametrize("host", ["127.0.0.1", "localhost", "[::1]"])
async def test_a_dead_server_of_this_computer_is_not_the_proxys_fault(host: str) -> None:
    """Nothing on loopback goes through one, whatever is set."""
    async with open_http_port(Route(proxy="http://127.0.0.1:9")) as port:
        assert TransportFault.CONNECT is await fault(port, f"http://{host}:9/")


@pytest.mark.parametrize(
    ("variable", "url", "expected"),
    [
        ("HTTP_PROXY", "http://acme.example/", TransportFault.PROXY),
        ("HTTPS_PROXY", "http://acme.example/", TransportFault.DNS),
        ("ALL_PROXY", "http://acme.example/", TransportFault.PROXY),
    ],
)
async def test_a_fault_on_the_way_is_the_proxys_only_where_there_is_one(
    monkeypatch: pytest.MonkeyPatch, variable: str, url: str, expected: TransportFault
) -> None:
    """That of this scheme, or of all."""
    for name in ("HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY", "NO_PROXY"):
        monkeypatch.delenv(name, raising=False)
        monkeypatch.delenv(name.lower(), raising=False)
    monkeypatch.setattr(socket, "getaddrinfo", no_such_name)
    monkeypatch.setenv(variable, "http://127.0.0.1:9")
    async with open_http_port() as port:
        assert expected is await fault(port, url)


async def test_a_host_that_needs_no_proxy_has_none_to_blame(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """NO_PROXY names it."""
    monkeypatch.setenv("HTTP_PROXY", "http://127.0.0.1:9")
    monkeypatch.setenv("NO_PROXY", "acme.example")
    monkeypatch.setattr(socket, "getaddrinfo", no_such_name)
    async with open_http_port() as port:
        assert TransportFault.DNS is await fault(port, "http://acme.example/")


def test_no_proxy_is_another_thing_than_the_usual_one() -> None:
    """Empty: the environment's."""
    assert (Route(), Route(is_direct=True), Route("http://proxy:1")) == tuple(
        route_of(Network(proxy=proxy)) for proxy in ("", "direct", "http://proxy:1")
    )


async def test_a_call_can_be_cancelled(port: HttpxPort) -> None:
    """At once, and the connection is closed."""

    async def never(stream: ByteStream) -> None:
        await stream.receive()
        asked.set()
        await anyio.sleep_forever()

    asked = anyio.Event()
    async with server(never) as url:
        with anyio.fail_after(60):
            async with anyio.create_task_group() as group:
                group.start_soon(port.call, HttpCall("GET", url))
                await asked.wait()
                group.cancel_scope.cancel()


@pytest.mark.parametrize(
    ("failure", "fault"),
    [
        (httpx.ProxyError("407 Proxy Authentication Required"), TransportFault.PROXY_AUTH),
        (httpx.ProxyError("503 Service Unavailable"), TransportFault.PROXY_REFUSES),
        (httpx.ProxyError("403 Forbidden"), TransportFault.PROXY_REFUSES),
        (httpx.ProxyError("400 Bad Request"), TransportFault.PROXY),
        (httpx.PoolTimeout(""), TransportFault.TIMEOUT),
        (httpx.ConnectTimeout(""), TransportFault.TIMEOUT),
        (httpx.WriteError(""), TransportFault.RESET),
        (httpx.LocalProtocolError(""), TransportFault.PROTOCOL),
        (httpx.UnsupportedProtocol(""), TransportFault.PROTOCOL),
    ],
)
async def test_other_failures(failure: Exception, fault: TransportFault) -> None:
    """Each has its own cause and fix."""
    assert fault is fault_of(failure)
