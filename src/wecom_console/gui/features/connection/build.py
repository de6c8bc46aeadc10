"""The detail page as the table of pages makes it."""

from wecom_console.gui.features.connection.page import ConnectionDetailPage
from wecom_console.gui.parts.testing_draft import open_draft_test
from wecom_console.gui.shell.context import ShellContext


def build_detail(context: ShellContext) -> ConnectionDetailPage:
    """The page; *Test draft* opens the login test with what is on the screen."""
    page = ConnectionDetailPage(context)
    page.test_draft_requested.connect(
        lambda document, secrets: open_draft_test(
            context,
            page.form.profile_id,
            document,
            secrets,
            back=("detail", page.form.profile_id),
        )
    )
    return page
