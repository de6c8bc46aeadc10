"""*Test draft*: from a form to the login test, with exactly what is on the screen."""

from collections.abc import Mapping

from wecom_console.domain.check import check
from wecom_console.domain.raw import Raw
from wecom_console.domain.secrets import Secret
from wecom_console.gui.parts.login_request import OpenTest
from wecom_console.gui.shell.context import ShellContext
from wecom_console.services.runs.orders import ConnectionToTest, Origin

NEW_KEY = "draft"


def open_draft_test(
    context: ShellContext,
    profile_id: str,
    document: Raw,
    secrets: Mapping[str, Secret],
    *,
    back: tuple[str, str],
) -> None:
    """Runs the login test. The secrets that were not typed are those of `profile_id`; `back` is
    the way to the form again."""
    profile = check(document).profile
    if profile is None:
        raise ValueError("a form with errors asks for no test")
    connection = ConnectionToTest(profile_id or NEW_KEY, profile, Origin.DRAFT, secrets=secrets)
    context.navigate("test", OpenTest(connection, run_now=True, back=back))
