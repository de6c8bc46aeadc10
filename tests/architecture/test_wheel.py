"""What is shipped: the wheel holds every module and every resource of this checkout."""

import zipfile
from pathlib import Path

import pytest

from architecture.checkout import dev


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return dev.build(tmp_path_factory.mktemp("dist"), "-t", "wheel")


def test_the_wheel_holds_every_module_and_resource(wheel: Path) -> None:
    """An installed package has what a checkout has."""
    assert [] == dev.wheel_gaps(wheel)


def test_the_wheel_holds_nothing_else(wheel: Path) -> None:
    """Neither tests nor tools nor caches are shipped."""
    names = zipfile.ZipFile(wheel).namelist()
    assert [] == [
        name
        for name in names
        if not name.startswith(("wecom_console/", "wecom_console-")) or "__pycache__" in name
    ]


def test_the_wheel_installs_the_command(wheel: Path) -> None:
    """Installing it puts `wecom-console` on the path."""
    with zipfile.ZipFile(wheel) as archive:
        [file] = [name for name in archive.namelist() if name.endswith("entry_points.txt")]
        assert b"wecom-console = wecom_console.__main__:main" in archive.read(file)
