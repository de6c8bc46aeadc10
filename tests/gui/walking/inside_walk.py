"""Run by `test_walk.py`: the window goes through every scene of the contact sheet, and what a
user could not read, reach or hear is printed as JSON.

Arguments: the home directory, which of the `WALKS` and, for whoever wants to see it, a folder for
pictures.
"""

import json
import sys
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, nullcontext
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Final

from PySide6.QtCore import QEvent, QObject, QRect, Qt, QTranslator
from PySide6.QtGui import QAccessible, QShowEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractScrollArea,
    QApplication,
    QLabel,
    QLineEdit,
    QRadioButton,
    QWidget,
)

from wecom_console.gui.pictures.scenes import SCENES, some_failed, test_failed
from wecom_console.gui.pictures.window_driver import SIZE, WindowDriver, open_stage
from wecom_console.gui.shell.main_window import MainWindow
from wecom_console.gui.theme.tokens import Theme
from wecom_console.gui.widgets.boxes.command_palette import CommandPalette
from wecom_console.gui.widgets.text.breadcrumb import Breadcrumb
from wecom_console.gui.widgets.text.elided_label import ElidedLabel
from wecom_console.messages import catalogue
from wecom_console.messages.catalogue import Messages

LONGER: Final = 0.4
NARROW: Final = (900, 640)
BIG: Final = (1440, 1080)
SOME_LOGINS: Final = ("success", "cancelled", "wrong-state", "code-reused", "ip-not-trusted")
SLACK: Final = 1
SETTLE_MS: Final = 30
SETTLE_ROUNDS: Final = 200
BACKGROUND: Final = (None, *(QAccessible.Role[name] for name in ("NoRole", "Client", "Pane")))
ONE_BELOW: Final = Qt.FindChildOption.FindDirectChildrenOnly
TABS: Final = 400
"""More presses than any page has places for the keyboard."""


@cache
def longer(text: str) -> str:
    """The text with 40 % more of it, in letters that no language has."""
    if not text.strip() or text.isnumeric():
        return text
    return text + "\u1e8b" * max(1, round(len(text) * LONGER))


class Strangers(QObject):
    """Hears of windows that are none of ours: a part that is shown before it has a parent flashes
    on the screen and takes the keyboard away."""

    def __init__(self, own: QWidget) -> None:
        super().__init__(own)
        self._own = own
        self.seen: list[str] = []

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Notes a window that is shown."""
        # Half a million events pass; an event's class is known for less than its number is.
        is_shown = type(event) is QShowEvent and isinstance(watched, QWidget)
        if is_shown and watched.isWindow() and watched is not self._own:
            self.seen.append(name_of(watched))
        return False


class Pseudo(QTranslator):
    """Every chrome text, longer."""

    def translate(  # type: ignore[override]  # the stubs name no default
        self, _context: str, source: str, _comment: str | None = None, _number: int = -1
    ) -> str:
        """The source text, longer; a language of few words would hide what does not fit."""
        return longer(source)

    def isEmpty(self) -> bool:
        """A translator without a file counts as empty, and would not be asked."""
        return False


@cache
def longer_messages(real: Callable[[str], Messages]) -> Messages:
    """The domain's messages, longer."""
    return Messages("en", {code: longer(text) for code, text in real("en").texts.items()})


def lengthen_messages() -> Callable[[], None]:
    """Every domain message, longer; what is returned takes it back."""
    real = catalogue.load_messages
    pseudo = longer_messages(real)

    def lengthened(_language: str) -> Messages:
        return pseudo

    def put(old: object, new: object) -> None:
        for module in list(sys.modules.values()):
            if getattr(module, "load_messages", None) is old:
                module.load_messages = new  # type: ignore[attr-defined]

    put(real, lengthened)
    return lambda: put(lengthened, real)


@dataclass(frozen=True)
class View:
    """A window of this size, in longer words or in those of the language."""

    size: tuple[int, int]
    is_longer: bool = False


@dataclass(frozen=True)
class Walk:
    """How a user has the window, and the views that need no other style sheet: to dress every page
    anew takes longer than everything else here."""

    views: Mapping[str, View]
    language: str = "en"
    theme: Theme = Theme.LIGHT
    scale: float = 1.0
    logins: tuple[str, ...] = ()
    """The scenarios that are run; all of them without."""

    @property
    def room(self) -> tuple[int, int]:
        """The window in which scenes are arranged: it shows what one of `SIZE` shows at 100 %."""
        width, height = SIZE
        return (round(width * self.scale), round(height * self.scale))


