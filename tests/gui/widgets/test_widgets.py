"""The console's own controls: what they show, how the keyboard reaches them, what they tell."""

from collections.abc import Callable

import pytest
import zxingcpp
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QAccessible, QEnterEvent, QFocusEvent, QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QApplication,
    QLineEdit,
    QPushButton,
    QRadioButton,
    QVBoxLayout,
    QWidget,
)
from pytestqt.qtbot import QtBot

from wecom_console.domain.verdicts import Verdict
from wecom_console.gui.parts.form.check_lines import CheckLine
from wecom_console.gui.shell.header import CommandsButton
from wecom_console.gui.theme.controller import ThemeController
from wecom_console.gui.theme.metrics import Role
from wecom_console.gui.theme.paint import elide_middle
from wecom_console.gui.theme.rich_text import parse_marks
from wecom_console.gui.theme.tokens import Theme
from wecom_console.gui.widgets.boxes.card import CardButton
from wecom_console.gui.widgets.boxes.command_palette import (
    CommandPalette,
    PaletteCommand,
    match_commands,
)
from wecom_console.gui.widgets.boxes.notice import ErrorBox
from wecom_console.gui.widgets.boxes.progress import ProgressBar
from wecom_console.gui.widgets.boxes.toast import Toast
from wecom_console.gui.widgets.controls.button import Button, ButtonKind, ButtonSize
from wecom_console.gui.widgets.controls.check_box import CheckBox
from wecom_console.gui.widgets.controls.chips import FilterChip
from wecom_console.gui.widgets.controls.combo import ComboBox, ComboField
from wecom_console.gui.widgets.controls.field_box import FieldBox
from wecom_console.gui.widgets.controls.focus_ring import FocusRing
from wecom_console.gui.widgets.controls.segmented import SegmentedControl
from wecom_console.gui.widgets.controls.switch import Switch, SwitchRow
from wecom_console.gui.widgets.controls.text_link import TextLink
from wecom_console.gui.widgets.fields.line_field import LineField
from wecom_console.gui.widgets.fields.problem_line import ProblemLine, Tone
from wecom_console.gui.widgets.fields.schema_box import PartState, SchemaBox, SchemaPart
from wecom_console.gui.widgets.fields.search import SearchField
from wecom_console.gui.widgets.fields.secret_field import SecretField
from wecom_console.gui.widgets.layout.flow_layout import FlowLayout
from wecom_console.gui.widgets.layout.stacking_row import StackingRow
from wecom_console.gui.widgets.login.countdown import countdown_token
from wecom_console.gui.widgets.login.qr import QrView
from wecom_console.gui.widgets.login.verdicts import LegLine, Mark, VerdictGlyph, verdict_token
from wecom_console.gui.widgets.text.breadcrumb import Breadcrumb
from wecom_console.gui.widgets.text.elided_label import ElidedLabel
from wecom_console.gui.widgets.text.label import Label
from wecom_console.gui.widgets.text.tags import TagTone, environment_tone
from wecom_console.gui.widgets.text.trace import TraceEntry, TraceSpan, TraceView
from wecom_console.messages.catalogue import Messages


def shown(qtbot: QtBot, widget: QWidget, width: int = 400, height: int = 300) -> QWidget:
    """The widget inside a visible, active window, with room around it."""
    window = QWidget()
    column = QVBoxLayout(window)
    column.setContentsMargins(20, 20, 20, 20)
    column.addWidget(widget)
    column.addStretch(1)
    window.resize(width, height)
    qtbot.addWidget(window)
    window.show()
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow, timeout=60_000)
    qtbot.windows_kept = [*getattr(qtbot, "windows_kept", []), window]  # qtbot holds them weakly
    return window


