"""The command lines that write, one or more for every command that does."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from xml.etree import ElementTree

import ageing
import pyrage
from materials import ALICE, BOB, KEY, KEY_VARIABLE, OLD, SECRET
from places import Places
from state import State
from window import SAVE

Arrange = Callable[[Places], object]
Whole = Callable[[bytes, bytes, Places], bool]
"""Whether a file's content is whole; the second is what an undisturbed run writes."""


@dataclass(frozen=True)
class Line:
    """A command line that writes. `arrange` brings about what it needs, after the image `begins`;
    `outputs` are the files that it writes."""

    command: str
    argv: tuple[str, ...]
    stdin: bytes = b""
    begins: str = "base"
    arrange: Arrange | None = None
    outputs: Mapping[str, Whole] = field(default_factory=dict)
    is_import: bool = False
    lags: tuple[str, ...] = ()
    """Beginnings of things that need not come with the others: each is there or not yet. What a
    document of the product says to be so, and shows to who looks."""

    @property
    def name(self) -> str:
        """What it is called in a report."""
        told = f" ({self.begins})" if self.begins != "base" else ""
        return f"{' '.join(self.argv)}{told}{' after more' if self.arrange else ''}"

    def is_between(self, state: State, before: State, after: State) -> bool:
        """Whether all is as before or all as after, but for what lags."""
        return any(
            all(
                name.startswith(self.lags) and _rows_between(name, state, before, after)
                for name in state.difference(one)
            )
            for one in (before, after)
        )

    @property
    def environment(self) -> Mapping[str, str]:
        """What it reads beside the usual."""
        return {KEY_VARIABLE: KEY}


def _rows_between(name: str, state: State, before: State, after: State) -> bool:
    now, old, new = (set(one.things.get(name, ())) for one in (state, before, after))
    return old & new <= now <= old | new


def same(content: bytes, reference: bytes, _: Places) -> bool:
    """As an undisturbed run writes it."""
    return content == reference


def as_json(content: bytes, _: bytes, __: Places) -> bool:
    """It can be read to its end."""
    return bool(json.loads(content))


def as_xml(content: bytes, _: bytes, __: Places) -> bool:
    """The same of XML."""
    return ElementTree.fromstring(content) is not None  # noqa: S314  the product's own


def as_html(content: bytes, _: bytes, __: Places) -> bool:
    """The same of a page."""
    return content.rstrip().endswith(b"</html>")


def as_package(content: bytes, _: bytes, places: Places) -> bool:
    """It opens, and holds what it should."""
    keys = [pyrage.x25519.Identity.from_str(one) for one in places.identities]
    return b"wecom-console/1" in pyrage.decrypt(content, keys)


def as_runs(content: bytes, _: bytes, __: Places) -> bool:
    """Each line but an unfinished last one can be read."""
    return all(json.loads(line) for line in content.split(b"\n")[:-1])


def old(*names: str) -> Arrange:
    """Files with another content are there already."""
    return lambda places: [(places.work / name).write_bytes(OLD) for name in names]


def first(*argv: str, stdin: bytes = b"") -> Arrange:
    """Another command goes before."""
    return lambda places: places.must(*argv, stdin=stdin)


def _profile(*argv: str, **more: object) -> Line:
    return Line(f"profile {argv[0]}", ("profile", *argv), **more)  # type: ignore[arg-type]


def _saved(identifier: str, **more: object) -> Line:
    """What the window does, under the name of the command that stores the same settings."""
    secrets = (f"first-{SECRET.decode().strip()}", f"second-{SECRET.decode().strip()}")
    return Line("profile set", (SAVE, identifier, "Renamed", *secrets), **more)  # type: ignore[arg-type]


REPORTS: Mapping[str, Whole] = {
    "out.xml": as_xml,
    "out.html": as_html,
    "out.har": as_json,
    "out.json": as_json,
}
_REPORT = ("--junit", "out.xml", "--html", "out.html", "--har", "out.har")
_NEW = (
    *("identifier=new", "display_name=N", "corp_id=ww0123456789abcdef", "agent_id=1000900"),
    *("schema=wwauth0123456789abcdef000900", "secret=keyring:"),
)

SECRETS = ("secret ",)
"""A secret comes before the revision that tells of it, which the next start adds."""