WALKS: Final[Mapping[str, Walk]] = {
    "plain": Walk({"pseudo": View(SIZE, is_longer=True), "narrow": View(NARROW)}),
    "large": Walk(
        {"large": View(SIZE)}, language="zh_CN", theme=Theme.DARK, scale=1.5, logins=SOME_LOGINS
    ),
    "largest": Walk({"largest": View(BIG)}, scale=2.0, logins=SOME_LOGINS),
}


def name_of(widget: QWidget) -> str:
    """How a finding names a widget: by its object name, else by its kind and words."""
    text = widget.text() if isinstance(widget, QLabel | QAbstractButton) else ""
    return widget.objectName() or f"{type(widget).__name__} {text[:40]!r}"


def scrolls(widget: QWidget) -> bool:
    """Whether it lies in something that scrolls: being out of sight is no fault there."""
    parent = widget.parentWidget()
    while parent is not None:
        if isinstance(parent, QAbstractScrollArea):
            return True
        parent = parent.parentWidget()
    return False


def is_cut(widget: QWidget) -> bool:
    """Whether a label or a button shows less than its words."""
    if isinstance(widget, QAbstractButton) and widget.size().isEmpty():
        return True
    if isinstance(widget, ElidedLabel) or not widget.text():  # type: ignore[attr-defined]
        return False
    if widget.hasHeightForWidth():
        return widget.heightForWidth(widget.width()) > widget.height() + SLACK
    squeezes = isinstance(widget, QLabel | QRadioButton)  # their hint is what they would like
    wanted = widget.minimumSizeHint() if squeezes else widget.sizeHint()
    return wanted.width() > widget.width() + SLACK or wanted.height() > widget.height() + SLACK


def leaves_parent(widget: QWidget) -> bool:
    """Whether a part of it lies outside of what can be seen."""
    if scrolls(widget) or widget.isWindow():
        return False
    seen = widget.visibleRegion().boundingRect()
    whole = QRect(0, 0, widget.width(), widget.height())
    return seen.width() + SLACK < whole.width() or seen.height() + SLACK < whole.height()


def belongs(widget: QWidget, window: QWidget) -> bool:
    """Whether the window owns it, be it a window itself."""
    parent = widget.parentWidget()
    while parent is not None and parent is not window:
        parent = parent.parentWidget()
    return parent is not None


def shown(window: MainWindow) -> list[QWidget]:
    """What can be seen of the window."""
    # Nothing in a hidden part is seen, but for windows of their own.
    tops = [w for w in QApplication.topLevelWidgets() if w.isVisible() and belongs(w, window)]
    found: list[QWidget] = tops.copy()
    waiting: list[QWidget] = [window, *tops]
    while waiting:
        parts = waiting.pop().findChildren(QWidget, options=ONE_BELOW)
        seen = [w for w in parts if w.isVisible() and not w.isWindow()]
        found += seen
        waiting += seen
    return found


def clipped(window: MainWindow) -> list[str]:
    """What does not fit."""
    words = [
        w
        for w in shown(window)
        if isinstance(w, QLabel | QAbstractButton)
        and not isinstance(w.parentWidget(), Breadcrumb)  # elided, with its words as tool tip
    ]
    return [name_of(w) for w in words if is_cut(w) or leaves_parent(w)]


def unnamed(window: MainWindow) -> list[str]:
    """What the keyboard reaches and a screen reader cannot name, or takes for mere background."""
    found = []
    for widget in shown(window):
        if not widget.focusPolicy() & Qt.FocusPolicy.TabFocus:
            continue
        face = QAccessible.queryAccessibleInterface(widget)
        spoken = face.text(QAccessible.Text.Name) if face is not None else ""
        role = face.role() if face is not None else None
        is_named = bool(spoken.strip()) and role not in BACKGROUND
        if not is_named and not isinstance(widget, QAbstractScrollArea):
            found.append(name_of(widget))
    return found


