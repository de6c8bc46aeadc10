"""Config files in YAML: the same structure, without YAML's surprises; never an exception."""

import json
import time
from pathlib import Path

import pytest
import yaml
from hypothesis import example, given
from hypothesis import strategies as st

from domain.samples import GOOD, SECRET_TEXT
from domain.strategies import profile_of, sound_raw
from exchange.files import GOOD_TOML
from wecom_console.domain.check import check
from wecom_console.exchange import yaml_text
from wecom_console.exchange.config_file import FORMAT, ConfigFile, parse_config
from wecom_console.exchange.file_problem import FileProblem, TextFault, file_problem_text
from wecom_console.exchange.formats.yaml_file import YamlFile
from wecom_console.exchange.yaml_text import YamlDocument, parse_yaml
from wecom_console.messages.catalogue import LANGUAGES, load_messages

GOOD_YAML = YamlFile().render([profile_of(check(GOOD))])
HEAD = f"format: {FORMAT}\n"


def _parse(content: str | bytes, name: str = "a.yaml") -> ConfigFile | FileProblem:
    return parse_config(Path(name), content.encode() if isinstance(content, str) else content)


def _config(content: str | bytes, name: str = "a.yaml") -> ConfigFile:
    found = _parse(content, name)
    assert isinstance(found, ConfigFile), found
    return found


def _value(text: str) -> object:
    """What `text` is as the value of a name."""
    found = parse_yaml(f"a: {text}\n")
    assert isinstance(found, YamlDocument), found
    assert isinstance(found.document, dict)
    return found.document["a"]


def _fault(text: str) -> tuple[str, object, object, object]:
    fault = parse_yaml(text)
    assert isinstance(fault, TextFault), fault
    return fault.code, fault.params.get("kind"), fault.line, fault.column


# --- what is read --------------------------------------------------------------------------------


@pytest.mark.parametrize("name", ["a.yaml", "a.yml", "A.YAML", "download", "a.txt"])
def test_it_is_known_by_its_name_or_by_its_format(name: str) -> None:
    """A file with another name is YAML where a line says its format as YAML does."""
    assert [dict(GOOD)] == [c.raw for c in _config(GOOD_YAML, name).connections]


def test_toml_without_an_ending_stays_toml() -> None:
    """A line of a text in it may look like YAML's."""
    text = GOOD_TOML.replace('format = "wecom-console/1"', "format = 'wecom-console/1'")
    assert "acme-wecom" == _config(text, "download").connections[0].identifier


@pytest.mark.parametrize(
    "text",
    [
        f'{HEAD}connections:\n- identifier: "x"\n  tags: [a, "b"]\n',
        f"---\n{HEAD}connections:\n  - identifier: x\n    tags:\n    - a\n    - b\n...\n",
        f"%YAML 1.2\n---\n{HEAD}connections: [{{identifier: x, tags: [a, b]}}]",
        f'{{"format": "{FORMAT}", "connections": [{{"identifier": "x", "tags": ["a", "b"]}}]}}',
        f'"format": {FORMAT} # a comment\n"connections":\n- {{identifier: x, tags: [a, b]}}\n',
    ],
)
def test_every_way_of_writing_it_says_the_same(text: str) -> None:
    """Blocks and brackets, with quotation marks and without, and JSON, which is YAML as well."""
    assert [{"identifier": "x", "tags": ["a", "b"]}] == [c.raw for c in _config(text).connections]


def test_a_byte_order_mark_is_accepted() -> None:
    """As Windows' editors write it."""
    assert _config(b"\xef\xbb\xbf" + GOOD_YAML.encode()).connections[0].raw == dict(GOOD)


def test_windows_line_ends_are_accepted() -> None:
    """CR LF is a line end."""
    assert _config(GOOD_YAML.replace("\n", "\r\n")).connections[0].raw == dict(GOOD)


