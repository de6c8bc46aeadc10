"""A damaged database: the command line goes on with a new one and says what became of the old."""

from pathlib import Path

import pytest

from wecom_console.cli.app import main


def test_what_was_set_aside_is_said(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The file is kept under the name that the message gives."""
    (tmp_path / "console.db").write_bytes(b"not a database, whatever its name says")
    environment = {"WECOM_CONSOLE_HOME": str(tmp_path), "WECOM_CONSOLE_LANG": "en"}
    code = main(["profile", "list"], environment=environment)
    (kept,) = tmp_path.glob("console.db.damaged-*")
    assert (0, True) == (code, str(kept) in capsys.readouterr().err)
