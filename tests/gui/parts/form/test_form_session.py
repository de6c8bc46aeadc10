"""The form without its window: sessions, steps of undo, conflicts, and what is shown of a draft."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

import pytest

from gui.parts.form.form_support import (
    AGENT,
    CORP,
    GOOD,
    GOOD_DOCUMENT,
    OTHER_SCHEMA,
    SCHEMA,
    SECRET,
)
from wecom_console.domain.connection_types import AGENCY_MOBILE, MOBILE
from wecom_console.domain.fields import FIELD_BY_PATH, FORM_ORDER
from wecom_console.domain.problems import Fix, Problem, Severity
from wecom_console.domain.raw import set_value
from wecom_console.domain.report import Report
from wecom_console.domain.rules.misplaced import MOVE_SECRET
from wecom_console.domain.secrets import Secret
from wecom_console.gui.parts.form.presenter.draft import (
    ASSOCIATION_CHOICES,
    ASSOCIATION_OFF,
    DEFAULT_METHODS,
    AssociationChoice,
    Draft,
    new_draft,
    opened_draft,
)
from wecom_console.gui.parts.form.presenter.history import DEPTH, History
from wecom_console.gui.parts.form.presenter.merge import changed_by, merged
from wecom_console.gui.parts.form.presenter.session import FormSession, new_session, stored_session
from wecom_console.gui.parts.form.presenter.state import (
    Asks,
    EditConflict,
    FieldState,
    FormMode,
    FormState,
    Keeping,
    Kept,
    LineKind,
    SchemaPartState,
    SchemaView,
    first_problem,
    schema_view,
    shown_problems,
)
from wecom_console.services.profiles.records import SecretState, StoredProfile, WorkingCopy
from wecom_console.storage.secrets.protocol import SecretsStanding

NONE: frozenset[str] = frozenset()
GONE = Problem("write.not_found", "", Severity.ERROR, {"key": "acme"})


def stored(*, revision: int = 3, is_draft: bool = False, **changes: object) -> StoredProfile:
    """A good connection as it is stored, but for `changes` (``a__b`` for a nested path)."""
    document: Mapping[str, Any] = GOOD_DOCUMENT
    for path, value in changes.items():
        document = set_value(document, path.replace("__", "."), value)
    return StoredProfile("p1", revision, document, is_draft, 1.0, 2.0)


def session(**changes: object) -> FormSession:
    """A good stored connection on the form."""
    return stored_session(stored(**changes), NONE)


def typed(on: FormSession, path: str, value: object) -> FormSession:
    """`value` put in by hand."""
    return on.advanced(on.draft.with_value(path, value))


def state(of: FormSession) -> FormState:
    return of.state(Keeping.NOTHING)


# --- production ----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("before", "now", "is_production"),
    [
        ("production", "production", True),
        ("production", "test", True),
        ("test", "production", True),
        ("test", "test", False),
    ],
)
def test_production_is_what_people_log_in_with_or_will(
    before: str, now: str, is_production: bool
) -> None:
    """Taking a connection out of it is asked about as much as putting one in."""
    on_form = typed(session(environment=before), "environment", now)
    assert is_production is on_form.is_production


def test_nobody_logs_in_with_what_is_not_stored_yet() -> None:
    """A new connection and a stored draft are not in production, whatever they say."""
    new = typed(new_session(), "environment", "production")
    draft = session(is_draft=True, environment="production")
    assert [False, False] == [new.is_production, draft.is_production]


# --- steps of undo -------------------------------------------------------------------------------


def draft(name: str, *touched: str) -> Draft:
    """A draft that can be told from others."""
    return Draft({"display_name": name}, touched=frozenset(touched))


A, B, C, D = (draft(letter) for letter in "ABCD")


def names(history: History) -> tuple[str, str, str]:
    """Past, present and future as letters."""
    text = "".join
    return (
        text(d.text("display_name") for d in history.past),
        history.present.text("display_name"),
        text(d.text("display_name") for d in history.future),
    )


def test_undo_and_redo_walk_the_same_steps() -> None:
    """Back to the start and forward to the end, each step once."""
    history = History(A).advanced(B).advanced(C).advanced(D)
    walk = [names(history)]
    for step in (*[History.undone] * 3, *[History.redone] * 3, History.undone):
        history = step(history)
        walk.append(names(history))
    assert [
        ("ABC", "D", ""),
        ("AB", "C", "D"),
        ("A", "B", "CD"),
        ("", "A", "BCD"),
        ("A", "B", "CD"),
        ("AB", "C", "D"),
        ("ABC", "D", ""),
        ("AB", "C", "D"),
    ] == walk


def test_at_either_end_nothing_happens() -> None:
    """The same history, not an equal one."""
    history = History(A)
    assert (history, history) == (history.undone(), history.redone())
    assert history is history.undone()
    assert history is history.redone()


def test_an_edit_after_undo_ends_the_old_future() -> None:
    """Also where it belongs to the field that was being typed into."""
    history = History(A).advanced(B, run="x").advanced(C).undone()
    assert ("AB", "D", "") == names(history.advanced(D))
    running = replace(History(A, past=(B,), future=(C,)), run="x")
    assert ("B", "D", "") == names(running.advanced(D, run="x"))


@pytest.mark.parametrize(
    ("first", "second", "past"),
    [("x", "x", "A"), ("x", "y", "AB"), ("", "", "AB"), ("x", "", "AB")],
)
def test_keystrokes_of_one_field_are_one_step(first: str, second: str, past: str) -> None:
    """Of another field, or no keystroke at all, they are two."""
    history = History(A).advanced(B, run=first).advanced(C, run=second)
    assert (past, "C", "") == names(history)


def test_the_first_keystroke_is_a_step_also_in_a_running_field() -> None:
    """There must be something to go back to."""
    assert ("A", "B", "") == names(replace(History(A), run="x").advanced(B, run="x"))


def test_after_undo_typing_on_is_a_new_step() -> None:
    """The run has ended."""
    history = History(A).advanced(B, run="x").advanced(C, run="y").undone()
    assert ("AB", "D", "") == names(history.advanced(D, run="x"))


def test_no_change_is_no_step() -> None:
    """And ends nothing."""
    history = History(A).advanced(B).undone()
    assert history is history.advanced(A)


def test_the_oldest_steps_are_given_up() -> None:
    """Two hundred are kept."""
    history = History(draft("first"))
    for number in range(DEPTH + 5):
        history = history.advanced(draft(str(number)))
    past = [d.text("display_name") for d in history.past]
    assert (DEPTH, "4", str(DEPTH + 3)) == (len(past), past[0], past[-1])


def test_fields_stay_touched_through_undo() -> None:
    """What was seen was seen."""
    history = History(draft("A", "corp_id")).advanced(draft("B", "schema")).undone()
    assert frozenset({"corp_id", "schema"}) == history.present.touched


def test_touching_is_no_step() -> None:
    """Neither past nor future change."""
    history = History(A, past=(B,), future=(C,), run="x").amended(D)
    assert (("B", "D", "C"), "x") == (names(history), history.run)


# --- conflicts -----------------------------------------------------------------------------------


def test_what_changed_is_told_in_file_order() -> None:
    """Typed secrets too, although both documents name the keyring."""
    base = opened_draft(GOOD_DOCUMENT)
    mine = base.with_value("schema", OTHER_SCHEMA).with_value("display_name", "Mine")
    mine = mine.with_secret("secret", SECRET)
    order = list(FIELD_BY_PATH)
    changed = changed_by(base, mine)
    assert {"display_name", "schema", "secret"} == set(changed)
    assert sorted(changed, key=order.index) == list(changed)


def test_a_secret_typed_anew_is_a_change_of_its_own() -> None:
    """Whichever secret it is, and only where it differs from the one typed before."""
    base = opened_draft(GOOD_DOCUMENT)
    one = base.with_secret("secret", SECRET)
    assert ("secret",) == changed_by(base, one)
    assert () == changed_by(one, base.with_secret("secret", SECRET))
    assert ("secret",) == changed_by(one, base.with_secret("secret", f"{SECRET}1"))
    assert ("backend.app_secret",) == changed_by(
        one, one.with_secret("backend.app_secret", "another-secret")
    )


def test_what_is_not_a_field_comes_last() -> None:
    """A damaged document may hold anything."""
    base = opened_draft(GOOD_DOCUMENT)
    other = replace(base, raw={"zzz": 1, **base.raw, "display_name": "x"})
    assert "display_name" == changed_by(base, other)[0]


def test_mine_goes_on_top_of_theirs() -> None:
    """Where both changed a field mine stands; what only they changed is theirs."""
    base = opened_draft(GOOD_DOCUMENT)
    mine = base.with_value("display_name", "Mine").with_secret("secret", SECRET)
    theirs = base.with_value("display_name", "Theirs").with_value("environment", "production")
    both = merged(base, mine, replace(theirs, touched=frozenset({"environment"})))
    assert ("Mine", "production", Secret(SECRET)) == (
        both.value("display_name"),
        both.value("environment"),
        both.value("secret"),
    )
    assert mine.touched | {"environment"} == both.touched


def test_a_conflict_remembers_a_secret_that_was_typed_here() -> None:
    """Or taking theirs would lose it without a word."""
    on_form = session()
    on_form = on_form.advanced(on_form.draft.with_secret("secret", SECRET))
    outdated = on_form.asking(is_saving=True).outdated(stored(revision=4, display_name="Theirs"))
    assert EditConflict(("display_name",), ("secret",)) == outdated.asks.conflict
    assert (4, False) == (outdated.theirs and outdated.theirs.revision, outdated.asks.is_saving)


def test_what_both_sides_changed() -> None:
    """In the order of mine."""
    assert ("a", "c") == EditConflict(theirs=("c", "a", "d"), mine=("a", "b", "c")).both


@pytest.mark.parametrize(
    ("keeps_mine", "name", "environment"),
    [(True, "Mine", "production"), (False, "Theirs", "production")],
)
def test_a_conflict_is_settled_on_top_of_what_is_stored(
    keeps_mine: bool, name: str, environment: str
) -> None:
    """From then on it is their revision that is edited, and the question is gone."""
    theirs = stored(revision=4, display_name="Theirs", environment="production")
    on_form = typed(session(), "display_name", "Mine").outdated(theirs)
    settled = on_form.rebased(keeps_mine=keeps_mine)
    assert (name, environment) == (
        settled.draft.text("display_name"),
        settled.draft.text("environment"),
    )
    assert (4, None, None, keeps_mine) == (
        settled.base_revision,
        settled.theirs,
        settled.asks.conflict,
        settled.is_dirty,
    )
    assert "Mine" == settled.history.undone().present.text("display_name")
    assert "Theirs" == settled.base.text("display_name")


def test_without_a_conflict_there_is_nothing_to_settle() -> None:
    """The session stays as it is."""
    on_form = session()
    assert on_form is on_form.rebased(keeps_mine=True)


# --- moving on -----------------------------------------------------------------------------------


def test_an_edit_answers_what_was_asked() -> None:
    """Leaving, the guard of production and a refusal; not what came back from a crash."""
    asked = session().asking(is_leaving=True, guarding=("schema",), failure=GONE, restored_at=1.0)
    assert Asks(restored_at=1.0) == typed(asked, "display_name", "New").asks


def test_no_edit_answers_nothing() -> None:
    """The same value again."""
    asked = session().asking(is_leaving=True)
    assert asked is typed(asked, "display_name", GOOD["display_name"])


def test_touching_fields_is_no_edit() -> None:
    """Nothing is dirty, and nothing can be undone."""
    on_form = new_session()
    seen = on_form.touched(on_form.draft.with_all_touched())
    assert (False, False) == (seen.is_dirty, state(seen).can_undo)
    assert state(seen).errors > 0


def test_a_form_is_dirty_while_it_differs_from_what_is_stored() -> None:
    """By a value, or by a secret that was typed."""
    on_form = session()
    edited = typed(on_form, "display_name", "New")
    secret = on_form.advanced(on_form.draft.with_secret("secret", SECRET))
    back = typed(edited, "display_name", GOOD["display_name"])
    assert [False, True, True, False] == [s.is_dirty for s in (on_form, edited, secret, back)]


def test_what_a_rejection_found_is_known_from_then_on() -> None:
    """Beside the identifiers that were known before; every field counts as seen."""
    taken = Problem("identifier.taken", "identifier", Severity.ERROR, {"value": "acme-staff"})
    other = Problem("corp_id.format", "corp_id", Severity.ERROR, {"value": "no-identifier"})
    before = session().with_taken(frozenset({"older"})).asking(is_saving=True)
    rejected = before.rejected(Report(None, (taken, other)))
    assert frozenset({"older", "acme-staff"}) == rejected.taken
    assert "identifier.taken" in {p.code for p in rejected.report.errors}
    assert (False, True) == (rejected.asks.is_saving, set(FORM_ORDER) <= rejected.draft.touched)


def test_a_working_copy_comes_back_over_what_is_stored() -> None:
    """With the revision it was begun on; undo leads to what is stored, whose secrets stand in."""
    copy = WorkingCopy("p1", 2, 99.0, {**GOOD_DOCUMENT, "display_name": "Left", "secret": ""})
    restored = session(backend__app_secret="keyring:").restored(copy)
    assert ("Left", "keyring:", "keyring:") == (
        restored.draft.value("display_name"),
        restored.draft.value("secret"),
        restored.draft.value("backend.app_secret"),
    )
    assert (2, 99.0, True) == (
        restored.base_revision,
        restored.asks.restored_at,
        restored.is_dirty,
    )
    assert restored.base == restored.history.undone().present


def test_a_copys_own_reference_comes_before_the_stored_one() -> None:
    """It was chosen on the form."""
    copy = WorkingCopy("p1", 2, 99.0, {**GOOD_DOCUMENT, "secret": "env:ACME_SECRET"})
    assert "env:ACME_SECRET" == session().restored(copy).draft.value("secret")


@pytest.mark.parametrize(("is_draft", "mode"), [(True, FormMode.CREATE), (False, FormMode.EDIT)])
def test_what_was_saved_is_the_new_base(is_draft: bool, mode: FormMode) -> None:
    """Nothing is left to undo, and the secrets' standing is asked anew."""
    kept = Kept(SecretsStanding.VAULT, (SecretState("secret", "keyring:", "present"),))
    sending = replace(typed(new_session(), "display_name", "New"), kept=kept)
    sending = sending.with_taken(frozenset({"other"})).asking(is_saving=True)
    saved = sending.saved(stored(revision=1, is_draft=is_draft), sending.draft)
    assert (mode, "p1", 1, frozenset({"other"})) == (
        saved.mode,
        saved.profile_id,
        saved.base_revision,
        saved.taken,
    )
    assert (False, False, Asks(), Kept(SecretsStanding.VAULT)) == (
        saved.is_dirty,
        state(saved).can_undo,
        saved.asks,
        saved.kept,
    )


