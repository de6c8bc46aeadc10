"""The export half of the share page: which connections, in which format, as which text."""

from collections.abc import Callable, Collection
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QObject, Signal

from wecom_console.domain.check import check
from wecom_console.domain.profile import Profile
from wecom_console.gui.presenters.login_test_ports import Background

if TYPE_CHECKING:
    from wecom_console.services.context import Services

PACKAGE: Final = "package"
FORMAT_NAMES: Final = ("toml", "json", PACKAGE, "markdown", "env", "authing")
_SUFFIXES: Final = {"markdown": "md", "authing": "authing.json", PACKAGE: "age"}


@dataclass(frozen=True, slots=True)
class ExportItem:
    """A connection that can be exported."""

    key: str
    profile: Profile
    is_chosen: bool = True


@dataclass(frozen=True, slots=True)
class ExportView:
    """The choice and its text. `skipped` connections have errors or are drafts; `failed`: they
    could not be read."""

    items: tuple[ExportItem, ...] = ()
    format: str = FORMAT_NAMES[0]
    text: str = ""
    file_name: str = ""
    skipped: int = 0
    failed: bool = False

    @property
    def chosen(self) -> tuple[ExportItem, ...]:
        """Those that go into the file."""
        return tuple(item for item in self.items if item.is_chosen)


@dataclass(frozen=True, slots=True)
class Exportable:
    """What the store holds."""

    items: tuple[ExportItem, ...]
    skipped: int


class ExportPresenter(QObject):
    """`view_changed` carries an `ExportView`. The text holds references, never a secret."""

    view_changed = Signal(object)

    def __init__(
        self,
        *,
        background: Background,
        services: "Callable[[], Services]",
        language: Callable[[], str] = lambda: "en",
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._background = background
        self._services = services
        self._language = language
        self._view = ExportView()
        self._wanted: frozenset[str] = frozenset()

    @property
    def view(self) -> ExportView:
        """The choice as it is."""
        return self._view

    def load(self) -> None:
        """Reads the connections anew; what was not chosen stays so."""
        self._background.call(
            exportable,
            self._services,
            on_done=self._on_loaded,
            on_error=lambda _error: self._say(ExportView(failed=True)),
        )

    def choose(self, key: str, *, chosen: bool) -> None:
        """Takes a connection in or out."""
        items = tuple(
            replace(item, is_chosen=chosen) if item.key == key else item
            for item in self._view.items
        )
        self._say(replace(self._view, items=items))

    def choose_all(self, *, chosen: bool) -> None:
        """All of them, or none."""
        items = tuple(replace(item, is_chosen=chosen) for item in self._view.items)
        self._say(replace(self._view, items=items))

    def choose_only(self, keys: Collection[str]) -> None:
        """These connections and no other, once they are read (`load`)."""
        self._wanted = frozenset(keys)

    def choose_format(self, name: str) -> None:
        """One of `FORMAT_NAMES`."""
        if name in FORMAT_NAMES:
            self._say(replace(self._view, format=name))

    def say_again(self) -> None:
        """In the language of the moment."""
        self._say(self._view)

    def _on_loaded(self, found: Exportable) -> None:
        left_out = {item.key for item in self._view.items if not item.is_chosen}
        if self._wanted:
            left_out = {item.key for item in found.items if item.key not in self._wanted}
            self._wanted = frozenset()
        items = tuple(replace(item, is_chosen=item.key not in left_out) for item in found.items)
        self._say(replace(self._view, items=items, skipped=found.skipped, failed=False))

    def _say(self, view: ExportView) -> None:
        chosen = [item.profile for item in view.chosen]
        self._view = replace(
            view,
            text=rendered(chosen, view.format, self._language()) if chosen else "",
            file_name=_file_name(chosen, view.format),
        )
        self.view_changed.emit(self._view)


def exportable(services: "Callable[[], Services]") -> Exportable:
    """The stored connections without errors. Blocks."""
    profiles = services().profiles
    items: list[ExportItem] = []
    skipped = 0
    for summary in profiles.list():
        stored = None if summary.is_draft else profiles.get(summary.id)
        profile = check(stored.document).profile if stored is not None else None
        if profile is None:
            skipped += 1
        else:
            items.append(ExportItem(summary.id, profile))
    return Exportable(tuple(items), skipped)


def rendered(profiles: list[Profile], name: str, language: str) -> str:
    """The file's text in a format."""
    from wecom_console.services.exports import format_named  # the writers come with the page

    known = format_named(name)
    return known.render(profiles, language) if known is not None else ""


def _file_name(profiles: list[Profile], name: str) -> str:
    stem = profiles[0].identifier if len(profiles) == 1 else "wecom-connections"
    return f"{stem}.{suffix_of(name)}"


def suffix_of(name: str) -> str:
    """The end of the file's name."""
    return _SUFFIXES.get(name, name)
