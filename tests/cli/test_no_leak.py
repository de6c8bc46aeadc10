"""A known secret goes through every command; then it is looked for everywhere, in any disguise."""

import json
from pathlib import Path

import pytest

from architecture.canary import plant
from architecture.seeded_keys import age_identity
from cli.support import CommandLine, Ended
from domain.samples import altered
from exchange.authing_samples import connection, envelope
from exchange.files import toml, write
from wecom_console.services.exporting.formats import FORMATS
from wecom_console.simulator.authing.management.views import connection_with_fields

CANARY = plant("every command")
RECIPIENT = str(age_identity("recipient").to_public())


@pytest.mark.parametrize("language", ["en", "zh_CN"])
def test_a_secret_leaves_no_trace(run: CommandLine, tmp_path: Path, language: str) -> None:
    """Not in any output, report, export or file of the data folder; only in the keyring and in the
    request that needs it."""
    folder = tmp_path / "config"
    out = tmp_path / "out"
    for made in (folder, out, tmp_path / "home"):
        made.mkdir()
    (folder / "secret.txt").write_text(CANARY.value)
    run.environment |= {"ACME_SECRET": CANARY.value, "WECOM_CONSOLE_LANG": language}
    there = {"wecom": {"base_url": "http://127.0.0.1:9"}}
    by_file = altered(("secret", "file:secret.txt")) | there
    by_env = altered(("secret", "env:ACME_SECRET"), ("identifier", "by-env")) | there
    literal = altered(("secret", CANARY.value), ("identifier", "literal"))
    misplaced = altered(("corp_id", CANARY.value), ("tags", [CANARY.value]))
    file = write(folder, toml(by_file, by_env), name="good.toml")
    bad = write(folder, toml(literal, misplaced), name="bad.toml")
    broken = write(folder, f'secret = "{CANARY.value}', name="broken.toml")

    fields = connection().fields
    answer = json.dumps(
        envelope([connection_with_fields(connection(fields={**fields, "secret": CANARY.value}))])
    )

    ended: list[Ended] = []
    for argv in (
        ["check", file, bad, broken],
        ["check", file, bad, broken, "--json"],
        ["profile", "add", "--from-file", bad],
        ["import", bad, "--json"],
        ["import", file, "--json"],
        ["profile", "set", "acme-wecom", f"secret={CANARY.value}"],
        ["profile", "set", "acme-wecom", f"{CANARY.value}=1", CANARY.value],
        ["profile", "duplicate", "acme-wecom", "copy", "--json"],
        ["profile", "list", "--json"],
        ["profile", "show", "acme-wecom", "--json"],
        ["profile", "history", "acme-wecom", "--json"],
        ["profile", "set-secret", "acme-wecom", CANARY.value],
        ["export", "acme-wecom", "by-env", "copy", "-o", out / "export.toml"],
        *(["export", "acme-wecom", "--format", known.name] for known in FORMATS),
        ["export", "acme-wecom", "--format", "link"],
        ["export", "acme-wecom", "by-env", "-o", out / "sheet.pdf"],
        ["export", "acme-wecom", "by-env", "--encrypt-to", RECIPIENT, "-o", out / "export.age"],
        ["export", "acme-wecom", "-o", out / "again.yaml"],
        ["import", out / "again.yaml", "--on-conflict", "replace", "--json"],
        ["import", write(folder, answer, name="answer.json"), "--json"],
        ["import", write(folder, f"secret: {CANARY.value}: x", name="bad.yaml"), "--json"],
        ["import", f"wecom-console://import?1.{CANARY.value}.0"],
        ["inspect", folder / "secret.txt", "--json"],
        ["team", "add", "canary", CANARY.value],
        ["link", "acme-wecom", "--json"],
        ["link", "acme-wecom", "--qr", "svg", "-o", out / "link.svg"],
        ["test", "acme-wecom", "--json"],
        ["test", "acme-wecom", file, "--backend", "wecom", "--json"],
        ["test", "copy", "--backend", "wecom", "--junit", out / "j", "--json-file", out / "r"],
        [
            *("test", "copy", "--backend", "wecom", "--resume", out / "runs"),
            *("--html", out / "h.html", "--har", out / "h.har", "--jobs", "2"),
        ],
        ["replay", out / "r", "--html", out / "again.html", "--json"],
        ["check", "acme-wecom", "copy", file, "--online"],
        ["check", "copy", "--online", "--json"],
        ["explain", f"curl 'https://x.example/cgi-bin/gettoken?corpsecret={CANARY.value}'"],
        ["explain", f"corpsecret={CANARY.value} errcode: 40001", "--json"],
        [
            *("events", "check", "--token", "env:ACME_SECRET", "--aes-key", "env:ACME_SECRET"),
            *("--request", f"?msg_signature={CANARY.value}&timestamp=1&nonce=2&echostr=3"),
        ],
        ["events", "check", "--token", CANARY.value, "--url", "http://127.0.0.1:9", "--json"],
        ["simulate", "--from", "acme-wecom", "--host", "192.0.2.1"],
        ["doctor", "--json"],
        ["profile", "remove", "copy", "--yes", "--json"],
        [CANARY.value],
    ):
        ended.append(run(*argv))
    stdin = run("profile", "set-secret", "by-env", "--json", stdin=f"{CANARY.value}\n")
    assert stdin.code == 0
    profile_id = stdin.json["profile"]["id"]
    kept = run.keyring.get(profile_id, "secret")
    assert kept is not None
    texts = [text for one in [*ended, stdin] for text in (one.out, one.err)]
    assert CANARY.leaks(run.home, out, *texts) == []
