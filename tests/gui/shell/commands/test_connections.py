"""Every connection by name, from the real store."""

from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QObject
from PySide6.QtWidgets import QApplication

from gui.page_support import services_in
from gui.parts.form.form_support import GOOD, FakeBridge, create
from wecom_console.gui.shell.commands.connections import NamedConnections


@pytest.fixture
def parent(qapp: QApplication) -> QObject:
    """Who owns it."""
    return QObject(qapp)


def test_what_is_stored_is_told(parent: QObject, tmp_path: Path) -> None:
    """Archived ones too; a draft has no page to open."""
    services = services_in(tmp_path)
    key = create(services.profiles)
    services.profiles.create({"identifier": "half"}, draft=True)
    services.profiles.archive(key)
    bridge: Any = FakeBridge()
    told: list[object] = []
    NamedConnections(bridge, lambda: services, parent=parent).ask(told.append)
    assert [((key, GOOD["display_name"], GOOD["identifier"]),)] == told


def test_each_is_opened_and_tested_by_name(parent: QObject) -> None:
    """Listed once it is typed for."""
    bridge: Any = FakeBridge()
    named = NamedConnections(bridge, lambda: None, parent=parent)  # type: ignore[arg-type,return-value]
    commands = named.commands((("1", "Acme Staff", "acme-staff"),))
    assert [("open:1", "Open Acme Staff", True), ("test:1", "Run test of Acme Staff", True)] == [
        (one.key, one.text, one.is_found_only) for one in commands
    ]


def test_what_was_looked_at_lately_is_opened_in_one_line(parent: QObject) -> None:
    """A recent one is listed above; here it is only tested."""
    bridge: Any = FakeBridge()
    connections = NamedConnections(bridge, lambda: None, parent=parent)  # type: ignore[arg-type,return-value]
    named = (("1", "Acme", "acme"), ("2", "Beta", "beta"))
    keys = [command.key for command in connections.commands(named, {"1"})]
    assert ["open:2", "test:1", "test:2"] == keys