@pytest.mark.parametrize(
    "text",
    [
        "NO", "yes", "on", "Off", "True", "FALSE", "Null", "0123", "0x1F", "0o17", "0b1", "1e3",
        "1.5", ".inf", "12:30:45", "2001-12-14", "2001-12-14T21:59:43Z", "1_000", "+5", "1000002a",
        "=", "2+", "ww0123456789abcdef", "env:NAME", "https://a.cn/x#y", "<<", "“x”",
    ],
)  # fmt: skip
def test_a_word_is_the_text_that_it_looks_like(text: str) -> None:
    """No truth value, number, date or time of day comes out of one."""
    assert text == _value(text)


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("true", True), ("false", False), ("null", None), ("~", None), ("", None),
        ("0", 0), ("-7", -7), ("1000002", 1000002),
        ('"true"', "true"), ("'1000002'", "1000002"), ('"null"', "null"), ("''", ""),
    ],
)  # fmt: skip
def test_only_these_words_are_something_else(text: str, value: object) -> None:
    """And in quotation marks nothing is."""
    assert (value, type(value)) == (_value(text), type(_value(text)))


@pytest.mark.parametrize("key", ['"<<"', "'<<'"])
def test_a_name_in_quotation_marks_is_only_a_name(key: str) -> None:
    """Nothing is merged, so nothing is refused for merging; the check says that it knows no such
    setting."""
    config = _config(f"{HEAD}connections:\n- {{identifier: x, {key}: y}}\n")
    assert {"identifier": "x", "<<": "y"} == config.connections[0].raw


def test_an_id_without_quotation_marks_is_told_as_in_toml() -> None:
    """AgentID is text: the check says so at its line."""
    text = GOOD_YAML.replace('agent_id: "1000002"', "agent_id: 1000002")
    (connection,) = _config(text).connections
    (problem,) = check(connection.raw).errors
    assert ("value.type", "agent_id") == (problem.code, problem.field)


def test_block_texts_keep_their_lines() -> None:
    """For a body of several lines."""
    assert '{\n  "a": 1\n}\n' == _value('|\n  {\n    "a": 1\n  }')


# --- lines ---------------------------------------------------------------------------------------


def test_settings_have_lines() -> None:
    """Exactly those where they stand, in tables of tables as well."""
    text = (
        f"# head\n{HEAD}connections:\n"
        "  - identifier: a\n    backend:\n      kind: http\n      http:\n        url: x\n"
        "  -\n    android: {package: b,\n      sdk: '1'}\n    identifier: c\n"
    )
    first, second = (connection.lines for connection in _config(text).connections)
    assert first is not None
    assert second is not None
    paths = ("", "identifier", "backend.kind", "backend.http.url", "backend.http.user", "ios.x")
    assert [4, 4, 6, 8, 7, 4] == [first.line_of(path) for path in paths]
    assert [10, 10, 11, 12] == [
        second.line_of(path) for path in ("", "android.package", "android.sdk", "identifier")
    ]


def test_the_lists_place_among_the_names_does_not_matter() -> None:
    """Here the format comes last."""
    (connection,) = _config(f"connections:\n- identifier: a\n{HEAD}").connections
    assert connection.lines is not None
    assert 2 == connection.lines.line_of("identifier")


# --- what is refused -----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "kind", "line", "column"),
    [
        ("a: &x 1\nb: 2\n", "anchor", 1, 4),
        ("a: 1\nb: *x\n", "anchor", 2, 4),
        ("&x a: 1\n", "anchor", 1, 1),
        ("*x : 1\n", "anchor", 1, 1),
        ("a: &x [1]\n", "anchor", 1, 4),
        ("a: !!str 1\n", "tag", 1, 4),
        ("a: ! 1\n", "tag", 1, 4),
        ("!!python/object:os.system a: 1\n", "tag", 1, 1),
        ("a: !!python/object/apply:os.system ['true']\n", "tag", 1, 4),
        ("a: !!binary aGk=\n", "tag", 1, 4),
        ("%TAG ! tag:acme.cn,2000:\n---\na: 1\n", "tag", 1, 1),
        ("<<: {a: 1}\n", "merge", 1, 1),
        ("a: 1\nb:\n  <<: {c: 1}\n", "merge", 3, 3),
        ("a: 1\n---\nb: 2\n", "documents", 2, 1),
        ("---\n---\n", "documents", 2, 1),
        ("? [a]\n: 1\n", "key", 1, 3),
        ("{[a]: 1}\n", "key", 1, 2),
        ('"": 1\n', "key", 1, 1),
    ],
)
def test_what_surprises_is_refused(text: str, kind: str, line: int, column: int) -> None:
    """Each with a sentence of its own and the place."""
    assert _fault(text) == ("file.yaml", kind, line, column)


