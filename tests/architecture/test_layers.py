"""Who may import whom (docs/architecture.md), as import-linter reads it from pyproject.toml."""

import subprocess
import sys
from pathlib import Path

from architecture.checkout import ROOT


def test_every_import_contract_is_kept() -> None:
    """Arrows point down only, and each library stays in the package that it was taken for."""
    program = Path(sys.executable).with_name("lint-imports")
    done = subprocess.run([program], cwd=ROOT, capture_output=True, text=True, check=False)
    assert 0 == done.returncode, done.stdout
