"""Reading a config file: raw connections, or a problem with its place; never an exception."""

import json
import os
from pathlib import Path
from time import process_time

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from domain.samples import GOOD, SECRET_TEXT
from exchange.files import GOOD_TOML, HEAD, toml, write
from wecom_console.domain.shape import MAX_UNKNOWN
from wecom_console.exchange.config_file import (
    MAX_BYTES,
    ConfigFile,
    RawConnection,
    parse_config,
    read_config_file,
)
from wecom_console.exchange.file_problem import FileProblem, file_problem_text
from wecom_console.exchange.positions import connection_lines
from wecom_console.messages.catalogue import LANGUAGES, load_messages

GOOD_JSON = json.dumps({"format": "wecom-console/1", "connections": [GOOD]}, ensure_ascii=False)


def _parse(content: str | bytes, name: str = "a.toml") -> ConfigFile | FileProblem:
    return parse_config(Path(name), content.encode() if isinstance(content, str) else content)


def _fault(content: str | bytes, name: str = "a.toml") -> tuple[str, object, object, object]:
    problem = _parse(content, name)
    assert isinstance(problem, FileProblem)
    return problem.code, problem.params.get("kind"), problem.line, problem.column


def _config(content: str | bytes, name: str = "a.toml") -> ConfigFile:
    found = _parse(content, name)
    assert isinstance(found, ConfigFile), found
    return found


# --- what is read --------------------------------------------------------------------------------


def test_connections_come_in_the_files_order() -> None:
    """Each `[[connections]]` table is a raw connection, numbered from 1."""
    file = _config(toml(GOOD, {**GOOD, "identifier": "other"}))
    assert [(c.number, c.identifier) for c in file.connections] == [(1, "acme-wecom"), (2, "other")]


def test_a_connection_is_what_the_file_says() -> None:
    """Nothing is repaired or filled in by reading."""
    assert [c.raw for c in _config(GOOD_TOML).connections] == [dict(GOOD)]


def test_json_has_the_same_structure() -> None:
    """The same connections as JSON."""
    assert [c.raw for c in _config(GOOD_JSON, "a.json").connections] == [dict(GOOD)]


def test_json_is_known_by_its_first_sign() -> None:
    """A file with another name, as a download has, is JSON where it begins with a brace."""
    assert _config("\n " + GOOD_JSON, "download").connections[0].identifier == "acme-wecom"


def test_a_byte_order_mark_is_accepted() -> None:
    """As Windows' editors write it."""
    assert _config(b"\xef\xbb\xbf" + GOOD_TOML.encode()).connections[0].identifier == "acme-wecom"


def test_windows_line_ends_are_accepted() -> None:
    """CR LF is a line end."""
    assert _config(GOOD_TOML.replace("\n", "\r\n")).connections[0].raw == dict(GOOD)


def test_an_identifier_of_another_type_reads_as_none() -> None:
    """The check says what is wrong; a list of results needs only some name."""
    assert [RawConnection(1, {"identifier": 5}).identifier, RawConnection(1, 7).identifier] == [
        "",
        "",
    ]


def test_settings_have_lines() -> None:
    """A problem can name the line of its setting, or of the table, or of the connection."""
    text = (
        HEAD + '[[connections]]\ncorp_id = "x"\n[connections.android]\npackage = "a"\nios.x = 1\n'
    )
    (connection,) = _config(text).connections
    assert connection.lines is not None
    lines = [
        connection.lines.line_of(p)
        for p in ("", "corp_id", "schema", "android.package", "android.sdk")
    ]
    assert lines == [3, 4, 3, 6, 5]


def test_settings_of_a_table_in_a_table_have_lines() -> None:
    """Its own line, that of its table, or that of the table around it."""
    text = HEAD + (
        "[[connections]]\n[connections.backend]\nkind = 'http'\n"
        "[connections.ios]\n[connections.backend.http]\nbody = 'y'\n"
        "[[connections]]\n[connections.backend]\nhttp.url = 'x'\n"
    )
    first, second = _config(text).connections
    assert first.lines is not None
    assert second.lines is not None
    paths = ("backend.http.body", "backend.http.user", "backend.api", "ios.a")
    assert [8, 7, 4, 6] == [first.lines.line_of(path) for path in paths]
    assert [11, 10] == [second.lines.line_of(f"backend.http.{key}") for key in ("url", "body")]


