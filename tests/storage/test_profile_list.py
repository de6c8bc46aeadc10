"""The list: every word found, the last run at hand."""

import pytest

from storage.support import acme, make_run
from wecom_console.storage.store import Store


@pytest.fixture
def filled(store: Store) -> Store:
    """Three profiles."""
    documents = (
        acme(identifier="acme-wecom", tags=["mobile", "试用"]),
        acme(identifier="beta", display_name="ＢＥＴＡ 测试", environment="production"),
        acme(identifier="gamma", corp_id="wwfedcba9876543210", android__package="com.gamma.app"),
    )
    for number, document in enumerate(documents):
        store.profiles.insert(f"{number:032x}", document, is_draft=False)
    return store


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("", ["acme-wecom", "beta", "gamma"]),
        ("   ", ["acme-wecom", "beta", "gamma"]),
        ("beta", ["beta"]),
        ("Beta 测试", ["beta"]),
        ("测试 beta", ["beta"]),
        ("beta gamma", []),
        ("WWFEDCBA", ["gamma"]),
        ("com.gamma", ["gamma"]),
        ("试用", ["acme-wecom"]),
        ("production", ["beta"]),
        ("ｇａｍｍａ", ["gamma"]),
        ("%", []),
        ("_", []),
        ('"', []),
        ("'; DROP TABLE profile; --", []),
        ("\ud800", []),
    ],
)
def test_every_word_must_occur(filled: Store, query: str, found: list[str]) -> None:
    """In any field, in any case and width; signs mean nothing but themselves."""
    assert found == [row.identifier for row in filled.summaries(query)]


def test_the_last_run_is_shown(filled: Store) -> None:
    """Of several the one that was stored last."""
    filled.runs.add(make_run("a", profile_id=f"{1:032x}"), "[]")
    filled.runs.add(make_run("b", profile_id=f"{1:032x}"), "[]")
    last = [row.last_run and row.last_run.run_id for row in filled.summaries()]
    assert [None, "b", None] == last


def test_the_last_run_is_whole(filled: Store) -> None:
    """All of it but the events."""
    run = make_run("a", profile_id=f"{0:032x}")
    filled.runs.add(run, "[]")
    assert run == filled.summaries()[0].last_run


def test_a_row_needs_no_document(filled: Store) -> None:
    """Everything a line shows is a column."""
    with filled.database.writing() as connection:
        connection.execute("UPDATE profile SET document = 'unread'")
    assert 3 == len(filled.summaries())
