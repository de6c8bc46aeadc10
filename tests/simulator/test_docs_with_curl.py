"""docs/simulator.md: its shell example runs, with a real curl."""

import os
import re
import subprocess
from pathlib import Path

from wecom_console.simulator import SimulatorOptions, running_simulator

PAGE = Path(__file__).parents[2].joinpath("docs/simulator.md").read_text("utf-8")
EXAMPLE = re.compile(r"```sh\n(.*?)```", re.DOTALL)


def test_the_shell_example_runs() -> None:
    """The fault hits once; the code expires."""
    found = EXAMPLE.search(PAGE)
    assert found is not None
    with running_simulator(SimulatorOptions(seed=1)) as handle:
        wecom = handle.description()["wecom"]
        values = {
            "URL": handle.url,
            "TOKEN": handle.control_token,
            "CORP": wecom["corp_id"],
            "SECRET": wecom["secret"],
        }
        done = subprocess.run(
            ["sh", "-eu", "-c", found[1]],
            capture_output=True,
            text=True,
            env=os.environ | values,
            check=True,
            timeout=600,
        )
    assert ["60020"] == re.findall(r'"errcode":(\d+),"errmsg":"not allow', done.stdout)
    assert '"errcode":0,"errmsg":"ok","access_token"' in done.stdout
    assert '"state":"expired"' in done.stdout
