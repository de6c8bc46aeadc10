"""The HTML report: one file, nothing active, everything escaped."""

import base64
import hashlib
import json
import re
from dataclasses import replace
from html.parser import HTMLParser
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from architecture.canary import plant
from flow.logins import TARGET
from flow.samples import HEAD, SECRET_TEXT
from flow.strategies import any_events
from wecom_console import __version__
from wecom_console.domain.secrets import Secret
from wecom_console.domain.verdicts import BackendKind, Leg, Platform, Verdict
from wecom_console.flow.events import (
    CallbackSeen,
    Event,
    Evidence,
    Exchanged,
    LegFinished,
    LinkOffered,
    RunCrashed,
    RunStarted,
)
from wecom_console.flow.redaction import Redactor
from wecom_console.messages.catalogue import LANGUAGES, load_messages
from wecom_console.messages.hidden_characters import visible
from wecom_console.reports.html import TEXT_LIMIT, html_report
from wecom_console.reports.html_text import NAME_LIMIT
from wecom_console.reports.html_trace import pretty
from wecom_console.resource_files import read_resource, resource_path
from wecom_console.services.causes import teller_of_causes

EN = load_messages("en")
VOID = {"meta", "link", "img", "br", "hr", "input", "base"}
ALLOWED = {"href", "id", "class", "lang", "charset", "http-equiv", "content", "name", "scope"}
SVG = {"viewbox", "fill", "stroke", "stroke-width", "stroke-linecap", "stroke-linejoin", "d"}
SVG |= {"cx", "cy", "r", "stroke-dasharray", "role", "aria-label", "aria-hidden"}
HOSTILE = (
    "</style><script>alert(1)</script>",
    "</pre></details><img src=x onerror=alert(1)>",
    "\"><svg onload='alert(1)'>",
    "' onmouseover='alert(1)",
    "<!--",
    "]]>&lt;&#x3c;script&#x3e;",
    "javascript:alert(1)",
    "\u202egnp.exe\u2066\u2069",
    "\x00\x07\x1b[31m\x85\ufeff\u2028",
    "\ud800",
    "**<b onclick=x>**",
)


class Page(HTMLParser):
    """What a browser would build of it."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.shown: list[str] = []
        self.open: list[str] = []
        self.crossed: list[str] = []
        self.comments: list[str] = []
        self.feed(text)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))
        if tag not in VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))

    def handle_endtag(self, tag: str) -> None:
        if not self.open or self.open.pop() != tag:
            self.crossed.append(tag)

    def handle_data(self, data: str) -> None:
        if "style" not in self.open:
            self.shown.append(data)

    def handle_comment(self, data: str) -> None:
        self.comments.append(data)

    @property
    def text(self) -> str:
        """All that can be read, elements taken out."""
        return "".join(self.shown)

    @property
    def names(self) -> set[str]:
        """The elements."""
        return {tag for tag, _ in self.tags}

    @property
    def attributes(self) -> set[str]:
        """The names of all attributes."""
        return {name for _, found in self.tags for name in found}

    def links(self) -> set[str]:
        """Where it leads to."""
        return {str(found["href"]) for _, found in self.tags if "href" in found}


def page(*runs: tuple[Event, ...], language: str = "en") -> Page:
    """The report, read."""
    return Page(html_report(runs, load_messages(language)))


def exchange(text: str = "", **changes: Any) -> Exchanged:
    """An exchange with this text in every place."""
    return replace(
        Exchanged(
            leg=Leg.EXCHANGE,
            number=1,
            method="GET",
            url=f"https://example.com/{text}",
            query=((text, text),),
            request_headers=((text, text),),
            request_body=text,
            status=200,
            answer_headers=((text, text),),
            answer_body=text,
            elapsed_ms=1.0,
        ),
        **changes,
    )


def run_of(text: str) -> tuple[Event, ...]:
    """A run that says this wherever it can."""
    leg = Leg.EXCHANGE
    return (
        RunStarted(text, text, text, Platform.IOS, BackendKind.HTTP, text, 1.0, tuple(Leg)),
        LinkOffered(leg, text, text),
        CallbackSeen(leg, text, ((text, text),)),
        Evidence(leg, text, ((text, text),)),
        exchange(text),
        exchange(text, status=0, fault=text),
        LegFinished(leg, Verdict.FAILED, text, {text: text}, 1.0),
        LegFinished(Leg.IDENTITY, Verdict.FAILED, "wecom.60020", {"ip": text, "app": text}, 1.0),
        RunCrashed(text, text, {text: text}),
    )


# --- what it tells -----------------------------------------------------------------------------


@pytest.mark.parametrize("language", LANGUAGES)
def test_all_seven_legs_are_told(refused: tuple[Event, ...], language: str) -> None:
    """In the language that was asked for."""
    messages = load_messages(language)
    shown = page(refused, language=language).text
    assert [] == [leg for leg in Leg if messages.text(f"leg.{leg.value}") not in shown]


@pytest.mark.parametrize(("language", "expected"), [("en", "en"), ("zh_CN", "zh-CN")])
def test_the_page_names_its_language(
    refused: tuple[Event, ...], language: str, expected: str
) -> None:
    """For fonts, hyphens and readers' voices."""
    assert ("html", {"lang": expected}) == page(refused, language=language).tags[0]


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_sentence_of_it_exists(
    refused: tuple[Event, ...], cancelled: tuple[Event, ...], language: str
) -> None:
    """No bare code, no parameter left open."""
    shown = page(refused, cancelled, language=language).text
    assert [] == re.findall(r"report\.[a-z_]+|\{[a-z_]+\}", shown)


