"""Where a worker's runs happen: a data folder, a folder to work in and a keyring, and images of
all three to begin from again."""

from __future__ import annotations

import os
import shutil
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from shim import COUNT, Trip
from state import State, read_state
from zygote import Order, Outcome, Running, Zygote

_KEPT = ("PATH", "SYSTEMROOT", "LANG", "PYTHONPATH", "LD_LIBRARY_PATH", "TMPDIR")


@dataclass(frozen=True)
class Places:
    """One worker's folders below `top`."""

    top: Path
    zygote: Zygote
    identities: Sequence[str] = ()

    @property
    def home(self) -> Path:
        """The data folder."""
        return self.top / "now" / "home"

    @property
    def work(self) -> Path:
        """Where commands are called, with the files that they name."""
        return self.top / "now" / "work"

    @property
    def keyring(self) -> Path:
        """The file that stands for the system's keyring."""
        return self.top / "now" / "keyring.json"

    def begin(self) -> None:
        """Nothing is there but two empty folders."""
        shutil.rmtree(self.top / "now", ignore_errors=True)
        self.home.mkdir(parents=True, mode=0o700)
        self.work.mkdir()

    def keep(self, image: str) -> None:
        """Remember how it is now."""
        shutil.rmtree(self.top / image, ignore_errors=True)
        shutil.copytree(self.top / "now", self.top / image, symlinks=True)

    def restore(self, image: str) -> None:
        """Make it so again."""
        shutil.rmtree(self.top / "now", ignore_errors=True)
        shutil.copytree(self.top / image, self.top / "now", symlinks=True)

    def environment(self, more: Mapping[str, str] | None = None) -> dict[str, str]:
        """What a run sees of the outside."""
        return {
            **{name: os.environ[name] for name in _KEPT if name in os.environ},
            "HOME": str(self.work),
            "LANG": "C.UTF-8",
            "WECOM_CONSOLE_HOME": str(self.home),
            "WECOM_CONSOLE_LANG": "en",
            "WECOM_CONSOLE_VAULT_KEY_FILE": str(self.work / "vault.key"),
            "PYTHON_KEYRING_BACKEND": "torture_keyring.FileKeyring",
            "TORTURE_KEYRING": str(self.keyring),
            **(more or {}),
        }

    def order(
        self,
        argv: Sequence[str],
        *,
        stdin: bytes = b"",
        trip: Trip = COUNT,
        more: Mapping[str, str] | None = None,
    ) -> Order:
        """A run in these folders, which are watched."""
        return Order(
            argv,
            self.work,
            self.environment(more),
            stdin,
            trip=trip,
            watched=(self.home, self.work),
        )

    def run(self, *argv: str, stdin: bytes = b"") -> Outcome:
        """A run that nothing befalls."""
        return self.zygote.run(self.order(argv, stdin=stdin))

    def must(self, *argv: str, stdin: bytes = b"") -> str:
        """What is needed to begin with; its output."""
        ended = self.run(*argv, stdin=stdin)
        if ended.code != 0:
            raise SystemExit(f"{argv} ended with {ended.code}: {ended.out}{ended.err}")
        return ended.out

    def start(self, order: Order, gate: int) -> Running:
        """A run that waits for the gate."""
        return self.zygote.start(order, gate)

    def state(self) -> State:
        """What is stored now."""
        return read_state(self.home, self.keyring, self.identities)
