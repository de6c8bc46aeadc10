"""The share page over a store of its own."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from PySide6.QtWidgets import QApplication, QComboBox, QPlainTextEdit, QWidget

from gui.features.login_test.login_test_support import FakeBackground
from gui.page_support import ChosenFiles, dispose, make_context, services_in
from gui.shell.shell_support import MemorySettings
from wecom_console.domain.secrets import Secret
from wecom_console.gui.features.share.collaborators import ShareCollaborators
from wecom_console.gui.features.share.page import SharePage
from wecom_console.gui.features.share.presenter.exporting import ExportPresenter
from wecom_console.gui.features.share.presenter.import_rows import RowState
from wecom_console.gui.features.share.presenter.importing import ImportPresenter
from wecom_console.gui.features.share.presenter.package import PackagePresenter
from wecom_console.gui.features.share.presenter.signing import SigningPresenter
from wecom_console.gui.theme.controller import ThemeController
from wecom_console.messages.catalogue import load_messages
from wecom_console.services.context import Services
from wecom_console.services.profiles.records import Saved

SECRET = "aB3_" * 10 + "xyz"
DOCUMENT = {
    "type": "wechatwork:mobile",
    "identifier": "acme-wecom",
    "display_name": "Acme",
    "corp_id": "ww3f9c0a7be1d24856",
    "agent_id": "1000002",
    "schema": "wwauth3f9c0a7be1d24856000002",
    "secret": "keyring:",
    "android": {"package": "com.acme.app", "signature_md5": "0" * 32},
}
OTHER = {**DOCUMENT, "identifier": "acme-dev", "display_name": "Acme dev"}


@dataclass
class Window:
    """The page and what is behind it."""

    page: SharePage
    services: Services
    chooser: ChosenFiles
    folder: Path
    settings: MemorySettings = field(default_factory=MemorySettings)

    def find(self, kind: type[Any], name: str) -> Any:
        found = self.page.findChild(kind, name)
        assert found is not None, name
        return found

    def add(self, *documents: dict[str, Any]) -> None:
        for document in documents:
            saved = self.services.profiles.create(document, {"secret": Secret(SECRET)})
            assert isinstance(saved, Saved)
        self.page.activate(None)

    def pick_format(self, name: str) -> None:
        combo = self.find(QComboBox, "export_format")
        combo.setCurrentIndex(combo.findData(name))
        combo.activated.emit(combo.currentIndex())

    def preview(self) -> str:
        return str(self.find(QPlainTextEdit, "export_preview").toPlainText())

    def write(self, text: str) -> Path:
        path = self.folder / "team.toml"
        path.write_text(text, encoding="utf-8")
        return path

    def states(self) -> list[tuple[str, RowState]]:
        return [(r.identifier, r.state) for r in self.page._imports.view.rows]


@contextmanager
def share_window(app: QApplication, theme: ThemeController, folder: Path) -> Iterator[Window]:
    """The page, shown; its background answers at once."""
    host = QWidget()
    services = services_in(folder / "home")
    background = FakeBackground()
    settings = MemorySettings()
    context, _ = make_context(app, theme, bridge=background, host=host, services=lambda: services)
    chooser = ChosenFiles()
    messages = load_messages("en")
    page = SharePage(
        context,
        ShareCollaborators(
            ExportPresenter(background=background, services=lambda: services),
            PackagePresenter(
                background=background,
                services=lambda: services,
                settings=settings,
                messages=messages,
            ),
            ImportPresenter(background=background, services=lambda: services, messages=messages),
            SigningPresenter(background=background),
            chooser,
        ),
    )
    page.resize(1080, 748)
    page.retranslate()
    page.show()
    page.activate(None)
    yield Window(page, services, chooser, folder, settings)
    dispose(page, host)
    services.close()
