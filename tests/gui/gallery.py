"""Every widget on one page, for looking at and for the smoke test."""

import os
import sys

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from wecom_console.domain.verdicts import Verdict
from wecom_console.gui.theme.controller import ThemeController
from wecom_console.gui.theme.metrics import Role
from wecom_console.gui.widgets.boxes.card import Card
from wecom_console.gui.widgets.boxes.empty import EmptyState
from wecom_console.gui.widgets.boxes.notice import ErrorBox, InfoBox, NoticeBox, NoticeTone
from wecom_console.gui.widgets.boxes.progress import ProgressBar
from wecom_console.gui.widgets.controls.button import Button, ButtonKind, ButtonSize
from wecom_console.gui.widgets.controls.check_box import CheckBox
from wecom_console.gui.widgets.controls.chips import FilterChip
from wecom_console.gui.widgets.controls.combo import ComboBox, ComboField
from wecom_console.gui.widgets.controls.segmented import SegmentedControl
from wecom_console.gui.widgets.controls.switch import SwitchRow
from wecom_console.gui.widgets.fields.line_field import LineField
from wecom_console.gui.widgets.fields.problem_line import Tone
from wecom_console.gui.widgets.fields.schema_box import PartState, SchemaBox, SchemaPart
from wecom_console.gui.widgets.fields.search import SearchField
from wecom_console.gui.widgets.fields.secret_field import SecretField
from wecom_console.gui.widgets.login.phone import PhoneFrame
from wecom_console.gui.widgets.login.qr import QrView
from wecom_console.gui.widgets.login.status_dot import StatusDot
from wecom_console.gui.widgets.login.verdicts import LegLine, Mark, RunningGlyph, VerdictLegend
from wecom_console.gui.widgets.text.breadcrumb import Breadcrumb
from wecom_console.gui.widgets.text.elided_label import ElidedLabel
from wecom_console.gui.widgets.text.icon_view import LogoTile
from wecom_console.gui.widgets.text.label import Label
from wecom_console.gui.widgets.text.tags import (
    EnvironmentTag,
    Tag,
    TagSpec,
    TagTone,
)
from wecom_console.gui.widgets.text.trace import TraceEntry, TraceSpan, TraceTone, TraceView

V = Verdict


def _row(*widgets: QWidget, gap: int = 8) -> QHBoxLayout:
    row = QHBoxLayout()
    row.setSpacing(gap)
    for widget in widgets:
        row.addWidget(widget)
    row.addStretch(1)
    return row


def _form(t: ThemeController) -> QWidget:
    card = Card(t, padding=20)
    ident = LineField(t, name="identifier", label="唯一标识", required=True, mono=True)
    ident.set_text("acme-staff")
    ident.show_verdict(Tone.OK, "可以使用。创建后不能再修改。")
    show = LineField(t, name="display_name", label="显示名称", required=True)
    show.set_text("Acme 员工登录")
    show.show_verdict(Tone.HINT, "会成为右侧登录按钮上的文字。")
    corp = LineField(t, name="corp_id", label="企业 ID", required=True, mono=True)
    corp.set_text("ww3f9c0a7be1d24856")
    corp.show_verdict(Tone.INFO, "已去掉粘贴时带入的 1 个空格。")
    agent = LineField(t, name="agent_id", label="AgentID", required=True, mono=True)
    agent.set_text("1000002")
    agent.set_locked(locked=True)
    agent.show_verdict(Tone.OK, "格式正确。")
    secret = SecretField(t, name="secret", label="Secret", required=True)
    secret.set_text("x" * 42)
    secret.show_verdict(
        Tone.WARNING, "共 42 位，通常为 43 位，复制时可能少了一位。只存入系统密钥环。"
    )
    schema = LineField(t, name="schema", label="Schema", required=True, mono=True)
    schema.set_text("wwauth3f9c0a7be1d24856000007")
    schema.show_verdict(Tone.ERROR, "Schema 末六位与 AgentID 不一致。")
    schema.add_link("按企业 ID 和 AgentID 填入", icon="wand", name="schema_fill_button")
    schema.set_problem_visible(visible=False)
    box = SchemaBox(t)
    box.show_parts(
        "Schema 末六位与 AgentID 不一致：这里是 000007，AgentID 1000002 对应 000002。",
        (
            SchemaPart("wwauth"),
            SchemaPart("3f9c0a7be1d24856", PartState.GOOD, "与企业 ID 一致"),
            SchemaPart("000007", PartState.BAD, "应为 000002"),
        ),
        fix_text="改为 …000002",
        keep_text="仍然保留",
    )
    schema.add_below(box)
    grid = QGridLayout()
    grid.setHorizontalSpacing(24)
    grid.setVerticalSpacing(8)
    grid.addWidget(ident, 0, 0)
    grid.addWidget(show, 0, 1)
    grid.addWidget(corp, 1, 0)
    grid.addWidget(agent, 1, 1)
    grid.addWidget(secret, 2, 0, 1, 2)
    grid.addWidget(schema, 3, 0, 1, 2)
    card.body.addLayout(grid)
    login = SwitchRow(t, name="login_only", title="登录模式")
    login.set_sentences(
        off="关闭：首次登录的成员会自动创建账号。开启后只允许已有账号登录。",
        on="开启：只允许已有账号登录。",
    )
    association = SwitchRow(t, name="association", title="账号身份关联")
    association.set_sentences(
        off="关闭。", on="首次登录时按邮箱查找已有账号：找到就绑定，找不到才新建。"
    )
    association.set_checked(checked=True)
    mode = ComboBox(t, name="association_mode_combo", height=32, role=Role.SMALL)
    mode.add("email", "字段匹配：邮箱")
    mode.add("phone", "字段匹配：手机号")
    association.add_extra(mode)
    card.body.addSpacing(12)
    card.body.addWidget(login)
    card.body.addSpacing(10)
    card.body.addWidget(association)
    return card


