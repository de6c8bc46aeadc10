"""The sources page as the table of pages makes it."""

import time

from wecom_console.gui.pages.sources.page import SourcesPage
from wecom_console.gui.presenters.sources import SourcesPresenter
from wecom_console.gui.shell.context import ShellContext


def build_sources(context: ShellContext) -> SourcesPage:
    """Page and presenter, connected to the other pages by their keys."""
    presenter = SourcesPresenter(
        context.bridge, profiles=lambda: context.services().profiles, messages=context.messages
    )
    page = SourcesPage(
        context.theme,
        presenter,
        clock=time.time,
        toast=context.toast,
        messages=context.messages,
    )
    presenter.setParent(page)
    go = context.navigate
    page.create_requested.connect(lambda: go("wizard", None))
    page.continue_requested.connect(lambda profile_id: go("wizard", profile_id))
    page.demo_requested.connect(lambda: go("test", "demo"))
    page.open_requested.connect(lambda profile_id: go("detail", profile_id))
    page.run_requested.connect(lambda profile_id: go("test", profile_id))
    page.share_requested.connect(lambda profile_id: go("share", profile_id))
    page.file_requested.connect(lambda: go("share", ()))
    page.files_dropped.connect(lambda paths: go("share", tuple(paths)))
    return page
