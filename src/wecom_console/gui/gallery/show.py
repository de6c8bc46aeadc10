"""Opens the gallery, or takes its pictures without showing it."""

import errno
import os
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import product
from pathlib import Path
from typing import Final

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication

from wecom_console.gui.gallery.sections.table import SECTIONS
from wecom_console.gui.gallery.window import SIZE, GalleryWindow
from wecom_console.gui.shell.language import CHINESE, ENGLISH, LanguageController
from wecom_console.gui.theme.apply import ApplicationStyle
from wecom_console.gui.theme.controller import ThemeController
from wecom_console.gui.theme.icons import IconSet
from wecom_console.gui.theme.tokens import Contrast, Theme
from wecom_console.resource_files import resource_path

LOOKS: Final = (
    (Theme.LIGHT, Contrast.NORMAL),
    (Theme.DARK, Contrast.NORMAL),
    (Theme.LIGHT, Contrast.HIGH),
    (Theme.DARK, Contrast.HIGH),
)


class ControlGallery:
    """The window with what it follows."""

    def __init__(self, app: QApplication, language: str, *, is_still: bool = False) -> None:
        self.theme = ThemeController(
            icons=IconSet(resource_path("icons")),
            preference=Theme.LIGHT,
            contrast=Contrast.NORMAL,
            language=language,
            reduced_motion=is_still,
        )
        self._style = ApplicationStyle(app, self.theme)
        self.languages = LanguageController(
            app, translations=resource_path("translations"), preference=language
        )
        self.window = GalleryWindow(self.theme, self.languages)

    def picture(self, key: str) -> QImage:
        """A section, all of it, in the theme and language of the moment."""
        window = self.window
        window.resize(*SIZE)
        if window.tabs.current() != key:
            window.show_section(key)
        # What was shown before would follow every change of theme to come.
        QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
        QApplication.processEvents()
        window.area.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        viewport = window.area.viewport()
        window.resize(SIZE[0], SIZE[1] + window.sheet.height() - viewport.height())
        QApplication.processEvents()
        return viewport.grab().toImage()

    def close(self) -> None:
        """Leaves the application as it was, for whoever goes on with it."""
        self.window.close()
        self.window.deleteLater()
        self.languages.set_preference(ENGLISH)
        self._style.deleteLater()


@contextmanager
def still_gallery(app: QApplication) -> Iterator[ControlGallery]:
    """The gallery where nothing moves, not even a cursor."""
    flash = app.cursorFlashTime()
    app.setCursorFlashTime(0)
    gallery = ControlGallery(app, ENGLISH, is_still=True)
    gallery.window.show()
    try:
        yield gallery
    finally:
        gallery.close()
        app.setCursorFlashTime(flash)


def take_pictures(app: QApplication, folder: Path) -> list[Path]:
    """Every section in every look and both languages."""
    folder.mkdir(parents=True, exist_ok=True)
    taken: list[Path] = []
    with still_gallery(app) as gallery:
        for language, kind in product((ENGLISH, CHINESE), SECTIONS):
            gallery.languages.set_preference(language)
            gallery.window.show_section(kind.key)
            for theme, contrast in LOOKS:
                gallery.theme.set_preference(theme)
                gallery.theme.set_contrast(contrast)
                contrasted = "" if contrast is Contrast.NORMAL else "-high"
                path = folder / f"{kind.key}-{language}-{theme.value}{contrasted}.png"
                if not gallery.picture(kind.key).save(str(path)):
                    raise OSError(errno.EIO, os.strerror(errno.EIO))
                taken.append(path)
    return taken


def show_gallery(language: str, folder: str) -> int:
    """Runs until the window is closed; with a `folder` writes the pictures there instead."""
    if folder:
        os.environ["QT_QPA_PLATFORM"] = "offscreen"
    app = QApplication(["wecom-console"])
    if folder:
        take_pictures(app, Path(folder))
        return 0
    gallery = ControlGallery(app, language)
    gallery.window.show()
    return app.exec()
