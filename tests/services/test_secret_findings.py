"""What shows of a connection's secrets before anybody is asked, without telling them."""

from dataclasses import replace
from pathlib import Path

import pytest

from flow.samples import PROFILE, SECRET_TEXT
from wecom_console.domain.report import Report
from wecom_console.services.secret_findings import with_secrets


def codes(reference: str, folder: Path | None = None, **environment: str) -> list[str]:
    """The findings of a connection with this Secret."""
    report = Report(replace(PROFILE, secret=reference), ())
    found = with_secrets(report, environment, folder).problems
    assert SECRET_TEXT not in repr(found)
    return [problem.code for problem in found]


@pytest.mark.parametrize(
    ("environment", "expected"),
    [
        ({"S": SECRET_TEXT}, []),
        ({}, ["secret_ref.env_unset"]),
        ({"S": ""}, ["secret_ref.env_empty"]),
        ({"S": f"{SECRET_TEXT}\n"}, ["secret_form.newline"]),
        ({"S": f"{SECRET_TEXT}\u200b"}, ["secret_form.blank"]),
        ({"S": f" {SECRET_TEXT}"}, ["secret_form.blank"]),
        ({"S": f'"{SECRET_TEXT}"'}, ["secret_form.quoted"]),
    ],
)
def test_a_variable_is_looked_at(environment: dict[str, str], expected: list[str]) -> None:
    """Unset, empty, or with what no secret is issued with."""
    assert expected == codes("env:S", **environment)


def test_a_file_is_looked_at(tmp_path: Path) -> None:
    """One line end belongs to a file, two do not."""
    (tmp_path / "one").write_text(f"{SECRET_TEXT}\n")
    (tmp_path / "two").write_text(f"{SECRET_TEXT}\n\n")
    found = [codes(f"file:{name}", tmp_path) for name in ("one", "two", "none")]
    assert [[], ["secret_form.newline"], ["secret_ref.file_missing"]] == found


def test_a_keyring_is_left_alone() -> None:
    """It may ask its user something."""
    assert [] == codes("keyring:")
