"""Buttons, links and what else is pressed."""

from collections.abc import Callable

from PySide6.QtWidgets import QWidget

from wecom_console.gui.gallery.section import GallerySection, States
from wecom_console.gui.gallery.sheet import ControlRow, GallerySheet
from wecom_console.gui.theme.metrics import Role
from wecom_console.gui.widgets.boxes.card import CardButton
from wecom_console.gui.widgets.controls.button import Button, ButtonKind, ButtonSize
from wecom_console.gui.widgets.controls.chips import FilterChip
from wecom_console.gui.widgets.controls.text_link import TextLink
from wecom_console.gui.widgets.text.breadcrumb import Breadcrumb
from wecom_console.gui.widgets.text.icon_view import LogoTile
from wecom_console.gui.widgets.text.label import Label


class ButtonSection(GallerySection):
    """Every kind in every state, every size, and texts that are too long."""

    key = "buttons"

    def title(self) -> str:
        """Its name in the window."""
        return self.tr("Buttons")

    def fill(self, sheet: GallerySheet) -> None:
        """Puts its controls there."""
        t = self._theme
        sheet.table(
            self.tr("Kinds"),
            States().columns(),
            (
                ControlRow(self.tr("Default"), self._button(self.tr("Run test"), icon="play")),
                ControlRow(self.tr("Primary"), self._button(self.tr("Create"), ButtonKind.PRIMARY)),
                ControlRow(
                    self.tr("Destructive"), self._button(self.tr("Delete"), ButtonKind.DESTRUCTIVE)
                ),
                ControlRow(
                    self.tr("Link"),
                    self._button(self.tr("Save report"), ButtonKind.LINK, icon="download"),
                ),
                ControlRow(self.tr("Ghost"), self._button(self.tr("Compare"), ButtonKind.GHOST)),
                ControlRow(self.tr("Icon only"), self._button("", ButtonKind.GHOST, icon="more")),
                ControlRow(
                    self.tr("In running text"), lambda: TextLink(t, self.tr("Open Settings"))
                ),
                ControlRow(self.tr("Filter"), lambda: self._chip(is_on=False)),
                ControlRow(self.tr("Filter, on"), lambda: self._chip(is_on=True)),
                ControlRow(self.tr("Card"), self._card_button),
            ),
        )
        sizes = [(str(size.value[0]), self._sized(size)) for size in ButtonSize]
        sheet.strip(self.tr("Sizes"), sizes)
        long_text = self.tr("Create the connection here and in the Authing user pool")
        crumb = Breadcrumb(t)
        crumb.show_steps((("a", self.tr("Sources")), ("b", self.tr("Choose")), ("c", "WeCom")))
        sheet.strip(
            self.tr("Long text and the way to a page"),
            (
                (self.tr("Long text"), Button(t, long_text, icon="plus", trailing_icon="external")),
                (self.tr("The way to a page"), crumb),
            ),
        )

    def _button(
        self, text: str, kind: ButtonKind = ButtonKind.DEFAULT, *, icon: str = ""
    ) -> Callable[[], QWidget]:
        name = "" if text else self.tr("More")
        return lambda: Button(self._theme, text, kind=kind, icon=icon, accessible_name=name)

    def _sized(self, size: ButtonSize) -> Button:
        return Button(self._theme, self.tr("Run test"), size=size, icon="play")

    def _chip(self, *, is_on: bool) -> FilterChip:
        chip = FilterChip(self._theme, self.tr("Needs attention"), icon="warning")
        chip.set_count(2)
        chip.setChecked(is_on)
        return chip

    def _card_button(self) -> CardButton:
        card = CardButton(self._theme, padding=12)
        card.body.addWidget(LogoTile(self._theme, "chat", size=32, icon_size=16))
        card.body.addSpacing(6)
        card.body.addWidget(Label(self._theme, self.tr("Enterprise WeChat"), role=Role.LABEL))
        card.setAccessibleName(self.tr("Enterprise WeChat"))
        return card
