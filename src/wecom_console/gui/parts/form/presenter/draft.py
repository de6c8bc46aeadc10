"""What is on the form, frozen: the raw values, which fields were touched, what a paste repaired.

Every change is a new `Draft`, so undo is a list of drafts. Qt-free.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from types import MappingProxyType
from typing import Final

from wecom_console.domain.connection_types import MOBILE, ConnectionType
from wecom_console.domain.documents import ordered
from wecom_console.domain.fields import FIELD_BY_PATH, FIELDS, SECRET_PATHS, Kind, Paste
from wecom_console.domain.paste import PasteRepair, clean_paste
from wecom_console.domain.problems import Fix
from wecom_console.domain.profile import MOBILE_TYPE
from wecom_console.domain.raw import Raw, get_value, set_value
from wecom_console.domain.rules.common import error
from wecom_console.domain.rules.misplaced import IS_SECRET, MOVE_SECRET, acceptance
from wecom_console.domain.schema_rule import derive_schema
from wecom_console.domain.secrets import KEYRING, Secret, SecretRef

NO_CHANGES: Final[Mapping[str, tuple[PasteRepair, ...]]] = MappingProxyType({})
_OF_WORDS: Final = tuple(
    spec.path
    for spec in FIELDS
    if spec.kind is Kind.TEXT and spec.paste in (Paste.WORDS, Paste.ENDS)
)
_SCHEMA_PATHS: Final = frozenset({"schema", "corp_id", "agent_id"})


@dataclass(frozen=True, slots=True)
class AssociationChoice:
    """An entry of the association's drop-down: the mode, and what it matches by."""

    mode: str
    fields: tuple[str, ...] = ()


ASSOCIATION_OFF: Final = AssociationChoice("none")
ASSOCIATION_CHOICES: Final = (
    AssociationChoice("field", ("email",)),
    AssociationChoice("field", ("phone",)),
    AssociationChoice("field", ("email", "phone")),
    AssociationChoice("challenge"),
)
DEFAULT_METHODS: Final = ("phone-code", "email-code")


