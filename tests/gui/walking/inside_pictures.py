"""Run by `test_pictures.py`: a few screens in both languages and both themes, each told as a grid.

Argument: the home directory. With a second one, a folder, the pictures are written there too.
"""

import json
import sys
from collections.abc import Callable
from itertools import product
from pathlib import Path
from typing import Final

from PySide6.QtGui import QPixmap

from gui.walking.grids import FEW, KEPT, grid_of, share_of_differing
from wecom_console.gui.pictures import scenes, snapshot
from wecom_console.gui.pictures.window_driver import WindowDriver, open_stage

SETTLE_MS: Final = 30
SETTLE_ROUNDS: Final = 200
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


def settled(stage: WindowDriver, kept: str | None) -> QPixmap:
    """The window as soon as it looks as it did, and no longer changes: a busy machine needs longer.
    What looks otherwise now is waited for in vain."""
    before = ""
    for _ in range(SETTLE_ROUNDS):
        stage.wait(SETTLE_MS)
        picture = stage.window.grab()
        grid = grid_of(picture.toImage())
        if grid == before and (kept is None or share_of_differing(kept, grid) <= FEW):
            break
        before = grid
    return picture


def main(home: Path, folder: Path | None) -> None:
    """Prints ``{picture: grid}``."""
    found: dict[str, str] = {}
    themes = snapshot.THEMES
    with open_stage(home) as stage:
        stage.application.theme.set_reduced_motion(reduced=True)
        for name, arrange in SCENES:
            arrange(stage)
            for theme, language in product(themes, snapshot.LANGUAGES):
                stage.application.theme.set_preference(theme)
                stage.application.languages.set_preference(language)
                key = f"{name}-{language}-{theme.value}"
                picture = settled(stage, KEPT.get(key))
                found[key] = grid_of(picture.toImage())
                if folder is not None:
                    picture.save(str(folder / f"{key}.png"))
            themes = themes[::-1]  # another theme dresses every page anew, which takes a while
    sys.stdout.write(json.dumps(found, indent=0, sort_keys=True))


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]) if len(sys.argv) > 2 else None)
