"""What the line under a field says, in the language of the catalogue."""

import re
from dataclasses import dataclass
from typing import Final

from wecom_console.domain.fields import SECRET_PATHS
from wecom_console.domain.secrets import DEMO, KEYRING
from wecom_console.gui.parts.form.presenter.state import (
    FieldState,
    FormState,
    LineKind,
    SchemaPartState,
)
from wecom_console.gui.widgets.fields.problem_line import Tone
from wecom_console.messages.catalogue import Messages
from wecom_console.messages.problems import field_label, problem_text
from wecom_console.storage.secrets.protocol import SecretsStanding

_HAN_GAP: Final = re.compile("(?<=[\u4e00-\u9fff]) (?=[\u4e00-\u9fff])")
TONES: Final = {
    LineKind.HINT: Tone.HINT,
    LineKind.OK: Tone.OK,
    LineKind.INFO: Tone.INFO,
    LineKind.WARNING: Tone.WARNING,
    LineKind.ERROR: Tone.ERROR,
    LineKind.LOCKED: Tone.HINT,
    LineKind.KEPT: Tone.HINT,
}


_SECRET_SUFFIXES: Final = {
    SecretsStanding.KEYRING: "",
    SecretsStanding.VAULT: "",
    SecretsStanding.LOCKED: "_asked",
    SecretsStanding.NEW: "_asked",
    SecretsStanding.VAULT_LOCKED: "_session",
    SecretsStanding.SESSION: "_session",
}


@dataclass(frozen=True, slots=True)
class FieldLine:
    """The sentence with its tone, and the tone of the field's edge: a value that a paste repaired
    has an informing sentence and still its tick."""

    tone: Tone
    sentence: str
    edge: Tone


def field_line(
    messages: Messages, state: FieldState, *, secrets_go: SecretsStanding = SecretsStanding.KEYRING
) -> FieldLine:
    """The line of a field as it is."""
    tone = TONES[state.kind]
    if state.kind is LineKind.KEPT:
        return _kept_line(messages, state)
    sentence = _sentence(messages, state, secrets_go=secrets_go)
    if tone is Tone.OK and sentence == _text(messages, state.path, "hint"):
        return FieldLine(Tone.HINT, sentence, Tone.HINT)  # nothing was verified about this value
    if tone is Tone.OK and state.path in SECRET_PATHS and _SECRET_SUFFIXES[secrets_go]:
        return FieldLine(Tone.HINT, sentence, Tone.OK)  # the value is right; its keeping is not
    edge = Tone.OK if state.is_valid and tone in (Tone.OK, Tone.INFO) else tone
    return FieldLine(tone, sentence, Tone.HINT if edge is Tone.INFO else edge)


def _kept_line(messages: Messages, state: FieldState) -> FieldLine:
    """A secret that is stored elsewhere: where, or why it cannot be had."""
    secret = state.secret
    if secret is not None and secret.state in ("missing", "unavailable"):
        label = field_label(messages, state.path)
        params = {**(secret.params or {}), "field": label}
        return FieldLine(Tone.WARNING, messages.text(secret.code, **params), Tone.WARNING)
    if state.reference == str(DEMO):
        sentence = messages.text("form.secret_demo")
    elif state.reference != str(KEYRING):
        sentence = messages.text("form.secret_reference", reference=state.reference)
    elif secret is not None and secret.state == "session":
        sentence = messages.text("form.secret_session")
    else:
        sentence = messages.text("field.secret.kept")
    return FieldLine(Tone.HINT, sentence, Tone.HINT)


def _sentence(messages: Messages, state: FieldState, *, secrets_go: SecretsStanding) -> str:
    if state.kind is LineKind.LOCKED:
        return _text(messages, state.path, "locked")
    if state.kind is LineKind.INFO:
        repaired = [messages.text(f"paste.{c.code}", count=c.count) for c in state.pasted]
        return joined(messages, repaired)
    if state.problem is not None:
        return problem_text(messages, state.problem)
    has_ok = state.kind is LineKind.OK and messages.has(f"field.{state.path}.ok")
    what = "ok" if has_ok else "hint"
    if state.path in SECRET_PATHS:
        what += _SECRET_SUFFIXES[secrets_go]
    return _text(messages, state.path, what)


def _text(messages: Messages, path: str, what: str) -> str:
    code = f"field.{path}.{what}"
    return messages.text(code) if messages.has(code) else ""


def joined(messages: Messages, sentences: list[str]) -> str:
    """Sentences one after the other: Chinese puts no space between them."""
    return ("" if messages.language.startswith("zh") else " ").join(s for s in sentences if s)


def association_text(messages: Messages, mode: str, fields: tuple[str, ...]) -> str:
    """An entry of the association's drop-down."""
    if not fields:
        return messages.text(f"association.{mode}")
    return messages.text(
        "form.association_choice",
        mode=messages.text(f"association.{mode}"),
        fields=listed(messages, [f"association.{field}" for field in fields]),
    )


def association_consequence(messages: Messages, state: FormState) -> str:
    """What the chosen association means for whoever logs in first."""
    choice = state.draft.association
    fields = listed(messages, [f"association.{field}" for field in choice.fields])
    code = f"field.association.mode.{choice.mode}"
    if state.draft.raw.get("login_only") is True:
        code = f"{code}_login_only"
    return messages.text(code, fields=fields)


def hints_of(messages: Messages, state: FormState, path: str) -> list[str]:
    """The domain's remarks on a field, as sentences."""
    problem = state.fields[path].problem
    if problem is None or state.fields[path].kind is not LineKind.HINT:
        return []
    return [problem_text(messages, problem)]


def complaint_of(messages: Messages, state: FieldState) -> str:
    """An error or a warning as a sentence; empty where there is none."""
    if state.problem is None or state.kind not in (LineKind.ERROR, LineKind.WARNING):
        return ""
    return problem_text(messages, state.problem)


def listed(messages: Messages, codes: list[str]) -> str:
    """Several words with the language's separator."""
    return messages.text("list.separator").join(messages.text(code) for code in codes)


def without_gaps(text: str) -> str:
    """A filled-in sentence without the space that stood before a Latin word and now stands
    between two Han characters."""
    return _HAN_GAP.sub("", text)


def labels(messages: Messages, paths: tuple[str, ...]) -> str:
    """Several fields by their labels."""
    return messages.text("list.separator").join(field_label(messages, path) for path in paths)


def part_note(messages: Messages, part: SchemaPartState, agrees: str) -> str:
    """What stands beside a part of the schema: that it agrees, or what it should be."""
    if part.expected is None:
        return ""
    if part.expected:
        return messages.text("form.schema_should_be", expected=_shortened(part.expected))
    return messages.text(agrees)


def _shortened(text: str) -> str:
    return text if len(text) <= 8 else f"…{text[-6:]}"
