"""Where the runtime data lies: `resources/` of a checkout, or its copy inside the wheel."""

from functools import cache
from pathlib import Path

_PACKAGE = Path(__file__).parent


@cache
def resource_root() -> Path:
    """The folder that holds icons, messages, translations and scenarios."""
    installed = _PACKAGE / "resources"
    return installed if installed.is_dir() else _PACKAGE.parents[1] / "resources"


def resource_path(*parts: str) -> Path:
    """A file or folder below the resource root, for instance ``("messages", "en.toml")``."""
    return resource_root().joinpath(*parts)


def read_resource(*parts: str) -> str:
    """The text of a resource, UTF-8."""
    return resource_path(*parts).read_text(encoding="utf-8")


def read_document(name: str) -> str:
    """A page of the guide, from `docs/`: the window shows the same files that the web does."""
    root = resource_root()
    installed = root / "docs"
    folder = installed if installed.is_dir() else root.parent / "docs"
    return (folder / name).read_text(encoding="utf-8")
