"""A phone that uses the simulator's confirm page as a browser does.

For a simulator that runs elsewhere and whose control token is not known: the page needs none.
"""

from html.parser import HTMLParser
from typing import Final
from urllib.parse import urljoin, urlsplit

from wecom_console.flow.commands import (
    AwaitCallback,
    CallbackArrived,
    HttpCall,
    LinkNotShown,
    LinkShown,
    NoCallback,
    PhoneRefused,
    ShowLink,
    Silence,
)
from wecom_console.flow.ports import HttpPort
from wecom_console.protocol.answers import host_of
from wecom_console.protocol.http_replies import HttpAnswer, HttpFailed

PAGE_DECISIONS: Final = ("approve", "cancel")
"""What the page's buttons can do. A refusal by WeCom itself has no button."""


class ConfirmPage(HTMLParser):
    """What a page of the phone offers: hidden values, the chosen member, the link back, and the
    codes it prints (the last is the reason of a refusal)."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.ticket = ""
        self.member = ""
        self.return_link = ""
        self.codes: list[str] = []
        self._in_code = False
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """An element begins."""
        values = {key: value or "" for key, value in attrs}
        match tag, values.get("name"):
            case "input", "ticket":
                self.ticket = values.get("value", "")
            case "input", "member" if "checked" in values:
                self.member = values.get("value", "")
            case "a", _ if values.get("id") == "return-link":
                self.return_link = values.get("href", "")
            case "code", _:
                self._in_code = True
                self.codes.append("")
            case _:
                pass

    def handle_endtag(self, tag: str) -> None:
        """An element ends."""
        if tag == "code":
            self._in_code = False

    def handle_data(self, data: str) -> None:
        """Text between elements."""
        if self._in_code:
            self.codes[-1] += data.strip()


class PagePhone:
    """Opens the confirm page and presses the scenario's button."""

    def __init__(self, http: HttpPort, *, member: str = "") -> None:
        self._http = http
        self._member = member
        self._confirm_url = ""
        self._asked: dict[str, str | int] = {}

    async def show(self, command: ShowLink) -> LinkShown | LinkNotShown:
        """Take the page's address, and what a refusal's sentence may name."""
        self._confirm_url = command.confirm_url
        request = command.request
        self._asked = {
            "corp_id": request.corp_id,
            "agent_id": request.agent_id,
            "schema": request.schema,
            "platform": request.platform.value,
            "found": request.package or request.bundle_id,
            "expected": "?",
            "userid": self._member or "?",
        }
        return LinkShown(simulated=True)

    async def await_callback(
        self, command: AwaitCallback
    ) -> CallbackArrived | PhoneRefused | NoCallback:
        """Load the page, send its form, follow to the result."""
        if not self._confirm_url or command.decision not in PAGE_DECISIONS:
            return NoCallback(Silence.ABSENT, simulated=True)
        shown = await self._http.call(HttpCall("GET", self._confirm_url))
        page = self._read(shown)
        if isinstance(page, PhoneRefused):
            return page
        if not page.ticket:
            return self._refusal(page)
        form = (
            ("ticket", page.ticket),
            ("member", self._member or page.member),
            ("decision", command.decision),
        )
        parts = urlsplit(self._confirm_url)
        action = f"{parts.scheme}://{parts.netloc}{parts.path}"
        sent = await self._http.call(HttpCall("POST", action, form=form))
        target = _redirect(sent, action)
        if not target:
            return self._failed(sent)
        result = self._read(await self._http.call(HttpCall("GET", target)))
        if isinstance(result, PhoneRefused):
            return result
        if result.return_link:
            return CallbackArrived(result.return_link, simulated=True)
        return self._refusal(result)

    def _read(self, answer: HttpAnswer | HttpFailed) -> ConfirmPage | PhoneRefused:
        if isinstance(answer, HttpFailed) or answer.status != 200:
            return self._failed(answer)
        return ConfirmPage(answer.body.decode("utf-8", errors="replace"))

    def _refusal(self, page: ConfirmPage) -> PhoneRefused:
        reason = page.codes[-1] if page.codes else ""
        return PhoneRefused(reason if reason.startswith("phone.") else "phone.unknown", self._asked)

    def _failed(self, answer: HttpAnswer | HttpFailed) -> PhoneRefused:
        reason = answer.fault if isinstance(answer, HttpFailed) else f"HTTP {answer.status}"
        params = {"host": host_of(self._confirm_url), "reason": str(reason)}
        return PhoneRefused("phone.no_simulator", params)


def _redirect(answer: HttpAnswer | HttpFailed, base: str) -> str:
    """Where the form leads, on the same server only."""
    if isinstance(answer, HttpFailed) or answer.status != 303:
        return ""
    target = urljoin(base, dict(answer.headers).get("location", ""))
    return target if urlsplit(target).netloc == urlsplit(base).netloc else ""
