"""The gallery shows every control, its states can be told apart, and it looks as it did.

After a change that is meant, look at the pictures (``wecom-console gallery --snapshot FOLDER``) and
put the new grids into `gallery.json`: in `tests`, ``python -m gui.walking.inside_gallery``.
"""

import inspect
import os
import pkgutil
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path
from types import ModuleType
from typing import Final

import pytest
from PySide6.QtCore import QCoreApplication, QPoint, QRect, QSize
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication, QWidget

from gui.walking.grids import grid_of, share_of_differing
from gui.walking.inside_gallery import FEW, GRID, grids, kept
from wecom_console.gui import parts, widgets
from wecom_console.gui.gallery import show
from wecom_console.gui.gallery.sections.panes import PaneSection
from wecom_console.gui.gallery.sections.table import SECTIONS
from wecom_console.gui.gallery.sheet import ShownControl
from wecom_console.gui.gallery.show import ControlGallery, still_gallery
from wecom_console.gui.gallery.states import ControlState
from wecom_console.gui.shell.language import CHINESE, ENGLISH
from wecom_console.gui.theme.tokens import Contrast, Theme
from wecom_console.gui.widgets.controls.segmented import SegmentedControl
from wecom_console.gui.widgets.fields.text_field import TextField

ELSEWHERE: Final = {
    "BelowLoginTest": "a page's column: pictures of the pages",
    "CardsPage": "as above",
    "DocumentView": "the guide's text: the page Help",
    "LabelledField": "what every field stands on",
    "FillingScroll": "a page's column: pictures of the pages",
    "ReportSaver": "asks where to save, and has no look of its own",
    "RowsView": "rows that each page paints for itself",
}
"""What is no control that stands anywhere by itself."""

ALIKE: Final = {
    ("Inputs · Warning", ControlState.HOVER),
    ("Inputs · Error", ControlState.HOVER),
    ("Inputs · Text, error", ControlState.HOVER),
    ("Lists · Warning", ControlState.HOVER),
    ("Lists · Error", ControlState.HOVER),
}
"""What looks as at rest on purpose: the edge that tells of a verdict stays."""

MOST: Final = 130
AROUND: Final = 6
"""The ring lies outside of what it surrounds."""


@pytest.fixture(scope="module")
def gallery(qapp: QApplication) -> Iterator[ControlGallery]:
    """One for all of them."""
    with still_gallery(qapp) as opened:
        yield opened


@pytest.fixture(autouse=True)
def _as_at_first(gallery: ControlGallery) -> Iterator[None]:
    yield
    gallery.theme.set_scale(1.0)
    gallery.theme.set_contrast(Contrast.NORMAL)
    gallery.theme.set_preference(Theme.LIGHT)
    gallery.languages.set_preference(ENGLISH)


def classes(package: ModuleType) -> set[str]:
    """The public widget classes that a package defines, but for the form's cards, which are shown
    with the form."""
    names = (one.name for one in pkgutil.walk_packages(package.__path__, f"{package.__name__}."))
    modules = [import_module(name) for name in names if ".parts.form" not in name]
    return {
        name
        for module in modules
        for name, one in inspect.getmembers(module, inspect.isclass)
        if one.__module__ == module.__name__ and issubclass(one, QWidget) and name[0] != "_"
    }


def test_every_control_is_shown(gallery: ControlGallery) -> None:
    """A new one gets its place."""
    shown: set[str] = set()
    for kind in SECTIONS:
        gallery.window.show_section(kind.key)
        shown |= {type(one).__name__ for one in gallery.window.findChildren(QWidget)}
    assert set(ELSEWHERE) == (classes(widgets) | classes(parts)) - shown


def looks(gallery: ControlGallery, key: str) -> list[tuple[ShownControl, QImage]]:
    """What a section shows, each with its picture."""
    page = gallery.picture(key)
    viewport = gallery.window.area.viewport()
    found = []
    for shown in gallery.window.sheet.shown:
        corner = shown.widget.mapTo(viewport, QPoint(0, 0))
        place = QRect(corner, shown.widget.size())
        found.append((shown, page.copy(place.adjusted(-AROUND, -AROUND, AROUND, AROUND))))
    return found


def differ(one: QImage, other: QImage) -> bool:
    """Whether more than a few pixels have another colour. Of a wide one its left end is looked at:
    columns differ by a pixel."""
    size = one.size().boundedTo(other.size()).boundedTo(QSize(MOST, MOST))
    place = QRect(QPoint(0, 0), size)
    left, right = (bytes(image.copy(place).constBits()) for image in (one, other))
    apart = sum(abs(a - b) > 4 for a, b in zip(left, right, strict=True))
    return apart > 20


