"""How many scenarios there are is told in several documents: each is held to the catalogue."""

import re
from pathlib import Path

import pytest

from wecom_console.flow.scenarios.definitions import GROUPS, built_in_scenarios

ROOT = Path(__file__).resolve().parents[2]
COUNT = len(built_in_scenarios().scenarios)
TOLD = {
    "README.md": r"(\d+) scenarios",
    "README.zh-CN.md": r"(\d+) 个场景",
    "CHANGELOG.md": r"(\d+) scenarios",
    "docs/guide.md": r"There are (\d+) scenarios",
    "docs/guide.zh-CN.md": r"场景共有 (\d+) 个",
    "docs/protocol.md": r"(\d+) scenarios in \d+ kinds",
}
WORDS = re.compile(r"(?:[a-z]+ty(?:-[a-z]+)?|hundred[a-z -]*) scenarios", re.IGNORECASE)


def read(name: str) -> str:
    """A document."""
    return (ROOT / name).read_text(encoding="utf-8")


@pytest.mark.parametrize("name", TOLD)
def test_the_number_of_scenarios_is_that_of_the_catalogue(name: str) -> None:
    """Each time that it is told."""
    assert {str(COUNT)} == set(re.findall(TOLD[name], read(name)))


@pytest.mark.parametrize("name", TOLD)
def test_the_number_of_scenarios_is_in_digits(name: str) -> None:
    """Where a test can hold it."""
    assert [] == WORDS.findall(read(name))


def test_every_kind_of_scenario_is_described() -> None:
    """In the table of the protocol, in the order of the catalogue, and as many as it says."""
    text = read("docs/protocol.md")
    table = text[text.index("| kind |") :]
    kinds = re.findall(r"^\| ([a-z]+) \|", table, re.MULTILINE)[1:]
    assert (list(GROUPS), str(len(GROUPS))) == (kinds, *re.findall(r"in (\d+) kinds", text))