@pytest.mark.parametrize(
    ("text", "kind", "line", "column"),
    [
        ("a: 1\na: 2\n", "twice", 2, 1),
        ("a: {b: 1,\n  'b': 1}\n", "twice", 2, 3),
        ("a:\n\tb: 1\n", "tab", 2, 1),
        ("a: @x\n", "special", 1, 4),
        ("a: `x`\n", "special", 1, 4),
        ("a: %x\n", "special", 1, 4),
        ("a: b: c\n", "mapping", 1, 5),
        ("a:1\nb: 2\n", "mapping", 2, 2),
        ("secret: keyring:\n", "mapping", 1, 16),
        ("a: 1\nb\nc: 1\n", "colon", 2, 1),
        ('a: 1\nb: "x\nc: 2\n', "unterminated", 2, 4),
        ("a: 'x", "unterminated", 1, 4),
        ("a: [1, 2\nb: 1\n", "unclosed", 1, 4),
        ("a: {b: 1\n", "unclosed", 1, 4),
        ("a:\n  b: 1\n c: 2\n", "indent", 3, 2),
        ("a: 1\n- b\n", "indent", 2, 1),
        ("a: - b\n", "indent", 1, 4),
        ("a: ]\n", "value", 1, 4),
        ('a: "c:\\x"\n', "escape", 1, 9),
        ('a: "\\q"\n', "escape", 1, 6),
        ('a: "\\ud800"\n', "escape", 1, 4),
        ('a: "\\U00110000"\n', "escape", 1, 5),
        ('a: "\\UFFFFFFFF"\n', "escape", 1, 5),
        ("[a] b\n", "extra", 1, 5),
        ("a: x\x00y\n", "character", 1, 5),
        ("a: 1\nb: \x07\n", "character", 2, 4),
        ("%YAML 2.0\n---\na: 1\n", "other", 1, 1),
    ],
)
def test_malformed_yaml_has_a_place(text: str, kind: str, line: int, column: int) -> None:
    """The kind of mistake, the line and the column, from 1."""
    assert _fault(text) == ("file.syntax", kind, line, column)


@pytest.mark.parametrize("sign", ["", "-"])
def test_a_number_without_end_is_refused(sign: str) -> None:
    """CPython converts no decimal number of more than 4,300 digits."""
    assert _fault(f"a:\n  {sign}{'1' * 5000}\n") == ("file.number", None, 2, 3)


def test_a_long_text_of_digits_is_a_text() -> None:
    """In quotation marks."""
    assert "1" * 5000 == _value(f'"{"1" * 5000}"')


@pytest.mark.parametrize(
    "bomb",
    ["[" * 100_000, "{a: " * 100_000, "- " * 100_000, "? " * 100_000,
     "".join(f"{' ' * depth}a:\n" for depth in range(1000))],
    ids=["brackets", "braces", "hyphens", "marks", "steps"],
)  # fmt: skip
def test_nesting_without_end_is_refused(bomb: str) -> None:
    """A bomb is a problem with a place, not a crash."""
    assert _fault(bomb)[0] in {"file.too_deep", "file.yaml"}


def test_the_billion_laughs_are_not_laughed() -> None:
    """The first anchor ends it."""
    rows = [
        f"{chr(98 + i)}: &{chr(98 + i)} [{', '.join([f'*{chr(97 + i)}'] * 9)}]" for i in range(9)
    ]
    assert _fault("\n".join(["a: &a [x]", *rows]))[:2] == ("file.yaml", "anchor")


@pytest.mark.parametrize(
    "text",
    ["a" * 1_000_000, '"' * 999_999, "a: " * 300_000, "&a " * 300_000, '"' + "\\U" * 400_000],
    ids=["letters", "quotes", "colons", "anchors", "escapes"],
)
def test_a_megabyte_of_nonsense_is_a_value(text: str) -> None:
    """Whatever it is made of."""
    assert isinstance(_parse(text), FileProblem)


@pytest.mark.parametrize("text", ["", "# only a comment\n", "hello", "- a\n", "1", "---\n", "null"])
def test_what_does_not_say_its_format_is_refused(text: str) -> None:
    """And is told how YAML would say it."""
    problem = _parse(text)
    assert isinstance(problem, FileProblem)
    assert ("file.version", "missing") == (problem.code, problem.params["kind"])
    assert 'format: "wecom-console/1"' in file_problem_text(load_messages("en"), problem)