def test_the_head_names_product_and_time(refused: tuple[Event, ...]) -> None:
    """Who made it, of what moment."""
    shown = page(refused).text
    assert f"WeCom Console {__version__}" in shown
    assert "1970-01-01 00:16:40 UTC" in shown


def test_the_head_counts_verdicts(refused: tuple[Event, ...], cancelled: tuple[Event, ...]) -> None:
    """Of all legs of all runs, and names what is proven; a refusal that was expected is told apart
    from what failed."""
    shown = " ".join(page(refused, cancelled).text.split())
    assert "2 runs, 1 as expected. Proven legs: 3 of 14." in shown
    assert "3 Proven 4 Simulated 1 Failed 5 Skipped 0 Not provable here" in shown
    assert "1 Refused, as expected" in shown


def test_simulated_runs_are_said_to_be(refused: tuple[Event, ...]) -> None:
    """At the top, before any table."""
    text = html_report([refused], EN)
    assert text.index("1 of 1 runs used the simulator") < text.index("<table")


def test_where_nothing_is_simulated_nothing_is_said(refused: tuple[Event, ...]) -> None:
    """A warning that always stands there is not read."""
    real = tuple(replace(e, simulated=False) if isinstance(e, LegFinished) else e for e in refused)
    assert "used the simulator" not in page(real).text


def test_the_table_leads_to_each_run(
    refused: tuple[Event, ...], cancelled: tuple[Event, ...]
) -> None:
    """By its number, since scenarios repeat."""
    found = page(refused, cancelled)
    ids = {f"#{a['id']}" for tag, a in found.tags if tag == "section"}
    assert {"#run-1", "#run-2"} == ids == {link for link in found.links() if "run" in link}


