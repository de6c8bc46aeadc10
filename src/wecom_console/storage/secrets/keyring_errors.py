"""What keyring and the libraries under it raise, as codes.

keyring wraps only a part of its back ends' exceptions, so theirs are named too. They are looked up
when something was raised: whatever raised it is imported by then, and nothing is imported for it.
"""

import sys
from typing import Final

from wecom_console.storage.secrets.protocol import SecretsUnavailable

_CODES: Final = (
    ("keyring.errors", "NoKeyringError", "secrets.no_keyring"),
    ("keyring.errors", "KeyringLocked", "secrets.locked"),
    ("keyring.errors", "InitError", "secrets.not_initialised"),
    ("keyring.errors", "PasswordSetError", "secrets.refused"),
    ("keyring.errors", "PasswordDeleteError", "secrets.refused"),
    ("keyring.errors", "KeyringError", "secrets.failed"),
    ("secretstorage.exceptions", "LockedException", "secrets.locked"),
    ("secretstorage.exceptions", "PromptDismissedException", "secrets.locked"),
    ("secretstorage.exceptions", "SecretServiceNotAvailableException", "secrets.no_keyring"),
    ("secretstorage.exceptions", "SecretStorageException", "secrets.failed"),
    ("jeepney.wrappers", "DBusErrorResponse", "secrets.failed"),
    ("win32ctypes.pywin32.pywintypes", "error", "secrets.refused"),
    ("pywintypes", "error", "secrets.refused"),
    ("builtins", "UnicodeError", "secrets.not_text"),
    ("builtins", "OSError", "secrets.failed"),  # the bus went away
)

LOADING: Final = (ImportError, AttributeError, TypeError, ValueError, RuntimeError)
"""What keyring raises for a back end that is configured but cannot be loaded."""


def fault_types() -> tuple[type[Exception], ...]:
    """The exceptions that mean the keyring failed, of the libraries that are imported."""
    return tuple(kind for kind, _ in _known())


def classify(error: Exception) -> SecretsUnavailable:
    """The first code whose exception `error` is. Its text is not kept: it may quote an entry."""
    for kind, code in _known():
        if isinstance(error, kind):
            return SecretsUnavailable(code, {"error": type(error).__name__})
    raise TypeError("not one of fault_types()") from error


def _known() -> list[tuple[type[Exception], str]]:
    return [
        (kind, code)
        for module, name, code in _CODES
        if isinstance(kind := getattr(sys.modules.get(module), name, None), type)
        and issubclass(kind, Exception)
    ]