def _evidence(t: ThemeController) -> QWidget:
    card = Card(t)
    head = card.add_head("Leg 6: Backend → WeCom", note="2 of 7 proven")
    head.add_trailing(
        Button(t, "Copy as cURL", kind=ButtonKind.LINK, size=ButtonSize.COMPACT, icon="copy")
    )
    bar = ProgressBar(t)
    bar.show_progress(4, 9)
    card.body.addWidget(bar)
    inner = QVBoxLayout()
    inner.setContentsMargins(14, 12, 14, 14)
    inner.setSpacing(10)
    error = ErrorBox(t)
    error.set_title("60020: this computer’s IP is not trusted by WeCom")
    error.set_rows(
        (
            ("Cause", "WeCom saw **203.0.113.24**, which is not a trusted IP of this app."),
            ("Fix", "Add it in **App management → Acme Staff → Trusted IP**, wait a minute."),
            ("Note", "In production your backend’s address counts, not this computer’s."),
        )
    )
    error.add_button("Copy IP", primary=True, icon="copy")
    error.add_button("Open WeCom admin", trailing_icon="external")
    error.add_button("Run leg 6 again", icon="refresh")
    trace = TraceView(t)
    trace.show_entries(
        (
            TraceEntry(
                1,
                (
                    (TraceSpan("GET /cgi-bin/gettoken"),),
                    (TraceSpan("corpid=ww3f9c0a7be1d24856 corpsecret=[redacted:43]"),),
                ),
                (
                    (
                        TraceSpan("200, 92 ms, ", TraceTone.MUTED),
                        TraceSpan("errcode 0", TraceTone.GOOD),
                    ),
                ),
            ),
            TraceEntry(
                2,
                (
                    (TraceSpan("GET /cgi-bin/auth/getuserinfo"),),
                    (TraceSpan("access_token=[redacted:214] code=[redacted:43]"),),
                ),
                (
                    (
                        TraceSpan("200, 94 ms, ", TraceTone.MUTED),
                        TraceSpan("errcode 60020", TraceTone.BAD),
                    ),
                    (TraceSpan("errmsg: not allow to access from your ip, hint: [1763…],"),),
                    (
                        TraceSpan("from ip: 203.0.113.24", TraceTone.STRONG),
                        TraceSpan(", more info at https://open.work…"),
                    ),
                ),
            ),
        )
    )
    trace.setFixedHeight(178)
    inner.addWidget(error)
    inner.addWidget(Label(t, "Requests and answers", role=Role.SMALL, weight=600))
    inner.addWidget(trace)
    card.body.addLayout(inner)
    return card


