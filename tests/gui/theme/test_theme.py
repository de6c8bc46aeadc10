"""Tokens, fonts, style sheet and the controller."""

import re

import pytest
from PySide6.QtCore import SIGNAL, QObject, Qt, Signal
from PySide6.QtGui import QColor, QPalette, QTextLayout
from PySide6.QtWidgets import QApplication, QPlainTextEdit, QStackedWidget, QWidget
from pytestqt.qtbot import QtBot
from shiboken6 import delete

from wecom_console.gui.theme.apply import WindowStyle
from wecom_console.gui.theme.controller import ThemeController
from wecom_console.gui.theme.fonts import code_families, interface_families
from wecom_console.gui.theme.icons import IconSet
from wecom_console.gui.theme.metrics import Role, Weight
from wecom_console.gui.theme.rich_text import RichText, Span, parse_marks
from wecom_console.gui.theme.stylesheet import palette, stylesheet
from wecom_console.gui.theme.tokens import (
    DARK,
    LIGHT,
    Contrast,
    Theme,
    ThemeTokens,
    tokens,
    with_high_contrast,
)
from wecom_console.gui.widgets.text.elided_label import ElidedLabel
from wecom_console.resource_files import resource_path

BOTH = pytest.mark.parametrize("table", [LIGHT, DARK], ids=["light", "dark"])
SC_FONTS = (" SC", "WenQuanYi", "YaHei")


