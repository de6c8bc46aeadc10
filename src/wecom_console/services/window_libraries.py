"""What the system lacks for a window on this screen: libraries, and the packages they come in.

Qt names the wrong one: it tells of ``xcb-cursor0`` whatever is missing. So its plug-in for the
screen is loaded the way Qt loads it, in a process of its own, and the linker says what it misses.
"""

import re
import sys
from collections.abc import Callable, Mapping, Sequence
from typing import Final, NamedTuple

PACKAGES_OF: Final[Mapping[str, str]] = {
    "libEGL.so.1": "libegl1",
    "libGL.so.1": "libgl1",
    "libOpenGL.so.0": "libopengl0",
    "libX11.so.6": "libx11-6",
    "libX11-xcb.so.1": "libx11-xcb1",
    "libdbus-1.so.3": "libdbus-1-3",
    "libfontconfig.so.1": "libfontconfig1",
    "libfreetype.so.6": "libfreetype6",
    "libglib-2.0.so.0": "libglib2.0-0",
    "libgthread-2.0.so.0": "libglib2.0-0",
    "libwayland-client.so.0": "libwayland-client0",
    "libwayland-cursor.so.0": "libwayland-cursor0",
    "libwayland-egl.so.1": "libwayland-egl1",
    "libxcb.so.1": "libxcb1",
    "libxcb-cursor.so.0": "libxcb-cursor0",
    "libxcb-icccm.so.4": "libxcb-icccm4",
    "libxcb-image.so.0": "libxcb-image0",
    "libxcb-keysyms.so.1": "libxcb-keysyms1",
    "libxcb-randr.so.0": "libxcb-randr0",
    "libxcb-render.so.0": "libxcb-render0",
    "libxcb-render-util.so.0": "libxcb-render-util0",
    "libxcb-shape.so.0": "libxcb-shape0",
    "libxcb-shm.so.0": "libxcb-shm0",
    "libxcb-sync.so.1": "libxcb-sync1",
    "libxcb-util.so.1": "libxcb-util1",
    "libxcb-xfixes.so.0": "libxcb-xfixes0",
    "libxcb-xkb.so.1": "libxcb-xkb1",
    "libxkbcommon.so.0": "libxkbcommon0",
    "libxkbcommon-x11.so.0": "libxkbcommon-x11-0",
    "libz.so.1": "zlib1g",
}
"""Of Debian and Ubuntu. `libxcb-util1` came with Debian 11."""

_LIBRARY: Final = re.compile(r"lib[\w.+-]+\.so[\w.]*")
_PLATFORMS: Final = ("wayland", "xcb")
_TRY: Final = """
import ctypes, sys
from PySide6.QtCore import QLibraryInfo
import PySide6.QtGui
plugins = QLibraryInfo.path(QLibraryInfo.LibraryPath.PluginsPath)
try:
    ctypes.CDLL(f"{plugins}/platforms/libq{sys.argv[1]}.so")
except OSError as error:
    print(str(error).partition(":")[0])
    for name in sys.argv[2:]:
        try:
            ctypes.CDLL(name)
        except OSError:
            print(name)
"""

Loads = Callable[[Sequence[str]], str]
"""Runs a command and gives what it wrote to its standard output."""


class MissingLibraries(NamedTuple):
    """What Qt's plug-in of `platform` cannot be loaded without."""

    platform: str
    libraries: tuple[str, ...]

    @property
    def packages(self) -> tuple[str, ...]:
        """What to install; a library that nobody knows the package of has none here."""
        return packages_of(self.libraries)


def packages_of(libraries: Sequence[str]) -> tuple[str, ...]:
    """The packages that hold these libraries, each once."""
    return tuple(sorted({PACKAGES_OF[one] for one in libraries if one in PACKAGES_OF}))


def window_platforms(environment: Mapping[str, str]) -> tuple[str, ...]:
    """The plug-ins that Qt would try one after the other; none that needs no screen."""
    if asked := environment.get("QT_QPA_PLATFORM"):
        names = (part.partition(":")[0].partition("-")[0] for part in asked.split(";"))
        return tuple(name for name in names if name in _PLATFORMS)
    named = (("WAYLAND_DISPLAY", "wayland"), ("DISPLAY", "xcb"))
    return tuple(platform for variable, platform in named if environment.get(variable))


def missing_libraries(environment: Mapping[str, str], loads: Loads) -> MissingLibraries | None:
    """What is missing where none of the plug-ins can be loaded; of several the last is told, which
    every desktop can serve."""
    found = None
    for platform in window_platforms(environment):
        told = loads([sys.executable, "-c", _TRY, platform, *PACKAGES_OF])
        libraries = tuple(dict.fromkeys(_LIBRARY.findall(told)))
        if not libraries:
            return None
        plugin = f"libq{platform}.so"
        found = MissingLibraries(platform, tuple(one for one in libraries if one != plugin))
    return found
