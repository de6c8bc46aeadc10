"""Lines of a file of runs that cannot be read, told to the person who named the file."""

from typing import TYPE_CHECKING, Final

from wecom_console.cli.session import CliSession
from wecom_console.cli.terminal import one_line

if TYPE_CHECKING:
    from wecom_console.services.runs.run_lines import Survey

MOST_TOLD: Final = 20


def tell_damaged(session: CliSession, name: str, found: "Survey") -> None:
    """One sentence a line; of very many the first ones, and how many there are."""
    for line in found.damaged[:MOST_TOLD]:
        session.terminal.complain(session.words("replay.damaged", file=one_line(name), line=line))
    if rest := found.damaged[MOST_TOLD:]:
        told = session.words("replay.more_damaged", file=one_line(name), count=len(rest))
        session.terminal.complain(told)
    if found.gave_up_at is not None:
        told = session.words("replay.gave_up", file=one_line(name), line=found.gave_up_at)
        session.terminal.complain(told)
