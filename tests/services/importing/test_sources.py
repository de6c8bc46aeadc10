"""A source is opened once, as what it is; all that follows works on what was read then."""

import json
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from architecture.seeded_keys import age_identity
from exchange.authing_samples import OTHER, ROW, envelope
from exchange.test_signature import DATA, FINGERPRINT, SHA512
from flow.samples import PROFILE
from wecom_console.age_file import seal, seal_with_passphrase
from wecom_console.domain.secrets import Secret
from wecom_console.exchange import authing_json, config_file
from wecom_console.exchange.age_package import PackageKey
from wecom_console.exchange.config_file import MAX_BYTES
from wecom_console.exchange.config_link import write_link
from wecom_console.exchange.file_problem import FileProblem
from wecom_console.exchange.formats.toml_file import TomlFile
from wecom_console.services.context import Services
from wecom_console.services.importing.items import ImportPreview
from wecom_console.services.importing.preview import preview_import
from wecom_console.services.importing.signatures import Trust
from wecom_console.services.importing.sources import (
    AuthingJson,
    ConfigFiles,
    LockedPackage,
    OpenedLink,
    Source,
    open_source,
)
from wecom_console.services.importing.watch import ImportWatch
from wecom_console.storage.secrets.session_store import SessionStore

TEXT = TomlFile().render([PROFILE]).encode()
IDENTITY = age_identity("the package's recipient")
KEY = PackageKey(identities=Secret(str(IDENTITY)))


@pytest.fixture
def services(tmp_path: Path) -> Iterator[Services]:
    found = Services({"WECOM_CONSOLE_HOME": str(tmp_path / "home")}, keyring=SessionStore())
    yield found
    found.close()


def opened(what: str | Path | list[Path], trust: Trust | None = None) -> Source:
    return open_source(what, trust or Trust(), ImportWatch())


def sealed(text: bytes = TEXT) -> bytes:
    data = seal(text, [str(IDENTITY.to_public())])
    assert isinstance(data, bytes)
    return data


def written(folder: Path, data: bytes, name: str = "acme.toml") -> Path:
    path = folder / name
    path.write_bytes(data)
    return path


def code(found: object) -> tuple[str, object]:
    assert isinstance(found, FileProblem), found
    return found.code, found.params.get("kind")


@pytest.mark.parametrize(
    ("name", "data", "kind"),
    [
        ("acme.toml", TEXT, ConfigFiles),
        ("acme.age", sealed(), LockedPackage),
        ("acme.toml", sealed(), LockedPackage),
        ("answer.json", json.dumps(envelope([ROW])).encode(), AuthingJson),
        ("answer", json.dumps([ROW]).encode(), AuthingJson),
        ("other.json", b"{}", FileProblem),
    ],
)
def test_a_file_is_of_one_kind(tmp_path: Path, name: str, data: bytes, kind: type) -> None:
    """By what it holds, whatever it is called; by its path or as it was typed."""
    path = written(tmp_path, data, name)
    assert [kind, kind] == [type(opened(path)), type(opened(str(path)))]


def test_a_folder_is_its_config_files(tmp_path: Path) -> None:
    """Together, under the folder's name; what is none of them does not count."""
    written(tmp_path, TEXT)
    written(tmp_path, b"a: 1", "other.yaml")
    source = opened(tmp_path)
    assert isinstance(source, ConfigFiles)
    assert (tmp_path, ["acme.toml"]) == (source.path, [file.path.name for file in source.files])


def test_a_link_is_read_from_its_text() -> None:
    assert isinstance(opened(str(write_link([PROFILE]))), OpenedLink)


@pytest.mark.parametrize(
    ("rows", "kind"), [([OTHER], "others"), ([], "none")], ids=["other types", "nothing"]
)
def test_an_answer_without_a_connection_of_ours_says_so(
    tmp_path: Path, rows: list[object], kind: str
) -> None:
    path = written(tmp_path, json.dumps(envelope({"list": rows})).encode(), "answer.json")
    assert ("file.authing", kind) == code(opened(path))


def test_among_several_files_a_package_is_none_of_them(tmp_path: Path) -> None:
    """It needs a key of its own."""
    paths = [written(tmp_path, TEXT), written(tmp_path, sealed(), "b.toml")]
    assert ("file.package", "encrypted") == code(opened(paths))
    assert ("file.package", "encrypted") == code(opened(tmp_path))


