"""The glossary speaks of this program: its names exist, its words are the ones that are used."""

from architecture.checkout import ROOT
from architecture.glossary import chinese_text, given_up, is_there, names_in_the_code, terms

PAGE = (ROOT / "docs" / "glossary.md").read_text(encoding="utf-8")
MADE_UP = """
| term | 中文 | in the code | meaning |
| --- | --- | --- | --- |
| leg | 步骤 | `Leg` | a part |
| bridge | – | `Bridge` | a thread |

| not | but |
| --- | --- |
| Wish, Deed | `BulkRequest` |
"""


def test_every_name_exists() -> None:
    """A class that was renamed takes its row along."""
    names = names_in_the_code()
    assert [] == [(t.term, n) for t in terms(PAGE) for n in t.names if not is_there(n, names)]


def test_every_term_says_where_it_is() -> None:
    """A word without a place in the code explains nothing here."""
    assert [] == [term.term for term in terms(PAGE) if not term.names]


def test_the_program_speaks_the_chinese_terms() -> None:
    """What the glossary calls a thing is what the window and the command line call it."""
    spoken = chinese_text()
    assert [] == [term.term for term in terms(PAGE) if term.chinese not in spoken]


def test_no_word_that_was_given_up_is_a_name_again() -> None:
    """The field's word is used in its place."""
    assert frozenset() == names_in_the_code() & given_up(PAGE).keys()


def test_what_stands_in_its_place_exists() -> None:
    """A reader who knows the old word finds the new one."""
    names = names_in_the_code()
    new = [name for names_ in given_up(PAGE).values() for name in names_]
    assert [] == [name for name in new if name not in names]


def test_a_row_is_read() -> None:
    """Term, Chinese word and place; a dash says that the program never says it."""
    assert [("leg", "步骤", ("Leg",)), ("bridge", "", ("Bridge",))] == terms(MADE_UP)


def test_the_words_given_up_are_read() -> None:
    """Each of a row's words leads to the row's names."""
    assert {"Wish": ("BulkRequest",), "Deed": ("BulkRequest",)} == given_up(MADE_UP)


def test_a_name_that_is_nowhere_is_told() -> None:
    """So the check can fail."""
    assert not is_there("NoSuchClass", names_in_the_code())
