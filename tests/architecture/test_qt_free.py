"""The core does without Qt: every module outside the window is imported where there is none."""

import json
import subprocess
import sys
from collections.abc import Sequence

from architecture.checkout import PACKAGE, modules

WITHOUT_QT = """
import importlib, json, sys

class NoQt:
    def find_spec(self, name, path=None, target=None):
        if name.partition(".")[0] in ("PySide6", "shiboken6"):
            raise ModuleNotFoundError(f"No module named {name!r}", name=name)

sys.meta_path.insert(0, NoQt())
failed = {}
for name in json.load(sys.stdin):
    try:
        importlib.import_module(name)
    except ImportError as error:
        failed[name] = str(error)
json.dump(failed, sys.stdout)
"""


def names() -> list[str]:
    """All modules of the product."""
    paths = (module.relative_to(PACKAGE.parent).with_suffix("").parts for module in modules())
    return [".".join(parts).removesuffix(".__init__") for parts in paths]


def failed_without_qt(wanted: Sequence[str]) -> dict[str, str]:
    """Which of the modules cannot be imported where PySide6 is not installed, and why."""
    done = subprocess.run(
        [sys.executable, "-c", WITHOUT_QT],
        input=json.dumps(wanted),
        capture_output=True,
        text=True,
        check=True,
    )
    found: dict[str, str] = json.loads(done.stdout)
    return found


def is_window(name: str) -> bool:
    """Whether a module belongs to the window."""
    return f"{name}.".startswith("wecom_console.gui.")


def test_every_module_outside_the_window_does_without_qt() -> None:
    """Checks, runs and explanations need no window."""
    core = [name for name in names() if not is_window(name)]
    assert {"wecom_console.pasted.pictures", "wecom_console.__main__"} < set(core)
    assert {} == failed_without_qt(core)


def test_the_window_does_not() -> None:
    """What is imported where there is no Qt is really without it."""
    window = ["wecom_console.gui.root", "wecom_console.gui.picture_pixels"]
    assert set(window) == set(failed_without_qt(window))
