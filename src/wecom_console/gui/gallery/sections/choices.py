"""What is switched, ticked and chosen."""

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from wecom_console.gui.gallery.section import GallerySection, States
from wecom_console.gui.gallery.sheet import ControlRow, GallerySheet
from wecom_console.gui.widgets.controls.check_box import CheckBox
from wecom_console.gui.widgets.controls.combo import ComboBox, ComboField
from wecom_console.gui.widgets.controls.segmented import SegmentedControl
from wecom_console.gui.widgets.controls.switch import Switch, SwitchRow
from wecom_console.gui.widgets.controls.tab_bar import TabBar
from wecom_console.gui.widgets.fields.problem_line import Tone
from wecom_console.gui.widgets.text.tags import TagSpec, TagTone


class ChoiceSection(GallerySection):
    """Boxes, switches, lists, segments and tabs."""

    key = "choices"

    def title(self) -> str:
        """Its name in the window."""
        return self.tr("Choices")

    def fill(self, sheet: GallerySheet) -> None:
        """Puts its controls there."""
        sheet.table(
            self.tr("Boxes and switches"),
            States().columns(),
            (
                ControlRow(self.tr("Box"), self._box(Qt.CheckState.Unchecked)),
                ControlRow(self.tr("Box, ticked"), self._box(Qt.CheckState.Checked)),
                ControlRow(self.tr("Box, partly"), self._box(Qt.CheckState.PartiallyChecked)),
                ControlRow(self.tr("Switch"), lambda: self._switch(is_on=False)),
                ControlRow(self.tr("Switch, on"), lambda: self._switch(is_on=True)),
            ),
        )
        sheet.table(
            self.tr("Lists"),
            States().without_pressed(),
            (
                ControlRow(self.tr("List"), self._list(Tone.HINT)),
                ControlRow(self.tr("Warning"), self._list(Tone.WARNING)),
                ControlRow(self.tr("Error"), self._list(Tone.ERROR)),
            ),
            is_wide=True,
        )
        sheet.table(
            self.tr("Segments and tabs"),
            States().whole(),
            (
                ControlRow(self.tr("Segments"), self._segments),
                ControlRow(self.tr("Tabs"), self._tabs),
            ),
        )
        sheet.stack(
            self.tr("With words"),
            (
                (self.tr("Off"), self._row(is_on=False)),
                (self.tr("On, with a list"), self._row(is_on=True)),
                (self.tr("Error"), self._row(is_on=True, problem=self.tr("Choose one way."))),
                (self.tr("List, error"), self._field(self.tr("Choose a platform."))),
            ),
            columns=2,
        )

    def _box(self, state: Qt.CheckState) -> Callable[[], QWidget]:
        def make() -> QWidget:
            box = CheckBox(self._theme, self.tr("Email"))
            box.setTristate(state is Qt.CheckState.PartiallyChecked)
            box.setCheckState(state)
            return box

        return make

    def _switch(self, *, is_on: bool) -> Switch:
        switch = Switch(self._theme, name="gallery_switch")
        switch.setAccessibleName(self.tr("Login mode"))
        switch.setChecked(is_on)
        return switch

    def _list(self, tone: Tone) -> Callable[[], QWidget]:
        def make() -> QWidget:
            combo = ComboBox(self._theme, accessible_name=self.tr("Connection"))
            tag = TagSpec(self.tr("Staging"), TagTone.STAGING)
            combo.add("a", "Acme Staff", icon="chat", tag=tag)
            combo.set_tone(tone)
            return combo

        return make

    def _segments(self) -> SegmentedControl:
        words = (
            ("all", self.tr("All")),
            ("unexpected", self.tr("Unexpected")),
            ("open", self.tr("Not run")),
        )
        control = SegmentedControl(self._theme, words, accessible_name=self.tr("Scenarios"))
        control.set_count("unexpected", words[1][1], 1, alarm=True)
        return control

    def _tabs(self) -> TabBar:
        tabs = TabBar(self._theme, ("one", "two"), name="gallery_tabs")
        tabs.set_text("one", self.tr("Settings"))
        tabs.set_text("two", self.tr("Tests"))
        tabs.set_marked("two", marked=True, description=self.tr("Changed since the last test"))
        return tabs

    def _row(self, *, is_on: bool, problem: str = "") -> SwitchRow:
        row = SwitchRow(self._theme, name="gallery", title=self.tr("Account identity association"))
        row.set_sentences(
            off=self.tr("Off: each login creates an account of its own."),
            on=self.tr("On: an account with the same email is bound; otherwise one is created."),
        )
        row.set_checked(checked=is_on)
        row.set_problem(problem)
        if is_on:
            combo = ComboBox(self._theme, accessible_name=self.tr("Match by"))
            combo.add("email", self.tr("Email"))
            row.add_extra(combo)
        return row

    def _field(self, problem: str) -> ComboField:
        field = ComboField(self._theme, name="gallery_platform", label=self.tr("Platform"))
        field.combo.setPlaceholderText(self.tr("None selected"))
        field.combo.add("android", "Android")
        field.combo.setCurrentIndex(-1)
        field.show_verdict(Tone.ERROR, problem)
        return field
