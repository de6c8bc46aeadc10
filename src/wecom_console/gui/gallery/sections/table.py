"""The sections in the order in which the gallery shows them."""

from typing import Final

from wecom_console.gui.gallery.section import GallerySection
from wecom_console.gui.gallery.sections.boxes import BoxSection
from wecom_console.gui.gallery.sections.buttons import ButtonSection
from wecom_console.gui.gallery.sections.choices import ChoiceSection
from wecom_console.gui.gallery.sections.fields import FieldSection
from wecom_console.gui.gallery.sections.panes import PaneSection
from wecom_console.gui.gallery.sections.texts import TextSection
from wecom_console.gui.gallery.sections.verdicts import VerdictSection

SECTIONS: Final[tuple[type[GallerySection], ...]] = (
    ButtonSection,
    ChoiceSection,
    FieldSection,
    BoxSection,
    VerdictSection,
    TextSection,
    PaneSection,
)