def test_a_refusal_is_explained(refused: tuple[Event, ...]) -> None:
    """Title, cause, fix and note, with the code to search for."""
    shown = page(refused).text
    expected = (
        "60020: the calling IP is not trusted by WeCom",
        "wecom.60020",
        "WeCom saw 203.0.113.7, which is not a trusted IP",
        "Add 203.0.113.7 in App management",
        "In production, your backend's address is what counts",
    )
    assert [] == [part for part in expected if part not in shown]


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_page_ranks_the_causes(language: str, refused: tuple[Event, ...]) -> None:
    """The likeliest with how to make sure, what to do and where; the same as in JSON."""
    messages = load_messages(language)
    tell = teller_of_causes(messages, {})
    causes = tell(refused, Leg.IDENTITY)
    shown = Page(html_report([refused], messages, tell)).text
    expected = [
        *(str(cause["title"]) for cause in causes),
        *(str(causes[0][part]) for part in ("confirm", "fix", "where")),
    ]
    assert [] == [part for part in expected if part not in shown]


def test_what_should_have_happened_is_told(cancelled: tuple[Event, ...]) -> None:
    """An expected refusal names its leg and code."""
    assert "Leg 3 fails: confirm.cancelled" in page(cancelled).text


def test_verdicts_are_told_by_shape_and_word(refused: tuple[Event, ...]) -> None:
    """Never by colour alone."""
    told = re.findall(
        r'<span class="v ([a-z_]+)"><svg class="shape"[^>]*><use href="#v-(\w+)"/></svg> ([^<]+)<',
        html_report([refused], EN),
    )
    assert [(v.value, v.value, EN.text(f"verdict.{v.value}")) for v in verdicts(refused)] == told


def verdicts(events: tuple[Event, ...]) -> list[Verdict]:
    """Of the legs, in order."""
    return [event.verdict for event in events if isinstance(event, LegFinished)]


def test_the_line_of_legs_can_be_read_out(refused: tuple[Event, ...]) -> None:
    """Each of its glyphs has a name."""
    names = [a.get("aria-label") for tag, a in page(refused).tags if a.get("role") == "img"]
    assert "6 Backend → WeCom: Failed" == names[5]
    assert len(Leg) == len(names)


def test_every_shape_that_is_used_is_there(refused: tuple[Event, ...]) -> None:
    """The glyphs lie in the page itself."""
    found = page(refused[:6])
    shapes = {f"#{a['id']}" for tag, a in found.tags if tag == "symbol"}
    assert {link for link in found.links() if link.startswith("#v-")} <= shapes


def test_a_leg_that_was_not_reached_is_said_to_be(refused: tuple[Event, ...]) -> None:
    """Where the run stopped, the legs go on: in the line of seven, and in the list."""
    begun = tuple(event for event in refused if isinstance(event, RunStarted))
    assert 2 * len(Leg) == page(begun).text.count("Not reached")


def test_a_crash_names_its_place(cancelled: tuple[Event, ...]) -> None:
    """Module and line, never values."""
    assert "KeyError x.py:7" in page((*cancelled[:-1], RunCrashed("KeyError", "x.py:7"))).text


def test_an_exchange_is_told_in_full() -> None:
    """Request with query, headers and body; answer with status, time, headers and body."""
    found = exchange(
        method="POST",
        url="https://example.com/a",
        query=(("corpid", "ww1"),),
        request_headers=(("x-one", "1"),),
        request_body='{"asked":"this"}',
        answer_headers=(("x-two", "2"),),
        answer_body='{"told":"that"}',
        status=404,
        elapsed_ms=12.4,
    )
    words = " ".join(page((*run_of("x")[:1], found)).text.split())
    told = (
        *("POST https://example.com/a", "corpidww1", "x-one1", '"asked": "this"'),
        *("404 Not Found 12 ms", "x-two2", '"told": "that"', "curl -sSg -X POST"),
    )
    assert [] == [part for part in told if part not in words]


def test_what_was_not_answered_says_why() -> None:
    """The fault in words, with its code."""
    lost = exchange(status=0, fault="dns", url="https://nobody.example/x")
    shown = page((*run_of("x")[:1], lost)).text
    assert "nobody.example cannot be resolved transport.dns" in shown


def test_claims_carry_their_times_in_words() -> None:
    """Seconds since the epoch say nothing to a reader."""
    claims = Evidence(Leg.TOKENS, "evidence.claims", (("sub", "u"), ("exp", "1790000000")))
    assert "1790000000 (2026-09-21 14:13:20 UTC)" in page((*run_of("x")[:1], claims)).text


