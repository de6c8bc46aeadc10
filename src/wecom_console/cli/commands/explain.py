"""`explain`: what a pasted code, answer, log, link, command, archive or picture means."""

from pathlib import Path
from typing import TYPE_CHECKING

import click

from wecom_console.cli.command import Command
from wecom_console.cli.exits import Exit
from wecom_console.cli.options import json_option
from wecom_console.cli.session import CliSession
from wecom_console.cli.terminal import one_line
from wecom_console.domain.rules.common import shown
from wecom_console.services.targets import Target, find_targets

if TYPE_CHECKING:
    from wecom_console.diagnosis.told import Diagnosis
    from wecom_console.domain.profile import Profile
    from wecom_console.pasted.clues import Clue, PastedText

INPUT_LIMIT = 20_000_000


@click.command("explain", cls=Command)
@click.argument("text", metavar="TEXT…", nargs=-1, help="explain.text")
@click.option("--file", metavar="F", default="", help="explain.file")
@click.option("--against", metavar="WHAT", default="", help="explain.against")
@json_option
@click.pass_obj
def explain(
    session: CliSession, text: tuple[str, ...], *, file: str, against: str, as_json: bool
) -> Exit:
    """Exit 1 where nothing was recognised, 3 where a file cannot be read."""
    profile: Profile | None = None
    if against:
        (found, *_) = find_targets((against,), lambda: session.services.profiles)
        profile = found.report.profile if isinstance(found, Target) else None
        if profile is None:
            return session.refuse("against")
    texts = _texts(session, text, file)
    if isinstance(texts, Exit):
        return texts
    from wecom_console.services.explaining import recognise_text  # not for a mere refusal

    results = [found for one in texts for found in recognise_text(one, profile)]
    if as_json:
        session.terminal.json({"results": [_object(session, one, profile) for one in results]})
    else:
        for one in results:
            _tell(session, one, profile, argument=" ".join(text))
    is_known = any(one.kind != "unknown" for one in results)
    return Exit.OK if is_known else Exit.FOUND


def _texts(session: CliSession, words: tuple[str, ...], file: str) -> list[str] | Exit:
    """The argument, a file, the codes of a picture, or standard input."""
    if words and words != ("-",):
        return [" ".join(words)]
    if not file and session.terminal.can_ask and words != ("-",):
        return session.refuse("explain_what")
    if not file:
        return [session.terminal.read(INPUT_LIMIT)]
    from wecom_console.services.explaining import FileUntold, texts_of_file  # as in `explain`

    found = texts_of_file(Path(file), session.read_pixels)
    if isinstance(found, FileUntold):
        complaint = session.words(found.code, file=shown(file), reason=found.reason)
        session.terminal.complain(complaint)
        return Exit.UNREADABLE
    return list(found)


def _diagnosis(session: CliSession, clue: "Clue", profile: "Profile | None") -> "Diagnosis":
    from wecom_console.diagnosis.detect import facts_of
    from wecom_console.diagnosis.told import tell_diagnosis

    backend = profile.backend.kind if profile else None
    facts = facts_of(
        clue.code,
        clue.params,
        leg=clue.leg,
        backend=backend,
        profile=profile,
        noticed=clue.noticed,
    )
    return tell_diagnosis(session.messages, facts)


def _of_nothing(found: "PastedText", argument: str) -> str:
    if found.kind != "unknown":
        return "explain.fine"
    try:
        is_file = bool(argument) and Path(argument).is_file()
    except (OSError, ValueError):  # too long for a name, or a NUL
        is_file = False
    return "explain.names_a_file" if is_file else "explain.unknown"


def _tell(
    session: CliSession, found: "PastedText", profile: "Profile | None", *, argument: str = ""
) -> None:
    from wecom_console.flow.explanations import plain

    terminal, messages = session.terminal, session.messages
    terminal.line(terminal.styled(messages.text(f"pasted.{found.kind}"), "bold"))
    for name, value in found.facts:
        terminal.line(one_line(f"  {name}: {value}"))
    if not found.clues:
        terminal.line(f"  {session.words(_of_nothing(found, argument), file=shown(argument))}")
    for clue in found.clues:
        told = _diagnosis(session, clue, profile)
        terminal.line()
        title = terminal.styled(one_line(plain(told.explanation.title)), "bold")
        leg = f" ({messages.text(f'leg.{clue.leg.value}')})" if clue.leg else ""
        terminal.line(f"{title}{leg}")
        if clue.source and found.kind not in ("code", "errmsg"):
            terminal.line(one_line(f"  {clue.source}"))
        for number, cause in enumerate(told.causes, start=1):
            word = messages.text(f"likelihood.{cause.likelihood.value}")
            row = messages.text("diagnosis.row", label=word, text=cause.title)
            terminal.line(one_line(plain(f"  {number}. {row}")))
            for line in cause.because:
                terminal.line(one_line(plain(f"     {line}")))
            for label in ("confirm", "fix", "where"):
                if said := getattr(cause, label):
                    row = messages.text(
                        "diagnosis.row", label=messages.text(f"diagnosis.{label}"), text=said
                    )
                    terminal.line(one_line(plain(f"     {row}")))


def _object(
    session: CliSession, found: "PastedText", profile: "Profile | None"
) -> dict[str, object]:
    return {
        "kind": found.kind,
        "facts": dict(found.facts),
        "clues": [_clue_object(session, clue, profile) for clue in found.clues],
    }


def _clue_object(session: CliSession, clue: "Clue", profile: "Profile | None") -> dict[str, object]:
    from wecom_console.flow.explanations import plain
    from wecom_console.services.causes import cause_objects

    told = _diagnosis(session, clue, profile)
    return {
        "code": clue.code,
        "leg": clue.leg.value if clue.leg else None,
        "source": clue.source,
        "params": dict(clue.params),
        "title": plain(told.explanation.title),
        "causes": cause_objects(told),
    }