LINES: tuple[Line, ...] = (
    _profile("add", *_NEW),
    _profile("add", *_NEW, begins="empty"),
    _profile("add", "--from-file", "more.toml", begins="empty"),
    _profile("add", "--draft", "identifier=half"),
    _profile("set", "acme-0", "display_name=Third", "tags=a,b", "--note", "third"),
    _profile("set-secret", "acme-1", stdin=SECRET, lags=SECRETS),
    _profile("set-secret", "acme-0", stdin=b"another-" + SECRET, lags=SECRETS),
    _saved("acme-0"),
    _saved("acme-0", begins="keyring"),
    _saved("acme-1"),
    _profile("label", "acme-0", "acme-1", "acme-2", "acme-5", "--tag", "blue", "--untag", "made"),
    _profile("archive", "acme-0", "acme-1", "acme-2"),
    _profile(
        *("unarchive", "acme-0", "acme-1", "acme-3"),
        arrange=first("profile", "archive", "acme-0", "acme-1"),
    ),
    _profile("duplicate", "acme-0", "copy"),
    _profile("restore", "acme-0", "--revision", "1"),
    _profile("restore", "acme-4"),
    _profile("remove", "acme-0", "acme-2", "acme-5", "--yes"),
    _profile("list", arrange=ageing.removed_long_ago, lags=("",)),
    _profile("list", begins="empty", arrange=ageing.of_the_first_version),
    Line("vault init", ("vault", "init"), begins="keyring"),
    Line("vault rekey", ("vault", "rekey", "--recipient", "own.pub", "--recipient", "other.pub")),
    Line("vault remove", ("vault", "remove", "--yes")),
    Line("export", ("export", "acme-0", "acme-1", "-o", "out.toml"), outputs={"out.toml": same}),
    Line(
        "export",
        ("export", "acme-0", "acme-1", "-o", "out.yaml"),
        arrange=old("out.yaml"),
        outputs={"out.yaml": same},
    ),
    Line(
        "export",
        ("export", "acme-0", "acme-2", "--team", "--encrypt-to", "other.pub", "-o", "out.age"),
        arrange=old("out.age"),
        outputs={"out.age": as_package},
    ),
    Line(
        "export",
        ("export", "acme-0", "--sign", "sign.key", "-o", "out.json"),
        outputs={"out.json": same, "out.json.sig": same},
    ),
    Line("import", ("import", "base.toml"), begins="empty", is_import=True),
    Line("import", ("import", "more.toml", "--on-conflict", "replace"), is_import=True),
    Line("import", ("import", "more.toml", "--on-conflict", "rename"), is_import=True),
    Line("import", ("import", "folder"), is_import=True),
    Line("import", ("import", "sealed.age", "--identity", "vault.key"), is_import=True),
    Line(
        "import",
        ("import", "--undo"),
        arrange=first("import", "more.toml", "--on-conflict", "replace"),
    ),
    Line(
        "import",
        ("import", "--undo"),
        arrange=first("import", "sealed.age", "--identity", "vault.key"),
    ),
    Line("team add", ("team", "add", "bob", BOB)),
    Line("team add", ("team", "add", "alice", ALICE), begins="empty"),
    Line("team remove", ("team", "remove", "alice")),
    Line("test", ("test", "acme-0")),
    Line(
        "test",
        ("test", "acme-0", *_REPORT, "--json-file", "out.json"),
        arrange=old("out.html", "out.json"),
        outputs=REPORTS,
        lags=("run ",),
    ),
    Line(
        "test",
        ("test", "acme-1", "--scenario", "success", "cancelled", "--resume", "out.runs"),
        lags=("run ",),
        outputs={"out.runs": as_runs},
    ),
    Line(
        "replay",
        ("replay", "report.json", *_REPORT),
        outputs={name: whole for name, whole in REPORTS.items() if name != "out.json"},
    ),
    Line(
        "link",
        ("link", "acme-0", "--kind", "return", "--qr", "svg", "-o", "out.svg"),
        outputs={"out.svg": as_xml},
    ),
    Line("pull", ("pull", "acme-7")),
    Line("pull", ("pull", "acme-7", "--new", "acme-8")),
    Line("check", ("check", "--online", "acme-7")),
)

NOT_WRITING: Mapping[str, str] = {
    "scenarios": "prints",
    "simulate": "serves from memory",
    "profile show": "reads",
    "profile history": "reads",
    "vault status": "reads",
    "team list": "reads",
    "explain": "reads",
    "events check": "reads",
    "inspect": "reads",
    "diff": "reads",
    "apply": "writes at Authing, not here",
    "schema": "prints",
    "doctor": "reads",
    "selftest": "in a folder of its own, gone with it",
    "version": "prints",
}
"""The commands that have no line, and why."""