def test_no_line_is_better_than_a_wrong_one() -> None:
    """Where connections are written in a way that the line finder does not follow, it is silent."""
    text = 'format = "wecom-console/1"\nconnections = [{identifier = "a"}]\n'
    assert [c.lines for c in _config(text).connections] == [None]


# --- problems of the file as a whole -------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "code", "field"),
    [
        (f"zzz = 1\n{GOOD_TOML}", "key.top", "zzz"),
        (f"conections = 1\n{GOOD_TOML}", "key.top_close", "conections"),
        (HEAD, "connections.none", "connections"),
        (f"{HEAD}connections = []", "connections.none", "connections"),
        (f"{HEAD}[connections]\na = 1", "connections.table", "connections"),
        (f'{HEAD}connections = "x"', "connections.none", "connections"),
        (HEAD + "[[connections]]\n" * 1001, "connections.many", "connections"),
    ],
)
def test_the_file_itself_may_have_problems(text: str, code: str, field: str) -> None:
    """Unknown keys and missing connections are errors in a file that could be read."""
    assert [(p.code, p.field) for p in _config(text).problems] == [(code, field)]


def test_what_is_no_table_is_left_to_the_check() -> None:
    """An element of another type is a raw connection like any other."""
    assert [c.raw for c in _config(f"{HEAD}connections = [1]").connections] == [1]


# --- what is not read ----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("", "missing"),
        ("[[connections]]", "missing"),
        ('format = "wecom-console/2"', "newer"),
        ('format = "wecom-console/0"', "unknown"),
        ('format = "wecom-console"', "unknown"),
        ('format = "other/1"', "unknown"),
        ("format = 1", "unknown"),
    ],
)
def test_another_version_is_refused(text: str, kind: str) -> None:
    """A file says what it is, or is not read: `file.version`."""
    assert _fault(text)[:2] == ("file.version", kind)


@pytest.mark.parametrize(
    ("text", "name", "line", "column"),
    [
        ("", "a.toml", 1, 1),
        ('# head\n  format = "other"', "a.toml", 2, 3),
        ('{\n "format": "other"}', "a.json", 2, 2),
    ],
)
def test_another_version_has_a_place(text: str, name: str, line: int, column: int) -> None:
    """Where the file says what it is, else its beginning."""
    assert _fault(text, name)[2:] == (line, column)


@pytest.mark.parametrize("text", ["[]", "1", '"x"', "null"])
def test_json_that_is_no_object_is_refused(text: str) -> None:
    """It cannot say its version."""
    assert _fault(text, "a.json")[:2] == ("file.version", "missing")


@pytest.mark.parametrize(
    ("text", "kind", "line", "column"),
    [
        ("a = “x”", "value", 1, 5),
        ("a = 1\nb = \n", "value", 2, 5),
        ('a = "x\nb = 2', "unterminated", 1, 7),
        ('a = "x', "unterminated", 1, 7),
        ('a = """x\n', "unterminated", 2, 1),
        ("a = 1\na = 2\n", "twice", 2, 6),
        ("[a]\n[a]", "twice", 2, 3),
        ("a\n", "equals", 1, 2),
        ("a = 1 b = 2", "statement", 1, 7),
        ("[[connections]\n", "header", 1, 14),
        ('a = "c:\\x"', "escape", 1, 10),
        ("a = 1\x00", "statement", 1, 6),
        ("名称 = 1", "statement", 1, 1),
        ("a = [1\n", "unclosed", 2, 1),
        ("# \x00", "character", 1, 3),
    ],
)
def test_malformed_toml_has_a_place(text: str, kind: str, line: int, column: int) -> None:
    """The kind of mistake, the line and the column, from 1."""
    assert _fault(text) == ("file.syntax", kind, line, column)


