"""Whatever is typed, the command line ends with a documented code and repeats nothing it should
not."""

import io
from contextlib import redirect_stderr, redirect_stdout
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from architecture.properties import examples
from cli.support import MemoryKeyring
from domain.samples import SECRET_TEXT
from domain.strategies import any_text
from wecom_console.cli.app import COMMANDS, main
from wecom_console.cli.exits import Exit

# Those that wait for somebody, or for the network, are not typed here.
QUICK = [name for name in COMMANDS if name not in {"test", "simulate", "doctor", "selftest"}]
WORDS = [
    *QUICK,
    *("list", "show", "history", "add", "set", "set-secret", "duplicate", "restore", "remove"),
    *("--json", "--help", "-h", "--", "-", "--lang", "zh_CN", "--quiet", "--version", "--yes"),
    *("--format", "toml", "--platform", "ios", "--kind", "return", "--qr", "--revision", "1"),
    *("--from-file", "--dry-run", "--on-conflict", "keep", "acme", "acme=1", "=", "#", "a#b"),
    *("/", ".", "/dev/null", "nothing.toml", "secret=env:A", "tags=a,b", "login_only=true", ""),
]


class Output(io.TextIOWrapper):
    """A stream that keeps what is written, bytes included."""

    def __init__(self) -> None:
        super().__init__(io.BytesIO(), encoding="utf-8", write_through=True)

    @property
    def text(self) -> str:
        """All of it."""
        buffer = self.buffer
        assert isinstance(buffer, io.BytesIO)
        return buffer.getvalue().decode("utf-8", "replace")


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """One home for all lines: what they leave behind is part of what is tried."""
    return tmp_path_factory.mktemp("home")


TAIL = st.lists(st.sampled_from(WORDS) | st.just(SECRET_TEXT) | any_text, max_size=6)
BEGIN = st.sampled_from(
    [
        [],
        *([name] for name in QUICK),
        *(["profile", name] for name in ("list", "show", "add", "set", "set-secret", "duplicate")),
        *(["profile", name] for name in ("remove", "restore", "history")),
    ]
)


@settings(max_examples=examples(300))
@given(begin=BEGIN, tail=TAIL)
def test_any_line_ends_with_a_code(home: Path, begin: list[str], tail: list[str]) -> None:
    """No exception, and an argument that looks like a secret is in no message.

    `set … display_name=` and the like do store what they are given, so a secret stands alone."""
    environment = {"WECOM_CONSOLE_HOME": str(home), "WECOM_CONSOLE_LANG": "en"}
    out, err = Output(), Output()
    with (
        pytest.MonkeyPatch.context() as patch,
        redirect_stdout(out),
        redirect_stderr(err),
    ):
        patch.setattr("sys.stdin", io.StringIO(""))
        patch.chdir(home)
        argv = [*begin, *tail]
        code = main(argv, environment=environment, keyring=MemoryKeyring())
    assert code in set(Exit)
    assert SECRET_TEXT not in out.text + err.text
