"""A pytest plugin: each worker process begins with other test modules than the rest.

All of them import every module, and the first import of one compiles it. Begun at the same end, all
would compile all; begun apart, each finds most of them compiled.
"""

from contextlib import suppress
from functools import partial
from typing import Final

import pytest
from _pytest.pathlib import ImportMode, import_path

PATTERN: Final = "tests/**/test_*.py"


def pytest_collectstart(collector: pytest.Collector) -> None:
    """Imports this worker's share. What cannot be imported is told when it is collected."""
    given = getattr(collector.config, "workerinput", None)
    if given is None or not isinstance(collector, pytest.Session):
        return
    own, workers = int(given["workerid"].removeprefix("gw")), int(given["workercount"])
    root = collector.config.rootpath
    load = partial(
        import_path, mode=ImportMode.importlib, root=root, consider_namespace_packages=False
    )
    for path in sorted(root.glob(PATTERN))[own::workers]:
        with suppress(Exception):
            load(path)
