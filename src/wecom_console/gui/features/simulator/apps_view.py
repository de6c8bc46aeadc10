"""The apps: those of WeCom with their platforms, those of Authing with their login settings."""

from typing import Final

from PySide6.QtCore import QPoint, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu, QWidget

from wecom_console.gui.features.simulator.two_lines import TwoLineDelegate, TwoLines
from wecom_console.gui.parts.table_rows import ROW_ROLE, RowsModel, RowsView
from wecom_console.gui.plain_text import menu_text
from wecom_console.gui.row_models import Index
from wecom_console.gui.spoken import spoken_list
from wecom_console.gui.theme.controller import ThemeController
from wecom_console.gui.theme.popups import round_corners
from wecom_console.services.simulator.values import AppNow

SHORT: Final = 8


class AppsView(RowsView):
    """Opens an app's switches on a click, on Enter and on the menu key; `changed` carries the app
    as it should be."""

    changed = Signal(object)

    def __init__(self, theme: ThemeController, *, parent: QWidget | None = None) -> None:
        super().__init__(theme, name="app_list", parent=parent)
        self._rows: RowsModel[AppNow] = RowsModel(self)
        self._menu = QMenu(self)
        round_corners(self._menu)
        self.setModel(self._rows)
        self.setItemDelegate(TwoLineDelegate(theme, self.wording, self))
        self.clicked.connect(self._on_index_wanted)
        self.activated.connect(self._on_index_wanted)

    def retranslate(self) -> None:
        """Puts every text in."""
        self.setAccessibleName(self.tr("Apps"))
        self.show_apps(self._rows.rows)

    def show_apps(self, apps: tuple[AppNow, ...]) -> None:
        """Shows others."""
        self._rows.set_rows(apps, [self._spoken(app) for app in apps])
        self.viewport().update()

    def wording(self, value: object) -> TwoLines | None:
        """An app's row."""
        if not isinstance(value, AppNow):
            return None
        if value.is_agent:
            state = self.tr("Enabled") if value.is_on("enabled") else self.tr("Disabled")
            note = " · ".join(value.platforms) or self.tr("No platform set up")
            return TwoLines(value.name, value.code, state, note, is_good=value.is_on("enabled"))
        is_open = value.is_on("registration")
        state = self.tr("Registration open") if is_open else self.tr("Registration closed")
        notes = ["Authing", "RS256" if value.is_on("rs256") else "HS256"]
        notes += [self.tr("login only")] if value.is_on("login_only") else []
        notes += ["MFA"] if value.is_on("mfa") else []
        code = f"…{value.code[-SHORT:]}"
        return TwoLines(value.name, code, state, " · ".join(notes), is_good=is_open)

    def _spoken(self, app: AppNow) -> str:
        told = self.wording(app)
        return "" if told is None else spoken_list((told.name, told.code, told.state, told.note))

    def _on_index_wanted(self, index: Index) -> None:
        app = index.data(ROW_ROLE)
        if not isinstance(app, AppNow):
            return
        self._menu.clear()
        for switch, text in self._switches(app):
            action = QAction(menu_text(text), self._menu)
            action.setCheckable(True)
            action.setChecked(app.is_on(switch))
            request = app.switched(switch)
            action.triggered.connect(
                lambda _checked=False, request=request: self.changed.emit(request)
            )
            self._menu.addAction(action)
        self._menu.popup(self.viewport().mapToGlobal(self._below(index)))

    def _below(self, index: Index) -> QPoint:
        return self.visualRect(index).bottomLeft()

    def _switches(self, app: AppNow) -> tuple[tuple[str, str], ...]:
        if app.is_agent:
            return (
                ("enabled", self.tr("Enabled")),
                ("contact_fields", self.tr("Receives email and phone of members")),
            )
        return (
            ("registration", self.tr("Registration open")),
            ("login_only", self.tr("Login-only mode")),
            ("mfa", self.tr("Multi-factor authentication")),
            ("rs256", self.tr("id_token signed with RS256")),
        )
