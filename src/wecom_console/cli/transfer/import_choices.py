"""What becomes of connections that differ: as the options say, or as a person does."""

from dataclasses import dataclass

from wecom_console.cli.exits import Exit
from wecom_console.cli.session import CliSession
from wecom_console.cli.terminal import one_line
from wecom_console.cli.transfer.import_report import written
from wecom_console.domain.hiding import hide
from wecom_console.domain.three_way import Side
from wecom_console.services.importing.items import ImportItem, ImportPreview, Merge, Resolution

ConflictChoice = Resolution | Merge


@dataclass(frozen=True, slots=True)
class Choices:
    """What the options say: None is asked about at a terminal. `prefer` is ``here``, ``file`` or
    empty."""

    on_conflict: Resolution | None
    prefer: str = ""


def choices_named(session: CliSession, on_conflict: str, prefer: str) -> Choices | Exit:
    """The options as somebody wrote them; an unknown word is refused."""
    if on_conflict != "ask" and on_conflict not in set(Resolution):
        return session.refuse("on_conflict")
    if prefer not in ("", "here", "file"):
        return session.refuse("prefer")
    return Choices(None if on_conflict == "ask" else Resolution(on_conflict), prefer)


def resolutions_of(
    session: CliSession, preview: ImportPreview, choices: Choices
) -> dict[str, ConflictChoice] | Exit:
    """One for each conflict, by identifier."""
    can_ask, prefer = session.terminal.can_ask, choices.prefer
    if choices.on_conflict is None:
        if preview.conflicts and not can_ask:
            return session.refuse("needs_on_conflict", count=len(preview.conflicts))
        return {item.identifier: _ask(session, item, prefer) for item in preview.conflicts}
    if choices.on_conflict is not Resolution.MERGE:
        return dict.fromkeys((item.identifier for item in preview.conflicts), choices.on_conflict)
    both = sum(len(item.changed_by(Side.BOTH)) for item in preview.conflicts)
    if both and not prefer and not can_ask:
        return session.refuse("needs_prefer", count=both)
    return {item.identifier: _merge(session, item, prefer) for item in preview.conflicts}


def _ask(session: CliSession, item: ImportItem, prefer: str) -> ConflictChoice:
    letters = {
        "k": Resolution.KEEP,
        "r": Resolution.REPLACE,
        "n": Resolution.RENAME,
        "m": Resolution.MERGE,
    }
    question = session.words("import.ask", identifier=item.identifier)
    while True:
        choice = letters.get(session.terminal.ask(question).lower()[:1])
        if choice is Resolution.MERGE:
            return _merge(session, item, prefer)
        if choice is not None:
            return choice


def _merge(session: CliSession, item: ImportItem, prefer: str) -> Merge:
    """What only one side has changed is clear; of the rest each value is asked about."""
    taken = set(item.changed_by(Side.FILE))
    for change in item.changes:
        if change.side is not Side.BOTH:
            continue
        choice = prefer or _ask_side(
            session,
            field=change.path,
            here=one_line(written(session, hide(change.path, change.before))),
            file=one_line(written(session, change.after)),
        )
        if choice == "file":
            taken.add(change.path)
    return Merge(frozenset(taken))


def _ask_side(session: CliSession, **values: str) -> str:
    question = session.words("import.ask_side", **values)
    while True:
        answer = session.terminal.ask(question).lower()[:1]
        if answer in ("h", "f"):
            return "here" if answer == "h" else "file"