def test_what_was_typed_while_saving_stays() -> None:
    """Unsaved, and undo does not lead behind what is stored."""
    sent = typed(session(), "display_name", "Sent")
    later = typed(sent, "display_name", "Later")
    saved = later.saved(stored(revision=4, display_name="Sent"), sent.draft)
    assert ("Later", True, False) == (
        saved.draft.text("display_name"),
        saved.is_dirty,
        state(saved).can_undo,
    )


def test_a_connection_that_is_gone_can_be_created_anew() -> None:
    """What is on the screen stays, whole."""
    failure = GONE
    alone = typed(session(), "display_name", "Mine").asking(is_saving=True, is_loading=True)
    alone = alone.detached(failure)
    assert (FormMode.CREATE, "", 0, "Mine", True) == (
        alone.mode,
        alone.profile_id,
        alone.base_revision,
        alone.draft.text("display_name"),
        alone.is_dirty,
    )
    assert Asks(failure=failure) == alone.asks


def test_identifiers_that_become_known_are_checked_at_once() -> None:
    """Nothing has to be typed for it."""
    known = session().with_taken(frozenset({GOOD["identifier"]}))
    assert ["identifier.taken"] == [p.code for p in known.report.errors]
    assert (NONE, ()) == (session().taken, session().report.errors)


