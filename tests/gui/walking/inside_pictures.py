"""Run by `test_pictures.py`: a few screens in both languages and both themes, each told as the mean
colours of a coarse grid. Fonts differ from machine to machine; where things lie does not.

Argument: the home directory. With a second one, a folder, the pictures are written there too.
"""

import json
import sys
from collections.abc import Callable
from itertools import product
from pathlib import Path
from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtGui import QImage

from wecom_console.gui.pictures import scenes, snapshot
from wecom_console.gui.pictures.window_driver import WindowDriver, open_stage
from wecom_console.gui.theme.tokens import Theme

GRID: Final = (32, 20)
SETTLE_MS: Final = 400
SCENES: Final[tuple[tuple[str, Callable[[WindowDriver], None]], ...]] = (
    ("sources-empty", scenes.sources_empty),
    ("select-source", scenes.select_source),
    ("variants", scenes.variants),
    ("form-empty", scenes.form_empty),
    ("sources", scenes.sources),
    ("matrix", scenes.matrix),
    ("simulator-off", scenes.simulator_off),
    ("share", scenes.share),
)


def grid_of(image: QImage) -> str:
    """Six hex digits a cell, row by row."""
    small = image.scaled(
        *GRID, Qt.AspectRatioMode.IgnoreAspectRatio, Qt.TransformationMode.SmoothTransformation
    )
    width, height = GRID
    return "".join(small.pixelColor(x, y).name()[1:] for y in range(height) for x in range(width))


def main(home: Path, folder: Path | None) -> None:
    """Prints ``{picture: grid}``."""
    found: dict[str, str] = {}
    with open_stage(home) as stage:
        for name, arrange in SCENES:
            arrange(stage)
            for language, theme in product(snapshot.LANGUAGES, snapshot.THEMES):
                stage.application.languages.set_preference(language)
                stage.application.theme.set_preference(theme)
                stage.wait(SETTLE_MS)
                picture = stage.window.grab().toImage()
                key = f"{name}-{language}-{theme.value}"
                found[key] = grid_of(picture)
                if folder is not None:
                    picture.save(str(folder / f"{key}.png"))
            stage.application.theme.set_preference(Theme.LIGHT)
    sys.stdout.write(json.dumps(found, indent=0, sort_keys=True))


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]) if len(sys.argv) > 2 else None)
