"""The guide as it is listed, found and opened; and every file of it is packaged."""

import re
import tomllib
from pathlib import Path

import pytest

from wecom_console.gui.features.help.presenter.fields import fields_of
from wecom_console.gui.features.help.presenter.guide import (
    DOCUMENTS,
    GUIDE,
    KEYS,
    TOPICS,
    TRANSLATED,
    Guide,
    sections_of,
    slug_of,
)
from wecom_console.gui.root import PAGES
from wecom_console.messages.catalogue import load_messages
from wecom_console.resource_files import read_document

TEXT = """# Using it

Begin here. ![picture](images/a.png)

## Many things

Folders and `tags`.

```sh
# no heading
```

## A [link](x.md) and *more*

Vaults.
"""


def _guide(language: str = "en") -> Guide:
    return Guide(language, read_document, keys=[("Find", "Ctrl+F")], keys_title="Keys")


def test_a_document_is_divided_at_its_headings() -> None:
    """What stands in code is none; marks go."""
    found = [(one.place, one.level, one.title) for one in sections_of("a.md", TEXT)]
    assert [(0, 1, "Using it"), (1, 2, "Many things"), (2, 2, "A link and more")] == found


def test_an_anchor_is_as_the_web_makes_it() -> None:
    """So that links between documents hold."""
    assert "what-is-it-for" == slug_of("What is it for?")


@pytest.mark.parametrize("language", GUIDE)
@pytest.mark.parametrize("page", [spec.key for spec in PAGES if spec.key in TOPICS])
def test_f1_opens_a_chapter_about_the_page(language: str, page: str) -> None:
    """Not the guide's beginning, in either language."""
    section = _guide(language).topic(page)
    assert (GUIDE[language], True) == (section.document, section.place > 0)


@pytest.mark.parametrize("language", GUIDE)
def test_f1_in_a_field_opens_what_is_said_of_that_field(language: str) -> None:
    """Its own section, with where the value stands in the consoles."""
    messages = load_messages(language)
    guide = Guide(language, read_document, fields=fields_of(messages), fields_title="Fields")
    section = guide.topic("field:schema")
    told = messages.text("help.schema.authing")
    assert ("Schema", True) == (section.title, told in section.text)


def test_a_field_that_nothing_is_said_of_opens_the_guide() -> None:
    """Its beginning."""
    assert 0 == _guide().topic("field:nothing").place


def test_what_is_looked_for_in_a_title_is_found_first() -> None:
    """And every word has to be there."""
    guide = _guide()
    found = guide.search("config file")
    assert "config file" in found[0].title.casefold()
    assert () == guide.search("config qwertyuiop")


def test_the_keys_are_found_by_what_they_do() -> None:
    """They are a page like the others."""
    assert KEYS in {section.document for section in _guide().search("find")}


def test_a_link_to_another_document_is_followed() -> None:
    """To its heading, where it names one."""
    found = _guide().target("guide.md", "cli.md#export")
    assert found is not None
    assert ("cli.md", "export") == (found.document, found.slug)


TRANSLATIONS = [(name, to) for language in TRANSLATED.values() for name, to in language.items()]


def test_a_translation_is_read_under_the_same_name() -> None:
    """Whoever has a link to it reads it in the language of the window."""
    found = _guide("zh_CN").target("guide.zh-CN.md", "simulator.md#a-scenario-of-your-own")
    assert found is not None
    assert ("simulator.md", "自己的场景") == (found.document, found.title)


@pytest.mark.parametrize(("name", "translation"), [*TRANSLATIONS, ("guide.md", "guide.zh-CN.md")])
def test_a_translation_has_the_same_headings(name: str, translation: str) -> None:
    """As many, of the same levels: a place in one is that place in the other."""
    levels = [
        [one.level for one in sections_of(one_of, read_document(one_of))]
        for one_of in (name, translation)
    ]
    assert levels[0] == levels[1]


@pytest.mark.parametrize(("name", "translation"), TRANSLATIONS)
def test_a_translation_has_the_same_examples(name: str, translation: str) -> None:
    """What is copied out of it works, for it is what is tried in the other; nothing of a table is
    lost."""
    blocks, rows = (
        [
            re.findall(rf"^{form}$", read_document(one), re.DOTALL | re.MULTILINE)
            for one in (name, translation)
        ]
        for form in ("```.*?^```", r"\|[^\n]*\|")
    )
    assert (blocks[0], len(rows[0])) == (blocks[1], len(rows[1]))


def test_a_link_that_leads_out_of_the_guide_is_not() -> None:
    """The architecture is for those who write the program."""
    assert None is _guide().target("guide.md", "architecture.md")


def test_what_is_shown_is_packaged() -> None:
    """One source: the files of `docs/`, where the window looks for them."""
    root = Path(__file__).parents[4]
    project = tomllib.loads((root / "pyproject.toml").read_text())
    packaged = project["tool"]["hatch"]["build"]["targets"]["wheel"]["force-include"]
    names = {file.name for file in (root / "docs").iterdir()}
    assert "wecom_console/resources/docs" == packaged["docs"]
    translations = {translation for _, translation in TRANSLATIONS}
    assert {*GUIDE.values(), *DOCUMENTS, *translations} <= names


def test_no_picture_is_shown() -> None:
    """They are not packaged."""
    assert "![" not in _guide().text("guide.md")