def test_a_stored_connection_is_checked_against_the_others() -> None:
    """When it is opened."""
    opened = stored_session(stored(), frozenset({GOOD["identifier"]}))
    assert ("p1", 3, ["identifier.taken"]) == (
        opened.profile_id,
        opened.base_revision,
        [p.code for p in opened.report.errors],
    )


def test_a_new_form_may_be_filled_in_already() -> None:
    """It is dirty then: closing it would lose something."""
    filled = new_session(opened_draft(GOOD_DOCUMENT))
    assert (True, False, FormMode.CREATE) == (
        filled.is_dirty,
        new_session().is_dirty,
        filled.mode,
    )


# --- drafts --------------------------------------------------------------------------------------


@pytest.mark.parametrize("path", ["schema", "corp_id", "agent_id"])
def test_what_was_accepted_is_asked_again_with_each_part_of_the_schema(path: str) -> None:
    """And only once it changes."""
    accepted = opened_draft({**GOOD_DOCUMENT, "accept": ["schema.mismatch"]})
    same = accepted.with_value(path, accepted.value(path))
    assert (("schema.mismatch",), ()) == (
        same.texts("accept"),
        accepted.with_value(path, "other").texts("accept"),
    )
    assert ("schema.mismatch",) == accepted.with_value("display_name", "x").texts("accept")


