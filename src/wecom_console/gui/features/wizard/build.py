"""The wizard as the table of pages makes it."""

from wecom_console.gui.features.wizard.page import ConnectionWizardPage
from wecom_console.gui.parts.testing_draft import open_draft_test
from wecom_console.gui.shell.context import ShellContext


def build_wizard(context: ShellContext) -> ConnectionWizardPage:
    """The page; *Test draft* opens the login test with what is on the screen."""
    page = ConnectionWizardPage(context)
    page.test_draft_requested.connect(
        lambda document, secrets: open_draft_test(
            context,
            page.presenter.profile_id,
            document,
            secrets,
            back=("wizard", page.presenter.slot),
        )
    )
    return page