def _small(t: ThemeController) -> QWidget:
    card = Card(t, padding=16)
    b = card.body
    b.setSpacing(10)
    off = Button(t, "Run", icon="play")
    off.set_reason("A run is under way")
    b.addLayout(
        _row(
            Button(t, "Create identity source", kind=ButtonKind.PRIMARY, icon="plus"),
            Button(t, "Cancel"),
            Button(t, "Delete profile", kind=ButtonKind.DESTRUCTIVE),
            off,
        )
    )
    b.addLayout(
        _row(
            Button(t, "Run test", size=ButtonSize.COMPACT, icon="play"),
            Button(
                t,
                kind=ButtonKind.GHOST,
                size=ButtonSize.COMPACT,
                icon="more",
                accessible_name="More",
            ),
            Button(
                t, "Save report", kind=ButtonKind.LINK, size=ButtonSize.COMPACT, icon="download"
            ),
            RunningGlyph(t),
            LogoTile(t, "chat"),
        )
    )
    b.addLayout(
        _row(
            EnvironmentTag(t, "production", "Production"),
            EnvironmentTag(t, "staging", "Staging"),
            EnvironmentTag(t, "development", "Development"),
            EnvironmentTag(t, "simulator", "Simulator"),
            Tag(t, "Draft"),
            Tag(t, "2 left", tone=TagTone.WARNING),
            StatusDot(t, "Active"),
            StatusDot(t, "Disabled", color="text_muted", filled=False),
        )
    )
    attention = FilterChip(t, "Needs attention", icon="warning")
    attention.set_count(2)
    every = FilterChip(t, "All")
    every.set_count(5)
    every.setChecked(True)
    b.addLayout(_row(every, attention))
    b.addLayout(
        _row(
            LegLine(
                t,
                (V.PROVEN, V.SIMULATED, V.SIMULATED, V.NOT_PROVABLE, V.PROVEN, V.FAILED, V.SKIPPED),
            ),
            LegLine(t, (V.PROVEN, Mark.RUNNING, *[Mark.WAITING] * 5)),
            gap=24,
        )
    )
    stale = LegLine(t)
    stale.show_states(
        (V.PROVEN, V.SIMULATED, V.SIMULATED, V.SIMULATED, V.PROVEN, V.PROVEN, V.PROVEN), stale=True
    )
    b.addWidget(stale)
    b.addWidget(VerdictLegend(t, word=lambda v: str(v).replace("_", " ").capitalize()))
    b.addWidget(SearchField(t, placeholder="Name, identifier, CorpID or tag"))
    ticked = CheckBox(t, "E-mail")
    ticked.setChecked(True)
    b.addLayout(_row(ticked, CheckBox(t, "Phone"), gap=20))
    segments = SegmentedControl(
        t, (("virtual", "Virtual"), ("qr", "QR code"), ("paste", "Paste link"))
    )
    b.addWidget(segments)
    chooser = ComboBox(t, accessible_name="Connection")
    chooser.add("a", "Acme Staff (staging)", icon="chat", tag=TagSpec("Staging", TagTone.STAGING))
    b.addLayout(_row(chooser))
    platform = ComboField(t, name="platform", label="Platform", with_problem=False)
    platform.combo.add("android", "Android")
    b.addWidget(platform)
    crumb = Breadcrumb(t)
    crumb.show_steps(
        (("sources", "企业身份源"), ("select", "选择企业身份源"), ("wecom", "企业微信"))
    )
    b.addWidget(crumb)
    elided = ElidedLabel(t, "wwauth3f9c0a7be1d24856000007")
    elided.setFixedWidth(160)
    b.addWidget(elided)
    info = InfoBox(t)
    info.add_sentence("**准备好这些**：企业 ID、AgentID、Secret，来自企业微信管理后台。")
    b.addWidget(info)
    notice = NoticeBox(t, tone=NoticeTone.WARNING)
    notice.set_title("Changed since the last test")
    notice.set_rows((("", "Secret and Schema were edited 2 hours ago."),))
    b.addWidget(notice)
    empty = EmptyState(t)
    empty.show_sentence("No test has run yet.", action="Run test")
    b.addWidget(empty)
    return card


def _phone(t: ThemeController) -> QWidget:
    holder = QWidget()
    column = QVBoxLayout(holder)
    phone = PhoneFrame(t)
    phone.content.addStretch(1)
    phone.content.addWidget(
        Label(t, "登录 Acme", role=Role.HEADING, align=Qt.AlignmentFlag.AlignHCenter)
    )
    phone.content.addStretch(1)
    qr = QrView(t)
    qr.show_text("https://example.com/phone/landing?transaction=0123456789abcdef")
    column.addWidget(phone)
    column.addWidget(qr)
    column.addStretch(1)
    return holder


def build_gallery(theme: ThemeController) -> QWidget:
    """A page with one of everything."""
    page = QWidget()
    page.setAutoFillBackground(True)
    row = QHBoxLayout(page)
    row.setContentsMargins(24, 24, 24, 24)
    row.setSpacing(16)
    left = QVBoxLayout()
    left.addWidget(_form(theme))
    left.addWidget(_evidence(theme))
    left.addStretch(1)
    middle = QVBoxLayout()
    middle.addWidget(_small(theme))
    middle.addStretch(1)
    row.addLayout(left, 3)
    row.addLayout(middle, 2)
    row.addWidget(_phone(theme))
    return page


def main(folder: str) -> None:
    """Writes the gallery in both themes and at 200 %."""
    from wecom_console.gui.theme.apply import ApplicationStyle, WindowStyle
    from wecom_console.gui.theme.icons import IconSet
    from wecom_console.gui.theme.tokens import Theme
    from wecom_console.resource_files import resource_path

    app = QApplication(sys.argv[:1])
    theme = ThemeController(icons=IconSet(resource_path("icons")), language="zh_CN")
    style = ApplicationStyle(app, theme)
    page = build_gallery(theme)
    WindowStyle(page, theme)
    page.resize(1560, 1240)
    page.show()
    for choice in (Theme.LIGHT, Theme.DARK):
        theme.set_preference(choice)
        app.processEvents()
        page.grab().save(os.path.join(folder, f"gallery-{choice}.png"))
    theme.set_scale(2.0)
    app.processEvents()
    page.resize(2700, 2000)
    app.processEvents()
    page.grab().save(os.path.join(folder, "gallery-200.png"))
    del style


if __name__ == "__main__":
    main(sys.argv[1])
