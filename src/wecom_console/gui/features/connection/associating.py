"""The associated app's presenter as the page makes it."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from wecom_console.domain.profile import Profile
from wecom_console.gui.features.connection.comparing import stored_secrets
from wecom_console.gui.features.connection.presenter.association import AssociationPresenter
from wecom_console.gui.shell.context import ShellContext

if TYPE_CHECKING:
    from wecom_console.services.authing.preflight import Preflight


def association_of(context: ShellContext, owner: QObject) -> AssociationPresenter:
    """Over the window's event loop."""

    async def ask(profile: Profile, stored_id: str) -> "Preflight":
        from wecom_console.services.authing.association import ask_association  # httpx

        return await ask_association(profile, await stored_secrets(context, stored_id))

    return AssociationPresenter(context.bridge, ask, parent=owner)
