"""A look at the Linux Secret Service that opens no prompt, for `status()`.

keyring itself unlocks, and even creates, the collection on any call: with a screen that is a
dialog which blocks without limit (docs/reference/platform.md §6).
"""

from contextlib import closing

from wecom_console.storage.secrets.protocol import SecretsUnavailable


def secret_service_state() -> SecretsUnavailable | None:
    """Why the default collection cannot be used now; None where it can.

    Raises SecretStorage's exceptions where the service does not answer."""
    # Imported here: exists on Linux only, and keyring has imported it already.
    import secretstorage

    with closing(secretstorage.dbus_init()) as bus:
        try:
            collection = secretstorage.get_collection_by_alias(bus, "default")
        except secretstorage.ItemNotFoundException:
            return SecretsUnavailable("secrets.not_initialised")
        return SecretsUnavailable("secrets.locked") if collection.is_locked() else None