def unreachable(window: MainWindow) -> list[str]:
    """What takes the keyboard, but not by Tab from the first place on. While something lies over
    the page, the page is rightly out of reach."""
    if any(isinstance(w, CommandPalette) for w in shown(window)):
        return []
    wanted = {
        widget
        for widget in shown(window)
        if widget.focusPolicy() & Qt.FocusPolicy.TabFocus
        and widget.isEnabled()
        and widget.focusProxy() is None
        and not isinstance(widget, QAbstractScrollArea)
        and not (isinstance(widget, QLineEdit) and widget.isReadOnly())
    }
    reached: set[QWidget] = set()
    first: QWidget | None = None
    for _ in range(TABS):
        now = QApplication.focusWidget()
        if now is None:
            QTest.keyClick(window, Qt.Key.Key_Tab)
            continue
        if now is first and len(reached) > 1:
            break
        first = first or now
        reached.add(now)
        QTest.keyClick(now, Qt.Key.Key_Tab)
    missing = wanted - reached
    # Of a group of radio buttons Tab takes one; the arrows lead to the others.
    groups = {
        w.parentWidget() for w in reached if isinstance(w, QAbstractButton) and w.isCheckable()
    }
    return [
        name_of(w)
        for w in missing
        if not (isinstance(w, QAbstractButton) and w.autoExclusive() and w.parentWidget() in groups)
        and not (isinstance(w, QAbstractButton) and w.group() is not None and w.group().exclusive())
    ]


@contextmanager
def seen_in(stage: WindowDriver, walk: Walk, view: View) -> Iterator[None]:
    """The window as the view has it; afterwards there is room again for the next scene."""
    with in_longer_words(stage) if view.is_longer else nullcontext():
        stage.window.resize(*view.size)
        stage.window.activateWindow()
        yield
    stage.window.resize(*walk.room)


@contextmanager
def in_longer_words(stage: WindowDriver) -> Iterator[None]:
    """Every word of the window longer, its own and the domain's."""
    app = QApplication.instance()
    assert isinstance(app, QApplication)
    translator = Pseudo(app)
    app.installTranslator(translator)
    shorten_messages = lengthen_messages()
    reword(stage.window)
    yield
    shorten_messages()
    app.removeTranslator(translator)
    reword(stage.window)


def reword(window: MainWindow) -> None:
    """As a change of the language does, but for the pages that nobody sees."""
    window.retranslate()
    page = window.host.current()
    assert page is not None
    page.retranslate()
    window.host.place_changed.emit()


def settle(stage: WindowDriver) -> None:
    """Layouts follow a change in some rounds of the event loop; a busy machine needs longer."""
    for _ in range(SETTLE_ROUNDS):
        stage.wait(SETTLE_MS)
        if not clipped(stage.window):
            return


def faults(window: MainWindow, strangers: Strangers) -> dict[str, list[str]]:
    """What is wrong with what is shown."""
    found = {
        "clipped": clipped(window),
        "unnamed": unnamed(window),
        "unreachable": unreachable(window),
        "windows": list(strangers.seen),
    }
    return {kind: sorted(set(names)) for kind, names in found.items() if names}


def main(home: Path, walk: Walk, pictures: Path | None) -> None:
    """Prints ``{view: {scene: {"clipped": […], "unnamed": […], "unreachable": […],
    "windows": […]}}}``, faults alone."""
    found: dict[str, dict[str, dict[str, list[str]]]] = {name: {} for name in walk.views}
    with open_stage(home) as stage:
        app = QApplication.instance()
        assert isinstance(app, QApplication)
        strangers = Strangers(stage.window)
        if "pseudo" in walk.views:  # no look makes a window flash that others do not
            app.installEventFilter(strangers)
        application = stage.application
        application.theme.set_reduced_motion(reduced=True)
        application.languages.set_preference(walk.language)
        application.theme.set_preference(walk.theme)
        application.theme.set_scale(walk.scale)
        stage.window.resize(*walk.room)
        for scene, arrange in SCENES:
            if arrange is test_failed:
                some_failed(stage, walk.logins)
            else:
                arrange(stage)
            for name, view in walk.views.items():
                with seen_in(stage, walk, view):
                    settle(stage)
                    wrong = faults(stage.window, strangers)
                    if pictures is not None:
                        stage.picture(pictures / f"{name}-{scene}.png")
                if wrong:
                    found[name][scene] = wrong
            strangers.seen.clear()
    sys.stdout.write(json.dumps(found, ensure_ascii=False, indent=1, sort_keys=True))


if __name__ == "__main__":
    main(Path(sys.argv[1]), WALKS[sys.argv[2]], Path(sys.argv[3]) if len(sys.argv) > 3 else None)
