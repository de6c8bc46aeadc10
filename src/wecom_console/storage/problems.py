"""What the store says when it cannot do as asked: codes with parameters, never prose."""

from collections.abc import Callable
from dataclasses import dataclass, field

from wecom_console.domain.problems import Params

Clock = Callable[[], float]
"""Seconds since the epoch."""


@dataclass(frozen=True, slots=True)
class Notice:
    """Something its user should know, although work goes on. `code` names the sentence."""

    code: str
    params: Params = field(default_factory=dict)


class StoreUnavailable(Exception):  # noqa: N818  says what is, like httpx's and keyring's own
    """The profile store cannot be read or written now.

    An exception because nothing sensible can stand in for the answer of a read; each face catches
    it in one place. Services turn it into a value where a user pressed *Save*. Codes:
    ``store.corrupt``, ``store.newer``, ``store.foreign``, ``store.read_only``,
    ``store.disk_full``, ``store.busy``, ``store.cannot_open``, ``store.io``,
    ``store.document_unreadable``, ``store.in_use``, ``store.moved``.
    """

    def __init__(self, code: str, **params: str | int) -> None:
        super().__init__(code, params)
        self.code = code
        self.params: Params = params

    def __str__(self) -> str:
        shown = ", ".join(f"{name}={value}" for name, value in self.params.items())
        return f"{self.code} ({shown})" if shown else self.code

    @property
    def notice(self) -> Notice:
        """The same as a value."""
        return Notice(self.code, self.params)
