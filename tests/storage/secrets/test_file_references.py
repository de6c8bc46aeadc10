"""``file:`` references: inside the folder, small, text."""

import os
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from wecom_console.domain.secrets import Secret
from wecom_console.storage.secrets.file_references import MAX_BYTES, read_secret_file
from wecom_console.storage.secrets.problem import SecretProblem


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """The config file's folder, with a secret beside it and one above it."""
    (tmp_path / "above.txt").write_bytes(b"above")
    inner = tmp_path / "config"
    inner.mkdir()
    (inner / "secret.txt").write_bytes(b"s3cret\n")
    return inner


def code(found: Secret | SecretProblem) -> str:
    return found.code if isinstance(found, SecretProblem) else ""


@pytest.mark.parametrize(
    ("content", "secret"),
    [
        (b"a", "a"),
        (b"a\n", "a"),
        (b"a\r\n", "a"),
        (b"a\n\n", "a\n"),
        (b"a\r", "a\r"),
        (b" a ", " a "),
        (b"\xef\xbb\xbfa\n", "a"),
        ("密".encode(), "密"),
        (b"x" * MAX_BYTES, "x" * MAX_BYTES),
    ],
)
def test_one_trailing_newline_is_dropped(folder: Path, content: bytes, secret: str) -> None:
    """And a byte-order mark; nothing else."""
    (folder / "secret.txt").write_bytes(content)
    assert Secret(secret) == read_secret_file(folder, "secret.txt")


@pytest.mark.parametrize("name", ["sub/secret.txt", "./secret.txt", "sub/../secret.txt"])
def test_any_way_inside_the_folder_will_do(folder: Path, name: str) -> None:
    """Sub-folders too."""
    (folder / "sub").mkdir()
    (folder / "sub" / "secret.txt").write_bytes(b"s3cret")
    assert Secret("s3cret") == read_secret_file(folder, name)


@pytest.mark.parametrize("name", ["../above.txt", "/etc/hostname", "sub/../../above.txt"])
def test_nothing_outside_the_folder_is_read(folder: Path, name: str) -> None:
    """Neither upwards nor by an absolute path."""
    (folder / "sub").mkdir()
    assert "secret_ref.file_outside" == code(read_secret_file(folder, name))


def test_an_absolute_path_inside_the_folder_will_do(folder: Path) -> None:
    """It is where it lies that counts."""
    assert Secret("s3cret") == read_secret_file(folder, str(folder / "secret.txt"))


def test_a_link_to_the_outside_is_refused(folder: Path) -> None:
    """Links are resolved before the question is asked."""
    (folder / "link").symlink_to(folder.parent / "above.txt")
    assert "secret_ref.file_outside" == code(read_secret_file(folder, "link"))


def test_a_folder_that_is_a_link_to_the_outside_is_refused(folder: Path) -> None:
    """At any depth."""
    (folder / "link").symlink_to(folder.parent)
    assert "secret_ref.file_outside" == code(read_secret_file(folder, "link/above.txt"))


def test_a_link_inside_will_do(folder: Path) -> None:
    """As Kubernetes mounts secrets."""
    (folder / "link").symlink_to("secret.txt")
    assert Secret("s3cret") == read_secret_file(folder, "link")


def test_the_folder_itself_may_be_reached_by_a_link(folder: Path) -> None:
    """The config file's folder is resolved as well."""
    (folder.parent / "alias").symlink_to(folder)
    assert Secret("s3cret") == read_secret_file(folder.parent / "alias", "secret.txt")


def test_a_neighbour_with_a_longer_name_is_outside(folder: Path) -> None:
    """Paths are compared by parts, not by letters."""
    neighbour = folder.with_name("config-2")
    neighbour.mkdir()
    (neighbour / "a").write_bytes(b"x")
    assert "secret_ref.file_outside" == code(read_secret_file(folder, "../config-2/a"))


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        (b"x" * (MAX_BYTES + 1), "secret_ref.file_too_big"),
        (b"", "secret_ref.file_empty"),
        (b"\n", "secret_ref.file_empty"),
        (b"\xff\xfea\x00", "secret_ref.file_encoding"),
    ],
)
def test_what_is_no_secret_is_named(folder: Path, content: bytes, expected: str) -> None:
    """Each with a code of its own."""
    (folder / "secret.txt").write_bytes(content)
    assert expected == code(read_secret_file(folder, "secret.txt"))


def test_a_missing_file_is_named(folder: Path) -> None:
    """With the name as it was written."""
    expected = SecretProblem("secret_ref.file_missing", {"name": "none.txt"})
    assert expected == read_secret_file(folder, "none.txt")


def test_a_folder_is_no_secret(folder: Path) -> None:
    """Nor is anything but a file."""
    (folder / "sub").mkdir()
    assert "secret_ref.file_not_regular" == code(read_secret_file(folder, "sub"))


def test_a_pipe_does_not_keep_us_waiting(folder: Path) -> None:
    """Nobody writes into it."""
    os.mkfifo(folder / "pipe")
    assert "secret_ref.file_not_regular" == code(read_secret_file(folder, "pipe"))


def test_a_loop_of_links_ends(folder: Path) -> None:
    """It leads nowhere."""
    (folder / "loop").symlink_to("loop")
    assert code(read_secret_file(folder, "loop")) in {
        "secret_ref.file_unreadable",
        "secret_ref.file_missing",
    }


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(name=st.text(st.characters(exclude_categories=()), min_size=1))
def test_any_name_gives_a_secret_or_a_problem(folder: Path, name: str) -> None:
    """Never an exception."""
    assert isinstance(read_secret_file(folder, name), Secret | SecretProblem)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(parts=st.lists(st.sampled_from(["..", ".", "sub", "/", "above.txt", "link"]), min_size=1))
def test_no_path_leads_outside(folder: Path, parts: list[str]) -> None:
    """However it is put together."""
    if not (folder / "link").is_symlink():
        (folder / "link").symlink_to(folder.parent)
    assert Secret("above") != read_secret_file(folder, "/".join(parts))
