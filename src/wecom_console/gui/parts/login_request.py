"""What pages open other pages with."""

from dataclasses import dataclass

from wecom_console.domain.verdicts import BackendKind, Platform
from wecom_console.services.runs.orders import ConnectionToTest


@dataclass(frozen=True, slots=True)
class OpenCreated:
    """The detail page of a connection that has just been created."""

    profile_id: str


@dataclass(frozen=True, slots=True)
class OpenTest:
    """A connection by its key or as it stands on a form, and whether to run at once. With a
    `platform`, a `backend` or a `scenario` that is what is looked at. `back` is the page with the
    form, and what is open on it."""

    connection: ConnectionToTest | str
    run_now: bool = False
    platform: Platform | None = None
    backend: BackendKind | None = None
    scenario: str = ""
    back: tuple[str, str] | None = None
