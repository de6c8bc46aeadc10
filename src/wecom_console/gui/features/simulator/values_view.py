"""What a developer copies to call the simulator: its connection's values, secrets on demand."""

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QFontMetricsF, QHideEvent, QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from wecom_console.domain.secrets import Secret
from wecom_console.gui.features.simulator.presenter.state import Handout
from wecom_console.gui.theme.controller import ThemeController
from wecom_console.gui.theme.metrics import Role
from wecom_console.gui.theme.tokens import ThemeTokens
from wecom_console.gui.widgets.boxes.card import Rule
from wecom_console.gui.widgets.controls.button import Button, ButtonKind, ButtonSize
from wecom_console.gui.widgets.layout.flow_layout import FlowHolder
from wecom_console.gui.widgets.text.elided_label import ElidedLabel
from wecom_console.gui.widgets.text.label import Label
from wecom_console.services.simulator.handing_over import curl_text, env_text

ROW = 36
EDGE = 15
GAP = 20
SHOWN_MS = 30_000
TICK_MS = 2_000
DOTS = "•" * 12
TWO_COLUMNS_FROM = 76
"""Characters of width."""

LEFT = ("corp_id", "agent_id", "secret", "schema")
RIGHT = ("app_id", "app_secret", "user_pool_id", "connection")


class ValueRow(QWidget):
    """A name, its value, *Show* for a secret and *Copy*. `wanted` carries what is to be copied."""

    wanted = Signal(object)

    def __init__(
        self, theme: ThemeController, key: str, *, is_secret: bool = False, width: int = 80
    ) -> None:
        super().__init__()
        self._theme = theme
        self._width = width
        self._value = Secret("")
        self._names = ("", "")
        self.is_secret = is_secret
        self.label = Label(theme, role=Role.SMALL, color="text_muted")
        self.value = ElidedLabel(theme)
        self.value.setObjectName(f"simulator_value_{key}")
        self.note = Label(theme, role=Role.CAPTION, color="text_muted")
        self.note.hide()
        self.eye = self._icon("eye", f"show_{key}_button")
        if not is_secret:  # shown before it has a parent it would be a window of its own
            self.eye.hide()
        self.copy = self._icon("copy", f"copy_{key}_button")
        row = QHBoxLayout()
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        row.addWidget(self.label)
        row.addWidget(self.value, 1)
        row.addWidget(self.note, 1)
        row.addWidget(self.eye)
        row.addWidget(self.copy)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(row, 1)
        self.rule = Rule(theme)
        column.addWidget(self.rule)
        self._hiding = self._timer(SHOWN_MS)
        self._hiding.timeout.connect(lambda: self.set_shown(shown=False))
        self._ticking = self._timer(TICK_MS)
        self._ticking.timeout.connect(lambda: self.copy.set_icon("copy"))
        self.eye.clicked.connect(lambda: self.set_shown(shown=not self._hiding.isActive()))
        self.copy.clicked.connect(self._on_copy_clicked)
        theme.follow(self._on_theme_changed)

    def _icon(self, icon: str, name: str) -> Button:
        return Button(
            self._theme, kind=ButtonKind.GHOST, size=ButtonSize.COMPACT, icon=icon, name=name
        )

    def _timer(self, milliseconds: int) -> QTimer:
        timer = QTimer(self)
        timer.setSingleShot(True)
        timer.setInterval(milliseconds)
        return timer

    def set_words(self, name: str, *, copy: str, show: str, hide: str) -> None:
        """The value's name, and what its buttons do."""
        self.label.setText(name)
        self._names = (show, hide)
        self.copy.set_accessible_name(copy)
        self._update()

    def show_value(self, value: str | Secret, *, live: bool) -> None:
        """Another value; not `live`: of a simulator that is gone."""
        self._value = value if isinstance(value, Secret) else Secret(value)
        self.value.setEnabled(live)
        self.copy.setEnabled(bool(self._value))
        self.eye.setEnabled(bool(self._value))
        self._update()

    def set_shown(self, *, shown: bool) -> None:
        """Shows a secret for half a minute, or hides it."""
        if shown and self.is_secret:
            self._hiding.start()
        else:
            self._hiding.stop()
        self._update()

    def _update(self) -> None:
        is_shown = not self.is_secret or self._hiding.isActive()
        self.value.setText(self._value.reveal() if is_shown else DOTS if self._value else "")
        self.eye.set_icon("eye-off" if self._hiding.isActive() else "eye")
        self.eye.set_accessible_name(self._names[self._hiding.isActive()])
        self.value.setAccessibleName(self.label.text() if self.is_secret else "")

    def _on_copy_clicked(self) -> None:
        self.wanted.emit(self._value)
        self.copy.set_icon("check")
        self._ticking.start()

    def _on_theme_changed(self, _tokens: ThemeTokens) -> None:
        self.label.setMinimumWidth(self._theme.px(self._width))
        height = max(self._theme.px(ROW), self._theme.line_height(Role.CODE) + 10)
        self.setFixedHeight(height)

    def hideEvent(self, event: QHideEvent) -> None:
        """Out of sight a secret is hidden again."""
        super().hideEvent(event)
        self.set_shown(shown=False)


