"""The encrypted package of the share page: who may open it, and writing it."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QObject, Signal

from wecom_console.domain.problems import Problem, Severity
from wecom_console.domain.report import Report
from wecom_console.domain.secrets import Secret
from wecom_console.gui.parts.presenter.background import Background
from wecom_console.messages.catalogue import Messages
from wecom_console.messages.problems import problem_text

if TYPE_CHECKING:
    from wecom_console.gui.features.share.presenter.exporting import ExportItem
    from wecom_console.gui.ports import SettingsPort
    from wecom_console.services.context import Services
    from wecom_console.services.exporting.signing import SavedFile
    from wecom_console.services.exporting.team import TeamMember

    Save = Callable[[Path, bytes], SavedFile]

BY_KEYS: Final = "team"
BY_WORD: Final = "passphrase"
WAYS: Final = (BY_KEYS, BY_WORD)


@dataclass(frozen=True, slots=True)
class MemberRow:
    """Somebody of the team; `short` tells the key from others."""

    name: str
    kind: str
    short: str
    is_chosen: bool = True


@dataclass(frozen=True, slots=True)
class PackageView:
    """Who may open the package: one of `WAYS`. `problem` says why a key was not taken in."""

    way: str = BY_KEYS
    members: tuple[MemberRow, ...] = ()
    problem: str = ""
    is_busy: bool = False

    @property
    def chosen(self) -> tuple[MemberRow, ...]:
        """Those that it is encrypted to."""
        return tuple(row for row in self.members if row.is_chosen)


@dataclass(frozen=True, slots=True)
class WrittenPackage:
    """What became of it; `lacking` are secrets that are not in it, with the reason."""

    path: Path
    saved: "SavedFile"
    lacking: tuple[tuple[str, str], ...] = ()


class PackagePresenter(QObject):
    """`view_changed` carries a `PackageView`, `written` a `WrittenPackage`, `added` the name of a
    member who was just taken in."""

    view_changed = Signal(object)
    written = Signal(object)
    added = Signal(str)

    def __init__(
        self,
        *,
        background: Background,
        services: "Callable[[], Services]",
        settings: "SettingsPort",
        messages: Messages,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._background = background
        self._services = services
        self._settings = settings
        self._messages = messages
        self._left_out: set[str] = set()
        self._view = PackageView()

    @property
    def view(self) -> PackageView:
        """The choice as it is."""
        return self._view

    def set_messages(self, messages: Messages) -> None:
        """Says everything in another language."""
        self._messages = messages

    def load(self) -> None:
        """Reads the team anew: the command line may have changed it."""
        self._settings.read_again()
        self._show()

    def choose_way(self, way: str) -> None:
        """One of `WAYS`."""
        if way in WAYS:
            self._say(replace(self._view, way=way, problem=""))

    def choose(self, name: str, *, chosen: bool) -> None:
        """Takes somebody in or out of this package."""
        (self._left_out.discard if chosen else self._left_out.add)(name)
        self._show()

    def add(self, name: str, key: str) -> None:
        """Takes somebody into the team."""
        from wecom_console.services.exporting.team import TeamProblem, new_member  # age

        team = self._team()
        member = new_member(team, name, key)
        if isinstance(member, TeamProblem):
            sentence = self._messages.text(member.code, **member.params)
            self._say(replace(self._view, problem=sentence))
            return
        self._keep((*team, member))
        self.added.emit(member.name)

    def remove(self, name: str) -> None:
        """Takes somebody out of the team."""
        self._keep([member for member in self._team() if member.name != name])

    def write(
        self,
        path: Path,
        items: "Sequence[ExportItem]",
        passphrase: Secret | None,
        save: "Save",
    ) -> None:
        """Encrypts these connections with their secrets, to the chosen members or with the
        passphrase; `save` writes the file."""
        if self._view.is_busy:
            return
        chosen = {row.name for row in self._view.chosen}
        keys = tuple(member.key for member in self._team() if member.name in chosen)
        self._say(replace(self._view, is_busy=True))
        self._background.call(
            write_package,
            self._services,
            self._messages,
            path,
            tuple(items),
            passphrase or keys,
            save,
            on_done=self._on_written,
            on_error=lambda error: self._on_failed(path, error),
        )

    def _on_written(self, written: WrittenPackage) -> None:
        self._say(replace(self._view, is_busy=False))
        self.written.emit(written)

    def _on_failed(self, path: Path, error: Exception) -> None:
        code = str(getattr(error, "code", ""))
        said = self._messages.text(code, **getattr(error, "params", {})) if code else ""
        from wecom_console.services.exporting.signing import SavedFile  # with the writer

        self._on_written(WrittenPackage(path, SavedFile(said or type(error).__name__)))

    def _team(self) -> "tuple[TeamMember, ...]":
        from wecom_console.services.exporting.team import members  # age

        return members(self._settings.read())

    def _keep(self, team: "Sequence[TeamMember]") -> None:
        from wecom_console.services.exporting.team import with_team  # age

        self._settings.write(with_team(self._settings.read(), team))
        self._show()

    def _show(self) -> None:
        rows = tuple(
            MemberRow(member.name, member.kind, member.short, member.name not in self._left_out)
            for member in self._team()
        )
        self._say(replace(self._view, members=rows, problem=""))

    def _say(self, view: PackageView) -> None:
        self._view = view
        self.view_changed.emit(view)


def write_package(
    services: "Callable[[], Services]",
    messages: Messages,
    path: Path,
    items: "Sequence[ExportItem]",
    key: Secret | Sequence[str],
    save: "Save",
) -> WrittenPackage:
    """Gathers the secrets, encrypts, writes. Blocks (keyring, scrypt)."""
    from wecom_console.services.exporting.packages import (  # the writers come with the page
        gather,
        sealed,
    )
    from wecom_console.services.exporting.signing import SavedFile
    from wecom_console.services.targets import Target

    profiles = services().profiles
    chosen = [
        (
            Target(
                item.profile.identifier,
                item.profile.identifier,
                Report(item.profile, ()),
                stored=profiles.get(item.key),
            ),
            item.profile,
        )
        for item in items
    ]
    package = gather(chosen, services())
    data = sealed(package, key, armored=False)
    if not isinstance(data, bytes):  # a key in settings that somebody wrote by hand
        return WrittenPackage(path, SavedFile(messages.text("team.bad_key")))
    lacking = tuple(
        (identifier, problem_text(messages, Problem(one.code, "", Severity.WARNING, one.params)))
        for identifier, one in package.lacking
    )
    return WrittenPackage(path, save(path, data), lacking)
