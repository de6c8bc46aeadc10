"""The associated app's presenter as the page makes it."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from wecom_console.domain.profile import Profile
from wecom_console.gui.pages.connection_form.preparing import PageLoop
from wecom_console.gui.presenters.association import AssociationPresenter
from wecom_console.gui.shell.context import ShellContext

if TYPE_CHECKING:
    from wecom_console.services.preflight import Preflight


def association_of(context: ShellContext, owner: QObject) -> AssociationPresenter:
    """Over the window's event loop."""

    async def ask(profile: Profile) -> "Preflight":
        from wecom_console.services.preflight import LivePreflight  # httpx

        return await LivePreflight().run_authing(profile)

    return AssociationPresenter(PageLoop(context, owner), ask, parent=owner)
