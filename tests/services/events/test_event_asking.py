"""How an event URL is asked, and what every finding says."""

import re
import tomllib
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest

from services.events.sealing import CORP, KEY, TOKEN, opened
from wecom_console.backends.route import Route
from wecom_console.domain.secrets import Secret
from wecom_console.flow.commands import HttpCall
from wecom_console.flow.ports import HttpPort
from wecom_console.messages.catalogue import LANGUAGES
from wecom_console.protocol.http_replies import HttpAnswer, HttpFailed, TransportFault
from wecom_console.resource_files import read_resource
from wecom_console.services import events
from wecom_console.services.events.asking import PATIENCE_MS, ask_url, may_ask
from wecom_console.services.events.findings import EventValues

pytestmark = pytest.mark.anyio
VALUES = EventValues(Secret(TOKEN), Secret(KEY), (CORP,))
URL = "http://127.0.0.1:8080/cb"


@dataclass
class Slow:
    """Answers rightly to whoever asks, after this long."""

    elapsed_ms: float

    async def call(self, call: HttpCall) -> HttpAnswer | HttpFailed:
        """The text in the clear."""
        echo = parse_qs(urlsplit(call.url).query)["echostr"][0]
        return HttpAnswer(200, (), opened(echo)[0].encode(), self.elapsed_ms)


class Gone:
    """Nobody is there."""

    async def call(self, _call: HttpCall) -> HttpAnswer | HttpFailed:
        """No answer."""
        return HttpFailed(TransportFault.CONNECT, "127.0.0.1")


async def causes(port: HttpPort, values: EventValues = VALUES) -> list[str]:
    """What is told of a server."""

    @asynccontextmanager
    async def opener(_route: Route) -> AsyncIterator[HttpPort]:
        yield port

    found = await ask_url(values, URL, open_http=opener)
    assert not isinstance(found, HttpFailed)
    return [f"{one.check}.{one.cause}" for one in found]


@pytest.mark.parametrize(("over", "cause"), [(0, "answer.right"), (1, "answer.slow")])
async def test_a_second_is_all_that_wecom_waits(over: int, cause: str) -> None:
    """What comes later is right and too late."""
    assert cause == (await causes(Slow(PATIENCE_MS + over)))[0]


async def test_without_a_usable_key_nothing_is_asked() -> None:
    """The key is told, and that there was no question."""
    values = EventValues(Secret(TOKEN), Secret(KEY[:-1]), (CORP,))
    assert ["answer.not_asked", "encoding_aes_key.length"] == await causes(Gone(), values)


@pytest.mark.parametrize(
    ("url", "why"),
    [
        (URL, ""),
        ("http://localhost/cb", ""),
        ("https://ev.example.com/cb", ""),
        ("https://EV.example.com:8443/cb", ""),
        ("https://other.example.com/cb", "events_host"),
        ("http://127.0.0.1.example.com/cb", "events_host"),
        ("http://0x7f000001.example.com/cb", "events_host"),
        ("https://ev.example.com@evil.example.com/cb", "events_url"),
        ("file:///etc/passwd", "events_url"),
        ("http://[::1", "events_url"),
        ("https:///cb", "events_url"),
        ("https://ev.example.com/a b", "events_url"),
    ],
)
async def test_only_this_computer_and_hosts_of_ones_own_are_asked(url: str, why: str) -> None:
    """By the whole name of the host."""
    assert why == may_ask(url, ("ev.example.com",))


@pytest.mark.parametrize("language", LANGUAGES)
async def test_every_finding_has_a_sentence_and_no_sentence_is_left_over(language: str) -> None:
    """The causes of the code are those of the messages."""
    tables = tomllib.loads(read_resource("messages", language, "events.toml"))["events"]
    told = {cause for check, causes in tables.items() if check != "name" for cause in causes}
    code = "".join(path.read_text("utf-8") for path in Path(events.__path__[0]).glob("*.py"))
    literals = set(re.findall(r'"([a-z_0-9]+)"', code))
    assert [] == sorted(told - literals)
