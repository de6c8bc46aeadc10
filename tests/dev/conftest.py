"""Makes `dev.py` and its helpers in packaging/ importable."""

import sys

from architecture.checkout import ROOT

sys.path.insert(0, str(ROOT / "packaging"))