@pytest.mark.parametrize(
    ("text", "kind", "line", "column"),
    [
        ('{"a": 1,}', "name", 1, 9),
        ('{"a" 1}', "colon", 1, 6),
        ('{"a": 1\n "b": 2}', "comma", 2, 2),
        ('{"a": "x\n"}', "unterminated", 1, 9),
        ('{"a": "x', "unterminated", 1, 7),
        ('{"a": "\\x"}', "escape", 1, 8),
        ('{"a": }', "value", 1, 7),
        ("{} {}", "extra", 1, 4),
        ('{"a": 1, "a": 2}', "twice", 1, 10),
        ('{"a": 1,\n "\\u0061": 2}', "twice", 2, 2),
        ('{"a": {"b": 1,\n"b": 1}}', "twice", 2, 1),
    ],
)
def test_malformed_json_has_a_place(text: str, kind: str, line: int, column: int) -> None:
    """Python's reader takes names that are given twice; here they are a mistake like others."""
    assert _fault(text, "a.json") == ("file.syntax", kind, line, column)


@pytest.mark.parametrize("value", ["NaN", "Infinity", "-Infinity", "1" * 5000, "-" + "1" * 5000])
def test_json_numbers_that_are_none_are_refused(value: str) -> None:
    """What Python would read beyond JSON, or could not read at all."""
    assert _fault(f'{{"a":\n {value}}}', "a.json") == ("file.number", None, 2, 2)


def test_the_same_name_in_two_objects_is_no_duplicate() -> None:
    """Names are compared within one object, and values are not names."""
    text = '{"format": "wecom-console/1", "connections": [{"x": "x"}, {"x": "x"}]}'
    assert len(_config(text, "a.json").connections) == 2


def test_a_number_without_end_is_refused() -> None:
    """CPython converts no decimal number of more than 4,300 digits; its place is told."""
    assert _fault(f"a = 1\nb = {'1' * 5000}") == ("file.number", None, 2, 5)


@pytest.mark.parametrize("based", ["0x1" + "0" * 5000, "0o1" + "0" * 5000, "0b1" + "0" * 20_000])
@pytest.mark.parametrize("form", ["b = {}", "b = [1, {}]", "b = {{ c = {} }}"])
def test_a_number_without_end_in_another_base_is_refused(based: str, form: str) -> None:
    """CPython reads it, and can then neither show nor store it."""
    found = _fault(f"a = 1\n{form.format(based)}")
    assert ("file.number", 2) == (found[0], found[2])


def test_a_long_text_that_looks_like_a_number_is_a_text() -> None:
    """Only the number is refused."""
    assert "file.version" == _fault(f'b = "0x1{"0" * 5000}"')[0]


@pytest.mark.parametrize("bomb", ["[" * 100_000, "a = " + "[" * 100_000, "a = " + "{a=" * 100_000])
def test_nesting_without_end_is_refused_as_toml(bomb: str) -> None:
    """A bracket bomb is a problem, not a crash."""
    assert _fault(bomb)[0] in {"file.too_deep", "file.syntax"}


@pytest.mark.parametrize("form", ["{} = 1", "[{}]", "[[{}]]", "a = {{ {} = 1 }}", "# {}"])
@pytest.mark.parametrize("dot", [".", " . "])
def test_a_name_of_many_parts_is_refused(form: str, dot: str) -> None:
    """Reading one of 800 kB would take gigabytes."""
    assert _fault(form.format(dot.join(["a"] * 200_000)))[0] == "file.too_deep"


