"""The form's presenters as a page makes them."""

from collections.abc import Mapping
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from wecom_console.domain.profile import Profile
from wecom_console.domain.secrets import Secret
from wecom_console.gui.parts.form.presenter.checklist import PreparationPresenter
from wecom_console.gui.parts.form.presenter.presenter import FormPresenter
from wecom_console.gui.shell.context import ShellContext

if TYPE_CHECKING:
    from wecom_console.services.profiles.checklist import StepItems


def form_presenter(context: ShellContext, owner: QObject) -> FormPresenter:
    """Over the window's services."""
    return FormPresenter(
        lambda: context.services().profiles,
        context.bridge,
        secrets_go=lambda: context.services().secrets.status().standing,
        parent=owner,
    )


def preparation_of(
    context: ShellContext, form: FormPresenter, owner: QObject
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
        background=context.bridge,
        ask=ask,
        parent=owner,
    )
