"""The window's own test: it opens offscreen, logs in with the demo connection and closes."""

import sys
import tempfile
from pathlib import Path

from wecom_console.domain.verdicts import Verdict
from wecom_console.gui.pictures.window_driver import StageTimeout, open_stage


def main() -> int:
    """0 where the window came up and every leg of the login ended as it should."""
    try:
        with tempfile.TemporaryDirectory() as home, open_stage(Path(home)) as stage:
            page = stage.log_in()
            legs = page.presenter.reading.finished_runs()[0].legs
    except StageTimeout as timeout:
        sys.stderr.write(f"waited in vain: {timeout}\n")
        return 1
    for leg in legs:
        sys.stdout.write(f"{leg.leg.number} {leg.leg.value} {leg.verdict}\n")
    good = (Verdict.PROVEN, Verdict.SIMULATED)
    return 0 if legs and all(leg.verdict in good for leg in legs) else 1


if __name__ == "__main__":
    sys.exit(main())
