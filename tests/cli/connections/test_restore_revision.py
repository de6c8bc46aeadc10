"""`profile restore --revision N` where there is no revision N."""

import json
from pathlib import Path

import pytest

from wecom_console.cli.app import main

FILE = """format = "wecom-console/1"

[[connections]]
identifier = "acme"
display_name = "Acme"
corp_id = "ww0123456789abcdef"
agent_id = "1000002"
schema = "wwauth0123456789abcdef000002"
secret = "env:ACME_WECOM_SECRET"
"""


def test_a_revision_that_is_not_there_is_named(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """It is the revision that is missing, not the connection."""
    environment = {"WECOM_CONSOLE_HOME": str(tmp_path / "home"), "WECOM_CONSOLE_LANG": "en"}
    (tmp_path / "acme.toml").write_text(FILE, encoding="utf-8")
    added = main(
        ["profile", "add", "--from-file", str(tmp_path / "acme.toml")], environment=environment
    )
    capsys.readouterr()
    code = main(
        ["profile", "restore", "acme", "--revision", "99", "--json"], environment=environment
    )
    (problem,) = json.loads(capsys.readouterr().out)["problems"]
    assert (0, 3, "write.no_revision") == (added, code, problem["code"])
    assert "“acme” has no revision 99" in problem["message"]
