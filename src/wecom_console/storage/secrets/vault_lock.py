"""One process at a time changes the vault: what it read is still true when it writes."""

from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import Final

from wecom_console.storage.secrets.protocol import SecretsUnavailable
from wecom_console.storage.use_lock import alone_with_file

TIMEOUT_S: Final = 60.0
"""Others may be in the middle of a slow scrypt, several times over."""


@contextmanager
def alone_with(vault: Path, *, timeout_s: float = TIMEOUT_S) -> Iterator[SecretsUnavailable | None]:
    """Others wait until the block ends. Gives why it could not be had: ``secrets.vault_busy``,
    ``secrets.vault_not_written``."""
    with ExitStack() as stack:
        refused = None
        try:
            stack.enter_context(alone_with_file(vault, timeout_s=timeout_s))
        except TimeoutError:
            refused = SecretsUnavailable("secrets.vault_busy", {"file": str(vault)})
        except OSError as error:
            refused = not_written(vault, error)
        yield refused


def not_written(vault: Path, error: OSError) -> SecretsUnavailable:
    """What a failed write is told as."""
    reason = error.strerror or type(error).__name__
    return SecretsUnavailable("secrets.vault_not_written", {"file": str(vault), "reason": reason})
