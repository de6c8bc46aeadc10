"""A progress bar over several runs, on a terminal only."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Protocol

from wecom_console.cli.session import CliSession
from wecom_console.flow.events import Event, RunCrashed, RunFinished, RunStarted, RunStopped


class EventListener(Protocol):
    """Hears the events of runs."""

    def hear(self, event: Event) -> None:
        """An event happened."""


@contextmanager
def progress_bar(session: CliSession, *, runs: int) -> Iterator[EventListener]:
    """A bar on standard error that counts runs to `runs`; gone when the block ends."""
    from rich.console import Console  # only where a bar is shown
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn

    console = Console(file=session.terminal.err, no_color=not session.terminal.color)
    bar = Progress(
        BarColumn(),
        MofNCompleteColumn(),
        TextColumn("{task.description}", markup=False),
        console=console,
        transient=True,
    )
    task = bar.add_task("", total=runs)

    class Bar:
        def hear(self, event: Event) -> None:
            match event:
                case RunStarted():
                    title = session.messages.text(f"scenario.{event.scenario}.title")
                    bar.update(task, description=title)
                case RunFinished() | RunStopped() | RunCrashed():
                    bar.advance(task)
                case _:
                    pass

    with bar:
        yield Bar()