@dataclass(frozen=True, slots=True)
class Draft:
    """One state of the form. `stored` are the references that stood in the opened profile: an
    emptied secret field goes back to them."""

    raw: Raw
    touched: frozenset[str] = frozenset()
    pasted: Mapping[str, tuple[PasteRepair, ...]] = field(default_factory=lambda: NO_CHANGES)
    stored: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
    last_association: AssociationChoice = ASSOCIATION_CHOICES[0]
    last_methods: tuple[str, ...] = DEFAULT_METHODS

    def value(self, path: str) -> object:
        """The value at `path`, its default where it is absent."""
        return get_value(self.raw, path)

    def text(self, path: str) -> str:
        """The text at `path`; empty for anything that is no text."""
        value = self.value(path)
        return value if isinstance(value, str) else ""

    def texts(self, path: str) -> tuple[str, ...]:
        """The list at `path`."""
        value = self.value(path)
        return tuple(str(v) for v in value) if isinstance(value, list | tuple) else ()

    def with_value(self, path: str, value: object) -> "Draft":
        """`value` typed or chosen by hand: the field is touched, an old remark on a paste goes,
        and what was accepted of it, or of the schema whose part it is, is asked again."""
        raw = set_value(self.raw, path, _in_file_shape(value))
        if raw != self.raw and (kept := self.texts("accept")):
            over = {acceptance(error(IS_SECRET, path))}
            if path in _SCHEMA_PATHS:
                over.add("schema.mismatch")
            raw = set_value(raw, "accept", [code for code in kept if code not in over] or ())
        pasted = {p: changes for p, changes in self.pasted.items() if p != path}
        return replace(
            self, raw=raw, touched=self.touched | {path}, pasted=MappingProxyType(pasted)
        )

    def with_secret(self, path: str, text: str) -> "Draft":
        """A secret as typed; an emptied one falls back to what is stored."""
        value: object = Secret(text) if text else self.stored.get(path, "")
        if not value and not FIELD_BY_PATH[path].required:
            value = None
        return self.with_value(path, value)

    def with_typed(self, path: str, value: object) -> "Draft":
        """A keystroke in a field, or a choice. Secrets come as text."""
        if path in SECRET_PATHS and isinstance(value, str):
            return self.with_secret(path, value)
        return self.with_value(path, value)

    def with_trimmed_name(self) -> "Draft":
        """A space typed after the name's last word is not meant; every member would get it."""
        name = self.text("display_name")
        trimmed = name.strip()
        return self if trimmed in ("", name) else self.with_value("display_name", trimmed)

    def with_paste(self, path: str, text: str) -> "Draft":
        """Pasted text, repaired where that is safe; what was repaired is remembered."""
        cleaned = clean_paste(path, text)
        draft = self.with_typed(path, cleaned.text)
        if not cleaned.changes:
            return draft
        pasted = {**draft.pasted, path: cleaned.changes}
        return replace(draft, pasted=MappingProxyType(pasted))

    def with_fix(self, fix: Fix) -> "Draft":
        """A fix applied."""
        if fix.code == MOVE_SECRET:
            moved = self.with_secret(str(fix.value), self.text(fix.field).strip())
            return moved.with_value(fix.field, FIELD_BY_PATH[fix.field].default)
        return self.with_typed(fix.field, fix.value)

    def with_kept(self, code: str) -> "Draft":
        """A finding that may be overridden, accepted."""
        accepted = dict.fromkeys((*self.texts("accept"), code))
        return replace(self, raw=set_value(self.raw, "accept", list(accepted)))

    def with_derived_schema(self) -> "Draft":
        """The schema by the rule; unchanged while CorpID or AgentID is not known."""
        derived = self.derived_schema
        return self if derived is None else self.with_value("schema", derived)

    @property
    def derived_schema(self) -> str | None:
        """The schema that CorpID and AgentID imply."""
        return derive_schema(self.text("corp_id"), self.text("agent_id"))

    @property
    def association(self) -> AssociationChoice:
        """The association as the drop-down shows it."""
        mode = self.text("association.mode")
        return AssociationChoice(mode, self.texts("association.fields") if mode == "field" else ())

    def with_association(self, choice: AssociationChoice) -> "Draft":
        """Another association. What is switched off is remembered for switching on again."""
        methods = self.texts("association.methods") or self.last_methods
        draft = self.with_value("association.mode", choice.mode)
        draft = draft.with_value("association.fields", choice.fields)
        draft = draft.with_value(
            "association.methods", methods if choice.mode == "challenge" else ()
        )
        last = self.last_association if choice == ASSOCIATION_OFF else choice
        return replace(draft, last_association=last, last_methods=methods)

    def with_all_touched(self) -> "Draft":
        """Every field counts as seen: *Create* was pressed."""
        return replace(self, touched=frozenset(FIELD_BY_PATH))

    @property
    def settled(self) -> Raw:
        """The values as they are checked and saved: without a space behind the last word, after
        which another may be about to be typed."""
        raw = self.raw
        for path in _OF_WORDS:
            text = self.text(path)
            if text.endswith(" "):
                raw = set_value(raw, path, text.rstrip(" "))
        return raw

    def document(self) -> dict[str, object]:
        """The values as a stored document: a typed secret is the reference to the keyring."""
        raw = self.settled
        for path in SECRET_PATHS:
            if isinstance(get_value(raw, path), Secret):
                raw = set_value(raw, path, str(KEYRING))
        return ordered(raw)

    def secrets(self) -> dict[str, Secret]:
        """The secrets that were typed, by field path."""
        typed = {path: get_value(self.raw, path) for path in SECRET_PATHS}
        return {path: value for path, value in typed.items() if isinstance(value, Secret)}

    def same_values(self, other: "Draft") -> bool:
        """Whether both would be saved alike."""
        return self.document() == other.document() and self.secrets() == other.secrets()


def new_draft(kind: ConnectionType = MOBILE) -> Draft:
    """An empty form. The show name has no default: it is what the members will read."""
    empty = {spec.path: "" for spec in FIELDS if spec.required and kind.has(spec.path)}
    return Draft({"type": kind.type, **empty})


def opened_draft(document: Raw) -> Draft:
    """A stored profile or draft on the form; what is wrong in it shows at once."""
    stored = {
        path: text
        for path in SECRET_PATHS
        if isinstance(text := get_value(document, path), str) and SecretRef.parse(text)
    }
    filled = {path for path in FIELD_BY_PATH if get_value(document, path)}
    draft = Draft(
        {"type": MOBILE_TYPE, **document},
        touched=frozenset(filled),
        stored=MappingProxyType(stored),
    )
    if draft.association.mode == "none":
        return draft
    methods = draft.texts("association.methods") or DEFAULT_METHODS
    return replace(draft, last_association=draft.association, last_methods=methods)


def _in_file_shape(value: object) -> object:
    """Lists as a file has them, but for an empty one, which equals the field's default."""
    return list(value) if isinstance(value, tuple) and value else value
