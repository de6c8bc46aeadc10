"""The lock: every package pinned by hash, no trace of an index, in step with pyproject.toml."""

import re
import tomllib
from collections.abc import Mapping
from importlib.metadata import requires

import pytest
from packaging.markers import default_environment
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from architecture.checkout import ROOT, dev

PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
LOCK = dev.LOCK.read_text(encoding="utf-8")
MUTANTS_LOCK = dev.MUTANTS_LOCK.read_text(encoding="utf-8")
OWN_ENVIRONMENT = "mutants"
"""The group of a tool that has a lock and an environment of its own."""


def pins(lock: str) -> list[Requirement]:
    """The entries of a lock file."""
    return [Requirement(line.rstrip("\\ ")) for line in lock.splitlines() if line[:1].strip()]


LOCKED = pins(LOCK)

ENVIRONMENTS = [
    {
        "python_version": version,
        "python_full_version": f"{version}.4",
        "implementation_name": "cpython",
        "platform_python_implementation": "CPython",
        "sys_platform": platform,
        "platform_system": system,
        "os_name": "nt" if platform == "win32" else "posix",
        "extra": "",
    }
    for version in ("3.11", "3.12", "3.13", "3.14")
    for platform, system in (("linux", "Linux"), ("darwin", "Darwin"), ("win32", "Windows"))
]


def wanted() -> list[Requirement]:
    """What pyproject.toml asks for, the groups that one needs to develop included."""
    groups = [g for name, g in PROJECT["dependency-groups"].items() if name != OWN_ENVIRONMENT]
    texts = [*PROJECT["project"]["dependencies"], *(text for group in groups for text in group)]
    return [Requirement(text) for text in texts]


def applies(requirement: Requirement, environment: Mapping[str, str]) -> bool:
    return requirement.marker is None or requirement.marker.evaluate(dict(environment))


def names(requirements: list[Requirement]) -> set[str]:
    return {canonicalize_name(requirement.name) for requirement in requirements}


@pytest.mark.parametrize("lock", [LOCK, MUTANTS_LOCK], ids=["own", "mutants"])
def test_a_lock_is_only_pins_and_hashes(lock: str) -> None:
    """Every entry has a hash, and nothing says where packages come from."""
    assert [] == dev.lock_problems(lock)


@pytest.mark.parametrize("lock", [LOCK, MUTANTS_LOCK], ids=["own", "mutants"])
def test_every_entry_is_one_version(lock: str) -> None:
    """An entry pins exactly."""
    assert [] == [str(r) for r in pins(lock) if not re.fullmatch(r"==[^,*]+", str(r.specifier))]


def test_the_tools_lock_answers_its_group() -> None:
    """Within its bounds."""
    locked = {canonicalize_name(pin.name): str(pin.specifier)[2:] for pin in pins(MUTANTS_LOCK)}
    group = [Requirement(text) for text in PROJECT["dependency-groups"][OWN_ENVIRONMENT]]
    assert [] == [
        str(r) for r in group if not r.specifier.contains(locked[canonicalize_name(r.name)])
    ]


@pytest.mark.parametrize(
    "environment", ENVIRONMENTS, ids=lambda e: f"{e['sys_platform']}-{e['python_version']}"
)
def test_the_lock_answers_pyproject(environment: Mapping[str, str]) -> None:
    """On every system one pin answers each requirement of pyproject.toml, within its bounds."""
    unanswered = []
    for requirement in wanted():
        if not applies(requirement, environment):
            continue
        pins = [
            pin.specifier
            for pin in LOCKED
            if names([pin]) == names([requirement]) and applies(pin, environment)
        ]
        versions = [str(pin).removeprefix("==") for pin in pins]
        if len(versions) != 1 or not requirement.specifier.contains(versions[0]):
            unanswered.append((str(requirement), versions))
    assert [] == unanswered


def test_the_lock_holds_what_is_needed_and_nothing_else() -> None:
    """Its names are those that pyproject.toml leads to, through the installed metadata."""
    here = {key: str(value) for key, value in default_environment().items()}
    needed: set[tuple[str, str]] = set()
    ahead = [r for r in wanted() if applies(r, {**here, "extra": ""})]
    while ahead:
        requirement = ahead.pop()
        for extra in ("", *sorted(requirement.extras)):
            if (requirement.name, extra) not in needed:
                needed.add((requirement.name, extra))
                further = [Requirement(text) for text in requires(requirement.name) or []]
                ahead += [r for r in further if applies(r, {**here, "extra": extra})]
    locked = [pin for pin in LOCKED if applies(pin, {**here, "extra": ""})]
    assert names(locked) == {canonicalize_name(name) for name, _ in needed}
