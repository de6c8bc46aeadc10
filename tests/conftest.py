"""What holds for every test: which fonts Qt finds, and how properties look for examples.

The profile `steady` makes a run repeatable: the same examples every time, no deadline that a busy
machine misses, nothing remembered from earlier runs. `thorough` looks at random and longer, and
prints what reproduces a failure; `dev.py test --thorough` chooses it.
"""

import os
from pathlib import Path

from hypothesis import HealthCheck, settings

pytest_plugins = ("architecture.worker_exits",)

os.environ["FONTCONFIG_FILE"] = str(Path(__file__).with_name("fonts") / "fonts.conf")

settings.register_profile(
    "steady",
    max_examples=50,
    derandomize=True,
    database=None,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow],
)
settings.register_profile(
    "thorough",
    settings.get_profile("steady"),
    max_examples=1_000,
    derandomize=False,
    print_blob=True,
)
settings.load_profile("steady")
