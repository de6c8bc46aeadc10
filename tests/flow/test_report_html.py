"""The HTML report: one file, nothing active, everything escaped."""

import base64
import hashlib
import re
from dataclasses import replace
from html.parser import HTMLParser

import pytest
from hypothesis import given
from hypothesis import strategies as st

from flow.samples import SECRET_TEXT
from wecom_console.domain.verdicts import Leg
from wecom_console.flow.events import Event, Exchanged
from wecom_console.flow.report_html import TEXT_LIMIT, html_report
from wecom_console.messages.catalogue import LANGUAGES, load_messages

EN = load_messages("en")


class Page(HTMLParser):
    """What a browser would build of it."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.shown: list[str] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))

    def handle_data(self, data: str) -> None:
        self.shown.append(data)


def with_answer(events: tuple[Event, ...], body: str) -> tuple[Event, ...]:
    """The same run, with this in an answer and in what was asked."""
    exchange = Exchanged(
        leg=Leg.EXCHANGE,
        number=1,
        method="GET",
        url=f"https://example.com/{body}",
        query=((body, body),),
        request_headers=((body, body),),
        request_body=body,
        status=200,
        answer_headers=((body, body),),
        answer_body=body,
        elapsed_ms=1.0,
    )
    return (*events, exchange)


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_run_is_told_with_its_legs(refused: tuple[Event, ...], language: str) -> None:
    """In the language that was asked for, with the reason."""
    messages = load_messages(language)
    shown = " ".join(Page(html_report([refused], messages)).shown)
    words = [messages.text(f"leg.{leg.value}") for leg in Leg]
    assert [] == [word for word in words if word not in shown]


def test_nothing_in_it_can_act(refused: tuple[Event, ...]) -> None:
    """No script, no outside resource, no style beside the one that is allowed."""
    tags = Page(html_report([refused], EN)).tags
    names = {tag for tag, _ in tags}
    attributes = {name for _, found in tags for name in found}
    assert not names & {"script", "link", "img", "iframe", "object", "form", "base"}
    assert not [name for name in attributes if name.startswith("on") or name in ("style", "src")]


def test_the_policy_names_its_one_style(refused: tuple[Event, ...]) -> None:
    """By hash, so that the page opens under a strict policy."""
    text = html_report([refused], EN)
    style = text.partition("<style>")[2].partition("</style>")[0]
    digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
    assert f"default-src 'none'; style-src 'sha256-{digest}'" in text.replace("&#x27;", "'")


@given(st.text(max_size=60))
def test_any_text_stays_text(body: str) -> None:
    """Whatever a server answers."""
    hostile = f"</pre></style><script>{body}"
    page = Page(html_report([with_answer((), hostile)], EN))
    assert "script" not in {tag for tag, _ in page.tags}


def test_a_long_body_is_cut_and_said_so(refused: tuple[Event, ...]) -> None:
    """A megabyte helps nobody."""
    text = html_report([with_answer(refused, "x" * (TEXT_LIMIT + 100))], EN)
    assert len(text) < 10 * TEXT_LIMIT
    assert "more characters are not shown" in text


def test_what_turns_the_writing_direction_is_taken_out(refused: tuple[Event, ...]) -> None:
    """A file name or a host could be made to read backwards."""
    assert "\u202e" not in html_report([with_answer(refused, "a\u202eb")], EN)


def test_verdicts_are_told_by_sign_and_word(refused: tuple[Event, ...]) -> None:
    """Never by colour alone."""
    text = html_report([refused], EN)
    signs = re.findall(r'class="v [a-z_]+">(\S+) \w', text)
    assert len(Leg) == len(signs)


def test_simulated_runs_are_said_to_be(refused: tuple[Event, ...]) -> None:
    """At the top, before any table."""
    simulated = tuple(replace(e, simulated=True) if hasattr(e, "simulated") else e for e in refused)
    text = html_report([simulated], EN)
    assert text.index("rest on the simulator") < text.index("<table")


def test_no_secret_is_in_it(refused: tuple[Event, ...]) -> None:
    """The events hold none, and the report adds none."""
    assert SECRET_TEXT not in html_report([refused], EN)