def test_a_package_may_be_larger_than_a_config_file(tmp_path: Path) -> None:
    """By what armor and header add."""
    comment = b"#" * (MAX_BYTES - len(TEXT) - 1) + b"\n"
    assert isinstance(opened(written(tmp_path, sealed(comment + TEXT), "a.age")), LockedPackage)
    found = opened(written(tmp_path, b"#" * (MAX_BYTES + 1)))
    assert isinstance(found, FileProblem)
    assert ("file.too_large", {"limit_kib": 1024}) == (found.code, found.params)


# --- from there to the preview -------------------------------------------------------------------


def test_what_was_read_is_what_is_previewed(tmp_path: Path, services: Services) -> None:
    """Whatever becomes of the file meanwhile."""
    path = written(tmp_path, TEXT)
    source = opened(path)
    path.write_bytes(TEXT.replace(PROFILE.display_name.encode(), b"Other"))
    preview = preview_import(source, services.profiles)
    assert isinstance(preview, ImportPreview)
    assert [PROFILE.display_name] == [item.document["display_name"] for item in preview.items]


def test_a_package_is_not_read_again_for_its_key(tmp_path: Path, services: Services) -> None:
    """It may have been on a stick."""
    path = written(tmp_path, sealed(), "acme.age")
    source = opened(path)
    path.unlink()
    assert ("file.package", "identity") == code(preview_import(source, services.profiles))
    preview = preview_import(source, services.profiles, KEY)
    assert isinstance(preview, ImportPreview)
    assert [PROFILE.identifier] == [item.identifier for item in preview.items]


@pytest.mark.parametrize(
    ("data", "needs"),
    [(sealed(), False), (seal_with_passphrase(TEXT, Secret("open sesame")), True)],
    ids=["keys", "passphrase"],
)
def test_a_package_says_what_opens_it(tmp_path: Path, data: bytes, *, needs: bool) -> None:
    source = opened(written(tmp_path, data, "acme.age"))
    assert isinstance(source, LockedPackage)
    assert needs is source.needs_passphrase


def test_the_signature_is_that_of_what_was_read(tmp_path: Path, services: Services) -> None:
    """It is checked once, with the file."""
    path = written(tmp_path, DATA)
    signature = written(tmp_path, SHA512, "acme.toml.sig")
    source = opened(path)
    signature.unlink()
    assert isinstance(source, ConfigFiles)
    assert source.signature is not None
    assert FINGERPRINT == source.signature.fingerprint


@pytest.mark.parametrize("data", [TEXT, sealed(), json.dumps([ROW]).encode(), b"x"])
def test_where_a_signature_is_required_nothing_else_is_looked_at(
    tmp_path: Path, data: bytes
) -> None:
    """Nobody is asked for the key of a package that is not taken in."""
    found = opened(written(tmp_path, data), Trust(required=True))
    assert ("file.signature", "unsigned") == code(found)


def test_a_link_is_signed_by_nobody() -> None:
    found = opened(str(write_link([PROFILE])), Trust(required=True))
    assert ("file.signature", "unsigned") == code(found)


def test_of_two_files_the_later_has_no_right_to_the_identifier(
    tmp_path: Path, services: Services
) -> None:
    """As within one file."""
    paths = [written(tmp_path, TEXT), written(tmp_path, TEXT, "b.toml")]
    preview = preview_import(opened(paths), services.profiles)
    assert isinstance(preview, ImportPreview)
    assert [True, False] == [item.report.ok for item in preview.items]
    other = TomlFile().render([replace(PROFILE, identifier="other")]).encode()
    written(tmp_path, other, "b.toml")
    preview = preview_import(opened(paths), services.profiles)
    assert isinstance(preview, ImportPreview)
    assert preview.ok


@pytest.mark.parametrize(("name", "expected"), [("a.json", 1), ("a", 1), ("list", 2)])
def test_malformed_json_is_read_once(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str, expected: int
) -> None:
    """To find what is wrong takes as long again; a list without a name was read as TOML before."""
    text = '[{"a": 1,]' if name == "list" else '{"a": 1,}'
    path = tmp_path / name
    path.write_text(text, encoding="utf-8")
    read: list[str] = []
    for module in (config_file, authing_json):
        for reader in ("parse_json", "parse_toml"):
            if (real := getattr(module, reader, None)) is not None:
                monkeypatch.setattr(
                    module, reader, lambda given, real=real: read.append(given) or real(given)
                )
    found = open_source(path, Trust(), ImportWatch())
    assert isinstance(found, FileProblem)
    assert ("file.syntax", expected) == (found.code, len(read))
