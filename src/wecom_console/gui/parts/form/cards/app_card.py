"""The mobile apps: what must be the same in WeCom's admin site."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from wecom_console.gui.parts.form.cards.app_package_box import AppPackageBox
from wecom_console.gui.parts.form.field_book import FieldBook
from wecom_console.gui.parts.layouts import PairRow
from wecom_console.gui.theme.controller import ThemeController
from wecom_console.gui.theme.metrics import FIELD_GAP, Role
from wecom_console.gui.widgets.boxes.card import Card, Rule
from wecom_console.gui.widgets.text.icon_view import IconView
from wecom_console.gui.widgets.text.label import Label
from wecom_console.messages.catalogue import Messages

SDKS = (("2+", "sdk.2+"), ("1", "sdk.1"))
_ICONS = {"android": "android", "ios": "apple", "harmony": "phone"}


class PlatformHead(QWidget):
    """A platform's icon and name."""

    def __init__(self, theme: ThemeController, icon: str) -> None:
        super().__init__()
        self.name = Label(theme, role=Role.SECTION)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        row.addWidget(IconView(theme, icon, color="text_muted", size=16))
        row.addWidget(self.name, 1)


class AppCard(Card):
    """Android, iOS and HarmonyOS, one below the other."""

    def __init__(self, theme: ThemeController, book: FieldBook, package: AppPackageBox) -> None:
        super().__init__(theme, name="app_card")
        self.add_head()
        self._package = package
        self._heads = {key: PlatformHead(theme, icon) for key, icon in _ICONS.items()}
        rows: dict[str, tuple[QWidget, ...]] = {
            "android": (
                PairRow(theme, (book.line("android.package"), book.line("android.signature_md5"))),
                PairRow(theme, (book.choice("android.sdk", SDKS),)),
            ),
            "ios": (PairRow(theme, (book.line("ios.bundle_id"),)),),
            "harmony": (
                PairRow(theme, (book.line("harmony.bundle_name"), book.line("harmony.app_id"))),
            ),
        }
        column = QVBoxLayout()
        column.setContentsMargins(20, 12, 20, 16)
        column.setSpacing(FIELD_GAP)
        column.addWidget(package.choose_button, 0, Qt.AlignmentFlag.AlignLeft)
        column.addWidget(package)
        for number, (key, fields) in enumerate(rows.items()):
            if number:
                column.addWidget(Rule(theme))
            column.addWidget(self._heads[key])
            for row in fields:
                column.addWidget(row)
        self.body.addLayout(column)

    def retranslate(self, messages: Messages) -> None:
        """Takes the words of the language."""
        if self.head is not None:
            self.head.set_title(self.tr("Mobile apps"))
            self.head.set_note(self.tr("optional; must be the same in WeCom's admin console"))
        self._package.retranslate(messages)
        for key, head in self._heads.items():
            head.name.setText(messages.text(f"platform.{key}"))