def alike(shown: list[tuple[ShownControl, QImage]]) -> set[tuple[str, ControlState]]:
    """What looks as at rest, or pressed as hovered."""
    rest: dict[str, QImage] = {}
    hovered: dict[str, QImage] = {}
    found = set()
    for (row, state, _), image in shown:
        before = rest.setdefault(row, image)
        if state is ControlState.PRESSED:
            before = hovered[row]
        elif state is ControlState.HOVER:
            hovered[row] = image
        if before is not image and not differ(before, image):
            found.add((row, state))
    return found


def test_every_state_can_be_seen(gallery: ControlGallery) -> None:
    """In either theme it looks otherwise than at rest, and pressed otherwise than hovered."""
    found: dict[Theme, set[tuple[str, ControlState]]] = {Theme.LIGHT: set(), Theme.DARK: set()}
    for kind in SECTIONS:
        gallery.window.show_section(kind.key)
        for theme, same in found.items():
            gallery.theme.set_preference(theme)
            same |= alike(looks(gallery, kind.key))
    assert {Theme.LIGHT: ALIKE, Theme.DARK: ALIKE} == found


def test_it_looks_as_it_did(gallery: ControlGallery) -> None:
    """Every section in both themes and in Chinese; with high contrast where there are states."""
    before, now = kept(), grids(gallery)
    shares = {name: share_of_differing(grid, now[name]) for name, grid in before.items()}
    assert {} == {name: share for name, share in shares.items() if share > FEW}
    assert set(before) == set(now)


def test_the_comparison_can_fail(gallery: ControlGallery) -> None:
    """One button that is gone is enough."""
    gallery.window.show_section("buttons")
    before = grid_of(gallery.picture("buttons"), GRID)
    same = share_of_differing(before, grid_of(gallery.picture("buttons"), GRID))
    button = gallery.window.sheet.shown[5].widget
    policy = button.sizePolicy()
    policy.setRetainSizeWhenHidden(True)
    button.setSizePolicy(policy)
    button.hide()
    other = share_of_differing(before, grid_of(gallery.picture("buttons"), GRID))
    assert same == 0.0 < FEW < other


def test_the_switches_reach_the_controls(gallery: ControlGallery) -> None:
    """Theme, contrast, language and text size; the section stays."""
    window = gallery.window
    window.show_section("texts")
    for name, key in (
        ("theme", "dark"),
        ("contrast", "high"),
        ("size", "2.0"),
        ("language", CHINESE),
    ):
        control = window.findChild(SegmentedControl, f"gallery_{name}")
        assert isinstance(control, SegmentedControl)
        control.choose(key)
        control.chosen.emit(key)
    tokens = gallery.theme.tokens
    told = (tokens.is_dark, tokens.surface, gallery.theme.scale, gallery.languages.language)
    assert (True, "#000000", 2.0, CHINESE) == told
    assert ("texts", "控件展示") == (window.tabs.current(), window.windowTitle())


def test_a_masked_text_is_not_painted(gallery: ControlGallery) -> None:
    """Nor is one that is disabled painted as strongly as others."""
    gallery.window.show_section("fields")
    fields = [one for one, _ in looks(gallery, "fields") if isinstance(one.widget, TextField)]

    def strongest() -> dict[ControlState, int]:
        found: dict[ControlState, int] = {}
        for shown, image in looks(gallery, "fields"):
            if isinstance(shown.widget, TextField) and shown in fields[:4]:
                edit = shown.widget.edit.geometry()
                box = shown.widget.box.geometry()
                area = edit.translated(box.topLeft() + QPoint(AROUND, AROUND))
                inside = image.copy(area.adjusted(4, 4, -4, -4))
                found[shown.state] = min(
                    inside.pixelColor(x, y).lightness()
                    for x in range(inside.width())
                    for y in range(inside.height())
                )
        return found

    plain = strongest()
    for shown in fields:
        assert isinstance(shown.widget, TextField)
        shown.widget.set_masked(masked=True)
    masked = strongest()
    assert plain[ControlState.REST] < 60 < plain[ControlState.DISABLED]
    assert (255, masked[ControlState.FOCUS]) == (
        masked[ControlState.REST],
        plain[ControlState.FOCUS],
    )


def test_pictures_are_written(
    qapp: QApplication, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """One for each section, language and look."""
    monkeypatch.setattr(show, "SECTIONS", (PaneSection,))
    monkeypatch.setattr(show, "LOOKS", ((Theme.DARK, Contrast.HIGH),))
    taken = show.take_pictures(qapp, tmp_path / "new")
    names = ["panes-en-dark-high.png", "panes-zh_CN-dark-high.png"]
    assert (names, sorted(os.listdir(tmp_path / "new"))) == ([one.name for one in taken], names)
    QCoreApplication.processEvents()
