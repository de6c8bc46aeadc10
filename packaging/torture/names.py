"""Names that Qt could read as more than letters, on every screen of the window: nothing is read
by them as markup, and under strace nothing on the disk or outside is asked for by them."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

from tally import Tally

NAMES = "names"
WALK = Path(__file__).parents[2] / "tests" / "gui" / "walking" / "inside_markup.py"
PICTURE = "pic.png"
LIMIT_S = 400.0
_TRACED = "trace=open,openat,stat,newfstatat,statx,access,faccessat2,readlink,connect"
_OUTSIDE = re.compile(r"connect\(.*inet_(?:addr\(|pton\(AF_INET6, )\"(?!127\.|::1\")")


def walk(top: Path, tally: Tally) -> None:
    """One visit of all screens."""
    repeat = ("--part", NAMES)
    home = top / "markup"
    home.mkdir()
    log = top / "strace.log"
    tracer = shutil.which("strace")
    traced = [tracer, "-f", "-qq", "-s", "300", "-e", _TRACED, "-o", str(log)] if tracer else []
    began = time.monotonic()
    command = [*traced, sys.executable, str(WALK), str(home)]
    try:
        done = subprocess.run(  # noqa: S603  composed here
            command,
            env=_environment(home),
            cwd=home,
            capture_output=True,
            text=True,
            timeout=LIMIT_S,
            check=False,
        )
    except subprocess.TimeoutExpired:
        tally.found(f"the walk took more than {LIMIT_S:.0f} s", repeat)
        return
    if done.returncode != 0:
        tally.found(f"the walk ended with {done.returncode}: {done.stderr[-500:]}", repeat)
        return
    screens = json.loads(done.stdout)
    for screen, found in screens.items():
        tally.saw(0.0, 0.0, "screens")
        for kind in ("markup", "shortcut"):
            if found[kind]:
                tally.found(f"{screen}: a name is read as {kind} in {found[kind][:5]}", repeat)
    tally.notes["seconds"] = int(time.monotonic() - began)
    if tracer:
        calls = log.read_text(encoding="utf-8", errors="replace").splitlines()
        tally.notes["calls of the system"] = len(calls)
        for call in asked_for(calls):
            tally.found(f"asked for by a name: {call[:300]}", repeat)


def asked_for(calls: list[str]) -> Iterator[str]:
    """The calls that a name has caused: of the picture that the names ask for, once it has been
    made, and of anybody outside."""
    made = max(
        (n for n, call in enumerate(calls) if PICTURE in call and "O_CREAT" in call), default=0
    )
    for number, call in enumerate(calls):
        if _OUTSIDE.search(call) or (PICTURE in call and number > made and "<img" not in call):
            yield call


def _environment(home: Path) -> dict[str, str]:
    left_out = ("DISPLAY", "WAYLAND_DISPLAY", "LD_PRELOAD")
    tests = WALK.parents[2]
    return {
        **{name: value for name, value in os.environ.items() if name not in left_out},
        "PYTHONPATH": os.pathsep.join((str(tests), os.environ.get("PYTHONPATH", ""))),
        "QT_QPA_PLATFORM": "offscreen",
        "XDG_RUNTIME_DIR": str(home),
        "WECOM_CONSOLE_HOME": str(home),
        "WECOM_CONSOLE_LANG": "en",
        "WECOM_CONSOLE_COREDUMPS": "1",
        "PYTHON_KEYRING_BACKEND": "keyring.backends.fail.Keyring",
    }