def test_a_redacted_value_is_a_box_with_its_length() -> None:
    """As in the window."""
    text = html_report([(*run_of("x")[:1], exchange("[redacted:43]"))], EN)
    assert '<span class="redacted">redacted · 43</span>' in text


def test_no_runs_make_a_page(refused: tuple[Event, ...]) -> None:
    """Without a table of nothing; events without their beginning are no run."""
    assert "table" not in page(refused[1:]).names


def test_runs_are_read_once(refused: tuple[Event, ...]) -> None:
    """They may come from a file, one after the other."""
    assert html_report(iter([refused]), EN) == html_report([refused], EN)


# --- what it cannot do -------------------------------------------------------------------------


def test_the_policy_names_its_one_style(refused: tuple[Event, ...]) -> None:
    """By hash, so that the page opens under a strict policy."""
    text = html_report([refused], EN)
    style = text.partition("<style>")[2].partition("</style>")[0]
    digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
    [policy] = [
        attributes["content"]
        for tag, attributes in Page(text).tags
        if attributes.get("http-equiv") == "Content-Security-Policy"
    ]
    rules = f"style-src 'sha256-{digest}'; base-uri 'none'; form-action 'none'"
    assert f"default-src 'none'; {rules}" == policy


def test_the_style_brings_nothing_from_outside() -> None:
    """And cannot end its element early."""
    assert not re.search(r"url\(|@import|expression|</|http", read_resource("report", "report.css"))


@pytest.mark.parametrize("rule", ["@media print", "prefers-color-scheme: dark", "break-inside"])
def test_the_style_serves_paper_and_dark(rule: str) -> None:
    """One file for screen and print."""
    assert rule in read_resource("report", "report.css")


def test_only_what_is_our_own_is_not_escaped() -> None:
    """The style, the glyphs, and the sections, which were rendered before."""
    printed = [
        expression
        for template in sorted(resource_path("report").glob("*.j2"))
        for expression in re.findall(
            r"\w+\W+safe\b|autoescape", template.read_text(encoding="utf-8")
        )
    ]
    assert ["style | safe", "shapes | safe", "section | safe"] == printed


def check_harmless(found: Page) -> None:
    """Nothing of it acts, leads away, or is dressed otherwise."""
    assert not found.names & {"script", "link", "img", "iframe", "object", "embed", "form", "base"}
    assert set() == found.attributes - ALLOWED - SVG
    assert set() == {link for link in found.links() if not re.fullmatch(r"#(run|v)-[\w-]+", link)}
    assert ([], [], []) == (found.crossed, found.open, found.comments)
    assert 1 == [tag for tag, _ in found.tags].count("style")


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_text_stays_text(text: str, language: str) -> None:
    """In every place that a run has for text; the page can be written as UTF-8."""
    found = html_report([run_of(text)], load_messages(language))
    check_harmless(Page(found))
    assert found.encode("utf-8")


@given(st.text(st.characters(), max_size=60))
def test_any_text_stays_text(text: str) -> None:
    """Whatever a server answers, halves of characters included."""
    found = html_report([run_of(f"{text}<script>{text}")], EN)
    check_harmless(Page(found))
    assert found.encode("utf-8")


@given(any_events)
def test_any_run_makes_a_page(events: list[Event]) -> None:
    """Also one that is half told."""
    check_harmless(page((*run_of("x")[:1], *events)))


@pytest.mark.parametrize("number", [float("nan"), float("inf"), -1e300, 10**400])
def test_a_number_that_is_no_time_makes_a_page(number: float) -> None:
    """A record can be written by anybody."""
    events = (replace(run_of("x")[0], at=number), exchange(elapsed_ms=number, at=number))
    check_harmless(page(events))  # type: ignore[arg-type]


