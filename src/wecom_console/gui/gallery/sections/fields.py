"""Inputs in every state, with every verdict."""

from collections.abc import Callable

from PySide6.QtWidgets import QWidget

from wecom_console.gui.gallery.section import GallerySection, States
from wecom_console.gui.gallery.sheet import ControlRow, GallerySheet
from wecom_console.gui.widgets.fields.line_field import LineField
from wecom_console.gui.widgets.fields.problem_line import Tone
from wecom_console.gui.widgets.fields.schema_box import PartState, SchemaBox, SchemaPart
from wecom_console.gui.widgets.fields.search import SearchField
from wecom_console.gui.widgets.fields.secret_field import SecretField
from wecom_console.gui.widgets.fields.secret_prompt import SecretPrompt
from wecom_console.gui.widgets.fields.text_field import TextField

_CORP = "ww3f9c0a7be1d24856"
_SCHEMA = "wwauth3f9c0a7be1d24856000007"


class FieldSection(GallerySection):
    """Lines, secrets, texts, the search and the schema's box."""

    key = "fields"

    def title(self) -> str:
        """Its name in the window."""
        return self.tr("Fields")

    def fill(self, sheet: GallerySheet) -> None:
        """Puts its controls there."""
        wrong = self.tr("16 hexadecimal digits after ww.")
        few = self.tr("10 characters, usually 43.")
        sheet.table(
            self.tr("Inputs"),
            States().without_pressed(),
            (
                ControlRow(self.tr("Empty"), self._line("", Tone.HINT, self.tr("Begins with ww."))),
                ControlRow(
                    self.tr("Filled in"),
                    self._line(_CORP, Tone.OK, self.tr("Valid.")),
                ),
                ControlRow(self.tr("Warning"), self._line("0123456789", Tone.WARNING, few)),
                ControlRow(self.tr("Error"), self._line("ww3f9c0a7b", Tone.ERROR, wrong)),
                ControlRow(self.tr("Text"), self._text(Tone.HINT)),
                ControlRow(self.tr("Text, error"), self._text(Tone.ERROR)),
                ControlRow(self.tr("Search"), self._search),
            ),
            is_wide=True,
        )
        sheet.stack(
            self.tr("More"),
            (
                (self.tr("Locked"), self._locked()),
                (self.tr("Repaired"), self._repaired()),
                (self.tr("Long text"), self._long()),
                (self.tr("Secret, masked"), self._secret(is_revealed=False)),
                (self.tr("Secret, revealed"), self._secret(is_revealed=True)),
                (self.tr("Asking for a secret"), self._prompt()),
            ),
            columns=3,
        )
        sheet.stack(self.tr("The schema’s parts"), ((self.tr("Error"), self._schema()),))

    def _new(self) -> LineField:
        return LineField(
            self._theme,
            name="gallery_corp",
            label=self.tr("Enterprise ID"),
            required=True,
            mono=True,
        )

    def _line(self, text: str, tone: Tone, sentence: str) -> Callable[[], QWidget]:
        def make() -> QWidget:
            field = self._new()
            field.set_placeholder("ww…")
            field.set_text(text)
            field.show_verdict(tone, sentence)
            return field

        return make

    def _text(self, tone: Tone) -> Callable[[], QWidget]:
        def make() -> QWidget:
            field = TextField(self._theme, name="gallery_text", lines=2)
            field.set_label(self.tr("Request body"))
            field.set_text('{"code": "{code}"')
            wrong = tone is Tone.ERROR
            field.show_verdict(tone, self.tr("A } is missing.") if wrong else "JSON")
            return field

        return make

    def _search(self) -> SearchField:
        return SearchField(self._theme, placeholder=self.tr("Name, identifier or tag"))

    def _locked(self) -> LineField:
        field = self._new()
        field.set_text(_CORP)
        field.set_locked(locked=True)
        field.show_verdict(Tone.HINT, self.tr("Cannot be changed once created."))
        return field

    def _repaired(self) -> LineField:
        field = self._new()
        field.set_text(_CORP)
        field.show_verdict(Tone.INFO, self.tr("Removed 1 space that came with the paste."))
        field.add_link(self.tr("Fill in"), icon="wand")
        return field

    def _long(self) -> LineField:
        field = self._new()
        field.set_text("https://console.example.com/connections/" + "0123456789" * 6)
        long_sentence = self.tr(
            "A sentence that is longer than the field is wide goes on in a second line, and the "
            "fields beside it stay where they are."
        )
        field.show_verdict(Tone.WARNING, long_sentence)
        return field

    def _secret(self, *, is_revealed: bool) -> SecretField:
        field = SecretField(self._theme, name="gallery_secret", label="Secret", required=True)
        field.set_text("not-a-secret-of-anybody")
        field.set_revealed(revealed=is_revealed)
        field.set_reveal_names(reveal=self.tr("Show"), mask=self.tr("Hide"))
        return field

    def _prompt(self) -> SecretPrompt:
        prompt = SecretPrompt(
            self._theme, field_name="gallery_passphrase", button_name="gallery_unlock_button"
        )
        prompt.set_words(label=self.tr("Passphrase"), action=self.tr("Unlock"))
        return prompt

    def _schema(self) -> SchemaBox:
        box = SchemaBox(self._theme)
        box.show_parts(
            self.tr("The last six digits do not match AgentID 1000002."),
            (
                SchemaPart(_SCHEMA[:6]),
                SchemaPart(_SCHEMA[6:22], PartState.GOOD, self.tr("as in the Enterprise ID")),
                SchemaPart(_SCHEMA[22:], PartState.BAD, self.tr("should be 000002")),
            ),
            fix_text=self.tr("Change to …000002"),
            keep_text=self.tr("Keep it anyway"),
        )
        return box