@pytest.mark.parametrize(
    ("stated", "kind"), [("wecom-console/2", "newer"), ("other/1", "unknown"), ("1", "unknown")]
)
def test_another_version_has_a_place(stated: str, kind: str) -> None:
    """Where the file says what it is."""
    problem = _parse(f"# head\nformat: {stated}\n")
    assert isinstance(problem, FileProblem)
    assert ("file.version", kind, 2) == (problem.code, problem.params["kind"], problem.line)


def test_another_programs_yaml_is_not_ours_rather_than_wrong() -> None:
    """Anchors and tags are no fault of a file that does not say that it is a config file."""
    problem = _parse("x: &x 1\nservices:\n  a: !reset null\n")
    assert isinstance(problem, FileProblem)
    assert ("file.version", "missing") == (problem.code, problem.params["kind"])


@pytest.mark.parametrize(
    ("text", "code", "kind"),
    [
        (f"{HEAD}connections: &x []\n", "file.yaml", "anchor"),
        ("a: [1\nb: 2\n", "file.syntax", "unclosed"),
    ],
)
def test_what_is_ours_or_no_yaml_at_all_is_wrong(text: str, code: str, kind: str) -> None:
    """Its own mistake is named."""
    problem = _parse(text)
    assert isinstance(problem, FileProblem)
    assert (code, kind) == (problem.code, problem.params["kind"])


def test_other_encodings_are_refused_by_name() -> None:
    """As for the other notations."""
    problem = _parse(GOOD_YAML.encode("utf-16"))
    assert isinstance(problem, FileProblem)
    assert ("file.encoding", "UTF-16") == (problem.code, problem.params["found"])


# --- what is said --------------------------------------------------------------------------------


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(
    "line",
    ["a: &x 1", "a: !x 1", "<<: 1", "---", "[a]: 1", "\ta: 1", "a: @", "a: b: c", "a: - b", "a: '"],
)
def test_every_problem_can_be_told(line: str, language: str) -> None:
    """A sentence of its own in both languages."""
    problem = _parse(f"{HEAD}{line}\n")
    assert isinstance(problem, FileProblem)
    messages = load_messages(language)
    told = file_problem_text(messages, problem)
    assert not told.startswith("problem.")
    plain = {messages.text(f"problem.{code}") for code in ("file.syntax", "file.yaml")}
    assert told not in plain


@pytest.mark.parametrize("form", ["a: &{s} 1", "a: !{s} 1", "{s}", '"{s}": 1\n"{s}": 2', "a: '{s}"])
def test_a_problem_never_quotes_the_file(form: str) -> None:
    """A secret that stands in a malformed file is not repeated."""
    problem = _parse(HEAD + form.replace("{s}", SECRET_TEXT))
    assert isinstance(problem, FileProblem)
    told = repr(problem) + file_problem_text(load_messages("en"), problem)
    assert SECRET_TEXT[:12] not in told


# --- anything ------------------------------------------------------------------------------------


@given(st.binary(max_size=200), st.sampled_from(["a.yaml", "a.yml", "a"]))
@example(b"%YAML 1." + b"9" * 5000 + b"\n---\n", "a.yaml")
@example(b"a: !%ff 1", "a.yaml")
@example(b"\xef\xbb\xbf", "a.yaml")
def test_any_bytes_give_a_value(data: bytes, name: str) -> None:
    """No content of a file raises."""
    assert isinstance(parse_config(Path(name), data), ConfigFile | FileProblem)


@given(
    st.text(
        st.sampled_from("[]{}\"'=:,.-?&*!|>%@`#~<\\\n\r\t ab1x\u0085\u2028\ufeff\u0000"),
        max_size=60,
    )
)
def test_any_signs_give_a_value(text: str) -> None:
    """Any order of the signs that YAML is made of raises nothing."""
    assert isinstance(parse_yaml(text), YamlDocument | TextFault)
    assert isinstance(_parse(f"{HEAD}connections:\n- a: {text}"), ConfigFile | FileProblem)


@given(st.data())
def test_any_damage_gives_a_value(data: st.DataObject) -> None:
    """A good file that was cut off, or in which a few bytes were replaced, raises nothing."""
    damaged = bytearray(GOOD_YAML.encode())
    for _ in range(data.draw(st.integers(0, 5))):
        damaged[data.draw(st.integers(0, len(damaged) - 1))] = data.draw(st.integers(0, 255))
    cut = data.draw(st.integers(0, len(damaged)))
    assert isinstance(_parse(bytes(damaged[:cut])), ConfigFile | FileProblem)