class ValuesView(QWidget):
    """`copy_requested` carries a `Secret`, whatever it is: a `.env` has one in it."""

    copy_requested = Signal(object)
    phone_requested = Signal()

    def __init__(self, theme: ThemeController, *, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._handout: Handout | None = None
        self._is_live = False
        self.rows = {
            key: ValueRow(theme, key, is_secret=key in ("secret", "app_secret"))
            for key in (*LEFT, *RIGHT)
        }
        self.token = ValueRow(theme, "control_token", is_secret=True, width=100)
        self._heads = (Label(theme, role=Role.CAPTION), Label(theme, role=Role.CAPTION))
        self.env_button = Button(
            theme,
            kind=ButtonKind.PRIMARY,
            size=ButtonSize.MEDIUM,
            icon="file",
            name="copy_env_button",
        )
        self.curl_button = Button(
            theme, size=ButtonSize.MEDIUM, icon="terminal", name="copy_curl_button"
        )
        self.phone_button = Button(
            theme,
            size=ButtonSize.MEDIUM,
            icon="phone",
            trailing_icon="external",
            name="open_virtual_phone_button",
        )
        self.note = Label(theme, role=Role.CAPTION, color="text_muted", wrap=True)
        self._columns = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._lay_out()
        for row in (*self.rows.values(), self.token):
            row.wanted.connect(self.copy_requested)
        self.env_button.clicked.connect(self._on_env_clicked)
        self.curl_button.clicked.connect(self._on_curl_clicked)
        self.phone_button.clicked.connect(self.phone_requested)
        theme.follow(self._on_theme_changed)

    def _lay_out(self) -> None:
        self._columns.setSpacing(GAP)
        for head, keys in zip(self._heads, (LEFT, RIGHT), strict=True):
            column = QVBoxLayout()
            column.setSpacing(0)
            column.addWidget(head)
            for key in keys:
                column.addWidget(self.rows[key])
            self._columns.addLayout(column, 1)
        actions = FlowHolder(self.env_button, self.curl_button, self.phone_button)
        self.token.note.show()
        self.token.value.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        column = QVBoxLayout(self)
        column.setContentsMargins(EDGE, 10, EDGE, 10)
        column.setSpacing(0)
        column.addLayout(self._columns)
        column.addWidget(self.token)
        column.addSpacing(9)
        column.addWidget(actions)
        column.addWidget(self.note)
        column.addStretch(1)

    def retranslate(self) -> None:
        """Puts every text in."""
        self._heads[0].setText(self.tr("WeCom"))
        self._heads[1].setText("Authing")
        names = {
            "corp_id": self.tr("Enterprise ID"),
            "agent_id": "AgentID",
            "secret": "Secret",
            "schema": "Schema",
            "app_id": self.tr("App ID"),
            "app_secret": "App Secret",
            "user_pool_id": self.tr("User pool ID"),
            "connection": self.tr("Connection"),
        }
        for key, row in self.rows.items():
            self._name(row, names[key])
        self._name(self.token, self.tr("Control token"))
        self.token.note.setText(self.tr("sent as Bearer to /_sim/…"))
        self.env_button.setText(self.tr("Copy .env"))
        self.curl_button.setText(self.tr("Copy curl"))
        self.phone_button.setText(self.tr("Open virtual phone"))
        self.show_handout(self._handout, live=self._is_live)

    def _name(self, row: ValueRow, name: str) -> None:
        row.set_words(
            name,
            copy=self.tr("Copy {name}").format(name=name),
            show=self.tr("Show {name} for 30 seconds").format(name=name),
            hide=self.tr("Hide {name}").format(name=name),
        )

    def show_handout(self, handout: Handout | None, *, live: bool) -> None:
        """What there is to copy; not `live`: of a simulator that does not run any more."""
        self._handout, self._is_live = handout, live
        served = handout.served if handout is not None else None
        values: dict[str, str | Secret] = {}
        if served is not None:
            values = {
                "corp_id": served.corp_id,
                "agent_id": served.agent_id,
                "secret": served.secret,
                "schema": served.schema,
                "app_id": served.app_id,
                "app_secret": served.app_secret,
                "user_pool_id": served.user_pool_id,
                "connection": served.identifier,
            }
        for key, row in self.rows.items():
            row.show_value(values.get(key, ""), live=live)
        self.token.show_value(handout.control_token if handout is not None else "", live=live)
        reason = "" if live else self.tr("Start the simulator first.")
        for button in (self.env_button, self.curl_button, self.phone_button):
            is_ready = live and (served is not None or button is self.phone_button)
            button.set_available(enabled=is_ready, reason=reason)
        self.note.setText(self._remark(handout))
        self.note.setVisible(bool(self.note.text()))

    def _remark(self, handout: Handout | None) -> str:
        if handout is None:
            return ""
        if handout.served is None:
            return self.tr("This connection has no app to call with.")
        if handout.served.made_up:
            return self.tr("A secret could not be read, so the simulator uses a made-up one.")
        return ""

    def _on_env_clicked(self) -> None:
        shown = self._handout
        if shown is not None and shown.served is not None:
            self.copy_requested.emit(env_text(shown.url, shown.control_token, shown.served))

    def _on_curl_clicked(self) -> None:
        shown = self._handout
        if shown is not None and shown.served is not None:
            self.copy_requested.emit(curl_text(shown.url, shown.served))

    def _on_theme_changed(self, _tokens: ThemeTokens) -> None:
        self._fit()

    def _fit(self) -> None:
        character = QFontMetricsF(self._theme.font(Role.BODY)).averageCharWidth()
        is_wide = self.width() >= TWO_COLUMNS_FROM * character
        across, down = QBoxLayout.Direction.LeftToRight, QBoxLayout.Direction.TopToBottom
        self._columns.setDirection(across if is_wide else down)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """One column or two."""
        super().resizeEvent(event)
        self._fit()
