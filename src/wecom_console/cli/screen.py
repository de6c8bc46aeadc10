"""The window where there is no screen: a sentence in place of Qt's abort."""

from collections.abc import Mapping

from wecom_console.cli.app import make_session
from wecom_console.cli.exits import Exit
from wecom_console.cli.global_options import split_globals
from wecom_console.cli.terminal import one_line
from wecom_console.services.doctor import Health, Probe, check_qt, check_screen
from wecom_console.services.doctor_words import finding_words, fix_words


def tell_no_screen(environment: Mapping[str, str]) -> int:
    """Say so, and what can be done instead."""
    session = make_session(split_globals([]), environment)
    session.terminal.complain(session.words("no_screen"))
    return Exit.OUTSIDE


def tell_no_window(environment: Mapping[str, str]) -> int:
    """Say why Qt shows no window, as the doctor does: the library or the screen by name."""
    session = make_session(split_globals([]), environment)
    probe = Probe(environment, session.services)
    found = [check(probe) for check in (check_qt, check_screen)]
    session.terminal.complain(session.words("no_window"))
    for finding in found:
        if finding.health is not Health.OK:
            session.terminal.complain(one_line(finding_words(session.messages, finding)))
            session.terminal.complain(one_line(fix_words(session.messages, finding)))
    return Exit.OUTSIDE


def tell_window_is_open(environment: Mapping[str, str]) -> None:
    """Say that no second window opens, and where the first one is."""
    session = make_session(split_globals([]), environment)
    session.terminal.note(session.words("window_is_open"))
