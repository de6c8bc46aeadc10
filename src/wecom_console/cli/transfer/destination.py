"""Where an export goes: into a file, signed where there is a key, or to standard output."""

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from wecom_console.cli.exits import Exit
from wecom_console.cli.session import CliSession

if TYPE_CHECKING:  # keys and packages: only where something is signed
    from wecom_console.services.exporting.signing import SigningKey


@dataclass(frozen=True, slots=True)
class Destination:
    """`file` is None for standard output, which is never signed."""

    file: Path | None
    key: "SigningKey | None" = None

    def is_screen(self, session: CliSession) -> bool:
        """Whether a person would see it there: no place for bytes."""
        return self.file is None and session.terminal.out.isatty()


def deliver(session: CliSession, result: str | bytes, to: Destination) -> Exit:
    """Put a whole result there."""
    if to.file is not None:
        from wecom_console.cli.transfer.signing import write_signed  # keys and packages

        data = result.encode("utf-8") if isinstance(result, str) else result
        return write_signed(session, to.file, data, to.key)
    if isinstance(result, str):
        session.terminal.text(result)
    else:
        session.terminal.bytes(result)
    return Exit.OK