def luminance(value: str) -> float:
    """WCAG 2's relative luminance."""
    parts = [int(value[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    red, green, blue = (
        part / 12.92 if part <= 0.03928 else ((part + 0.055) / 1.055) ** 2.4 for part in parts
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    """WCAG 2's contrast, rounded down to two places."""
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return int((light + 0.05) / (dark + 0.05) * 100) / 100


@BOTH
@pytest.mark.parametrize(
    "ink", ["text", "text_muted", "primary", "success", "warning", "error", "info", "simulated"]
)
def test_text_has_its_contrast_on_both_grounds(table: ThemeTokens, ink: str) -> None:
    """Every ink reaches 4.5 on the window's ground and on a card."""
    value = getattr(table, ink)
    assert min(contrast(value, table.surface), contrast(value, table.surface_raised)) >= 4.5


@BOTH
@pytest.mark.parametrize("name", ["success", "warning", "error", "info", "simulated"])
def test_ink_has_its_contrast_on_its_own_tint(table: ThemeTokens, name: str) -> None:
    """A coloured word on the tint of its name reaches 4.5."""
    assert contrast(getattr(table, name), getattr(table, f"{name}_soft")) >= 4.5


@BOTH
@pytest.mark.parametrize("name", ["success", "warning", "error", "info", "simulated", "primary"])
def test_text_has_its_contrast_on_every_tint(table: ThemeTokens, name: str) -> None:
    """Text reaches 11.8 on a tint, muted text 5.4."""
    tint = getattr(table, f"{name}_soft")
    assert (contrast(table.text, tint) >= 11.8, contrast(table.text_muted, tint) >= 5.4) == (
        True,
        True,
    )


@BOTH
@pytest.mark.parametrize(
    "fill", ["primary", "primary_hover", "primary_pressed", "error", "success", "env_production"]
)
def test_ink_on_a_fill_has_its_contrast(table: ThemeTokens, fill: str) -> None:
    """The ink on any filled colour reaches 4.5."""
    assert contrast(table.on_fill, getattr(table, fill)) >= 4.5


@BOTH
def test_control_outlines_have_their_contrast(table: ThemeTokens) -> None:
    """An outline that tells what can be used reaches 3."""
    edge = table.border_control
    assert min(contrast(edge, table.surface), contrast(edge, table.surface_raised)) >= 3


@pytest.mark.parametrize(
    ("name", "light", "dark"),
    [
        ("primary", (5.64, 6.15, 5.39), (7.41, 6.64, 5.62)),
        ("success", (5.41, 5.91, 5.24), (8.90, 7.98, 6.88)),
        ("warning", (5.79, 6.32, 5.80), (9.46, 8.47, 7.30)),
        ("error", (5.55, 6.06, 5.31), (8.12, 7.28, 7.23)),
        ("info", (5.91, 6.45, 5.69), (8.84, 7.93, 6.83)),
        ("simulated", (6.16, 6.72, 5.81), (8.51, 7.63, 6.79)),
    ],
)
def test_every_colour_has_its_contrasts(
    name: str, light: tuple[float, ...], dark: tuple[float, ...]
) -> None:
    """The contrasts are exactly these."""
    found = [
        tuple(
            contrast(getattr(table, name), ground)
            for ground in (table.surface, table.surface_raised, getattr(table, f"{name}_soft"))
        )
        for table in (LIGHT, DARK)
    ]
    assert [light, dark] == found


@BOTH
def test_every_colour_is_a_colour(table: ThemeTokens) -> None:
    """All tokens but the two switches are `#RRGGBB` in capitals."""
    values = [v for v in table._asdict().values() if isinstance(v, str)]
    assert [] == [v for v in values if not re.fullmatch(r"#[0-9A-F]{6}", v)]


@pytest.mark.parametrize(
    ("theme", "system_dark", "expected"),
    [
        (Theme.LIGHT, True, LIGHT),
        (Theme.DARK, False, DARK),
        (Theme.SYSTEM, True, DARK),
        (Theme.SYSTEM, False, LIGHT),
    ],
)
def test_tokens_follow_choice_and_system(
    theme: Theme, system_dark: bool, expected: ThemeTokens
) -> None:
    """A choice wins over the desktop; without one the desktop decides."""
    assert expected == tokens(theme, system_dark=system_dark)


class FakeAccessibility(QObject):
    """`QAccessibilityHints` that can be told what the desktop prefers."""

    contrastPreferenceChanged = Signal(object)  # noqa: N815  as Qt names it

    def __init__(self) -> None:
        super().__init__()
        self.contrast = Qt.ContrastPreference.NoPreference

    def contrastPreference(self) -> Qt.ContrastPreference:
        """What the desktop prefers."""
        return self.contrast


class FakeHints(QObject):
    """`QStyleHints` that can be told what the desktop prefers."""

    colorSchemeChanged = Signal(object)  # noqa: N815  as Qt names it

    def __init__(self) -> None:
        super().__init__()
        self.scheme = Qt.ColorScheme.Light
        self.asked = Qt.ColorScheme.Unknown
        self.access = FakeAccessibility()

    def accessibility(self) -> FakeAccessibility:
        """The hints for contrast."""
        return self.access

    def colorScheme(self) -> Qt.ColorScheme:
        """What the application asked for, else what the desktop prefers."""
        return self.scheme if self.asked == Qt.ColorScheme.Unknown else self.asked

    def setColorScheme(self, scheme: Qt.ColorScheme) -> None:
        """What the application asks for; Unknown follows the desktop."""
        self.asked = scheme


def test_the_desktops_change_is_followed(qtbot: QtBot, icons: IconSet) -> None:
    """A theme that follows the system changes with it, and tells the whole new table."""
    hints = FakeHints()
    theme = ThemeController(icons=icons, hints=hints)  # type: ignore[arg-type]
    with qtbot.waitSignal(theme.theme_changed, timeout=60_000) as signal:
        hints.scheme = Qt.ColorScheme.Dark
        hints.colorSchemeChanged.emit(hints.scheme)
    assert [DARK] == signal.args


def test_a_choice_does_not_follow_the_desktop(qtbot: QtBot, icons: IconSet) -> None:
    """Somebody who chose light keeps it."""
    hints = FakeHints()
    theme = ThemeController(icons=icons, hints=hints, preference=Theme.LIGHT)  # type: ignore[arg-type]
    with qtbot.assertNotEmitted(theme.theme_changed):
        hints.scheme = Qt.ColorScheme.Dark
        hints.colorSchemeChanged.emit(hints.scheme)


def test_the_desktop_is_followed_again(qtbot: QtBot, icons: IconSet) -> None:
    """After a choice of one's own, *follow the system* really follows it."""
    hints = FakeHints()
    theme = ThemeController(icons=icons, hints=hints)  # type: ignore[arg-type]
    theme.set_preference(Theme.DARK)
    theme.set_preference(Theme.SYSTEM)
    assert theme.tokens == LIGHT


def test_the_scale_stops_at_200_percent(theme: ThemeController) -> None:
    """More than 200 % is 200 %."""
    theme.set_scale(3.0)
    assert (2.0, 72) == (theme.scale, theme.px(36))


def test_text_grows_with_the_scale(theme: ThemeController) -> None:
    """At 200 % body text is 28 pixels high."""
    theme.set_scale(2.0)
    assert 28 == theme.font(Role.BODY).pixelSize()


@pytest.mark.parametrize(
    ("role", "size", "english", "chinese", "weight"),
    [
        (Role.DISPLAY, 22, 30, 32, 600),
        (Role.TITLE, 18, 26, 26, 600),
        (Role.HEADING, 15, 22, 24, 600),
        (Role.BODY, 14, 22, 24, 400),
        (Role.LABEL, 14, 22, 24, 500),
        (Role.SMALL, 13, 20, 21, 400),
        (Role.CAPTION, 12, 18, 18, 400),
        (Role.TAG, 12, 18, 18, 500),
    ],
)
def test_the_type_scale_is_the_designs(
    theme: ThemeController, role: Role, size: int, english: int, chinese: int, weight: int
) -> None:
    """Size, line heights of both languages, weight."""
    font = theme.font(role)
    first = theme.line_height(role)
    theme.set_language("zh_CN")
    found = (font.pixelSize(), first, theme.line_height(role), font.weight().value)
    assert (size, english, chinese, weight) == found


def test_tabular_figures_have_one_width(theme: ThemeController) -> None:
    """With `tabular`, ones are as wide as eights where the font can do it."""
    font = theme.font(Role.CAPTION, tabular=True)
    assert font.isFeatureSet(font.Tag("tnum"))


@pytest.mark.parametrize("platform", ["linux", "win32", "darwin"])
def test_chinese_families_are_simplified(platform: str) -> None:
    """Simplified Chinese fonts are named on every platform, no other ones are."""
    named = " ".join((*interface_families(platform, "Sans Serif"), *code_families(platform)))
    wrong = [word for word in (" JP", " KR", " TC", " HK") if word in named]
    assert ([], True) == (wrong, any(sign in named for sign in SC_FONTS))


@pytest.mark.parametrize(
    ("system", "first"),
    [("Sans Serif", "Inter"), ("Cantarell", "Cantarell"), ("Noto Sans CJK JP", "Inter")],
)
def test_the_desktops_font_comes_first_when_it_says_something(system: str, first: str) -> None:
    """An alias, or a font with Japanese shapes, is left out."""
    assert first == interface_families("linux", system)[0]


def test_chinese_text_is_drawn_with_a_simplified_font(theme: ThemeController) -> None:
    """The glyphs really come from an SC font."""
    layout = QTextLayout("直接门骨", theme.font(Role.BODY))
    layout.beginLayout()
    layout.createLine()
    layout.endLayout()
    families = {run.rawFont().familyName() for run in layout.glyphRuns()}
    assert all(any(sign in family for sign in SC_FONTS) for family in families), families


def test_the_style_sheet_is_pure() -> None:
    """The same table and scale give the same text."""
    assert stylesheet(LIGHT, 1.0) == stylesheet(LIGHT, 1.0)


@BOTH
def test_the_style_sheet_is_filled_in(table: ThemeTokens) -> None:
    """No placeholder is left, and it names the table's colours."""
    sheet = stylesheet(table, 1.5)
    assert (True, []) == (table.border in sheet, re.findall(r"\{[a-z_]+\d*\}", sheet))


def test_the_palette_has_fifteen_roles_of_the_table() -> None:
    """Ground, ink and selection are the table's."""
    found = palette(DARK)
    role = QPalette.ColorRole
    colors = [found.color(r).name().upper() for r in (role.Window, role.Text, role.Highlight)]
    assert [DARK.surface, DARK.text, DARK.primary] == colors


def test_the_application_is_dressed(theme: ThemeController, qapp: QApplication) -> None:
    """Its palette follows a change of theme."""
    theme.set_preference(Theme.DARK)
    assert QColor(DARK.surface) == qapp.palette().color(QPalette.ColorRole.Window)


def test_a_window_is_dressed(theme: ThemeController, qtbot: QtBot) -> None:
    """Its style sheet follows a change of theme, for what is put into it later too."""
    window = QWidget()
    qtbot.addWidget(window)
    WindowStyle(window, theme)
    theme.set_preference(Theme.DARK)
    late = QPlainTextEdit(window)
    late.resize(100, 60)
    assert QColor(DARK.surface_raised) == QColor(late.grab().toImage().pixel(30, 15))


@pytest.fixture
def paged(theme: ThemeController, qtbot: QtBot) -> tuple[WindowStyle, QWidget, QStackedWidget]:
    """A window of two pages, each a text, whose sheets are their own."""
    window = QWidget()
    qtbot.addWidget(window)
    pages = QStackedWidget(window)
    for _ in range(2):
        pages.addWidget(QPlainTextEdit())
    style = WindowStyle(window, theme, pages=pages)
    for place in range(2):
        style.dress(pages.widget(place))
    theme.set_preference(Theme.DARK)
    return style, window, pages


def ground(text: QWidget) -> QColor:
    """What is behind a text's letters."""
    text.resize(100, 60)
    return QColor(text.grab().toImage().pixel(30, 15))


def test_the_page_that_is_seen_is_dressed_at_once(
    paged: tuple[WindowStyle, QWidget, QStackedWidget],
) -> None:
    """A change of theme is not waited for."""
    assert QColor(DARK.surface_raised) == ground(paged[2].widget(0))


def test_a_page_behind_is_dressed_when_it_comes(
    paged: tuple[WindowStyle, QWidget, QStackedWidget],
) -> None:
    """Until then it costs nobody's time."""
    style, _window, pages = paged
    before = ground(pages.widget(1))
    style.dress(pages.widget(1))
    assert (QColor(LIGHT.surface_raised), QColor(DARK.surface_raised)) == (
        before,
        ground(pages.widget(1)),
    )


def test_what_comes_into_a_window_of_pages_is_dressed(
    paged: tuple[WindowStyle, QWidget, QStackedWidget], theme: ThemeController
) -> None:
    """Beside its pages and over them; it follows the theme as the window does."""
    _style, window, pages = paged
    late = [QPlainTextEdit(window), QPlainTextEdit(pages)]
    for text in late:
        text.ensurePolished()
    dark = [ground(text) for text in late]
    theme.set_preference(Theme.LIGHT)
    assert ([QColor(DARK.surface_raised)] * 2, [QColor(LIGHT.surface_raised)] * 2) == (
        dark,
        [ground(text) for text in late],
    )


def test_the_application_has_no_style_sheet(theme: ThemeController, qapp: QApplication) -> None:
    """Each widget would be dressed anew with every parent that it gets."""
    theme.set_preference(Theme.DARK)
    assert "" == qapp.styleSheet()


ICONS = sorted(path.stem for path in resource_path("icons").glob("*.svg"))


@pytest.mark.parametrize("name", ICONS)
def test_an_icon_takes_the_colour_it_is_given(
    qapp: QApplication, icons: IconSet, name: str
) -> None:
    """Every drawing is valid SVG, has ink, and all of its ink is tinted."""
    image = icons.pixmap(name, "#FF0000", 32, on_fill="#FF0000").toImage()
    inked = [
        image.pixelColor(x, y)
        for x in range(32)
        for y in range(32)
        if image.pixelColor(x, y).alpha() > 200
    ]
    assert inked
    assert all((c.red() > 200, c.green() < 60, c.blue() < 60) == (True, True, True) for c in inked)


def test_icons_use_current_color() -> None:
    """No drawing names a colour of its own but the ink on a fill."""
    wrong = {
        name: found
        for name in ICONS
        if (
            found := re.findall(
                r"#(?!ffffff)[0-9a-fA-F]{3,8}\b",
                resource_path("icons", f"{name}.svg").read_text(encoding="utf-8"),
            )
        )
    }
    assert {} == wrong


def test_marks_become_spans() -> None:
    """Strong and code stretches are found, their marks are gone."""
    expected = ("see 203.0.113.24 in code", (Span(4, 12, strong=True), Span(20, 4, strong=False)))
    assert expected == parse_marks("see **203.0.113.24** in `code`")


def test_rich_text_has_the_roles_line_height(theme: ThemeController) -> None:
    """A text that needs three lines is three line heights high."""
    text = RichText(theme, "one\ntwo\nthree", role=Role.SMALL)
    assert 3 * theme.line_height(Role.SMALL) == text.height_for(400)


def test_rich_text_wraps(theme: ThemeController) -> None:
    """Narrower, it becomes higher."""
    text = RichText(theme, "a sentence of some length that has to be wrapped", role=Role.SMALL)
    assert text.height_for(80) > text.height_for(800)


def test_a_strong_stretch_is_wider(theme: ThemeController) -> None:
    """The marks set the weight."""
    plain = RichText(theme, "trusted IP", role=Role.SMALL).natural_width()
    strong = RichText(theme, "**trusted IP**", role=Role.SMALL).natural_width()
    assert strong > plain


def test_reduced_motion_takes_every_duration_away(theme: ThemeController) -> None:
    """With reduced motion nothing takes time."""
    theme.set_reduced_motion(reduced=False)
    moving = theme.duration(120)
    theme.set_reduced_motion(reduced=True)
    assert (120, 0) == (moving, theme.duration(120))


def test_weights_are_kept_apart(theme: ThemeController) -> None:
    """A role in another weight is another font."""
    strong = theme.font(Role.SMALL, weight=Weight.SEMIBOLD)
    assert strong != theme.font(Role.SMALL)


# --- high contrast and motion --------------------------------------------------------------------

HIGH = pytest.mark.parametrize(
    "table", [with_high_contrast(LIGHT), with_high_contrast(DARK)], ids=["light", "dark"]
)


@HIGH
@pytest.mark.parametrize(
    "ink", ["text", "text_muted", "primary", "success", "warning", "error", "info", "simulated"]
)
def test_high_contrast_ink_reaches_seven(table: ThemeTokens, ink: str) -> None:
    """On every ground that it may stand on, its own tint among them."""
    tint = getattr(table, f"{ink}_soft", table.surface_raised)
    grounds = (table.surface, table.surface_raised, table.surface_hover, tint)
    assert min(contrast(getattr(table, ink), ground) for ground in grounds) >= 7


@HIGH
def test_high_contrast_words_are_read_while_pressed(table: ThemeTokens) -> None:
    """What is pressed has a ground that is none of the edges."""
    assert contrast(table.text, table.surface_pressed) >= 7
    assert contrast(table.text_disabled, table.surface_pressed) >= 4


@HIGH
def test_high_contrast_edges_can_be_seen(table: ThemeTokens) -> None:
    """A control by 4.5, a card by 3; even what is disabled can be read."""
    edges = (table.border_control, table.text_disabled)
    assert min(contrast(edge, table.surface_raised) for edge in edges) >= 4.5
    assert contrast(table.border, table.surface_raised) >= 3


@HIGH
@pytest.mark.parametrize("fill", ["primary", "primary_hover", "primary_pressed", "env_production"])
def test_high_contrast_fills_carry_their_ink(table: ThemeTokens, fill: str) -> None:
    """A button's word, and the tag of production."""
    assert contrast(getattr(table, fill), table.on_fill) >= 7


def test_contrast_is_switched_at_once(theme: ThemeController) -> None:
    """And back to the usual ones."""
    before = theme.tokens
    theme.set_contrast(Contrast.HIGH)
    high = theme.tokens
    theme.set_contrast(Contrast.NORMAL)
    assert (with_high_contrast(before), before) == (high, theme.tokens)


@pytest.mark.parametrize(
    ("choice", "expected"),
    [
        (Contrast.SYSTEM, with_high_contrast(LIGHT)),
        (Contrast.NORMAL, LIGHT),
        (Contrast.HIGH, with_high_contrast(LIGHT)),
    ],
)
def test_the_desktops_contrast_is_followed(
    icons: IconSet, choice: Contrast, expected: ThemeTokens
) -> None:
    """Unless somebody chose one."""
    hints = FakeHints()
    theme = ThemeController(icons=icons, hints=hints, contrast=choice)  # type: ignore[arg-type]
    hints.access.contrast = Qt.ContrastPreference.HighContrast
    hints.access.contrastPreferenceChanged.emit(hints.access.contrast)
    assert expected == theme.tokens


def test_a_widget_that_is_gone_is_told_of_no_change(theme: ThemeController) -> None:
    """What is mixed into a widget follows the theme for as long as Qt's object lives."""
    signal = SIGNAL("theme_changed(PyObject)")
    before = theme.receivers(signal)
    label = ElidedLabel(theme)
    alive = theme.receivers(signal)
    delete(label)
    assert (before + 1, before) == (alive, theme.receivers(signal))
