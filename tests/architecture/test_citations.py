"""What code, tests, resources and documents cite exists: the file, and the section in it."""

import pytest

from architecture.checkout import ROOT, named, text_files
from architecture.citations import dead_citations, numbered

CITING = frozenset({".md", ".py", ".toml"})


def test_every_citation_leads_somewhere() -> None:
    """A section that was renumbered or a document that was moved takes its citations along."""
    dead = [
        f"{named(file)}:{wrong}"
        for file, text in text_files()
        if file.suffix in CITING
        for wrong in dead_citations(file, text)
    ]
    assert [] == dead


@pytest.mark.parametrize(
    ("file", "text", "wrong"),
    [
        ("src/a.py", '"""As docs/reference/wecom.md §99 says."""', "1: wecom.md has no §99"),
        ("src/a.py", "# docs/reference/wecom.md §2, §2.9 and §3", "1: wecom.md has no §2.9"),
        ("src/a.py", "# docs/reference/wecom.md\n# §4.9", "2: wecom.md has no §4.9"),
        ("src/a.py", "# docs/reference/wecom.md §1 to\n# §98", "1: wecom.md has no §98"),
        ("src/a.py", "# docs/cli.md §1", "1: cli.md has no §1"),
        ("src/a.py", '\n"""The token (§9.1)."""', "2: §9.1 of no document"),
        ("src/a.py", "# see docs/made-up.md", "1: there is no docs/made-up.md"),
        ("src/a.py", "# see wecom.md, section 3", "1: there is no wecom.md"),
        ("resources/a.toml", "# docs/reference/wecom.md §99", "1: wecom.md has no §99"),
        ("docs/reference/wecom.md", "See §99.", "1: wecom.md has no §99"),
        ("docs/reference/wecom.md", "See authing.md §99.", "1: authing.md has no §99"),
        ("docs/a.md", "See authing.md §1.", "1: §1 of authing.md"),
        ("docs/a.md", "[errors](reference/errors.md) and [x](b.md)", "1: there is no b.md"),
        ("docs/a.md", "[it](cli.md#made-up)", "1: cli.md has no #made-up"),
    ],
)
def test_a_dead_citation_is_told(file: str, text: str, wrong: str) -> None:
    """By its line and by what is missing."""
    assert wrong in dead_citations(ROOT / file, text)


@pytest.mark.parametrize(
    ("file", "text"),
    [
        ("src/a.py", '"""docs/reference/wecom.md §2.2, §3 and §15, item 2, RFC 6749 §5.2."""'),
        ("src/a.py", "# https://sqlite.org/fileformat.html §1.3, and docs/cli.md"),
        ("src/a.py", 'NAME = "made-up.md §99"'),
        ("docs/a.md", "reference/wecom.md §3, [the vault](cli.md#vault), https://x.example/y.md"),
        ("docs/reference/errors.md", "§2.2, [authing.md](authing.md) §7, `doc/made-up.md`"),
    ],
)
def test_a_true_citation_is_left_alone(file: str, text: str) -> None:
    """Nor are other people's documents and a program's own strings accused."""
    assert [] == dead_citations(ROOT / file, text)


@pytest.mark.parametrize("name", ["wecom", "authing", "errors", "platform", "simulator"])
def test_every_section_of_the_specification_can_be_cited(name: str) -> None:
    """Its headings bear numbers, from 1 on without a gap."""
    tops = {
        int(number) for number in numbered(ROOT / f"docs/reference/{name}.md") if "." not in number
    }
    assert set(range(1, len(tops) + 1)) == tops != set()
