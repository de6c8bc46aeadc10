"""The export half of the share page: which connections, in which format, as which text."""

from collections.abc import Callable, Collection
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QObject, Signal

from wecom_console.domain.check import check
from wecom_console.domain.profile import Profile
from wecom_console.gui.parts.presenter.background import Background

if TYPE_CHECKING:
    from wecom_console.services.context import Services

PACKAGE: Final = "package"
PDF: Final = "pdf"
LINK: Final = "link"
FORMAT_NAMES: Final = ("toml", "json", "yaml", PACKAGE, LINK, "markdown", PDF, "env", "authing")
READ_AGAIN: Final = ("toml", "json", "yaml", PACKAGE)
MOST_IN_A_FILE: Final = 1000
"""As many as a config file may hold (docs/config-file.md)."""

_SUFFIXES: Final = {"markdown": "md", "authing": "authing.json", PACKAGE: "age", LINK: "txt"}


@dataclass(frozen=True, slots=True)
class ExportItem:
    """A connection that can be exported."""

    key: str
    profile: Profile
    is_chosen: bool = True


@dataclass(frozen=True, slots=True)
class ExportView:
    """The choice and its text. `skipped` connections have errors or are drafts; `failed`: they
    could not be read. While `is_rendering` the text is that of the choice before."""

    items: tuple[ExportItem, ...] = ()
    format: str = FORMAT_NAMES[0]
    text: str = ""
    file_name: str = ""
    skipped: int = 0
    failed: bool = False
    is_rendering: bool = False

    @property
    def is_too_many(self) -> bool:
        """Whether a file of this format would not be read again."""
        return self.format in READ_AGAIN and len(self.chosen) > MOST_IN_A_FILE

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
        self._turn = 0
        self._waiting: list[Callable[[str], object]] = []

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

    def when_rendered(self, take: Callable[[str], object]) -> None:
        """Hands over the text of the choice, once it is there."""
        if self._view.is_rendering:
            self._waiting.append(take)
        else:
            take(self._view.text)

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
        self._turn += 1
        name = _file_name(chosen, view.format)
        view = replace(view, file_name=name, is_rendering=True)
        if not chosen or view.is_too_many:
            chosen = []
        self._view = view
        self.view_changed.emit(view)
        turn = self._turn
        self._background.call(
            rendered,
            chosen,
            view.format,
            self._language(),
            on_done=lambda text: self._on_rendered(turn, text),
        )

    def _on_rendered(self, turn: int, text: str) -> None:
        if turn == self._turn:
            self._view = replace(self._view, text=text, is_rendering=False)
            self.view_changed.emit(self._view)
            waiting, self._waiting = self._waiting, []
            for take in waiting:
                take(text)


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
    """The file's text in a format; of nothing, none, and none of what is too much for a link."""
    if name == LINK:
        from wecom_console.exchange.config_link import write_link  # as below

        link = write_link(profiles) if profiles else ""
        return link if isinstance(link, str) else ""
    from wecom_console.services.exporting.formats import (
        format_named,  # the writers come with the page
    )

    known = format_named(name)
    return known.render(profiles, language) if known is not None and profiles else ""


def _file_name(profiles: list[Profile], name: str) -> str:
    stem = profiles[0].identifier if len(profiles) == 1 else "wecom-connections"
    return f"{stem}.{suffix_of(name)}"


def suffix_of(name: str) -> str:
    """The end of the file's name."""
    return _SUFFIXES.get(name, name)