@pytest.mark.parametrize("line", ["[{0}.b.b.b]\n", "{0}.b.b.b.b.b.b.b = 1\n"])
def test_tables_beyond_number_are_not_made(line: str) -> None:
    """Each part of a dotted name makes one: a megabyte of them took 8 s and 500 MB."""
    bomb = "".join(line.format(number) for number in range(900_000 // len(line)))
    began = process_time()
    assert "file.too_deep" == _fault(bomb)[0]
    assert process_time() - began < 1.5


@pytest.mark.parametrize(
    "text", ["a" * 1_000_000, "a." * 30 + "\n" * 10, '"' * 999_999, "a " * 500_000, ". " * 500_000]
)
def test_looking_for_such_names_takes_no_time(text: str) -> None:
    """A megabyte without one is malformed like any other."""
    assert _fault(text)[0] == "file.syntax"


@pytest.mark.parametrize("bomb", ["[" * 100_000, '{"a":' * 100_000])
def test_nesting_without_end_is_refused_as_json(bomb: str) -> None:
    """A bracket bomb is a problem with a place."""
    assert _fault(bomb, "a.json")[0] == "file.too_deep"


@pytest.mark.parametrize(
    "bomb",
    [
        '{"a": "' + '\\"' * 500_000,
        '"' * 1_000_000,
        "9" * 999 + "x",
        "{" + '"a":1,' * 100_000,
        "a" * 1_000_000,
    ],
    ids=["escapes", "quotes", "digits", "names", "letters"],
)
def test_hostile_json_takes_no_time(bomb: str) -> None:
    """A megabyte that would make a careless reader go back and forth is refused at once."""
    assert _fault(bomb, "a.json")[0] in {"file.syntax", "file.too_deep"}


@pytest.mark.parametrize(
    ("data", "found", "line", "column"),
    [
        (GOOD_TOML.encode("utf-16"), "UTF-16", 1, 1),
        (GOOD_TOML.encode("utf-16-le"), "UTF-16", 1, 1),
        (GOOD_TOML.encode("utf-16-be"), "UTF-16", 1, 1),
        (GOOD_TOML.encode("utf-32"), "UTF-32", 1, 1),
        ('a = 1\nb = "企业微信"'.encode("gbk"), "GB18030", 2, 6),
        (b"\xef\xbb\xbfa = 1\nb = \xff", None, 2, 5),
    ],
)
def test_other_encodings_are_refused_by_name(
    data: bytes, found: str | None, line: int, column: int
) -> None:
    """What is not UTF-8 is named where it can be, with the place of the first strange byte."""
    problem = _parse(data)
    assert isinstance(problem, FileProblem)
    assert (problem.code, problem.params.get("found"), problem.line, problem.column) == (
        "file.encoding",
        found,
        line,
        column,
    )


@given(st.binary(max_size=200), st.sampled_from(["a.toml", "a.json", "a"]))
@example(b"", "a.toml")
@example(b"\xef\xbb\xbf", "a.json")
@example(b"\x00" * 100, "a")
def test_any_bytes_give_a_value(data: bytes, name: str) -> None:
    """No content of a file raises."""
    assert isinstance(parse_config(Path(name), data), ConfigFile | FileProblem)


@given(st.data())
def test_any_damage_gives_a_value(data: st.DataObject) -> None:
    """A good file that was cut off, or in which a few bytes were replaced, raises nothing."""
    name, content = data.draw(st.sampled_from([("a.toml", GOOD_TOML), ("a.json", GOOD_JSON)]))
    damaged = bytearray(content.encode())
    for _ in range(data.draw(st.integers(0, 5))):
        damaged[data.draw(st.integers(0, len(damaged) - 1))] = data.draw(st.integers(0, 255))
    cut = data.draw(st.integers(0, len(damaged)))
    assert isinstance(parse_config(Path(name), bytes(damaged[:cut])), ConfigFile | FileProblem)


@given(st.text(st.sampled_from('[]{}",=:.\\\n #ab1"\'\u0000'), max_size=60))
def test_any_signs_give_a_value(text: str) -> None:
    """Any order of the signs that TOML and JSON are made of raises nothing."""
    for name in ("a.toml", "a.json"):
        assert isinstance(_parse(text, name), ConfigFile | FileProblem)


# --- what lies at the path -----------------------------------------------------------------------


def _read_fault(path: Path) -> tuple[str, object]:
    problem = read_config_file(path)
    assert isinstance(problem, FileProblem)
    return problem.code, problem.params.get("kind")


def test_a_file_is_read_from_its_path(tmp_path: Path) -> None:
    """The way from a path to connections."""
    file = read_config_file(write(tmp_path, GOOD_TOML))
    assert isinstance(file, ConfigFile)
    assert file.connections[0].identifier == "acme-wecom"


def test_a_link_to_a_file_is_followed(tmp_path: Path) -> None:
    """The user named it; where it lies does not matter."""
    link = tmp_path / "link.toml"
    link.symlink_to(write(tmp_path, GOOD_TOML))
    assert isinstance(read_config_file(link), ConfigFile)


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    """Also a link that leads nowhere."""
    link = tmp_path / "link.toml"
    link.symlink_to(tmp_path / "nowhere")
    assert [_read_fault(tmp_path / "no.toml")[0], _read_fault(link)[0]] == ["file.missing"] * 2


def test_a_folder_is_not_a_file(tmp_path: Path) -> None:
    """It says so."""
    assert _read_fault(tmp_path) == ("file.not_a_file", "folder")


@pytest.mark.parametrize("device", [p for p in ("/dev/zero", "/dev/tty") if Path(p).exists()])
def test_a_device_is_not_read(device: str) -> None:
    """One that never ends, or that waits for somebody to type."""
    assert _read_fault(Path(device)) == ("file.not_a_file", "special")


def test_a_pipe_is_not_waited_for(tmp_path: Path) -> None:
    """A pipe without a writer is refused at once; where there are none, so is its missing name."""
    pipe = tmp_path / "pipe"
    if hasattr(os, "mkfifo"):
        os.mkfifo(pipe)
    assert _read_fault(pipe)[0] in {"file.not_a_file", "file.missing"}


def test_a_loop_of_links_is_unreadable(tmp_path: Path) -> None:
    """The system says no; so do we."""
    loop = tmp_path / "loop"
    loop.symlink_to(loop)
    assert _read_fault(loop)[0] == "file.unreadable"


def test_a_name_with_nul_is_unreadable() -> None:
    """No system has such a file."""
    assert _read_fault(Path("a\0b"))[0] == "file.unreadable"


def test_no_permission_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A file of somebody else's."""

    def refuse(*_: object, **__: object) -> object:
        raise PermissionError(13, "denied")

    path = write(tmp_path, GOOD_TOML)
    monkeypatch.setattr(os, "open", refuse)
    assert _read_fault(path)[0] == "file.permission"


def test_a_huge_file_is_refused(tmp_path: Path) -> None:
    """More than a mebibyte is no config file, and is not read to its end."""
    path = write(tmp_path, b"#" * (MAX_BYTES + 1))
    assert _read_fault(path)[0] == "file.too_large"


# --- what is said --------------------------------------------------------------------------------


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(
    "content",
    [b"", b"\xff", b"a = ", b"[a]\n[a]", b"a", b'a = "', b"[" * 5000, 'format = "x"', b"a = [\n"],
)
def test_every_problem_can_be_told(content: str | bytes, language: str) -> None:
    """A sentence in both languages, without placeholders."""
    problem = _parse(content)
    assert isinstance(problem, FileProblem)
    text = file_problem_text(load_messages(language), problem)
    assert not text.startswith("problem.")
    assert "{" not in text


@given(
    st.sampled_from(["{s} = 1 1", "a = {s}", 'a = "{s}', '"{s}" = 1\n"{s}" = 2', "format = '{s}'"])
)
def test_a_problem_never_quotes_the_file(form: str) -> None:
    """A secret that stands in a malformed file is not repeated."""
    problem = _parse(form.replace("{s}", SECRET_TEXT))
    assert isinstance(problem, FileProblem)
    told = repr(problem) + file_problem_text(load_messages("en"), problem)
    assert SECRET_TEXT[:12] not in told


# --- how much is told ----------------------------------------------------------------------------


def test_of_many_unknown_keys_some_are_told() -> None:
    """And how many more there are: 90,000 lines tell nobody anything."""
    found = _config(HEAD + "".join(f"k{n} = 1\n" for n in range(5_000)))
    assert [*["key.top"] * MAX_UNKNOWN, "key.more"] == [p.code for p in found.problems[:-1]]
    assert 5_000 - MAX_UNKNOWN == found.problems[-2].params["count"]


def test_what_begins_like_a_header_is_gone_through_once() -> None:
    """By the square a hundred thousand blanks would last, by the cube longer than anybody lives."""
    text = f'[[connections]]\nnote = """\n[{" " * 100_000}\n"""\n'
    assert [1] == [lines.header for lines in connection_lines(text, count=1)]
