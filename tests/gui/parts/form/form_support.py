"""A service on a real file, a worker that answers at once or when told, and good values."""

from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from types import SimpleNamespace
from typing import Any, TypeVar, cast

import anyio
from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from wecom_console.domain.secrets import Secret
from wecom_console.gui.parts.form.presenter.presenter import FormPresenter
from wecom_console.gui.shell.context import ShellContext
from wecom_console.gui.shell.page import Page
from wecom_console.gui.theme.apply import WindowStyle
from wecom_console.gui.theme.controller import ThemeController
from wecom_console.services.profiles.checklist import StepOne
from wecom_console.services.profiles.service import ProfileService
from wecom_console.storage.secrets.environment_store import EnvironmentStore
from wecom_console.storage.secrets.keeper import SecretKeeper
from wecom_console.storage.secrets.protocol import SecretsStanding
from wecom_console.storage.secrets.session_store import SessionStore
from wecom_console.storage.store import store_at

W = TypeVar("W", bound=QWidget)

CORP = "ww3f9c0a7be1d24856"
AGENT = "1000002"
SCHEMA = "wwauth3f9c0a7be1d24856000002"
OTHER_SCHEMA = "wwauth3f9c0a7be1d24856000007"
SECRET = "Zq3".ljust(43, "x")
WINDOW_SIZE = (1080, 748)

GOOD: dict[str, str] = {
    "identifier": "acme-staff",
    "display_name": "Acme 员工登录",
    "corp_id": CORP,
    "agent_id": AGENT,
    "secret": SECRET,
    "schema": SCHEMA,
}
GOOD_DOCUMENT = {**GOOD, "secret": "keyring:"}


@dataclass
class Clock:
    """Seconds that only a test moves."""

    now: float = 1_790_000_000.0

    def __call__(self) -> float:
        return self.now


@dataclass
class FakeBridge:
    """The bridge without a thread: answers at once, or on `release` while it is held."""

    is_held: bool = False
    waiting: list[Callable[[], None]] = field(default_factory=list)

    def call(
        self,
        work: Callable[..., Any],
        *args: object,
        on_done: Callable[[Any], object] | None = None,
        on_error: Callable[[Exception], object] | None = None,
        owner: object = None,
    ) -> None:
        def job() -> None:
            try:
                answer = work(*args)
            except Exception as error:  # noqa: BLE001  as the bridge does
                if on_error is not None:
                    on_error(error)
            else:
                if on_done is not None:
                    on_done(answer)

        if self.is_held:
            self.waiting.append(job)
        else:
            job()

    def run(
        self,
        work: Callable[..., Any],
        *args: object,
        on_done: Callable[[Any], object] | None = None,
        on_error: Callable[[Exception], object] | None = None,
        owner: object = None,
    ) -> None:
        """A coroutine, to its end."""
        self.call(lambda: anyio.run(work, *args), on_done=on_done, on_error=on_error)

    def release(self) -> None:
        """Answer everything that waits."""
        self.is_held = False
        while self.waiting:
            self.waiting.pop(0)()


def profile_service(folder: Path, clock: Clock | None = None) -> ProfileService:
    """The real service on a file in `folder`; secrets stay in memory."""
    clock = clock or Clock()
    keyring, session = SessionStore(), SessionStore()
    keeper = SecretKeeper(keyring, session, EnvironmentStore({}))
    return ProfileService(store_at(folder / "profiles.db", clock=clock), keeper, clock)


def fill(presenter: FormPresenter, **changes: str) -> None:
    """Types good values, but for `changes`."""
    for path, value in (GOOD | changes).items():
        presenter.set_field(path, value)


def create(service: ProfileService, **changes: str) -> str:
    """Stores a good connection and gives its id."""
    document = {**GOOD_DOCUMENT, **changes}
    result = service.create(document, {"secret": Secret(SECRET)})
    return result.profile.id  # type: ignore[union-attr]


@dataclass
class FakeToast:
    """Remembers what was said and what undoes it."""

    said: list[str] = field(default_factory=list)
    action: Callable[[], object] | None = None

    def show_sentence(
        self,
        sentence: str,
        *,
        action_text: str = "",
        action: Callable[[], object] | None = None,
        undoes: bool = False,
        close_name: str = "",
        milliseconds: int = 0,
    ) -> None:
        self.said.append(sentence)
        self.action = action


@dataclass
class Desk:
    """A shell's context without a shell: what pages did to it can be read."""

    theme: ThemeController
    service: ProfileService
    language: str = "en"
    secrets_go: SecretsStanding = SecretsStanding.KEYRING
    visited: list[tuple[str, object]] = field(default_factory=list)
    opened: list[str] = field(default_factory=list)
    copied: list[str] = field(default_factory=list)
    toast: FakeToast = field(default_factory=FakeToast)

    def clear(self, service: ProfileService) -> None:
        """As new, over another store: for pages that stay while tests come and go."""
        self.service, self.language, self.toast = service, "en", FakeToast()
        self.secrets_go = SecretsStanding.KEYRING
        for notes in (self.visited, self.opened, self.copied):
            notes.clear()

    def services(self) -> Any:
        """What the context's services are made of."""
        status = SimpleNamespace(standing=self.secrets_go)
        return SimpleNamespace(
            profiles=self.service,
            secrets=SimpleNamespace(status=lambda: status),
            step_one=StepOne(self.service._store.confirmations),
            attempts=None,
        )

    def context(self) -> ShellContext:
        """The context for one page."""
        return ShellContext(
            theme=self.theme,
            bridge=cast("Any", FakeBridge()),
            languages=cast("Any", SimpleNamespace(language=self.language)),
            settings=cast("Any", None),
            services=self.services,
            toast=lambda: cast("Any", self.toast),
            navigate=lambda key, args: self.visited.append((key, args)),
            set_badge=lambda _key, _badge: None,
            set_simulator_port=lambda _port: None,
        )


def shown(qtbot: QtBot, page: Page, theme: ThemeController) -> QWidget:
    """A window with the page and its footer, as the shell puts them."""
    window = window_with(page, theme)
    qtbot.addWidget(window)
    return window


def window_with(page: Page, theme: ThemeController) -> QWidget:
    """The same for several tests: `fresh_window` before each, `put_away` after the last."""
    window = QWidget()
    WindowStyle(window, theme)
    column = QVBoxLayout(window)
    column.setContentsMargins(0, 0, 0, 0)
    column.addWidget(page, 1)
    footer = page.footer()
    if footer is not None:
        column.addWidget(footer)
    page.retranslate()
    fresh_window(window)
    return window


def fresh_window(window: QWidget) -> None:
    """In front, of its usual size, whatever an earlier test did to it."""
    window.resize(*WINDOW_SIZE)
    window.show()
    window.activateWindow()
    focused = QApplication.focusWidget()
    if focused is not None:
        focused.clearFocus()


def put_away(window: QWidget) -> None:
    """Ends a window for good: a deleted one that waits for an event loop slows the next test."""
    window.close()
    window.deleteLater()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


def find(window: QWidget, kind: type[W], name: str) -> W:
    """The widget of that name, which must be there."""
    found = window.findChild(kind, name)
    assert found is not None, f"there is no {name}"
    return found
