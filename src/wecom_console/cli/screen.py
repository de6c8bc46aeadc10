"""The window where there is no screen: a sentence in place of Qt's abort."""

from collections.abc import Mapping

from wecom_console.cli.app import make_session
from wecom_console.cli.exits import Exit
from wecom_console.cli.global_options import split_globals


def tell_no_screen(environment: Mapping[str, str]) -> int:
    """Say so, and what can be done instead."""
    session = make_session(split_globals([]), environment)
    session.terminal.complain(session.words("no_screen"))
    return Exit.OUTSIDE


def tell_window_is_open(environment: Mapping[str, str]) -> None:
    """Say that no second window opens, and where the first one is."""
    session = make_session(split_globals([]), environment)
    session.terminal.note(session.words("window_is_open"))
