"""The login tests of the stored connections, for every page that needs them."""

from typing import TYPE_CHECKING

from wecom_console.gui.parts.presenter.lazily import MadeOnce
from wecom_console.gui.shell.context import ShellContext

if TYPE_CHECKING:
    from wecom_console.services.runs.stored_tests import StoredLoginTests


def login_tests(context: ShellContext) -> "MadeOnce[StoredLoginTests]":
    """The use cases over the window's services. The first call blocks: it loads the network."""

    def make() -> "StoredLoginTests":
        from wecom_console.services.runs.stored_tests import StoredLoginTests  # httpx, simulator

        return StoredLoginTests(
            context.services,
            language=context.language,
            scenario_file=lambda: context.settings.read().scenario_file,
        )

    return MadeOnce(make)
