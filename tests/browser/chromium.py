"""A headless Chromium, driven over its DevTools protocol: open a page, read it, click in it."""

import itertools
import json
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from websockets.sync.client import ClientConnection, connect

OPTIONS = (
    "--headless=new",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--no-default-browser-check",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--remote-debugging-port=0",
)


def chromium_program() -> str:
    """The browser's path; a clear sentence where there is none."""
    found = shutil.which("chromium") or shutil.which("chromium-browser")
    assert found, "these tests need Chromium: apt install chromium"
    return found


class Page:
    """One tab. `timeout_s` bounds every answer."""

    def __init__(self, socket: ClientConnection, *, timeout_s: float = 20.0) -> None:
        self._socket = socket
        self._timeout_s = timeout_s
        self._numbers = itertools.count(1)
        self._events: list[dict[str, Any]] = []
        self.call("Page.enable")

    def call(self, method: str, **params: object) -> dict[str, Any]:
        """Ask the tab something and wait for the answer."""
        number = next(self._numbers)
        self._socket.send(json.dumps({"id": number, "method": method, "params": params}))
        while True:
            message: dict[str, Any] = json.loads(self._socket.recv(self._timeout_s))
            if message.get("id") == number:
                assert "error" not in message, message["error"]
                result: dict[str, Any] = message["result"]
                return result
            self._events.append(message)

    def _await_load(self) -> None:
        while not any(event.get("method") == "Page.loadEventFired" for event in self._events):
            self._events.append(json.loads(self._socket.recv(self._timeout_s)))
        self._events.clear()

    def open(self, url: str) -> None:
        """Go there and wait until it is loaded."""
        self._events.clear()
        answer = self.call("Page.navigate", url=url)
        assert "errorText" not in answer, answer["errorText"]
        self._await_load()

    def evaluate(self, script: str) -> Any:
        """The value of a JavaScript expression in the page."""
        answer = self.call("Runtime.evaluate", expression=script, returnByValue=True)
        assert "exceptionDetails" not in answer, answer["exceptionDetails"]
        return answer["result"].get("value")

    def click_and_load(self, selector: str) -> None:
        """Click what `selector` finds and wait for the page it leads to."""
        self._events.clear()
        clicked = self.evaluate(
            f"(e => {{ if (e) e.click(); return !!e; }})(document.querySelector({selector!r}))"
        )
        assert clicked, f"there is no {selector} on {self.evaluate('location.href')}"
        self._await_load()


@contextmanager
def browser_page(profile: Path, *, width: int = 390, height: int = 844) -> Iterator[Page]:
    """A fresh browser with an empty profile in `profile`, as wide as a phone."""
    command = [
        chromium_program(),
        *OPTIONS,
        f"--window-size={width},{height}",
        f"--user-data-dir={profile}",
        "about:blank",
    ]
    with subprocess.Popen(command, stderr=subprocess.PIPE, text=True) as browser:
        assert browser.stderr is not None
        try:
            address = next(
                line.split()[-1] for line in browser.stderr if "DevTools listening on" in line
            )
            with connect(address, max_size=None) as root:
                root.send(json.dumps({"id": 1, "method": "Target.getTargets"}))
                targets = json.loads(root.recv(20))["result"]["targetInfos"]
            tab = next(t["targetId"] for t in targets if t["type"] == "page")
            host = address.split("/devtools/")[0]
            with connect(f"{host}/devtools/page/{tab}", max_size=None) as socket:
                yield Page(socket)
        finally:
            browser.kill()
            browser.stderr.close()