def test_accepting_twice_is_accepting_once() -> None:
    """And keeps what was accepted before, in its order."""
    accepted = new_draft().with_kept("a").with_kept("b").with_kept("a")
    assert ("a", "b") == accepted.texts("accept")


def test_a_remark_on_a_paste_stays_while_other_fields_are_edited() -> None:
    """It goes with the next edit of its own field."""
    pasted = new_draft().with_paste("corp_id", f" {CORP}").with_paste("agent_id", f" {AGENT} ")
    assert {"corp_id", "agent_id"} == set(pasted.pasted)
    assert {"agent_id"} == set(pasted.with_value("corp_id", CORP).pasted)
    assert {"corp_id"} == set(pasted.with_paste("agent_id", AGENT).pasted)


@pytest.mark.parametrize(
    ("path", "stored_as", "emptied"),
    [
        ("secret", "keyring:", "keyring:"),
        ("backend.app_secret", "env:X", "env:X"),
        ("secret", "", ""),
        ("backend.app_secret", "", None),
    ],
)
def test_an_emptied_secret_is_what_is_stored(
    path: str, stored_as: str, emptied: str | None
) -> None:
    """Where nothing is: empty where one is required, absent where not."""
    opened = opened_draft(set_value(GOOD_DOCUMENT, path, stored_as))
    again = opened.with_secret(path, "typed").with_secret(path, "")
    assert (emptied, True) == (again.value(path), path in again.touched)