_plain = st.text(st.characters(exclude_categories=("Cs",)), max_size=20)


@given(
    st.recursive(
        st.none() | st.booleans() | st.integers() | _plain,
        lambda inner: (
            st.lists(inner, max_size=3) | st.dictionaries(_plain.filter(bool), inner, max_size=3)
        ),
        max_leaves=10,
    )
)
def test_what_another_program_writes_is_read(value: object) -> None:
    """PyYAML's own writer, in its YAML 1.1: without anchors it is understood to the letter."""

    class Plain(yaml.SafeDumper):
        def ignore_aliases(self, data: object) -> bool:
            return True

    written = yaml.dump({"a": value}, Dumper=Plain)
    found = parse_yaml(written)
    assert isinstance(found, YamlDocument), (written, found)
    assert {"a": value} == found.document


# --- what is written -----------------------------------------------------------------------------


@given(st.lists(sound_raw(), min_size=1, max_size=2))
def test_other_programs_read_what_we_write(raws: list[dict[str, object]]) -> None:
    """PyYAML's own loader finds the same document as in the JSON of the same profiles."""
    profiles = [profile_of(check(raw)) for raw in raws]
    written = YamlFile().render(profiles)
    document = {"format": FORMAT, "connections": [c.raw for c in _config(written).connections]}
    assert json.loads(json.dumps(document)) == yaml.safe_load(written)


def test_it_looks_as_documented() -> None:
    """Head, format, one item per connection; every text in quotation marks."""
    lines = GOOD_YAML.splitlines()
    assert ["# ", "# "] == [line[:2] for line in lines[:2]]
    assert ['format: "wecom-console/1"', "connections:", '  - type: "wechatwork:mobile"'] == lines[
        3:6
    ]
    assert '      package: "com.acme.app"' in lines


# --- long texts ----------------------------------------------------------------------------------

MALFORMED = (
    *("x:\n\t- a\n", "x: @a\n", "x: a: b\n", 'x: "abc\n', "x: [a, b\ny: 1\n", "x: ]\n"),
    *("x:\n  - a\n b: 1\n", 'x: "\\q"\n', "x: 1\n...\nfoo: [\n", "x: - a\n", "x: %a\n"),
    *("x: &a 1\n", "x: !a 1\n", "---\na: 1\n", "x:\n  <<: 1\n", "x: 1\nx: 2\n", "x: \x01\n"),
    *("? a\n: b\n", "x: 😀\ny: [\n", 'x: "\\UFFFFFFFF"\n', 'x: "\\ud800"\n', "x: " + "[" * 100),
)


def what(found: YamlDocument | TextFault) -> object:
    """A document, or its fault without the column, in which escapes differ."""
    if isinstance(found, YamlDocument):
        return found
    return found.code, dict(found.params), found.line


@pytest.mark.parametrize("text", [*MALFORMED, GOOD_YAML.removeprefix(HEAD)])
def test_a_long_text_is_told_as_a_short_one(monkeypatch: pytest.MonkeyPatch, text: str) -> None:
    """By another parser, whose words are its own."""
    short = what(parse_yaml(HEAD + text))
    monkeypatch.setattr(yaml_text, "_LONG", 0)
    assert short == what(parse_yaml(HEAD + text))


def test_nesting_without_end_is_refused_in_a_long_text_too() -> None:
    """The parser in C counts for itself."""
    assert "file.too_deep" == _fault("x: " + "[" * 70_000)[0]


@pytest.mark.parametrize(
    "text",
    ["".join(f"k{n}: 1\n" for n in range(30_000)), 'x: "' + "a\n" * 480_000],
    ids=["keys", "open text"],
)
def test_a_long_text_takes_no_time(text: str) -> None:
    """The parser in Python takes two seconds for these, and up to sixteen for others."""
    begun = time.process_time()
    parse_yaml(HEAD + text)
    assert time.process_time() - begun < 1


def test_a_text_that_goes_on_and_on_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    """No config file has so many entries."""
    monkeypatch.setattr(yaml_text, "_MOST_EVENTS", 100)
    assert "file.too_many" == _fault("x:\n" + "- a\n" * 200)[0]