def test_a_bar_without_an_end_is_seen_where_nothing_moves(
    qtbot: QtBot, theme: ThemeController
) -> None:
    """Without motion it stands in the middle."""
    bar = ProgressBar(theme)
    shown(qtbot, bar)
    bar.show_progress(0, 0)
    image = bar.grab().toImage()
    middle, left = (image.pixelColor(image.width() // part, 1).name() for part in (2, 8))
    tokens = theme.tokens
    assert (tokens.primary.lower(), tokens.surface_hover.lower()) == (middle, left)


def test_a_switch_says_its_problem_with_a_sign(qtbot: QtBot, theme: ThemeController) -> None:
    """Not by colour alone."""
    row = SwitchRow(theme, name="association")
    qtbot.addWidget(row)
    row.set_problem("Choose one way.")
    first = row.problem.tone
    row.set_problem("This may lock members out.", is_error=False)
    assert ("error", "warning") == (first.icon, row.problem.tone.icon)


def test_an_icon_only_button_has_a_name_and_says_it(qtbot: QtBot, theme: ThemeController) -> None:
    """Its accessible name is its tool tip too."""
    button = Button(theme, kind=ButtonKind.GHOST, icon="more", accessible_name="More actions")
    qtbot.addWidget(button)
    assert ("More actions", "More actions") == (button.accessibleName(), button.toolTip())


def test_a_disabled_button_says_why(qtbot: QtBot, theme: ThemeController) -> None:
    """The reason is the tool tip while it holds, and goes with it."""
    button = Button(theme, "Run")
    qtbot.addWidget(button)
    button.set_reason("A run is in progress")
    disabled = (button.isEnabled(), button.toolTip())
    button.set_reason("")
    assert ((False, "A run is in progress"), (True, "")) == (
        disabled,
        (button.isEnabled(), button.toolTip()),
    )


@pytest.mark.parametrize(
    ("size", "height"),
    [
        (ButtonSize.COMPACT, 28),
        (ButtonSize.MEDIUM, 32),
        (ButtonSize.NORMAL, 36),
        (ButtonSize.MAIN, 40),
    ],
)
def test_buttons_have_the_designs_heights(
    qtbot: QtBot, theme: ThemeController, size: ButtonSize, height: int
) -> None:
    """28, 32, 36 and 40 at 100 %."""
    button = Button(theme, "Create", size=size)
    qtbot.addWidget(button)
    assert height == button.sizeHint().height()


def test_a_button_is_never_narrower_than_its_words(qtbot: QtBot, theme: ThemeController) -> None:
    """At 200 % it asks for more room."""
    button = Button(theme, "Create identity source", icon="plus")
    qtbot.addWidget(button)
    before = button.minimumSizeHint().width()
    theme.set_scale(2.0)
    assert button.minimumSizeHint().width() > 1.7 * before


def test_the_keyboard_gets_a_ring_around_a_button(qtbot: QtBot, theme: ThemeController) -> None:
    """Tab shows the ring, 4 px outside; it goes with the focus."""
    button, other = Button(theme, "One"), Button(theme, "Two")
    holder = QWidget()
    column = QVBoxLayout(holder)
    column.addWidget(button)
    column.addWidget(other)
    window = shown(qtbot, holder)
    other.setFocus(Qt.FocusReason.MouseFocusReason)
    button.setFocus(Qt.FocusReason.TabFocusReason)
    rings = [ring for ring in window.findChildren(FocusRing) if ring.isVisible()]
    grown = button.rect().adjusted(-4, -4, 4, 4).size()
    sizes = [ring.size() for ring in rings]
    other.setFocus(Qt.FocusReason.MouseFocusReason)
    left = [ring for ring in window.findChildren(FocusRing) if ring.isVisible()]
    assert ([grown], []) == (sizes, left)


def test_a_click_shows_no_ring(qtbot: QtBot, theme: ThemeController) -> None:
    """The pointer needs no ring."""
    button = Button(theme, "One")
    window = shown(qtbot, button)
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    assert [] == [ring for ring in window.findChildren(FocusRing) if ring.isVisible()]


def test_a_ring_comes_back_with_the_window(qtbot: QtBot, theme: ThemeController) -> None:
    """Who goes to another window and returns finds the ring where it was."""
    line = CheckLine(theme, name="line")
    window = shown(qtbot, line)
    line.clearFocus()
    line.setFocus(Qt.FocusReason.TabFocusReason)
    seen = []
    for kind in (QEvent.Type.FocusOut, QEvent.Type.FocusIn):
        QApplication.sendEvent(line, QFocusEvent(kind, Qt.FocusReason.ActiveWindowFocusReason))
        seen.append(len([ring for ring in window.findChildren(FocusRing) if ring.isVisible()]))
    assert [0, 1] == seen


HOVERED: tuple[Callable[[ThemeController], QWidget], ...] = (
    lambda theme: Button(theme, "One"),
    lambda theme: CheckBox(theme, "One"),
    ComboBox,
    CommandsButton,
    lambda theme: FieldBox(theme, name="one"),
    Switch,
    lambda theme: TextLink(theme, "One"),
)


@pytest.mark.parametrize("build", HOVERED)
def test_a_control_shows_the_pointer(
    qtbot: QtBot, theme: ThemeController, build: Callable[[ThemeController], QWidget]
) -> None:
    """It looks different while the pointer is above it, and as before afterwards."""
    control = build(theme)
    shown(qtbot, control)
    (control.focusProxy() or control).clearFocus()
    place = QPointF(2, 2)
    still = control.grab().toImage()
    QApplication.sendEvent(control, QEnterEvent(place, place, place))
    hovered = control.grab().toImage()
    QApplication.sendEvent(control, QEvent(QEvent.Type.Leave))
    assert (False, True) == (still == hovered, still == control.grab().toImage())


def test_a_field_names_its_parts(qtbot: QtBot, theme: ThemeController) -> None:
    """`corp_id` gives field, edit and problem; the label is the edit's accessible name."""
    field = LineField(theme, name="corp_id", label="Enterprise ID", required=True)
    qtbot.addWidget(field)
    names = (field.objectName(), field.edit.objectName(), field.problem.objectName())
    assert ("corp_id_field", "corp_id_edit", "corp_id_problem", "Enterprise ID") == (
        *names,
        field.edit.accessibleName(),
    )


def test_a_verdict_changes_words_and_never_height(qtbot: QtBot, theme: ThemeController) -> None:
    """Hint, ok, info, warning and error share one line."""
    field = LineField(theme, name="corp_id", label="Enterprise ID")
    shown(qtbot, field)
    heights = set()
    for tone in Tone:
        field.show_verdict(tone, "One sentence.")
        QApplication.sendPostedEvents()
        heights.add(field.sizeHint().height())
    assert 1 == len(heights)


def test_a_problem_is_said_not_only_coloured(qtbot: QtBot, theme: ThemeController) -> None:
    """The sentence is the label's text and the edit's accessible description."""
    field = LineField(theme, name="schema", label="Schema")
    qtbot.addWidget(field)
    field.show_verdict(Tone.ERROR, "The AgentID half does not fit.")
    label = field.findChild(ProblemLine, "schema_problem")
    assert ("The AgentID half does not fit.",) * 2 == (
        label.text(),
        field.edit.accessibleDescription(),
    )


def test_only_typing_is_told(qtbot: QtBot, theme: ThemeController) -> None:
    """A text put in from code sends nothing, a key does."""
    field = LineField(theme, name="display_name", label="Show name")
    shown(qtbot, field)
    heard: list[str] = []
    field.edited.connect(heard.append)
    field.set_text("Acme")
    field.focus()
    QTest.keyClicks(field.edit, "!")
    assert ["Acme!"] == heard


def test_a_text_from_code_keeps_the_cursor(qtbot: QtBot, theme: ThemeController) -> None:
    """A repaired paste does not throw the cursor to the end."""
    field = LineField(theme, name="corp_id", label="Enterprise ID")
    shown(qtbot, field)
    field.focus()
    field.set_text("abcdef")
    field.edit.setCursorPosition(2)
    field.set_text("abcde")
    assert 2 == field.edit.cursorPosition()


def test_a_locked_field_takes_no_typing(qtbot: QtBot, theme: ThemeController) -> None:
    """It can be read and copied, not changed."""
    field = LineField(theme, name="identifier", label="Unique identifier")
    shown(qtbot, field)
    field.set_text("acme")
    field.set_locked(locked=True)
    field.focus()
    QTest.keyClicks(field.edit, "x")
    assert ("acme", True) == (field.text(), field.edit.isReadOnly())


def test_a_focused_field_that_is_wrong_gains_the_ring(qtbot: QtBot, theme: ThemeController) -> None:
    """It keeps its red edge, so the focus shows outside."""
    field = LineField(theme, name="schema", label="Schema")
    window = shown(qtbot, field)
    field.focus()
    field.show_verdict(Tone.ERROR, "Wrong.")
    assert 1 == len([ring for ring in window.findChildren(FocusRing) if ring.isVisible()])


def test_a_secret_is_masked_until_revealed(qtbot: QtBot, theme: ThemeController) -> None:
    """The eye reveals; hiding the field masks again."""
    field = SecretField(theme, name="secret", label="Secret")
    window = shown(qtbot, field)
    field.set_text("x" * 43)
    masked = field.edit.echoMode()
    qtbot.mouseClick(field.reveal_button, Qt.MouseButton.LeftButton)
    revealed = field.edit.echoMode()
    window.hide()
    assert (
        QLineEdit.EchoMode.Password,
        QLineEdit.EchoMode.Normal,
        QLineEdit.EchoMode.Password,
    ) == (masked, revealed, field.edit.echoMode())


def test_a_secret_is_nowhere_but_in_its_edit(qtbot: QtBot, theme: ThemeController) -> None:
    """No tool tip, name or description repeats it."""
    field = SecretField(theme, name="secret", label="Secret")
    shown(qtbot, field)
    field.set_text("do-not-repeat-me")
    texts = [
        text
        for widget in (field, *field.findChildren(QWidget))
        for text in (widget.toolTip(), widget.accessibleName(), widget.accessibleDescription())
    ]
    assert [] == [text for text in texts if "do-not-repeat-me" in text]


def test_a_switch_spells_out_its_consequence(qtbot: QtBot, theme: ThemeController) -> None:
    """The sentence beside it is that of its state."""
    row = SwitchRow(theme, name="login_only", title="Login mode")
    shown(qtbot, row)
    row.set_sentences(off="Creates accounts.", on="Never creates accounts.")
    off = row.consequence.text()
    qtbot.mouseClick(row.switch, Qt.MouseButton.LeftButton)
    assert ("Creates accounts.", "Never creates accounts.", True) == (
        off,
        row.consequence.text(),
        row.is_checked(),
    )


def test_space_throws_a_switch(qtbot: QtBot, theme: ThemeController) -> None:
    """It is a check box to the keyboard."""
    row = SwitchRow(theme, name="association", title="Association")
    shown(qtbot, row)
    row.switch.setFocus(Qt.FocusReason.TabFocusReason)
    QTest.keyClick(row.switch, Qt.Key.Key_Space)
    assert row.is_checked()


def test_a_check_box_is_ticked_by_its_words(qtbot: QtBot, theme: ThemeController) -> None:
    """A click anywhere on it, and the space key."""
    box = CheckBox(theme, "E-mail")
    shown(qtbot, box)
    qtbot.mouseClick(box, Qt.MouseButton.LeftButton, pos=QPoint(box.width() - 3, 5))
    clicked = box.isChecked()
    box.setFocus(Qt.FocusReason.TabFocusReason)
    QTest.keyClick(box, Qt.Key.Key_Space)
    assert (True, False) == (clicked, box.isChecked())


def test_arrow_keys_move_along_segments(qtbot: QtBot, theme: ThemeController) -> None:
    """Right takes the next one, and tells its key."""
    control = SegmentedControl(theme, (("a", "A"), ("b", "B"), ("c", "C")))
    window = shown(qtbot, control)
    heard: list[str] = []
    control.chosen.connect(heard.append)
    first = next(child for child in control.children() if isinstance(child, QWidget))
    first.setFocus(Qt.FocusReason.TabFocusReason)
    QTest.keyClick(first, Qt.Key.Key_Right)
    focused = window.focusWidget()
    QTest.keyClick(focused, Qt.Key.Key_Right)
    assert (["b", "c"], "c") == (heard, control.current())


def test_tab_comes_to_the_chosen_segment(qtbot: QtBot, theme: ThemeController) -> None:
    """Also before any of them has had the keyboard; a second Tab leaves the group."""
    control = SegmentedControl(theme, (("a", "A"), ("b", "B"), ("c", "C")))
    control.choose("b")
    shown(qtbot, control)
    reached = [
        child.text()
        for child in control.findChildren(QRadioButton)
        if child.focusPolicy() & Qt.FocusPolicy.TabFocus
    ]
    assert ["B"] == reached


def test_segments_are_equally_wide(qtbot: QtBot, theme: ThemeController) -> None:
    """Where none is squeezed, also at the width that the control asks for."""
    control = SegmentedControl(theme, (("a", "A"), ("b", "A longer text"), ("c", "C")))
    qtbot.addWidget(control)
    control.resize(control.sizeHint())
    control.show()
    widths = [child.width() for child in control.children() if isinstance(child, QWidget)]
    assert 1 >= max(widths) - min(widths)


def test_choosing_from_code_is_silent(qtbot: QtBot, theme: ThemeController) -> None:
    """Only the user's choice is told."""
    control = SegmentedControl(theme, (("a", "A"), ("b", "B")))
    qtbot.addWidget(control)
    with qtbot.assertNotEmitted(control.chosen):
        control.choose("b")
    assert "b" == control.current()


def test_a_combo_tells_the_key_that_was_picked(qtbot: QtBot, theme: ThemeController) -> None:
    """Arrow down picks the next item."""
    field = ComboField(theme, name="platform", label="Platform")
    field.combo.add("android", "Android")
    field.combo.add("ios", "iOS")
    shown(qtbot, field)
    heard: list[str] = []
    field.picked.connect(heard.append)
    field.combo.setFocus()
    QTest.keyClick(field.combo, Qt.Key.Key_Down)
    assert (["ios"], "ios") == (heard, field.combo.current_key())


def test_the_wheel_does_not_change_a_combo(qtbot: QtBot, theme: ThemeController) -> None:
    """Scrolling a page leaves the values alone."""
    combo = ComboBox(theme)
    combo.add("a", "A")
    combo.add("b", "B")
    shown(qtbot, combo)
    QTest.wheelEvent(combo.window().windowHandle(), combo.rect().center(), QPoint(0, -120))
    assert "a" == combo.current_key()


def test_an_identifier_keeps_its_last_six_characters(qtbot: QtBot, theme: ThemeController) -> None:
    """The middle goes; the tool tip has all of it."""
    label = ElidedLabel(theme, "wwauth3f9c0a7be1d24856000007")
    window = shown(qtbot, label, width=180)
    del window
    short = label.shown_text()
    assert (True, True, "wwauth3f9c0a7be1d24856000007") == (
        short.endswith("…000007"),
        short.startswith("ww"),
        label.toolTip(),
    )


def test_what_fits_is_not_shortened(theme: ThemeController) -> None:
    """A short identifier stays as it is."""
    assert "acme" == elide_middle("acme", theme.font(Role.CODE), 400)


def test_a_sentence_wraps_and_grows(qtbot: QtBot, theme: ThemeController) -> None:
    """Narrower, a wrapped label is higher; nothing is cut."""
    label = Label(theme, "a sentence of some length that has to be wrapped", wrap=True)
    qtbot.addWidget(label)
    assert label.heightForWidth(90) > label.heightForWidth(900) == theme.line_height(Role.BODY)


def test_an_error_box_reads_out_its_rows(qtbot: QtBot, theme: ThemeController) -> None:
    """Title and rows are there for screen readers, the first button is primary."""
    box = ErrorBox(theme)
    box.set_title("60020: not trusted")
    box.set_rows((("Cause", "An IP."), ("Fix", "Add it.")))
    button = box.add_button("Copy IP", primary=True)
    shown(qtbot, box)
    names = [child.accessibleName() for child in box.findChildren(QWidget)]
    assert ("60020: not trusted", True, True) == (
        box.accessibleName(),
        "Cause: An IP. Fix: Add it." in names,
        button.isVisible(),
    )


def test_the_schema_box_offers_fix_and_keep(qtbot: QtBot, theme: ThemeController) -> None:
    """Each part is marked and named; both buttons tell what was asked for."""
    box = SchemaBox(theme)
    parts = (SchemaPart("wwauth"), SchemaPart("000007", PartState.BAD, "expected 000002"))
    box.show_parts("They disagree.", parts, fix_text="Change", keep_text="Keep it anyway")
    shown(qtbot, box, width=600)
    with qtbot.waitSignal(box.fix_requested, timeout=60_000):
        qtbot.mouseClick(box.fix_button, Qt.MouseButton.LeftButton)
    with qtbot.waitSignal(box.keep_requested, timeout=60_000):
        qtbot.mouseClick(box.keep_button, Qt.MouseButton.LeftButton)
    names = [child.accessibleName() for child in box.findChildren(QWidget)]
    assert "000007 expected 000002" in names


@pytest.mark.parametrize(
    ("environment", "tone"),
    [
        ("production", TagTone.PRODUCTION),
        ("staging", TagTone.STAGING),
        ("test", TagTone.STAGING),
        ("simulator", TagTone.SIMULATOR),
        ("development", TagTone.DEVELOPMENT),
        ("something-else", TagTone.DEVELOPMENT),
    ],
)
def test_environments_have_their_look(environment: str, tone: TagTone) -> None:
    """Production alone is filled."""
    assert tone is environment_tone(environment)


def test_every_state_of_a_leg_has_a_colour() -> None:
    """Five verdicts, running and waiting."""
    states = (*Verdict, *Mark)
    assert 7 == len({verdict_token(state) for state in states})


def test_a_leg_line_can_be_read_out(qtbot: QtBot, theme: ThemeController) -> None:
    """Its words are its accessible name."""
    line = LegLine(theme)
    qtbot.addWidget(line)
    line.show_states((Verdict.PROVEN, *[Mark.WAITING] * 6), words="1 of 7 proven")
    assert "1 of 7 proven" == line.accessibleName()


def test_a_still_arc_stands_for_running_without_motion(
    qtbot: QtBot, theme: ThemeController
) -> None:
    """With reduced motion nothing turns."""
    glyph = VerdictGlyph(theme, Mark.RUNNING)
    shown(qtbot, glyph)
    before = glyph.grab().toImage()
    qtbot.wait(120)
    assert before == glyph.grab().toImage()


def test_a_running_glyph_turns_only_while_visible(qtbot: QtBot, theme: ThemeController) -> None:
    """Hidden, its timer rests."""
    theme.set_reduced_motion(reduced=False)
    glyph = VerdictGlyph(theme, Mark.RUNNING)
    window = shown(qtbot, glyph)
    turning = glyph._spinner._timer.isActive()
    window.hide()
    assert (True, False) == (turning, glyph._spinner._timer.isActive())


@pytest.mark.parametrize("choice", [Theme.LIGHT, Theme.DARK])
def test_a_qr_code_reads_back(qtbot: QtBot, theme: ThemeController, choice: Theme) -> None:
    """Dark on light in either theme, with its quiet zone."""
    theme.set_preference(choice)
    view = QrView(theme, size=260)
    qtbot.addWidget(view)
    view.resize(260, 260)
    view.show_text("https://192.0.2.7:8443/phone/landing?transaction=0123456789abcdef")
    image = view.grab().toImage().convertToFormat(QImage.Format.Format_Grayscale8)
    rows = [bytes(image.constScanLine(y))[: image.width()] for y in range(image.height())]
    buffer = memoryview(b"".join(rows)).cast("B", (image.height(), image.width()))
    read = zxingcpp.read_barcode(buffer)
    assert "https://192.0.2.7:8443/phone/landing?transaction=0123456789abcdef" == read.text


def test_a_text_too_long_for_a_code_gives_none(qtbot: QtBot, theme: ThemeController) -> None:
    """Better no code than a broken one."""
    view = QrView(theme)
    qtbot.addWidget(view)
    view.show_text("x" * 3_000)
    assert not view.has_code


@pytest.mark.parametrize(("seconds", "token"), [(252, "success"), (61, "success"), (47, "warning")])
def test_the_last_minute_is_amber(seconds: float, token: str) -> None:
    """A code that dies soon says so."""
    assert token == countdown_token(seconds)


def trace(theme: ThemeController) -> TraceView:
    """One exchange with a redacted secret."""
    view = TraceView(theme)
    request = ((TraceSpan("GET /cgi-bin/gettoken"),), (TraceSpan("corpsecret=[redacted:43]"),))
    answer = ((TraceSpan("200, errcode 0"),),)
    view.show_entries((TraceEntry(1, request, answer),))
    return view


def test_a_redaction_is_a_box_not_text(qtbot: QtBot, theme: ThemeController) -> None:
    """The marker is no text of the document."""
    view = trace(theme)
    qtbot.addWidget(view)
    assert ("redacted" in view.toPlainText(), "corpsecret=" in view.toPlainText()) == (False, True)


def test_copying_a_trace_says_redacted(qtbot: QtBot, theme: ThemeController) -> None:
    """What is copied names the length, and keeps request and answer apart."""
    view = trace(theme)
    qtbot.addWidget(view)
    view.selectAll()
    copied = view.createMimeDataFromSelection().text()
    assert (True, True) == ("corpsecret=[redacted · 43]" in copied, "GET /cgi-bin" in copied)


def test_a_trace_cannot_be_written(qtbot: QtBot, theme: ThemeController) -> None:
    """It is evidence."""
    view = trace(theme)
    qtbot.addWidget(view)
    assert view.isReadOnly()


def test_a_chip_says_its_number(qtbot: QtBot, theme: ThemeController) -> None:
    """Screen readers hear words and count."""
    chip = FilterChip(theme, "Drafts")
    qtbot.addWidget(chip)
    chip.set_count(3)
    assert "Drafts 3" == chip.accessibleName()


def test_escape_clears_a_search(qtbot: QtBot, theme: ThemeController) -> None:
    """The first Esc empties the field."""
    field = SearchField(theme, placeholder="Name")
    shown(qtbot, field)
    field.edit.setText("acme")
    field.focus()
    QTest.keyClick(field.edit, Qt.Key.Key_Escape)
    assert "" == field.text()


def test_enter_opens_a_clickable_card(qtbot: QtBot, theme: ThemeController) -> None:
    """A card that opens something is reached by keyboard."""
    card = CardButton(theme)
    shown(qtbot, card)
    card.setFocus(Qt.FocusReason.TabFocusReason)
    with qtbot.waitSignal(card.clicked, timeout=60_000):
        QTest.keyClick(card, Qt.Key.Key_Return)


def test_a_row_of_buttons_wraps(qtbot: QtBot) -> None:
    """Where they do not fit, they go to the next line."""
    holder = QWidget()
    flow = FlowLayout(holder, spacing=8, line_spacing=8)
    for _ in range(4):
        button = QPushButton("x")
        button.setFixedSize(100, 30)
        flow.addWidget(button)
    qtbot.addWidget(holder)
    assert (30, 68, 144) == tuple(flow.heightForWidth(width) for width in (500, 220, 100))


def test_a_step_of_the_way_can_be_clicked(qtbot: QtBot, theme: ThemeController) -> None:
    """The breadcrumb tells which."""
    crumb = Breadcrumb(theme)
    crumb.show_steps((("sources", "Sources"), ("select", "Select")))
    shown(qtbot, crumb)
    link = next(b for b in crumb.findChildren(QPushButton) if b.text() == "Select")
    with qtbot.waitSignal(crumb.chosen, timeout=60_000) as signal:
        qtbot.mouseClick(link, Qt.MouseButton.LeftButton)
    assert ["select"] == signal.args


def test_a_toast_undoes(qtbot: QtBot, theme: ThemeController) -> None:
    """Its button does the action once; nothing has expired then."""
    host = QWidget()
    shown(qtbot, host, 600, 400)
    toast = Toast(theme, host)
    done: list[str] = []
    with qtbot.assertNotEmitted(toast.expired):
        toast.show_sentence("Deleted.", action_text="Undo", action=lambda: done.append("undone"))
        qtbot.mouseClick(toast.action_button, Qt.MouseButton.LeftButton)
    assert (["undone"], False) == (done, toast.isVisible())


def test_a_toast_goes_by_itself(qtbot: QtBot, theme: ThemeController) -> None:
    """After its time it is gone, and says so."""
    host = QWidget()
    shown(qtbot, host, 600, 400)
    toast = Toast(theme, host)
    with qtbot.waitSignal(toast.expired, timeout=60_000):
        toast.show_sentence("Saved.", milliseconds=20)
    assert not toast.isVisible()


COMMANDS = (
    PaletteCommand("new", "Create identity source"),
    PaletteCommand("go", "Go to Sources"),
    PaletteCommand("run", "Run a login test"),
)


@pytest.mark.parametrize(
    ("query", "keys"),
    [
        ("", ["new", "go", "run"]),
        ("so", ["new", "go"]),
        ("run", ["run"]),
        ("go so", ["go"]),
        ("zz", []),
    ],
)
def test_commands_are_found_by_any_of_their_words(query: str, keys: list[str]) -> None:
    """Every word typed must occur; beginnings of words come first."""
    assert keys == [command.key for command in match_commands(COMMANDS, query)]


def test_the_palette_works_by_keyboard(qtbot: QtBot, theme: ThemeController) -> None:
    """Letters narrow, arrows choose, Enter does, and the keyboard goes back."""
    edit = QLineEdit()
    window = shown(qtbot, edit, 700, 600)
    edit.setFocus()
    palette = CommandPalette(theme, window)
    palette.open(COMMANDS)
    QTest.keyClicks(palette.search.edit, "so")
    QTest.keyClick(palette.search.edit, Qt.Key.Key_Down)
    with qtbot.waitSignal(palette.triggered, timeout=60_000) as signal:
        QTest.keyClick(palette.search.edit, Qt.Key.Key_Return)
    expected = (["go"], False, edit)
    assert expected == (signal.args, palette.isVisible(), window.focusWidget())


def test_escape_closes_the_palette(qtbot: QtBot, theme: ThemeController) -> None:
    """Nothing is done."""
    window = shown(qtbot, QLineEdit(), 700, 600)
    palette = CommandPalette(theme, window)
    palette.open(COMMANDS)
    with qtbot.assertNotEmitted(palette.triggered):
        QTest.keyClick(palette.search.edit, Qt.Key.Key_Escape)
    assert not palette.isVisible()


@pytest.mark.parametrize("key", [Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space])
def test_keys_press_a_focused_button(qtbot: QtBot, theme: ThemeController, key: Qt.Key) -> None:
    """Enter and space do the same."""
    button = Button(theme, "Run")
    qtbot.addWidget(button)
    with qtbot.waitSignal(button.clicked, timeout=60_000):
        QTest.keyClick(button, key)


def test_the_schema_box_folds_where_it_is_narrow(theme: ThemeController, qtbot: QtBot) -> None:
    """Its buttons stand below the parts instead of being cut."""
    host = QWidget()
    qtbot.addWidget(host)
    box = SchemaBox(theme, parent=host)
    parts = (SchemaPart("wwauth"), SchemaPart("3f9c0a7be1d24856", PartState.GOOD, "agrees"))
    box.show_parts("They disagree", parts, fix_text="Change to …000002", keep_text="Keep it anyway")
    host.show()
    places = []
    for width in (900, box.minimumSizeHint().width()):
        box.resize(width, 200)
        qtbot.waitUntil(lambda: not box.layout().geometry().isEmpty())
        QApplication.processEvents()
        places.append(box.fix_button.mapTo(box, QPoint(0, 0)))
        end = box.keep_button.mapTo(box, QPoint(box.keep_button.width(), 0))
        assert end.x() <= box.width()
    assert places[0].x() > places[1].x() == box.title.x()


def test_a_line_has_the_signs_of_its_name(qtbot: QtBot, theme: ThemeController) -> None:
    """``**acme**`` is not acme."""
    label = Label(theme, "**acme** `x`")
    shown(qtbot, label)
    face = QAccessible.queryAccessibleInterface(label)
    wide = Label(theme, "acme x")
    assert ("**acme** `x`", True) == (
        face.text(QAccessible.Text.Name),
        label.sizeHint().width() > wide.sizeHint().width(),
    )


def test_what_is_put_into_a_sentence_makes_no_marks() -> None:
    """It is a name, whatever it looks like."""
    told = Messages("en", {"x": "**{label}**: {value}"}).text("x", label="a`b`", value="**c**")
    assert "a\u02cbb\u02cb: \u2217\u2217c\u2217\u2217" == parse_marks(told)[0]


def test_marks_are_not_read_out(qtbot: QtBot, theme: ThemeController) -> None:
    """Neither a label's nor those of a field's sentence."""
    label = Label(theme, "Under **My Company**, as `ww…`", wrap=True)
    shown(qtbot, label)
    face = QAccessible.queryAccessibleInterface(label)
    field = LineField(theme, name="corp_id")
    field.show_verdict(Tone.HINT, "Under **My Company**")
    assert ("Under My Company, as ww…", "Under My Company") == (
        face.text(QAccessible.Text.Name),
        field.edit.accessibleDescription(),
    )


def test_a_plain_text_needs_no_name_of_its_own(qtbot: QtBot, theme: ThemeController) -> None:
    label = Label(theme, "Under **My Company**")
    shown(qtbot, label)
    label.setText("Elsewhere")
    face = QAccessible.queryAccessibleInterface(label)
    assert ("", "Elsewhere") == (label.accessibleName(), face.text(QAccessible.Text.Name))


def test_a_row_stacks_when_a_part_gets_longer_words(theme: ThemeController, qtbot: QtBot) -> None:
    """Its width is the same: a change of language alone must not push a button out of it."""
    one, other = Button(theme, "Run"), Button(theme, "Stop")
    row = StackingRow(one, other)
    shown(qtbot, row, width=400)
    beside = one.y() == other.y()
    other.setText("Stop all of the scenarios that are under way")
    qtbot.waitUntil(lambda: one.y() < other.y())
    assert beside
