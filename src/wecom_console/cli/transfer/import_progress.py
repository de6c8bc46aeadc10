"""An import under way: a bar on a terminal, and Ctrl-C that leaves nothing half done."""

import signal
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from typing import Final

from wecom_console.cli.exits import Exit
from wecom_console.cli.session import CliSession
from wecom_console.cli.terminal import one_line
from wecom_console.services.importing.watch import ImportProgress, ImportWatch
from wecom_console.storage.problems import StoreUnavailable

WORTH_A_BAR: Final = 200
"""Fewer connections are done before a bar could be read."""


@contextmanager
def watched(session: CliSession) -> Iterator[ImportWatch]:
    """What an import is watched by. An interruption stops it after the step that is under way:
    then nothing is taken in."""
    with _bar(session) as hear:
        watch = ImportWatch(hear)
        if threading.current_thread() is not threading.main_thread():
            yield watch
            return
        numbers = (signal.SIGINT, signal.SIGTERM)
        before = {n: signal.signal(n, lambda _number, _frame: watch.stop()) for n in numbers}
        try:
            yield watch
        finally:
            for number, handler in before.items():
                signal.signal(number, handler)


def tell_broken_off(session: CliSession) -> None:
    """That the last import never came to its end, as could be with an earlier version, and how to
    take it back."""
    last = None
    with suppress(StoreUnavailable):  # the import itself says so
        last = session.services.import_journal.broken_off()
    if last is not None:
        source, count = one_line(last.source), len(last.entries)
        session.terminal.note(session.words("import.broken_off", source=source, count=count))


def tell_stopped(session: CliSession) -> Exit:
    """Its user gave it up."""
    session.terminal.complain(session.words("interrupted"))
    session.terminal.complain(session.words("import.nothing"))
    return Exit.INTERRUPTED


@contextmanager
def _bar(session: CliSession) -> Iterator[Callable[[ImportProgress], object] | None]:
    if not session.terminal.is_live:
        yield None
        return
    from rich.console import Console  # only where a bar is shown
    from rich.progress import BarColumn, MofNCompleteColumn, TextColumn
    from rich.progress import Progress as Bar

    console = Console(file=session.terminal.err, no_color=not session.terminal.color)
    parts = (TextColumn("{task.description}", markup=False), BarColumn(), MofNCompleteColumn())
    with Bar(*parts, console=console, transient=True) as bar:
        task = bar.add_task("", total=None, visible=False)

        def hear(progress: ImportProgress) -> None:
            bar.update(
                task,
                description=session.words(f"import.phase.{progress.phase}"),
                completed=progress.done,
                total=progress.total,
                visible=progress.total >= WORTH_A_BAR,
            )

        yield hear
