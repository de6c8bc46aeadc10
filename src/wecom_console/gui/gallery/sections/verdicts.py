"""What a login test shows: verdicts, legs, environments, the phone."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from wecom_console.domain.verdicts import Verdict
from wecom_console.gui.gallery.section import GallerySection
from wecom_console.gui.gallery.sheet import GallerySheet
from wecom_console.gui.theme.metrics import Role
from wecom_console.gui.widgets.fields.schema_box import CodeChip, PartState, SchemaPart
from wecom_console.gui.widgets.login.phone import PhoneFrame
from wecom_console.gui.widgets.login.qr import QrView
from wecom_console.gui.widgets.login.status_dot import StatusDot
from wecom_console.gui.widgets.login.verdicts import (
    LegGlyph,
    LegLine,
    Mark,
    RunningGlyph,
    VerdictGlyph,
    VerdictLegend,
)
from wecom_console.gui.widgets.text.label import Label
from wecom_console.gui.widgets.text.tags import EnvironmentTag, Tag, TagTone

V = Verdict
_DONE: tuple[LegGlyph, ...] = (V.PROVEN, *[V.SIMULATED] * 6)
_REFUSED: tuple[LegGlyph, ...] = (
    *(V.PROVEN, V.SIMULATED, V.SIMULATED, V.NOT_PROVABLE, V.PROVEN, V.FAILED, V.SKIPPED),
)
_UNDER_WAY: tuple[LegGlyph, ...] = (V.PROVEN, Mark.RUNNING, *[Mark.WAITING] * 5)
_LINK = "https://example.com/phone/landing?transaction=0123456789abcdef"


class VerdictSection(GallerySection):
    """Glyphs, lines, tags, dots, the code and the phone."""

    key = "verdicts"

    def title(self) -> str:
        """Its name in the window."""
        return self.tr("Verdicts")

    def fill(self, sheet: GallerySheet) -> None:
        """Puts its controls there."""
        t = self._theme
        words = self._words()
        glyphs = [(word, VerdictGlyph(t, verdict)) for verdict, word in words.items()]
        glyphs += [
            (self.tr("Waiting"), VerdictGlyph(t, Mark.WAITING)),
            (self.tr("Running"), RunningGlyph(t)),
            (self.tr("Out of date"), self._stale_glyph()),
        ]
        sheet.strip(self.tr("Glyphs"), glyphs)
        stale = LegLine(t)
        stale.show_states(_DONE, stale=True)
        sheet.strip(
            self.tr("Legs"),
            (
                (self.tr("Logged in"), LegLine(t, _DONE)),
                (self.tr("Refused"), LegLine(t, _REFUSED)),
                (self.tr("Running"), LegLine(t, _UNDER_WAY)),
                (self.tr("Out of date"), stale),
            ),
        )
        legend = VerdictLegend(t, word=words.__getitem__)
        sheet.stack(self.tr("Legend"), ((self.tr("All verdicts"), legend),))
        environments = (
            ("production", self.tr("Production")),
            ("staging", self.tr("Staging")),
            ("development", self.tr("Development")),
            ("simulator", self.tr("Simulator")),
        )
        tags: list[tuple[str, QWidget]] = [
            (self.tr("Environment"), EnvironmentTag(t, *one)) for one in environments
        ]
        tones = (TagTone.NEUTRAL, TagTone.INFO, TagTone.SUCCESS, TagTone.WARNING, TagTone.ERROR)
        tags += [(self.tr("Tag"), Tag(t, self.tr("Draft"), tone=tone)) for tone in tones]
        sheet.strip(self.tr("Tags"), tags, columns=9)
        sheet.strip(
            self.tr("States and code"),
            (
                (self.tr("On"), StatusDot(t, self.tr("Active"))),
                (self.tr("Off"), StatusDot(t, self.tr("Off"), color="text_muted", filled=False)),
                (self.tr("Fixed"), CodeChip(t, SchemaPart("wwauth"))),
                (self.tr("Agrees"), CodeChip(t, SchemaPart("000002", PartState.GOOD, "AgentID"))),
                (self.tr("Differs"), CodeChip(t, SchemaPart("000007", PartState.BAD, "000002"))),
            ),
        )
        phone = PhoneFrame(t, height=240)
        centre = Qt.AlignmentFlag.AlignHCenter
        phone.content.addStretch(1)
        phone.content.addWidget(Label(t, "Acme", role=Role.HEADING, align=centre))
        phone.content.addStretch(1)
        code = QrView(t, size=160)
        code.show_text(_LINK)
        cells = ((self.tr("Phone"), phone), (self.tr("QR code"), code))
        sheet.strip(self.tr("Phone and code"), cells)

    def _words(self) -> dict[Verdict, str]:
        return {
            V.PROVEN: self.tr("Proven"),
            V.SIMULATED: self.tr("Simulated"),
            V.FAILED: self.tr("Failed"),
            V.SKIPPED: self.tr("Skipped"),
            V.NOT_PROVABLE: self.tr("Not provable here"),
        }

    def _stale_glyph(self) -> VerdictGlyph:
        glyph = VerdictGlyph(self._theme)
        glyph.show_state(V.PROVEN, stale=True)
        return glyph
