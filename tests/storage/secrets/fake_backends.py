"""Stand-ins for a keyring's back ends."""

import keyring.errors


class MemoryBackend:
    """As the Secret Service behaves: a missing entry is None to read and an error to delete."""

    def __init__(self) -> None:
        self.entries: dict[tuple[str, str], str] = {}

    def get_password(self, service: str, username: str) -> str | None:
        """The entry's text."""
        return self.entries.get((service, username))

    def set_password(self, service: str, username: str, password: str) -> None:
        """Write the entry."""
        self.entries[service, username] = password

    def delete_password(self, service: str, username: str) -> None:
        """Remove the entry."""
        if (service, username) not in self.entries:
            raise keyring.errors.PasswordDeleteError("No such password!")
        del self.entries[service, username]


class RaisingBackend:
    """Raises the same exception on every call, quoting what it was given."""

    def __init__(self, error: Exception) -> None:
        self.error = error

    def get_password(self, service: str, username: str) -> str | None:
        """Raises."""
        raise self.error

    def set_password(self, service: str, username: str, password: str) -> None:
        """Raises with the password in the text, as a careless back end might."""
        self.error.args = (*self.error.args, password)
        raise self.error

    def delete_password(self, service: str, username: str) -> None:
        """Raises."""
        raise self.error


def named(backend: object, module: str, name: str) -> object:
    """The back end under another class's name, as an installed package would bring it."""
    kind = type(name, (type(backend),), {"__module__": module})
    kind.__qualname__ = name
    backend.__class__ = kind
    return backend
