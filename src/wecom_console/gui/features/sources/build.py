"""The sources page as the table of pages makes it."""

import time
from pathlib import Path

from wecom_console.gui.features.sources.page import SourcesPage
from wecom_console.gui.features.sources.presenter.presenter import SourcesPresenter
from wecom_console.gui.parts.login_request import OpenTest
from wecom_console.gui.shell.context import ShellContext


def run_test(context: ShellContext, key: str) -> None:
    """Opens the login test and logs in at once."""
    context.navigate("test", OpenTest(key, run_now=True))


def open_demo(context: ShellContext) -> None:
    """Stores the demo connection where it is not there yet, and logs in with it."""

    def keep() -> object:
        from wecom_console.services.profiles.demo import keep_demo  # the simulator's libraries

        return keep_demo(context.services().profiles, language=context.language())

    def run(kept: object) -> None:
        from wecom_console.services.profiles.records import Saved  # with the services

        key = kept.profile.id if isinstance(kept, Saved) else kept
        run_test(context, key if isinstance(key, str) else "demo")

    context.bridge.call(keep, on_done=run)


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
    settings = context.settings

    def turn_density() -> None:
        dense = not page.panel.list.is_dense()
        page.panel.set_dense(dense=dense)
        settings.write(settings.read()._replace(rows="compact" if dense else "comfortable"))

    page.panel.set_dense(dense=settings.read().rows == "compact")
    page.panel.heads.density_toggled.connect(turn_density)
    go = context.navigate
    page.create_requested.connect(lambda: go("wizard", None))
    page.continue_requested.connect(lambda profile_id: go("wizard", profile_id))
    page.demo_requested.connect(lambda: open_demo(context))
    page.tour_requested.connect(context.start_tour)
    page.open_requested.connect(lambda profile_id: go("detail", profile_id))
    page.run_requested.connect(lambda profile_id: run_test(context, profile_id))
    page.share_requested.connect(lambda wanted: go("share", wanted))
    page.matrix_requested.connect(lambda ids: go("matrix", ids))
    page.file_requested.connect(lambda: go("share", None))
    page.files_dropped.connect(lambda paths: go("share", Path(paths[0])))
    return page
