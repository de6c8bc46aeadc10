"""The gallery's pictures told as grids. Run as a program it keeps them as they look now."""

import json
import os
from base64 import b64decode, b64encode
from pathlib import Path
from typing import Final
from zlib import compress, decompress

from gui.walking.grids import grid_of
from wecom_console.gui.gallery.sections.table import SECTIONS
from wecom_console.gui.gallery.show import ControlGallery, still_gallery
from wecom_console.gui.shell.language import CHINESE, ENGLISH
from wecom_console.gui.theme.tokens import Contrast, Theme

_FILE: Final = Path(__file__).with_name("gallery.json")
GRID: Final = (62, 48)
FEW: Final = 0.003
"""The share of cells that may differ by more than the tolerance: eight of 2976. A button is on a
dozen."""
PLAIN: Final = (Theme.LIGHT, Contrast.NORMAL)
LOOKS: Final = (PLAIN, (Theme.DARK, Contrast.NORMAL))
STRONG: Final = (Theme.LIGHT, Contrast.HIGH)
WITH_STATES: Final = ("buttons", "choices", "fields")


def kept() -> dict[str, str]:
    """The grids as they were."""
    packed = json.loads(_FILE.read_text("utf-8"))
    return {name: decompress(b64decode(grid)).hex() for name, grid in packed.items()}


def grids(gallery: ControlGallery) -> dict[str, str]:
    """Every section in English in both themes, and in Chinese; those with states in high contrast
    as well."""
    found: dict[str, str] = {}
    for language in (ENGLISH, CHINESE):
        gallery.languages.set_preference(language)
        for kind in SECTIONS:
            gallery.window.show_section(kind.key)
            looks = [*LOOKS, STRONG] if kind.key in WITH_STATES else [*LOOKS]
            for theme, contrast in looks if language == ENGLISH else [PLAIN]:
                gallery.theme.set_preference(theme)
                gallery.theme.set_contrast(contrast)
                name = f"{kind.key}-{language}-{theme.value}-{contrast.value}"
                found[name] = grid_of(gallery.picture(kind.key), GRID)
    return found


def main() -> None:
    """Writes the file."""
    from PySide6.QtWidgets import QApplication

    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    os.environ["FONTCONFIG_FILE"] = str(Path(__file__).parents[2] / "fonts" / "fonts.conf")
    with still_gallery(QApplication([])) as gallery:
        packed = {
            name: b64encode(compress(bytes.fromhex(grid), 9)).decode()
            for name, grid in grids(gallery).items()
        }
    _FILE.write_text(json.dumps(packed, indent=0, sort_keys=True) + "\n", "utf-8")


if __name__ == "__main__":
    main()
