"""The published schema, judged by taplo: what editors with TOML support say of a file."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from domain.samples import AGENCY_GOOD, GOOD, altered, one
from domain.strategies import profile_of
from exchange.files import toml
from wecom_console.domain.check import check
from wecom_console.exchange.formats.toml_file import TomlFile
from wecom_console.exchange.json_schema import config_schema
from wecom_console.messages.catalogue import LANGUAGES, load_messages

TAPLO = Path(sys.executable).with_name("taplo")
pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="taplo is locked for Linux alone")


def judged(folder: Path, text: str, *, language: str = "en") -> list[str]:
    """What taplo says of a file whose first line names the schema beside it; nothing is good."""
    schema = config_schema(load_messages(language))
    (folder / "wecom-console.schema.json").write_text(json.dumps(schema), encoding="utf-8")
    file = folder / "acme.toml"
    file.write_text(f"#:schema ./wecom-console.schema.json\n{text}", encoding="utf-8")
    done = subprocess.run(
        [str(TAPLO), "check", file.name],
        cwd=folder,
        capture_output=True,
        text=True,
        check=False,
        timeout=600,
    )
    said = [line for line in done.stderr.splitlines() if line.startswith("error:")]
    assert bool(said) == bool(done.returncode), done.stderr
    return said


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("raw", [GOOD, AGENCY_GOOD], ids=["mobile", "agency"])
def test_a_sound_file_has_nothing_to_say_of(
    tmp_path: Path, raw: dict[str, object], language: str
) -> None:
    assert judged(tmp_path, toml(raw), language=language) == []


def test_what_we_export_has_nothing_to_say_of(tmp_path: Path) -> None:
    assert judged(tmp_path, TomlFile().render([profile_of(check(GOOD))])) == []


@pytest.mark.parametrize(
    ("raw", "word"),
    [
        ({**GOOD, "agentid": "1"}, "agentid"),
        (one("agent_id", 1000002), "1000002"),
        (one("environment", "prod"), "prod"),
        (one("schema", "wwauthX"), "wwauthX"),
        (one("secret", "abc"), "abc"),
        (altered(("android.signature", "0")), "signature"),
        (altered(("association.mode", "fields")), "fields"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_a_wrong_value_is_underlined(tmp_path: Path, raw: dict[str, object], word: str) -> None:
    assert any(word in line for line in judged(tmp_path, toml(raw)))


def test_another_format_is_underlined(tmp_path: Path) -> None:
    text = toml(GOOD).replace("wecom-console/1", "wecom-console/2")
    assert judged(tmp_path, text)
