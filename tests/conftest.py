"""What holds for every test: which fonts and authorities there are, and how properties look for
examples.

The profile `steady` makes a run repeatable: the same examples every time, no deadline that a busy
machine misses, nothing remembered from earlier runs. `thorough` looks at random and longer, and
prints what reproduces a failure; `dev.py test --thorough` chooses it.
"""

import gc
import os
from collections.abc import Generator, Iterator
from functools import cache
from pathlib import Path

import pyrage
import pytest
from hypothesis import HealthCheck, settings

from exchange.age_writer import sealed
from wecom_console.simulator.world import keys

pytest_plugins = ("architecture.worker_exits", "architecture.shared_imports")

HERE = Path(__file__).parent
LOOKS_AT = "hypothesis.internal.conjecture.providers.is_local_module_file"
os.environ["FONTCONFIG_FILE"] = str(HERE / "fonts" / "fonts.conf")
# No test calls anybody outside, and every client would load what the whole world trusts: this is
# one certificate, of an authority that is nobody's and has long ended.
os.environ["SSL_CERT_FILE"] = str(HERE / "nobody.pem")

settings.register_profile(
    "steady",
    max_examples=30,
    derandomize=True,
    database=None,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow],
)
settings.register_profile(
    "thorough",
    settings.get_profile("steady"),
    max_examples=700,
    derandomize=False,
    print_blob=True,
)
settings.load_profile("steady")


sealed_at_full_cost = pyrage.passphrase.encrypt
pyrage.passphrase.encrypt = sealed
# A thousand simulators here sign as one: to make a key takes longer than most tests.
keys._make = cache(keys._make)


@pytest.fixture
def _full_cost() -> Iterator[None]:
    """What is sealed with a passphrase takes the library's own second."""
    pyrage.passphrase.encrypt = sealed_at_full_cost
    yield
    pyrage.passphrase.encrypt = sealed


def pytest_configure(config: pytest.Config) -> None:
    """A test that takes long on its own says so. Examples are steady: without the constants that
    hypothesis finds in those of our modules that a process happens to have loaded by then (a first
    run would read all of them, besides)."""
    config.addinivalue_line("markers", "long: begun first, while others keep the cores busy")
    if config.getoption("--hypothesis-profile", default="") != "thorough":
        pytest.MonkeyPatch().setattr(LOOKS_AT, lambda _file: False)


@pytest.hookimpl(wrapper=True)
def pytest_collection() -> Generator[None, object, object]:
    """What collecting tests makes stays, so nothing looks whether it is garbage."""
    gc.disable()
    try:
        return (yield)
    finally:
        gc.freeze()
        gc.enable()


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """What takes long begins first: begun last, it would run alone at the end."""
    items.sort(key=lambda item: item.get_closest_marker("long") is None)
