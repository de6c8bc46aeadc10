"""The real program, used by ear alone: over the accessibility bus, without a picture.

One test, which takes the seconds of a start and of a login at the pace that a person can follow.
"""

import json
import os
import subprocess
import sys
from pathlib import Path

HERE = Path(__file__).parent
NOT_PASSED_ON = ("DISPLAY", "WAYLAND_DISPLAY", "DBUS_SESSION_BUS_ADDRESS", "QT_QPA_PLATFORM")


def environment_in(home: Path) -> dict[str, str]:
    """A home, a bus and a screen of its own; no keyring, for the demo needs none."""
    kept = {
        name: value
        for name, value in os.environ.items()
        if name not in NOT_PASSED_ON and not name.startswith(("PYTEST", "XDG_", "LC_"))
    }
    home.chmod(0o700)
    return kept | {
        "HOME": str(home),
        "XDG_RUNTIME_DIR": str(home),
        "WECOM_CONSOLE_HOME": str(home / "console"),
        "PYTHON_KEYRING_BACKEND": "keyring.backends.fail.Keyring",
        "QT_QPA_PLATFORM": "xcb",
        "QT_LINUX_ACCESSIBILITY_ALWAYS_ON": "1",
        "LANG": "C.UTF-8",
    }


def test_a_whole_login_test_without_looking(tmp_path: Path) -> None:
    """The demo is found and started; verdict, legs and evidence are heard, and the explanation is
    copied."""
    heard = tmp_path / "heard.json"
    session = ["bash", str(HERE / "session.sh"), sys.executable, str(heard)]
    done = subprocess.run(
        ["dbus-run-session", "--", *session],
        env=environment_in(tmp_path),
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        timeout=300,
        check=False,
    )
    assert 0 == done.returncode, f"{done.stdout}\n{done.stderr}"
    told = json.loads(heard.read_text(encoding="utf-8"))
    assert {
        "pages": ["Enterprise identity sources", "Login test"],
        "verdict": ["Success", "As expected"],
        "legs": ["Proven", *["Simulated"] * 6],
        "places": list(range(7)),
        "copied": "Copied",
        "is_evidence": True,
        "pasted": "### Leg 7, Tokens: Simulated",
        "unnamed": [],
    } == {
        "pages": told["said"][:2],
        "verdict": told["said"][2].split(", ")[:2],
        "legs": [leg.split(", ")[1] for leg in told["legs"]],
        "places": told["places"],
        "copied": told["said"][-1],
        "is_evidence": "userIdInIdp" in told["evidence"],
        "pasted": told["pasted"].partition("  ")[0],
        "unnamed": told["unnamed"],
    }
