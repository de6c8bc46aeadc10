"""The simulated company in tabs: values to copy, members, apps, faults; and which company it is."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from wecom_console.gui.features.simulator.apps_view import AppsView
from wecom_console.gui.features.simulator.faults_pane import FaultsPane
from wecom_console.gui.features.simulator.members_pane import MembersPane
from wecom_console.gui.features.simulator.presenter.state import Contents
from wecom_console.gui.features.simulator.values_view import EDGE, ValuesView
from wecom_console.gui.theme.controller import ThemeController
from wecom_console.gui.theme.metrics import HEIGHT_MEDIUM, Role
from wecom_console.gui.theme.tokens import ThemeTokens
from wecom_console.gui.widgets.boxes.card import Card, Rule
from wecom_console.gui.widgets.controls.combo import ComboBox
from wecom_console.gui.widgets.controls.tab_bar import TabBar

DEMO = ""
TABS = ("values", "members", "apps", "faults")
COMBO_WIDTH = 190


class CompanyCard(Card):
    """`company_picked` carries the id of a stored connection, empty for the demo company."""

    company_picked = Signal(str)

    def __init__(self, theme: ThemeController, *, parent: QWidget | None = None) -> None:
        super().__init__(theme, name="company_card", parent=parent)
        self._contents = Contents()
        self._connections: tuple[tuple[str, str], ...] = ()
        self._chosen = DEMO
        self.tabs = TabBar(theme, TABS, name="simulator_tabs")
        self.company = ComboBox(
            theme, name="simulator_company_combo", height=HEIGHT_MEDIUM, role=Role.SMALL
        )
        self.values = ValuesView(theme)
        self.members = MembersPane(theme)
        self.apps = AppsView(theme)
        self.faults = FaultsPane(theme)
        self._stack = QStackedWidget()
        self._panes = dict(
            zip(TABS, (self.values, self.members, self.apps, self.faults), strict=True)
        )
        for pane in self._panes.values():
            self._stack.addWidget(pane)
        row = QHBoxLayout()
        row.setContentsMargins(EDGE, 2, 8, 2)
        row.setSpacing(12)
        row.addWidget(self.tabs, 1)
        row.addWidget(self.company)
        head = QVBoxLayout()
        head.setSpacing(0)
        head.addLayout(row)
        head.addWidget(Rule(theme))
        self.body.addLayout(head)
        self.body.addWidget(self._stack, 1)
        self.tabs.chosen.connect(self._on_tab_chosen)
        self.company.picked.connect(self.company_picked)
        theme.follow(self._on_theme_changed_here)

    def retranslate(self) -> None:
        """Puts every text in."""
        for pane in (self.values, self.members, self.apps, self.faults):
            pane.retranslate()
        self.company.setAccessibleName(self.tr("Company to simulate"))
        self._name_tabs()
        self.show_companies(self._connections, self._chosen)

    def show_companies(self, connections: tuple[tuple[str, str], ...], chosen: str) -> None:
        """The connections that can be served, after the demo company."""
        self._connections, self._chosen = connections, chosen
        self.company.clear()
        self.company.add(DEMO, self.tr("Demo company"))
        for profile_id, name in connections:
            self.company.add(profile_id, name)
        self.company.choose(chosen)

    def show_contents(self, contents: Contents) -> None:
        """Members, apps and faults as they are now."""
        self._contents = contents
        self.members.show_members(contents.members)
        self.apps.show_apps(contents.apps)
        self.faults.show_faults(contents.faults)
        self._name_tabs()

    def set_live(self, *, live: bool) -> None:
        """Without a simulator nothing can be changed in it."""
        for pane in (self.members, self.apps, self.faults):
            pane.setEnabled(live)

    def _name_tabs(self) -> None:
        held = self._contents
        on = sum(item.is_on for item in held.faults)
        self.tabs.set_text("values", self.tr("Values"))
        self.tabs.set_text("members", counted(self.tr("Members"), len(held.members)))
        self.tabs.set_text("apps", counted(self.tr("Apps"), len(held.apps)))
        name = self.tr("Faults ({count} on)").format(count=on) if on else self.tr("Faults")
        self.tabs.set_text("faults", name)

    def _on_tab_chosen(self, key: str) -> None:
        self._stack.setCurrentWidget(self._panes[key])

    def _on_theme_changed_here(self, _tokens: ThemeTokens) -> None:
        self.company.setFixedWidth(self._theme.px(COMBO_WIDTH))


def counted(name: str, count: int) -> str:
    """``Members 4``; nothing to count is not counted."""
    return f"{name} {count}" if count else name
