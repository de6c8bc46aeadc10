"""Text in its roles, short and long, and code."""

from wecom_console.gui.gallery.section import GallerySection
from wecom_console.gui.gallery.sheet import GallerySheet
from wecom_console.gui.parts.facts import FactsView
from wecom_console.gui.theme.metrics import Role
from wecom_console.gui.widgets.fields.problem_line import ProblemLine, Tone
from wecom_console.gui.widgets.text.elided_label import ElidedLabel
from wecom_console.gui.widgets.text.icon_view import IconView, LogoTile
from wecom_console.gui.widgets.text.label import Label
from wecom_console.gui.widgets.text.told_text import ToldText, sentence
from wecom_console.gui.widgets.text.trace import (
    CodeText,
    TraceEntry,
    TraceSpan,
    TraceTone,
    TraceView,
)

_ENTRY = TraceEntry(
    1,
    ((TraceSpan("GET /cgi-bin/gettoken"),), (TraceSpan("corpid=ww3f9c0a7be1d24856"),)),
    ((TraceSpan("200, 92 ms, ", TraceTone.MUTED), TraceSpan("errcode 60020", TraceTone.BAD)),),
)


class TextSection(GallerySection):
    """Labels, sentences, code and small drawings."""

    key = "texts"

    def title(self) -> str:
        """Its name in the window."""
        return self.tr("Texts")

    def fill(self, sheet: GallerySheet) -> None:
        """Puts its controls there."""
        t = self._theme
        sample = self.tr("Login by Enterprise WeChat 123")
        sheet.strip(
            self.tr("Roles"),
            [(role.name.lower(), Label(t, sample, role=role)) for role in Role],
            columns=3,
        )
        sheet.stack(
            self.tr("Verdicts of a field"),
            [(tone.name.lower(), self._problem(tone)) for tone in Tone],
            columns=3,
        )
        elided = ElidedLabel(t, "wwauth3f9c0a7be1d24856000007")
        elided.setFixedWidth(t.px(150))
        sheet.strip(
            self.tr("Drawings and what is shortened"),
            (
                (self.tr("Drawing"), IconView(t, "shield")),
                (self.tr("Tile"), LogoTile(t, "chat")),
                (self.tr("Shortened"), elided),
            ),
        )
        told = ToldText(t)
        told.show_lines(
            (
                sentence(self.tr("WeCom saw **203.0.113.24**."), label=self.tr("Cause")),
                sentence(self.tr("Add it to the app’s **trusted IPs**."), label=self.tr("Fix")),
            )
        )
        wrapped = Label(
            t,
            self.tr(
                "A **sentence of ours** knows `code` and goes on in the next line where its room "
                "ends, so that nothing of it is ever cut."
            ),
            wrap=True,
        )
        code = CodeText(t, name="gallery_code")
        code.setPlainText("HTTP/1.1 200 OK")
        code.setFont(t.font(Role.CODE))
        code.setFixedHeight(t.px(84))
        trace = TraceView(t, name="gallery_trace")
        trace.show_entries((_ENTRY,))
        trace.setFixedHeight(t.px(84))
        facts = FactsView(t)
        facts.show_facts(((self.tr("Enterprise ID"), "ww3f9c0a7be1d24856"), ("AgentID", "1000002")))
        sheet.stack(
            self.tr("Running text and code"),
            (
                (self.tr("Long text"), wrapped),
                (self.tr("Explanation"), told),
                (self.tr("Exchange"), trace),
                (self.tr("Code"), code),
                (self.tr("Values"), facts),
            ),
            columns=2,
        )

    def _problem(self, tone: Tone) -> ProblemLine:
        line = ProblemLine(self._theme, name="gallery_problem")
        line.show_sentence(tone, self.tr("The last six digits match."))
        return line