def test_a_fix_of_a_secret_is_a_secret() -> None:
    """Of any other field it is a value."""
    fixed = (
        new_draft().with_fix(Fix("use", "secret", SECRET)).with_fix(Fix("use", "schema", SCHEMA))
    )
    assert (Secret(SECRET), SCHEMA) == (fixed.value("secret"), fixed.value("schema"))


def test_a_misplaced_secret_moves_as_a_secret() -> None:
    """The field that it stood in is empty again."""
    typed = new_draft().with_typed("display_name", f" {SECRET} ")
    moved = typed.with_fix(Fix(MOVE_SECRET, "display_name", "secret"))
    assert (Secret(SECRET), "") == (moved.value("secret"), moved.value("display_name"))


def test_another_schema_asks_again_only_what_was_accepted_of_it() -> None:
    """That a value is no secret stays accepted."""
    kept = new_draft().with_kept("schema.mismatch").with_kept("value.is_secret")
    assert ["value.is_secret"] == kept.with_typed("schema", "wwauth").value("accept")


def test_another_value_of_a_field_asks_again_what_was_accepted_of_it() -> None:
    """The next one may be a secret; what another field has stays accepted."""
    codes = ("value.is_secret:tags", "value.is_secret:display_name")
    kept = new_draft().with_kept(codes[0]).with_kept(codes[1])
    assert [codes[0]] == kept.with_typed("display_name", "x").value("accept")


