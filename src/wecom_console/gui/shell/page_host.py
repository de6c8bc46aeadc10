"""Shows one page at a time; each is built when first asked for."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QStackedWidget, QWidget

from wecom_console.gui.shell.page import Page, PageSpec


class PageHost(QStackedWidget):
    """`page_coming` carries the page that is about to come to the front, `page_shown` the key of
    the one that has."""

    page_coming = Signal(QWidget)
    page_shown = Signal(str)
    place_changed = Signal()

    def __init__(
        self,
        specs: Sequence[PageSpec],
        build: Callable[[PageSpec], Page],
        *,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._specs = {spec.key: spec for spec in specs}
        self._build = build
        self._pages: dict[str, Page] = {}
        self._outworded: set[str] = set()
        self._current = ""

    @property
    def current_key(self) -> str:
        """The key of the page in front, empty before the first."""
        return self._current

    def current(self) -> Page | None:
        """The page in front."""
        return self._pages.get(self._current)

    def spec(self, key: str) -> PageSpec:
        """The page's entry in the table."""
        return self._specs[key]

    def knows(self, key: str) -> bool:
        """Whether there is such a page."""
        return key in self._specs

    def built(self) -> tuple[Page, ...]:
        """The pages that exist so far."""
        return tuple(self._pages.values())

    def show_page(self, key: str, args: object = None) -> bool:
        """Brings a page to the front; False when the present one may not be left."""
        present = self.current()
        if key != self._current and present is not None and not present.leave():
            return False
        page = self._pages.get(key)
        if page is None:
            page = self._build(self._specs[key])
            page.retranslate()
            page.title_changed.connect(self._on_page_title_changed)
            self._pages[key] = page
            self.page_coming.emit(page)
            self.addWidget(page)
        else:
            self.page_coming.emit(page)
            self._reword(key)
        self._current = key
        had_keyboard = present is not None and present.isAncestorOf(self.window().focusWidget())
        knows_place = page.focusWidget() is not None
        self.setCurrentWidget(page)
        if had_keyboard and not knows_place:  # Qt gives it to whatever stands first
            page.setFocus(Qt.FocusReason.OtherFocusReason)
        page.activate(args)
        self.page_shown.emit(key)
        return True

    def retranslate(self) -> None:
        """The page in front takes the new language; the others do when they come to the front."""
        self._outworded.update(self._pages)
        self._reword(self._current)

    def _reword(self, key: str) -> None:
        if key in self._outworded:
            self._outworded.remove(key)
            self._pages[key].retranslate()

    def _on_page_title_changed(self) -> None:
        if self.sender() is self.current():
            self.place_changed.emit()