@given(st.text(st.characters(exclude_categories=["Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"])))
def test_what_can_be_seen_is_not_changed(text: str) -> None:
    """Chinese, wide spaces and signs stay as they are."""
    assert text == visible(text)


@given(st.text(st.characters(), max_size=60))
def test_a_cleaned_text_hides_nothing(text: str) -> None:
    """What has no form is told by its number; what is clean stays."""
    assert not re.search("[\x00-\x08\x0b-\x1f\x7f-\x9f\u200b-\u200f\u202a-\u202e]", visible(text))
    assert visible(text) == visible(visible(text))


def test_a_hidden_character_is_told_by_its_number(refused: tuple[Event, ...]) -> None:
    """Whoever looks for a fault must find it."""
    shown = page((*refused, exchange("a\u202eb"))).text
    assert "a\u2039U+202E\u203ab" in shown
    assert "\u202e" not in shown


@pytest.mark.parametrize("size", [TEXT_LIMIT + 1, 1_000_000])
def test_a_long_body_is_cut_and_said_so(refused: tuple[Event, ...], size: int) -> None:
    """A megabyte helps nobody."""
    text = html_report([(*refused, exchange(answer_body="x" * size))], EN)
    assert f"[truncated; {size} characters in total]" in text
    assert len(text) < 4 * TEXT_LIMIT


def test_many_headers_are_cut_and_said_so(refused: tuple[Event, ...]) -> None:
    """A list may be as long as a body."""
    many = exchange(answer_headers=(("x-name", "value"),) * 100_000)
    text = html_report([(*refused, many)], EN)
    assert "[truncated; 1100000 characters in total]" in text
    assert len(text) < 10 * TEXT_LIMIT


def test_a_long_name_does_not_fill_the_page() -> None:
    """A table must stay one, whatever a connection is called."""
    text = html_report([run_of("x" * 1_000_000)[:1]], EN)
    assert "x" * (NAME_LIMIT + 1) not in text
    assert "[truncated; 1000000 characters in total]" in text


# --- bodies ------------------------------------------------------------------------------------


def test_json_has_a_line_for_each_value() -> None:
    """Readable Chinese included."""
    assert '{\n  "a": [\n    1\n  ],\n  "b": "企"\n}' == pretty('{"a":[1],"b":"\\u4f01"}')


@pytest.mark.parametrize(
    "body",
    ['{"a":1,"a":2}', '{"a":1.10}', '{"a":1e999}', "[", "ok", "", "42", "<html>", "[" * 10_000],
)
def test_what_would_be_changed_stays_as_it_is(body: str) -> None:
    """A report must not repair what a server said."""
    assert body == pretty(body)


def test_nested_brackets_do_not_grow() -> None:
    """Indented they would be a thousand times as long."""
    nested = "[" * 400 + "]" * 400
    body = f"[{','.join([nested] * 60)}]"
    assert body == pretty(body)


@given(st.recursive(st.none() | st.booleans() | st.integers() | st.text(), st.lists))
def test_pretty_json_says_the_same(value: object) -> None:
    """Only the space between values differs."""
    assert value == json.loads(pretty(json.dumps(value)))


# --- secrets -----------------------------------------------------------------------------------


def test_no_secret_is_in_it(refused: tuple[Event, ...]) -> None:
    """The events hold none, and the report adds none."""
    text = html_report([refused], EN)
    assert [] == [s for s in (SECRET_TEXT, "Token-0123456789abcdef") if s in text]


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_canary_is_not_in_it(language: str) -> None:
    """Redacted where it stood, in whatever place, and found nowhere in the page."""
    canary = plant("the HTML report")
    redactor = Redactor([Secret(canary.value), TARGET.secret])
    shown = redactor.text(f"corpsecret={canary.value}&x={canary.value}")
    runs = [(replace(run_of(shown)[0], run_id=HEAD.run_id), *run_of(shown)[1:])]
    assert [] == canary.leaks(html_report(runs, load_messages(language)))