def test_association_is_one_entry_of_the_drop_down() -> None:
    """Fields belong to matching, methods to the challenge."""
    matching = new_draft().with_association(AssociationChoice("field", ("phone",)))
    challenge = matching.with_association(AssociationChoice("challenge"))
    off = challenge.with_association(ASSOCIATION_OFF)
    assert [
        ("field", ("phone",), ()),
        ("challenge", (), DEFAULT_METHODS),
        ("none", (), ()),
    ] == [
        (d.text("association.mode"), d.texts("association.fields"), d.texts("association.methods"))
        for d in (matching, challenge, off)
    ]
    assert [AssociationChoice("challenge"), ASSOCIATION_OFF] == [
        challenge.association,
        off.association,
    ]
    assert AssociationChoice("challenge") == off.last_association


def test_methods_that_were_chosen_come_back() -> None:
    """After another way of association, and after none."""
    chosen = new_draft().with_association(AssociationChoice("challenge"))
    chosen = chosen.with_value("association.methods", ("email-code",))
    away = chosen.with_association(ASSOCIATION_CHOICES[0]).with_association(ASSOCIATION_OFF)
    back = away.with_association(AssociationChoice("challenge"))
    assert ("email-code",) == back.texts("association.methods")


@pytest.mark.parametrize(
    ("association", "last", "methods"),
    [
        ({"mode": "none"}, ASSOCIATION_CHOICES[0], DEFAULT_METHODS),
        ({"mode": "field", "fields": ["phone"]}, ASSOCIATION_CHOICES[1], DEFAULT_METHODS),
        (
            {"mode": "challenge", "methods": ["email-code"]},
            AssociationChoice("challenge"),
            ("email-code",),
        ),
    ],
)
def test_what_a_stored_association_was_is_remembered(
    association: dict[str, object], last: AssociationChoice, methods: tuple[str, ...]
) -> None:
    """For switching it off and on again."""
    opened = opened_draft({**GOOD_DOCUMENT, "association": association})
    assert (last, methods) == (opened.last_association, opened.last_methods)


def test_what_is_filled_in_counts_as_touched() -> None:
    """And nothing else, so that a stored error shows and an empty field does not."""
    opened = opened_draft({"corp_id": CORP, "login_only": False, "secret": "keyring:"})
    assert frozenset({"corp_id", "secret"}) <= opened.touched
    assert {"login_only", "schema"} & opened.touched == set()
    assert {"secret": "keyring:"} == dict(opened.stored)


@pytest.mark.parametrize("kind", [MOBILE, AGENCY_MOBILE])
def test_an_empty_form_has_the_required_fields_of_its_type(kind: Any) -> None:
    """Empty, so that they are told as missing once they are seen."""
    raw = new_draft(kind).raw
    assert kind.type == raw["type"]
    assert ("secret" in raw) is kind.has("secret")


def test_a_typed_secret_is_a_reference_in_the_document() -> None:
    """Every one of them, and each is given beside it."""
    both = new_draft().with_secret("secret", SECRET).with_secret("backend.app_secret", "other-1")
    document: Any = both.document()
    assert ("keyring:", "keyring:") == (document["secret"], document["backend"]["app_secret"])
    assert {"secret": Secret(SECRET), "backend.app_secret": Secret("other-1")} == both.secrets()


# --- what is shown -------------------------------------------------------------------------------


def problem(field: str, severity: Severity, code: str = "x", *, may_keep: bool = False) -> Problem:
    return Problem(code, field, severity, overridable=may_keep)


def test_problems_are_shown_in_the_forms_order() -> None:
    """Of touched fields, no hints; what the form does not have comes last."""
    report = Report(
        None,
        (
            problem("zzz.damaged", Severity.ERROR),
            problem("schema", Severity.WARNING),
            problem("corp_id", Severity.ERROR),
            problem("agent_id", Severity.ERROR),
            problem("identifier", Severity.HINT),
        ),
    )
    shown = shown_problems(report, {"schema", "corp_id", "identifier"})
    assert ["corp_id", "schema", "zzz.damaged"] == [p.field for p in shown]


@pytest.mark.parametrize(
    ("found", "first"),
    [
        ([("a", Severity.WARNING), ("b", Severity.ERROR), ("c", Severity.ERROR)], "b"),
        ([("a", Severity.WARNING), ("b", Severity.WARNING)], "a"),
        ([], ""),
    ],
)
def test_one_goes_to_the_first_error_else_to_the_first_warning(
    found: list[tuple[str, Severity]], first: str
) -> None:
    """An error further down comes before a warning."""
    assert first == first_problem([problem(field, severity) for field, severity in found])


