"""The checklist's presenter as a page makes it."""

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject

from wecom_console.domain.profile import Profile
from wecom_console.domain.secrets import Secret
from wecom_console.gui.parts.form.presenter.checklist import PreparationPresenter
from wecom_console.gui.parts.form.presenter.ports import Worker
from wecom_console.gui.parts.form.presenter.presenter import FormPresenter
from wecom_console.gui.shell.context import ShellContext

if TYPE_CHECKING:
    from wecom_console.services.profiles.checklist import StepItems


class PageLoop:
    """The bridge on behalf of a page: with its end nothing is heard any more."""

    def __init__(self, context: ShellContext, owner: QObject) -> None:
        self._context = context
        self._owner = owner

    def run(
        self,
        work: Callable[..., Any],
        *args: object,
        on_done: Callable[[Any], object] | None = None,
        on_error: Callable[[Exception], object] | None = None,
    ) -> Any:
        """A coroutine function on the event loop."""
        return self._context.bridge.run(
            work, *args, on_done=on_done, on_error=on_error, owner=self._owner
        )


def form_presenter(context: ShellContext, worker: Worker, owner: QObject) -> FormPresenter:
    """Over the window's services."""
    return FormPresenter(
        lambda: context.services().profiles,
        worker,
        secrets_go=lambda: context.services().secrets.status().standing,
        parent=owner,
    )


def preparation_of(
    context: ShellContext, form: FormPresenter, worker: Worker, owner: QObject
) -> PreparationPresenter:
    """Over the window's services."""

    async def ask(profile: Profile, secrets: Mapping[str, Secret], stored_id: str) -> "StepItems":
        from anyio.to_thread import run_sync  # with the bridge

        from wecom_console.services.authing.checklist_evidence import ask_wecom  # httpx

        services = await run_sync(context.services)
        return await ask_wecom(services, profile, secrets, stored_id)

    return PreparationPresenter(
        form,
        step_one=lambda: context.services().step_one,
        worker=worker,
        loop=PageLoop(context, owner),
        ask=ask,
        parent=owner,
    )
