"""What the page asks Authing, as it makes it: presenters, secrets, and the question before
*Apply*."""

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject

from wecom_console.domain.live.connection import DEFAULT_HOST
from wecom_console.domain.profile import Profile
from wecom_console.domain.secrets import Secret
from wecom_console.gui.features.connection.compare_tab import CompareTab
from wecom_console.gui.features.connection.presenter.association import AssociationPresenter
from wecom_console.gui.features.connection.presenter.comparison import ComparisonPresenter
from wecom_console.gui.shell.context import ShellContext
from wecom_console.gui.widgets.boxes.guard_bar import GuardBar
from wecom_console.protocol.answers import host_of
from wecom_console.services.profiles.records import StoredProfile

if TYPE_CHECKING:
    from wecom_console.services.authing.live import LiveSecrets
    from wecom_console.services.authing.preflight import Preflight


class Comparing(QObject):
    """The presenter over the window's services, and the question before Authing is changed."""

    def __init__(self, context: ShellContext, guard: GuardBar, owner: QObject) -> None:
        super().__init__(owner)
        self._context = context
        self._guard = guard
        self.presenter = ComparisonPresenter(
            context.bridge,
            profiles=lambda: context.services().profiles,
            compare=self._compare,
            apply=self._apply,
            adopt=self._adopt,
            parent=self,
        )
        self.presenter.adopted.connect(self._on_adopted)

    def serve(self, tab: CompareTab) -> None:
        """Answers what `tab` asks for."""
        tab.apply_requested.connect(self.confirm)
        tab.pull_requested.connect(self.confirm_pull)
        tab.others.open_requested.connect(self._open)

    def confirm(self, steps: list[str]) -> None:
        """Always asked: what is changed is not here."""
        profile, messages = self.presenter.profile, self._context.messages()
        if profile is None:
            return
        rows = [("", step) for step in steps]
        if profile.environment == "production":
            rows.append(("", messages.text("live.page.apply_production")))
        host = host_of(profile.backend.host) or DEFAULT_HOST
        self._guard.ask(
            messages.text("live.page.apply_ask", host=host),
            rows,
            confirm=self.tr("Apply"),
            stay=self.tr("Leave as it is"),
            action=self.presenter.apply,
        )

    def confirm_pull(self) -> None:
        """A connection in production is asked about first, as before any of its saves."""
        profile, messages = self.presenter.profile, self._context.messages()
        if profile is None or profile.environment != "production":
            self.presenter.pull()
            return
        self._guard.ask(
            messages.text("live.page.pull_ask"),
            (("", messages.text("live.page.pull_production")),),
            confirm=self.tr("Use"),
            stay=self.tr("Leave as it is"),
            action=self.presenter.pull,
        )

    async def _compare(self, profile: Profile, stored_id: str) -> Any:
        from wecom_console.services.authing.live import LiveAuthing  # httpx

        return await LiveAuthing().diff(profile, await stored_secrets(self._context, stored_id))

    async def _apply(self, profile: Profile, stored_id: str, plan: Any) -> Any:
        from wecom_console.services.authing.live import LiveAuthing  # httpx

        name = self._context.messages().text("live.source_name")
        secrets = await stored_secrets(self._context, stored_id)
        return await LiveAuthing().apply(profile, secrets, plan, source_name=name)

    def _open(self, profile_id: str) -> None:
        self._context.navigate("detail", profile_id)

    def _on_adopted(self, made: StoredProfile) -> None:
        self._context.toast().show_sentence(
            self.tr("{name} was added.").format(name=made.identifier),
            action_text=self.tr("Open"),
            action=lambda: self._open(made.id),
            close_name=self.tr("Close"),
        )

    def _adopt(self, profile: Profile, stored_id: str, other: Any) -> Any:
        from wecom_console.services.authing.adopting import adopt  # httpx

        secrets = read_secrets(self._context, stored_id)
        return adopt(self._context.services().profiles, profile, secrets, other)


def association_of(context: ShellContext, owner: QObject) -> AssociationPresenter:
    """The associated app's presenter, over the window's event loop."""

    async def ask(profile: Profile, stored_id: str) -> "Preflight":
        from wecom_console.services.authing.association import ask_association  # httpx

        return await ask_association(profile, await stored_secrets(context, stored_id))

    return AssociationPresenter(context.bridge, ask, parent=owner)


async def stored_secrets(context: ShellContext, stored_id: str) -> "LiveSecrets":
    """The access key and the Secret of a stored connection, off the GUI thread."""
    from anyio.to_thread import run_sync  # with the bridge

    return await run_sync(read_secrets, context, stored_id)


def read_secrets(context: ShellContext, stored_id: str) -> "LiveSecrets":
    """The same; blocks (keyring), so only when they are needed."""
    from wecom_console.backends.wecom import LOCKED
    from wecom_console.services.authing.live import LiveSecrets  # httpx

    profiles = context.services().profiles
    key = profiles.secret(stored_id, "backend.access_key_secret")
    secret = profiles.secret(stored_id, "secret")
    return LiveSecrets(
        key if isinstance(key, Secret) else None,
        secret if isinstance(secret, Secret) else None,
        is_locked=not isinstance(key, Secret) and key.code in LOCKED,
    )
