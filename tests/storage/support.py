"""What the storage tests share: a connection, a clock, a store."""

from collections.abc import Mapping
from pathlib import Path

from wecom_console.domain.raw import set_value
from wecom_console.storage.rows import RunRow
from wecom_console.storage.store import Store, store_at

ONE = "1" * 32

ACME: Mapping[str, object] = {
    "type": "wechatwork:mobile",
    "identifier": "acme-wecom",
    "display_name": "Acme 企业微信",
    "corp_id": "ww0123456789abcdef",
    "agent_id": "1000002",
    "schema": "wwauth0123456789abcdef000002",
    "secret": "keyring:",
}


def acme(**changes: object) -> dict[str, object]:
    """The connection with other values; ``__`` in a name stands for the dot of a path."""
    document = dict(ACME)
    for name, value in changes.items():
        document = set_value(document, name.replace("__", "."), value)
    return document


class TickingClock:
    """Each look at it is one second after the one before."""

    def __init__(self, start: float = 1_700_000_000.0) -> None:
        self.now = start

    def __call__(self) -> float:
        self.now += 1.0
        return self.now


def make_store(folder: Path, **options: int) -> Store:
    """A store in a new file of `folder`."""
    return store_at(folder / "console.db", clock=TickingClock(), **options)


def make_run(run_id: str, *, profile_id: str = ONE, connection: str = "acme-wecom") -> RunRow:
    """A run of the scenario *success* against the simulator."""
    return RunRow(
        run_id=run_id,
        profile_id=profile_id,
        connection=connection,
        scenario="success",
        platform="android",
        backend="simulator",
        passed=True,
        verdict="simulated",
        legs='[{"leg": "profile", "verdict": "proven", "code": ""}]',
        config_hash="0" * 64,
        started_at=1.0,
        finished_at=2.5,
    )
