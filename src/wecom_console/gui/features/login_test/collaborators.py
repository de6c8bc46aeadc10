"""What the login test page is made of in the real window."""

import secrets
import time
from collections.abc import Callable
from dataclasses import dataclass

from wecom_console.gui.features.login_test.presenter.device import DevicePresenter
from wecom_console.gui.features.login_test.presenter.online import OnlineCheckPresenter
from wecom_console.gui.features.login_test.presenter.presenter import LoginTestPresenter
from wecom_console.gui.parts.chooser import DialogChooser, FileChooser
from wecom_console.gui.parts.desktop import open_in_browser, save_bytes
from wecom_console.gui.parts.presenter.choices import Defaults
from wecom_console.gui.parts.report_saving import SaveBytes
from wecom_console.gui.parts.stored_logins import login_tests
from wecom_console.gui.shell.context import ShellContext


@dataclass(frozen=True, slots=True)
class LoginTestCollaborators:
    """`save_bytes` blocks and returns the system's complaint, if any."""

    presenter: LoginTestPresenter
    device: DevicePresenter
    chooser: FileChooser
    save_bytes: SaveBytes = save_bytes
    open_url: Callable[[str], object] = open_in_browser
    online: OnlineCheckPresenter | None = None
    clock: Callable[[], float] = time.time


def real_collaborators(context: ShellContext) -> LoginTestCollaborators:
    """Over the window's bridge and services."""
    messages = context.messages()

    def defaults() -> Defaults:
        chosen = context.settings.read()
        return Defaults(chosen.default_platform)

    tests = login_tests(context)
    presenter = LoginTestPresenter(
        background=context.bridge,
        tests=tests,
        messages=messages,
        ticks_ms=lambda: time.monotonic() * 1000,
        defaults=defaults,
    )
    device = DevicePresenter(messages=messages, new_state=lambda: secrets.token_urlsafe(16))
    online = OnlineCheckPresenter(
        background=context.bridge,
        tests=tests,
        messages=messages,
        connection=lambda: presenter.connection,
    )
    return LoginTestCollaborators(presenter, device, DialogChooser(), online=online)
