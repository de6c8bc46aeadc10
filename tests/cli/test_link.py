"""`link`: the deep links, as text, JSON and QR."""

from pathlib import Path

import pytest
import zxingcpp
from PySide6.QtGui import QImage

from cli.support import CommandLine
from domain.samples import GOOD, SCHEMA, one
from exchange.files import toml, write
from wecom_console.domain.links.requests import (
    Callback,
    LoginRequest,
    parse_request_link,
    parse_return_link,
)
from wecom_console.services.runs.links import SYNTHETIC_CODE


def _read_qr(data: bytes) -> str:
    image = QImage.fromData(data).convertToFormat(QImage.Format.Format_Grayscale8)
    assert not image.isNull()
    size = (image.height(), image.width())
    view = memoryview(image.constBits()).cast("B")
    rows = [bytes(view[y * image.bytesPerLine() :][: size[1]]) for y in range(size[0])]
    found = zxingcpp.read_barcodes(memoryview(b"".join(rows)).cast("B", shape=size))
    return str(found[0].text)


def _drawn(text: str) -> str:
    """What a camera would read from the half-block characters of a dark terminal."""
    halves = {" ": (1, 1), "▀": (0, 1), "▄": (1, 0), "█": (0, 0)}
    rows: list[list[int]] = []
    for line in text.splitlines():
        rows += [[halves[c][0] for c in line], [halves[c][1] for c in line]]
    scaled = [
        [255 * (1 - cell) for cell in row for _ in range(4)] for row in rows for _ in range(4)
    ]
    size = (len(scaled), len(scaled[0]))
    grey = memoryview(bytes(v for row in scaled for v in row)).cast("B", shape=size)
    return str(zxingcpp.read_barcodes(grey)[0].text)


@pytest.mark.parametrize("platform", ["android", "ios"])
def test_a_request_link_is_the_connections(run: CommandLine, acme: Path, platform: str) -> None:
    """It carries corp, agent, schema and app of the connection."""
    request = parse_request_link(run.ok("link", acme, "--platform", platform).out.strip())
    assert isinstance(request, LoginRequest)
    assert (request.corp_id, request.agent_id, request.schema) == (
        GOOD["corp_id"],
        GOOD["agent_id"],
        SCHEMA,
    )
    assert "com.acme.app" in (request.package, request.bundle_id)


@pytest.mark.parametrize("platform", ["android", "ios"])
def test_a_return_link_says_that_its_code_is_made_up(
    run: CommandLine, acme: Path, platform: str
) -> None:
    """Nobody should mistake it for a real one."""
    ended = run.ok("link", acme, "--kind", "return", "--platform", platform)
    callback = parse_return_link(ended.out.strip())
    assert isinstance(callback, Callback)
    assert (callback.code, callback.outcome) == (SYNTHETIC_CODE, "ok")
    assert "not from WeCom" in ended.err


def test_a_landing_link_leads_to_the_simulator(run: CommandLine, acme: Path) -> None:
    """The confirm page with this connection's values."""
    ended = run.ok("link", acme, "--kind", "landing", "--url", "http://127.0.0.1:9/")
    assert ended.out.startswith("http://127.0.0.1:9/wwopen/sso/confirm?login_type=appsdk&")


def test_a_landing_link_needs_an_address(run: CommandLine, acme: Path) -> None:
    """Exit 2 and the option's name."""
    ended = run("link", acme, "--kind", "landing")
    assert (ended.code, "--url" in ended.err) == (2, True)


def test_each_link_has_a_fresh_state(run: CommandLine, acme: Path) -> None:
    """A state that is used twice protects nobody."""
    links = [run.ok("link", acme, "--json").json["links"][0] for _ in range(2)]
    assert links[0]["state"] != links[1]["state"]
    assert [link["state"] in link["url"] for link in links] == [True, True]


def test_links_as_json(run: CommandLine, acme: Path) -> None:
    """One object a connection."""
    (found,) = run.ok("link", acme, "--kind", "return", "--json").json["links"]
    assert (found["connection"], found["kind"], found["platform"], found["synthetic"]) == (
        "acme-wecom",
        "return",
        "android",
        True,
    )


def test_the_usual_platform_is_one_with_an_app(run: CommandLine, tmp_path: Path) -> None:
    """A connection with an iOS app only has iOS links."""
    file = write(tmp_path, toml(one("android", {})))
    assert run.ok("link", file).out.startswith("wxwork://")


def test_harmony_has_no_link(run: CommandLine, acme: Path) -> None:
    """Its wire format is not public, and that is said."""
    ended = run("link", acme, "--platform", "harmony")
    assert (ended.code, ended.out) == (1, "")
    assert "HarmonyOS links are not public" in ended.err


@pytest.mark.parametrize("form", ["png", "svg"])
def test_a_qr_file_holds_the_link(run: CommandLine, acme: Path, tmp_path: Path, form: str) -> None:
    """Read back by an independent reader."""
    file = tmp_path / f"qr.{form}"
    run.ok("link", acme, "--kind", "return", "--qr", form, "-o", file)
    if form == "png":
        callback = parse_return_link(_read_qr(file.read_bytes()))
        assert isinstance(callback, Callback)
    else:
        assert b"<svg" in file.read_bytes()


def test_a_qr_in_the_terminal_holds_the_link(run: CommandLine, acme: Path) -> None:
    """Half-block characters that a camera reads; the text stands below."""
    ended = run.ok("link", acme, "--kind", "return", "--qr", "terminal")
    read = _drawn(ended.out)
    assert (read.startswith(f"{SCHEMA}://sso?"), read in ended.err) == (True, True)


def test_one_qr_holds_one_link(run: CommandLine, tmp_path: Path) -> None:
    """Several connections need several calls."""
    file = write(tmp_path, toml(GOOD, {**GOOD, "identifier": "two"}))
    assert [
        run("link", file, "--qr", "terminal").code,
        run("link", f"{file}#two", "--qr", "terminal").code,
    ] == [2, 0]


def test_a_connection_with_errors_has_no_link(run: CommandLine, tmp_path: Path) -> None:
    """Its link would mislead."""
    assert run("link", write(tmp_path, toml(one("schema", "x")))).code == 1


def test_a_link_can_be_written_to_a_file(run: CommandLine, acme: Path, tmp_path: Path) -> None:
    """With a line end, like every text file."""
    file = tmp_path / "link.txt"
    run.ok("link", acme, "-o", file)
    assert file.read_text().endswith(";end\n")