@pytest.mark.parametrize(
    ("may_keep", "kind", "can_keep"),
    [
        (True, LineKind.ERROR, True),
        (True, LineKind.WARNING, False),
        (False, LineKind.ERROR, False),
    ],
)
def test_what_may_be_kept_anyway(may_keep: bool, kind: LineKind, can_keep: bool) -> None:
    """An error that its user may override; what was kept is a warning and is not asked again."""
    found = problem("schema", Severity.ERROR, may_keep=may_keep)
    assert can_keep is FieldState("schema", "", kind, found).can_keep
    assert not FieldState("schema", "", kind).can_keep


def test_the_gravest_problem_of_a_field_is_its_line() -> None:
    """Wherever it stands among the others."""
    on_form = typed(new_session(), "schema", SCHEMA)
    order = (Severity.HINT, Severity.WARNING, Severity.ERROR)
    for gravest, kind in ((2, LineKind.ERROR), (1, LineKind.WARNING), (0, LineKind.HINT)):
        problems = tuple(problem("schema", s, s.value) for s in order[: gravest + 1])
        told = state(replace(on_form, report=Report(None, problems)))
        line = told.fields["schema"]
        assert (kind, order[gravest].value) == (line.kind, line.problem and line.problem.code)
        assert (gravest == 2, gravest >= 1) == (told.errors == 1, told.warnings == 1)


@pytest.mark.parametrize(
    ("schema", "corp", "view"),
    [
        ("", CORP, None),
        (SCHEMA, CORP, ("", "")),
        (OTHER_SCHEMA, CORP, ("", AGENT.zfill(6)[-6:])),
        (SCHEMA, "ww" + "9" * 16, ("9" * 16, "")),
        (SCHEMA, "", (None, "")),
    ],
)
def test_each_part_of_the_schema_says_what_it_should_be(
    schema: str, corp: str, view: tuple[str | None, str | None] | None
) -> None:
    """Nothing where it agrees, None where nothing is known to compare it with."""
    on_form = new_draft().with_value("schema", schema).with_value("corp_id", corp)
    found = schema_view(on_form.with_value("agent_id", AGENT))
    if view is None or found is None:
        assert found is view
        return
    assert view == (found.corp.expected, found.agent.expected)
    assert schema == found.prefix.text + found.corp.text + found.agent.text
    assert isinstance(found, SchemaView)
    assert SchemaPartState(found.prefix.text) == found.prefix


def test_how_a_kept_secret_is_stands_at_its_field() -> None:
    """Each at its own, once it is known; not where another was typed."""
    states = (
        SecretState("secret", "keyring:", "present"),
        SecretState("backend.app_secret", "env:X", "missing"),
    )
    on_form = replace(session(backend__app_secret="env:X"), kept=Kept(secrets=states))
    fields = state(on_form).fields
    assert states == (fields["secret"].secret, fields["backend.app_secret"].secret)
    assert ("keyring:", LineKind.KEPT) == (fields["secret"].reference, fields["secret"].kind)
    typed_over = on_form.advanced(on_form.draft.with_secret("secret", SECRET))
    over = state(typed_over).fields["secret"]
    assert (None, "", True) == (over.secret, over.reference, over.is_valid)


def test_a_stored_connections_identifier_is_locked() -> None:
    """A new one's is not."""
    kinds = [state(s).fields["identifier"].kind for s in (session(), session(is_draft=True))]
    assert [LineKind.LOCKED, LineKind.OK] == kinds


def test_the_state_says_what_can_be_done() -> None:
    """Undo, redo, saving; and where secrets go."""
    on_form = replace(session(), kept=Kept(SecretsStanding.VAULT))
    edited = typed(typed(on_form, "display_name", "A"), "environment", "production")
    undone = edited.at(edited.history.undone())
    shown = [
        (s.is_dirty, s.can_undo, s.can_redo, s.secrets_go)
        for s in map(state, (on_form, edited, undone))
    ]
    vault = SecretsStanding.VAULT
    assert [
        (False, False, False, vault),
        (True, True, False, vault),
        (True, True, True, vault),
    ] == shown
    assert Keeping.PENDING is on_form.state(Keeping.PENDING).keeping
