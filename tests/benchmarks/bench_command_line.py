"""How long a command keeps its caller waiting."""

import importlib.util
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

from measuring import Figure, NotBuiltYetError, median, run_process

CONFIG = """\
format = "wecom-console/1"

[[connections]]
type = "wechatwork:mobile"
identifier = "acme-wecom"
display_name = "Acme"
corp_id = "ww0123456789abcdef"
agent_id = "1000002"
schema = "wwauth0123456789abcdef000002"
secret = "env:ACME_WECOM_SECRET"
"""


def measure(*, rounds: int) -> Iterator[Figure]:
    """An empty interpreter, `--version`, and `check` of a file."""
    with tempfile.TemporaryDirectory() as folder:
        config = Path(folder, "acme.toml")
        config.write_text(CONFIG, encoding="utf-8")
        ours = [sys.executable, "-m", "wecom_console"]
        commands = {
            "an empty Python": [sys.executable, "-c", ""],
            "--version": [*ours, "--version"],
        }
        built = importlib.util.find_spec("wecom_console.cli.app") is not None
        if built:
            commands["check of a file"] = [*ours, "check", str(config)]
        for name, command in commands.items():
            samples = [run_process(command, codes=(0, 1)) for _ in range(rounds + 1)][1:]
            wall = median(samples, lambda s: s.total_ms)
            yield Figure(f"command line, {name}", wall, "ms", f"median of {rounds}")
    if not built:
        raise NotBuiltYetError("the command line (wecom_console.cli.app)")
