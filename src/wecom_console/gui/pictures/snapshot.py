"""Pictures of the window: one after a demo login, those of the documents, or every screen in both
languages, both themes and two text sizes."""

import argparse
import html
import sys
import tempfile
from collections.abc import Callable, Sequence
from itertools import product
from pathlib import Path
from typing import Final, NamedTuple

from wecom_console.gui.pictures import scenes
from wecom_console.gui.pictures.scenes import SCENES
from wecom_console.gui.pictures.window_driver import (
    SIZE,
    StageTimeout,
    WindowDriver,
    open_stage,
)
from wecom_console.gui.theme.tokens import Theme

LANGUAGES: Final = ("zh_CN", "en")
SCALES: Final = (1.0, 1.5)
SETTLE_MS: Final = 500
THEMES: Final = (Theme.LIGHT, Theme.DARK)


class Documented(NamedTuple):
    """A picture of `docs/images`: its name, the window's size, and how it comes about."""

    name: str
    size: tuple[int, int]
    scenes: tuple[Callable[[WindowDriver], None], ...]


DOCUMENTED: Final = (
    Documented(
        "form",
        SIZE,
        (scenes.select_source, scenes.variants, scenes.form_empty, scenes.form_mismatch),
    ),
    Documented("login-test", (1366, 768), (scenes.test_success, scenes.test_failed)),
)


def take_all(folder: Path) -> list[Path]:
    """Every scene in every language, theme and text size, switched live, and a page that shows
    them."""
    folder.mkdir(parents=True, exist_ok=True)
    taken: list[Path] = []
    with tempfile.TemporaryDirectory() as home, open_stage(Path(home)) as stage:
        for name, arrange in SCENES:
            arrange(stage)
            for scale, language, theme in product(SCALES, LANGUAGES, THEMES):
                stage.application.languages.set_preference(language)
                stage.application.theme.set_preference(theme)
                stage.application.theme.set_scale(scale)
                size = "" if scale == 1 else f"-{scale * 100:.0f}"
                path = folder / f"{name}-{language}-{theme.value}{size}.png"
                stage.picture(path)
                taken.append(path)
            stage.application.theme.set_scale(1.0)
    (folder / "index.html").write_text(_contact_sheet(taken), encoding="utf-8")
    return taken


def take_documented(folder: Path) -> None:
    """What README shows, in English and light."""
    with tempfile.TemporaryDirectory() as home, open_stage(Path(home)) as stage:
        stage.application.languages.set_preference("en")
        stage.application.theme.set_preference(Theme.LIGHT)
        for picture in DOCUMENTED:
            stage.window.resize(*picture.size)
            for arrange in picture.scenes:
                arrange(stage)
            stage.wait(SETTLE_MS)
            stage.picture(folder / f"{picture.name}.png")


def take_one(path: Path) -> None:
    """The window after a login of the demo connection."""
    with tempfile.TemporaryDirectory() as home, open_stage(Path(home)) as stage:
        stage.log_in()
        stage.picture(path)


def _contact_sheet(pictures: Sequence[Path]) -> str:
    figures = "\n".join(
        f'<figure><a href="{name}"><img src="{name}" width="480"></a>'
        f"<figcaption>{name}</figcaption></figure>"
        for name in (html.escape(picture.name) for picture in pictures)
    )
    style = "body{font:14px sans-serif}figure{display:inline-block;margin:8px}"
    head = f"<!doctype html><meta charset=utf-8><title>WeCom Console</title><style>{style}</style>"
    return f"{head}{figures}\n"


def main(argv: Sequence[str]) -> int:
    """``--output FILE``, ``--documents FOLDER`` or ``--all FOLDER``."""
    parser = argparse.ArgumentParser(prog="wecom_console.gui.pictures.snapshot")
    what = parser.add_mutually_exclusive_group(required=True)
    what.add_argument("--output", type=Path, metavar="FILE")
    what.add_argument("--documents", type=Path, metavar="FOLDER")
    what.add_argument("--all", type=Path, metavar="FOLDER")
    asked = parser.parse_args(argv)
    try:
        if asked.output:
            take_one(asked.output)
        elif asked.documents:
            take_documented(asked.documents)
        else:
            sys.stdout.write(f"{len(take_all(asked.all))} pictures in {asked.all}\n")
    except StageTimeout as timeout:
        sys.stderr.write(f"waited in vain: {timeout}\n")
        return 1
    except OSError as error:
        sys.stderr.write(f"{error}\n")
        return 4
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
