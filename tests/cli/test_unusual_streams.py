"""What is no file where one is named, and a standard input that has no end: told, never waited for.

A longer list of both is tried by `dev.py torture`.
"""

import os
from collections.abc import Iterator
from pathlib import Path
from typing import TextIO

import pyrage
import pytest

from cli.support import CommandLine
from devices.certificates import pkcs12_store
from devices.samples import RELEASE
from wecom_console.cli.terminal import LONGEST_LINE
from wecom_console.pasted.clues import TEXT_LIMIT
from wecom_console.storage import files

LANGUAGES = {"en": "en", "zh_CN": "zh_CN"}


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The current one, with a pipe that nobody writes to, under several names."""
    monkeypatch.chdir(tmp_path)
    for name in ("fifo", "fifo.png", "fifo.toml"):
        os.mkfifo(tmp_path / name)
    return tmp_path


@pytest.fixture
def endless() -> Iterator[TextIO]:
    """A line that never ends."""
    with open("/dev/zero", encoding="utf-8", errors="surrogateescape") as stream:
        yield stream


READERS = [
    ["check", "{}"],
    ["import", "{}"],
    ["replay", "{}"],
    ["replay", "{}", "--against", "{}"],
    ["inspect", "{}"],
    ["explain", "--file", "{}"],
    ["test", "--demo", "--scenarios", "{}"],
    ["simulate", "--scenarios", "{}"],
    ["export", "acme-wecom", "--sign", "{}", "-o", "out.toml"],
    ["import", "acme.toml", "--signers", "{}"],
    ["team", "add", "alice", "{}"],
]


@pytest.mark.parametrize("name", ["fifo", "fifo.png", "fifo.toml", "/dev/zero"])
@pytest.mark.parametrize("line", READERS, ids=" ".join)
def test_a_pipe_or_a_device_is_not_read(
    stored: CommandLine, folder: Path, line: list[str], name: str
) -> None:
    """Neither has an end."""
    assert folder.joinpath("acme.toml").is_file()
    ended = stored(*[word.format(name) for word in line])
    assert ended.code in (2, 3)
    assert "" != ended.err + ended.out


@pytest.mark.parametrize(
    ("line", "told"),
    [
        (["explain", "--file", "fifo"], {"en": "pipe it into the", "zh_CN": "通过管道传入"}),
        (["explain", "--file", "fifo.png"], {"en": "pipe it into the", "zh_CN": "通过管道传入"}),
        (["explain", "--file", "."], {"en": "Specify the file in it", "zh_CN": "指定其中的文件"}),
        (["test", "--demo", "--scenarios", "fifo"], {"en": "to a file", "zh_CN": "保存为文件"}),
        (["simulate", "--scenarios", "fifo"], {"en": "to a file", "zh_CN": "保存为文件"}),
        (["inspect", "fifo"], {"en": "to a file", "zh_CN": "保存为文件"}),
        (["check", "./fifo"], {"en": "to a file", "zh_CN": "保存为文件"}),
        (["replay", "fifo"], {"en": "to a file", "zh_CN": "保存为文件"}),
    ],
    ids=str,
)
@pytest.mark.parametrize("language", LANGUAGES)
def test_what_to_do_instead_is_said(
    run: CommandLine, folder: Path, line: list[str], told: dict[str, str], language: str
) -> None:
    """In both languages."""
    assert folder.is_dir()
    ended = run("--lang", language, *line)
    assert (3, True) == (ended.code, told[language] in ended.err + ended.out)


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_pipe_that_nobody_reads_from_is_not_waited_for(
    stored: CommandLine, folder: Path, language: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As a result's place."""
    monkeypatch.setattr(files, "_READER_S", 0.01)
    ended = stored("--lang", language, "export", "acme-wecom", "-o", str(folder / "fifo"))
    told = {"en": "without a reader", "zh_CN": "无人读取的管道"}
    assert (4, True) == (ended.code, told[language] in ended.err)


def asks(folder: Path) -> dict[str, list[str]]:
    """Lines that read one line of standard input."""
    (folder / "locked.age").write_bytes(pyrage.passphrase.encrypt(b"x", "y"))
    (folder / "store.p12").write_bytes(pkcs12_store(RELEASE, b"opensesame"))
    return {
        "import": ["import", "locked.age"],
        "inspect": ["inspect", "store.p12"],
        "vault": ["vault", "init", "--passphrase"],
        "export": ["export", "acme-wecom", "--passphrase", "-o", "out.age"],
    }


@pytest.mark.parametrize("command", ["import", "inspect", "vault", "export"])
def test_a_line_without_an_end_is_told(
    stored: CommandLine, folder: Path, endless: TextIO, command: str
) -> None:
    """After so much of it as nobody types."""
    ended = stored(*asks(folder)[command], stdin=endless)
    assert (3, True) == (ended.code, f"longer than {LONGEST_LINE}" in ended.err)


def test_a_secret_without_an_end_is_too_long(stored: CommandLine, endless: TextIO) -> None:
    """It may have several lines."""
    ended = stored("profile", "set-secret", "acme-wecom", stdin=endless)
    assert (2, True) == (ended.code, "longer than 65536" in ended.err)


def test_a_text_without_an_end_is_explained_as_far_as_it_is_read(
    run: CommandLine, endless: TextIO, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What was cut off is said."""
    monkeypatch.setattr("wecom_console.cli.commands.explain.INPUT_LIMIT", TEXT_LIMIT + 1)
    ended = run("explain", "-", stdin=endless)
    assert (1, True) == (ended.code, "cut: " in ended.out)


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_standard_input_that_cannot_be_read_is_told(
    run: CommandLine, tmp_path: Path, language: str
) -> None:
    """One that is open for writing, for example."""
    told = {"en": "Standard input cannot be read", "zh_CN": "无法读取标准输入"}
    with (tmp_path / "out").open("w") as stream:
        ended = run("--lang", language, "explain", "-", stdin=stream)
    assert (3, True) == (ended.code, told[language] in ended.err)
