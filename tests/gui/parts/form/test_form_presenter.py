"""The form's presenter: what a keystroke, a paste, a fix and *Create* do."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pytestqt.qtbot import QtBot

from architecture.properties import examples
from gui.parts.form.form_support import (
    AGENT,
    CORP,
    GOOD,
    OTHER_SCHEMA,
    SCHEMA,
    SECRET,
    Clock,
    FakeBridge,
    create,
    fill,
    profile_service,
)
from wecom_console.domain.fields import FORM_ORDER, SECRET_PATHS
from wecom_console.domain.raw import get_value
from wecom_console.domain.secrets import Secret
from wecom_console.gui.parts.form.presenter.draft import (
    ASSOCIATION_CHOICES,
    ASSOCIATION_OFF,
    new_draft,
)
from wecom_console.gui.parts.form.presenter.presenter import FormPresenter
from wecom_console.gui.parts.form.presenter.saving import SavedConnection
from wecom_console.gui.parts.form.presenter.session import new_session
from wecom_console.gui.parts.form.presenter.state import FormMode, Keeping, LineKind
from wecom_console.gui.parts.form.sentences import field_line
from wecom_console.gui.parts.presenter.connection_rows import NEW_SLOT
from wecom_console.messages.catalogue import load_messages
from wecom_console.services.profiles.records import NotStored
from wecom_console.services.profiles.service import ProfileService


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def service(tmp_path: Path, clock: Clock) -> ProfileService:
    return profile_service(tmp_path, clock)


@pytest.fixture
def bridge() -> FakeBridge:
    return FakeBridge()


@pytest.fixture
def form(qtbot: QtBot, service: ProfileService, bridge: FakeBridge) -> Iterator[FormPresenter]:
    """A new connection's form; nothing is kept until a test asks for it."""
    presenter = FormPresenter(lambda: service, bridge, keep_after_ms=3_600_000)
    presenter.open_new()
    yield presenter
    presenter.deleteLater()


def sent(signal: object) -> list[object]:
    """What a signal carries from now on."""
    heard: list[object] = []
    connect: Callable[[Callable[..., None]], None] = signal.connect  # type: ignore[attr-defined]
    connect(lambda *values: heard.append(values[0] if len(values) == 1 else values))
    return heard


# --- what a field shows --------------------------------------------------------------------------


def test_an_untouched_form_shows_hints_only(form: FormPresenter) -> None:
    """Nothing is wrong before anything was typed."""
    assert {LineKind.HINT} == {state.kind for state in form.state.fields.values()}
    assert (0, 0, "") == (form.state.errors, form.state.warnings, form.state.first_problem)


def test_a_touched_field_shows_its_error(form: FormPresenter) -> None:
    """The first keystroke touches a field."""
    form.set_field("corp_id", "ww12")
    field = form.state.fields["corp_id"]
    assert LineKind.ERROR == field.kind
    assert "corp_id.length" == (field.problem and field.problem.code)


def test_the_other_fields_stay_untouched(form: FormPresenter) -> None:
    """An empty required field says nothing while its user is elsewhere."""
    form.set_field("corp_id", "ww12")
    assert LineKind.HINT == form.state.fields["agent_id"].kind
    assert 1 == form.state.errors


def test_a_right_value_earns_its_tick(form: FormPresenter) -> None:
    """A valid field is marked."""
    form.set_field("corp_id", CORP)
    field = form.state.fields["corp_id"]
    assert (LineKind.OK, True) == (field.kind, field.is_valid)


def test_a_typed_secret_never_stands_in_the_draft_as_text(form: FormPresenter) -> None:
    """Only a `Secret` does, which cannot be printed."""
    form.set_field("secret", SECRET)
    assert Secret(SECRET) == form.state.draft.value("secret")
    assert SECRET not in repr(form.state)


def test_a_short_secret_is_a_warning(form: FormPresenter) -> None:
    """A lost character does not block *Create*."""
    fill(form, secret=SECRET[:-1])
    assert LineKind.WARNING == form.state.fields["secret"].kind
    assert form.state.report.ok


def test_an_identifier_of_another_connection_is_taken(
    form: FormPresenter, service: ProfileService
) -> None:
    """Uniqueness is checked while typing, and a free one is offered."""
    create(service)
    form.open_new()
    form.set_field("identifier", "acme-staff")
    problem = form.state.fields["identifier"].problem
    assert problem is not None
    assert problem.fix is not None
    assert ("identifier.taken", "acme-staff-2") == (problem.code, problem.fix.value)


# --- the schema ----------------------------------------------------------------------------------


def test_the_disagreeing_half_is_marked(form: FormPresenter) -> None:
    """Each part says whether it agrees, and what it should be."""
    fill(form, schema=OTHER_SCHEMA)
    view = form.state.schema
    assert view is not None
    assert ("", "000002") == (view.corp.expected, view.agent.expected)


def test_the_fix_puts_the_derived_schema_in(form: FormPresenter) -> None:
    """*Change to …000002* makes the form ready."""
    fill(form, schema=OTHER_SCHEMA)
    problem = form.state.fields["schema"].problem
    assert problem is not None
    assert problem.fix is not None
    form.apply_fix(problem.fix)
    assert SCHEMA == form.state.draft.text("schema")
    assert form.state.report.ok


def test_keep_anyway_makes_a_warning_of_it(form: FormPresenter) -> None:
    """The code goes into `accept`, and nothing blocks *Create* any more."""
    fill(form, schema=OTHER_SCHEMA)
    form.keep_anyway("schema.mismatch")
    assert (0, 1) == (form.state.errors, form.state.warnings)
    assert ("schema.mismatch",) == form.state.draft.texts("accept")


def test_another_schema_is_asked_about_again(form: FormPresenter) -> None:
    """What was kept anyway was this value, not any."""
    fill(form, schema=OTHER_SCHEMA)
    form.keep_anyway("schema.mismatch")
    form.set_field("schema", OTHER_SCHEMA[:-1] + "8")
    assert LineKind.ERROR == form.state.fields["schema"].kind


def test_fill_in_derives_the_schema(form: FormPresenter) -> None:
    """CorpID and AgentID are enough."""
    form.set_field("corp_id", CORP)
    form.set_field("agent_id", AGENT)
    form.derive_schema()
    assert SCHEMA == form.state.draft.text("schema")


def test_fill_in_goes_to_what_is_missing(form: FormPresenter) -> None:
    """Without an AgentID there is nothing to derive: its error shows and it has the keyboard."""
    form.set_field("corp_id", CORP)
    asked = sent(form.focus_requested)
    form.derive_schema()
    assert ["agent_id"] == asked
    assert LineKind.ERROR == form.state.fields["agent_id"].kind


# --- pasting -------------------------------------------------------------------------------------


def test_a_paste_is_repaired_and_says_so(form: FormPresenter) -> None:
    """The space is gone and counted; the field still earns its tick."""
    form.paste("corp_id", f" {CORP}")
    field = form.state.fields["corp_id"]
    assert CORP == field.value
    assert [("spaces", 1)] == [(c.code, c.count) for c in field.pasted]
    assert (LineKind.INFO, True) == (field.kind, field.is_valid)


def test_a_pasted_secret_is_repaired_too(form: FormPresenter) -> None:
    """A line break at its end would break every call."""
    form.paste("secret", f"{SECRET}\n")
    assert Secret(SECRET) == form.state.draft.value("secret")


def test_typing_takes_the_remark_on_a_paste_away(form: FormPresenter) -> None:
    """It was about the paste, not about the value."""
    form.paste("corp_id", f" {CORP}")
    form.set_field("corp_id", CORP[:-1])
    assert () == form.state.fields["corp_id"].pasted


# --- association ---------------------------------------------------------------------------------


def test_switching_association_on_matches_by_email(form: FormPresenter) -> None:
    """The first entry of the drop-down."""
    form.choices.switch_association(on=True)
    assert ("field", ("email",)) == (
        form.state.draft.association.mode,
        form.state.draft.association.fields,
    )


def test_switching_association_off_leaves_nothing_behind(form: FormPresenter) -> None:
    """Fields without a mode would be a warning."""
    form.choices.set_association(ASSOCIATION_CHOICES[3])
    form.choices.switch_association(on=False)
    assert "association" not in form.state.draft.document()


def test_association_remembers_what_was_chosen(form: FormPresenter) -> None:
    """Off and on again is no change."""
    form.choices.set_association(ASSOCIATION_CHOICES[3])
    form.set_field("association.methods", ("email-code",))
    form.choices.switch_association(on=False)
    form.choices.switch_association(on=True)
    assert ("email-code",) == form.state.draft.texts("association.methods")
    assert ASSOCIATION_OFF != form.state.draft.association


# --- undo ----------------------------------------------------------------------------------------


def test_undo_takes_a_run_of_keystrokes_back(form: FormPresenter) -> None:
    """One step per field that was typed into."""
    for text in ("a", "ac", "acme"):
        form.set_field("identifier", text)
    form.undo()
    assert "" == form.state.draft.text("identifier")


def test_redo_brings_it_again(form: FormPresenter) -> None:
    """Undo is no loss."""
    form.set_field("identifier", "acme")
    form.undo()
    form.redo()
    assert "acme" == form.state.draft.text("identifier")


def test_undo_takes_a_fix_back_alone(form: FormPresenter) -> None:
    """The fix is a step of its own, after the typing."""
    fill(form, schema=OTHER_SCHEMA)
    problem = form.state.fields["schema"].problem
    assert problem is not None
    assert problem.fix is not None
    form.apply_fix(problem.fix)
    form.undo()
    assert OTHER_SCHEMA == form.state.draft.text("schema")


# --- create and save -----------------------------------------------------------------------------


def test_create_with_errors_shows_them_and_goes_to_the_first(form: FormPresenter) -> None:
    """Nothing is stored."""
    asked = sent(form.focus_requested)
    form.submit()
    assert ["identifier"] == asked
    assert 6 == form.state.errors


def test_create_goes_to_the_first_error_not_to_a_warning(form: FormPresenter) -> None:
    """A warning further up does not block."""
    fill(form, secret=SECRET[:-1], schema="nonsense")
    asked = sent(form.focus_requested)
    form.submit()
    assert ["schema"] == asked


def test_create_stores_document_and_secret(form: FormPresenter, service: ProfileService) -> None:
    """The document says ``keyring:``, the secret is where it belongs."""
    fill(form)
    heard = sent(form.saved)
    form.submit()
    (saved,) = heard
    assert isinstance(saved, SavedConnection)
    assert "keyring:" == saved.profile.document["secret"]
    assert Secret(SECRET) == service.secret(saved.profile.id, "secret")


@pytest.mark.parametrize("path", ["display_name", "backend.provider", "network.ca_file"])
def test_a_space_before_the_next_word_is_no_error(form: FormPresenter, path: str) -> None:
    """It is there with every word that is typed."""
    form.set_field(path, "Acme ")
    assert [] == [p.code for p in form.state.report.errors if p.field == path]


@pytest.mark.parametrize("path", ["display_name", "backend.provider", "network.ca_file"])
def test_a_space_behind_the_last_word_is_not_saved(path: str) -> None:
    """What is checked is what is stored."""
    document = new_draft().with_value(path, "Acme ").document()
    assert "Acme" == get_value(document, path)


def test_a_doubled_space_in_a_name_is_told_with_its_fix(form: FormPresenter) -> None:
    """A paste would have lost it."""
    form.set_field("display_name", "Acme  Staff")
    problem = form.state.fields["display_name"].problem
    assert problem is not None
    assert problem.fix is not None
    form.apply_fix(problem.fix)
    assert "Acme Staff" == form.state.draft.text("display_name")


def test_create_takes_the_spaces_around_the_name_away(
    form: FormPresenter, service: ProfileService
) -> None:
    """Nobody sees one behind a word, and it would stand on the login button."""
    fill(form)
    form.set_field("display_name", " Acme Staff ")
    form.submit()
    profile = service.get(form.profile_id)
    assert ("Acme Staff", "Acme Staff") == (
        profile and profile.document["display_name"],
        form.state.draft.text("display_name"),
    )


def test_after_create_the_identifier_is_locked(form: FormPresenter) -> None:
    """The guide: it cannot be modified after it is set."""
    fill(form)
    form.submit()
    assert FormMode.EDIT == form.state.mode
    assert LineKind.LOCKED == form.state.fields["identifier"].kind


def test_after_create_the_secret_is_shown_as_kept(form: FormPresenter) -> None:
    """It is not read back to be shown."""
    fill(form)
    form.submit()
    assert LineKind.KEPT == form.state.fields["secret"].kind
    assert not form.state.is_dirty


def test_an_emptied_secret_falls_back_to_the_kept_one(form: FormPresenter) -> None:
    """Retyping and thinking better of it changes nothing."""
    fill(form)
    form.submit()
    form.set_field("secret", "x")
    form.set_field("secret", "")
    assert not form.state.is_dirty


def test_what_is_typed_while_saving_stays(form: FormPresenter, bridge: FakeBridge) -> None:
    """It is unsaved, not lost."""
    fill(form)
    bridge.is_held = True
    form.submit()
    form.set_field("display_name", "Acme Staff")
    bridge.release()
    assert "Acme Staff" == form.state.draft.text("display_name")
    assert form.state.is_dirty


def test_create_cannot_be_pressed_twice(form: FormPresenter, bridge: FakeBridge) -> None:
    """One connection comes of it."""
    fill(form)
    bridge.is_held = True
    form.submit()
    form.submit()
    assert 1 == len(bridge.waiting)


def test_an_identifier_that_was_taken_meanwhile_is_named(
    form: FormPresenter, service: ProfileService
) -> None:
    """Another window was faster: the field says so and offers a free one."""
    fill(form)
    create(service)
    asked = sent(form.focus_requested)
    form.submit()
    problem = form.state.fields["identifier"].problem
    assert problem is not None
    assert ("identifier.taken", ["identifier"]) == (problem.code, asked)


def test_a_store_that_refuses_keeps_the_form(
    form: FormPresenter, service: ProfileService, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The disk is full: what was typed is still there, and why nothing was stored."""
    refuse = NotStored("store.disk_full", {"file": "profiles.db"})
    monkeypatch.setattr(service, "create", lambda *_args, **_named: refuse)
    fill(form)
    form.submit()
    failure = form.state.asks.failure
    assert "store.disk_full" == (failure and failure.code)
    assert form.state.is_dirty
    assert not form.state.asks.is_saving


def test_test_draft_gives_what_is_on_the_screen(form: FormPresenter) -> None:
    """Document and typed secrets, saved or not."""
    fill(form)
    heard = sent(form.test_draft_requested)
    form.test_draft()
    ((document, secrets),) = heard  # type: ignore[misc]
    assert GOOD["schema"] == document["schema"]
    assert {"secret": Secret(SECRET)} == secrets


def test_test_draft_with_errors_shows_them(form: FormPresenter) -> None:
    """A run would end at its first leg with the same words."""
    heard = sent(form.test_draft_requested)
    form.test_draft()
    assert [] == heard
    assert 6 == form.state.errors


# --- opening and conflicts -----------------------------------------------------------------------


def test_a_stored_connection_opens_with_its_verdicts(
    form: FormPresenter, service: ProfileService
) -> None:
    """What is filled in counts as touched."""
    form.open_connection(create(service))
    assert LineKind.OK == form.state.fields["schema"].kind
    assert not form.state.is_dirty


def test_a_connection_that_is_gone_says_so(form: FormPresenter) -> None:
    """It was deleted in another window."""
    form.open_connection("0" * 32)
    failure = form.state.asks.failure
    assert "form.gone" == (failure and failure.code)


def test_a_late_answer_does_not_reach_another_form(
    form: FormPresenter, service: ProfileService, bridge: FakeBridge
) -> None:
    """The form was opened for something else meanwhile."""
    stored = create(service)
    bridge.is_held = True
    form.open_connection(stored)
    form.open_new()
    bridge.release()
    assert "" == form.state.draft.text("identifier")


def changed_elsewhere(service: ProfileService, profile_id: str, **changes: str) -> None:
    """Another window saves."""
    stored = service.get(profile_id)
    assert stored is not None
    document = {**stored.document, **changes}
    service.save(profile_id, document, base_revision=stored.revision)


def test_a_conflict_names_what_changed_on_both_sides(
    form: FormPresenter, service: ProfileService
) -> None:
    """Nothing is overwritten in silence."""
    stored = create(service)
    form.open_connection(stored)
    changed_elsewhere(service, stored, display_name="Theirs", environment="production")
    form.set_field("display_name", "Mine")
    form.submit()
    conflict = form.state.asks.conflict
    assert conflict is not None
    assert ("display_name", "environment") == conflict.theirs
    assert (("display_name",), ("display_name",)) == (conflict.mine, conflict.both)


def test_keep_mine_keeps_their_other_changes(form: FormPresenter, service: ProfileService) -> None:
    """My changes go on top of theirs and are saved."""
    stored = create(service)
    form.open_connection(stored)
    changed_elsewhere(service, stored, display_name="Theirs", environment="test")
    form.set_field("display_name", "Mine")
    form.submit()
    form.keep_mine()
    after = service.get(stored)
    assert after is not None
    assert ("Mine", "test") == (after.document["display_name"], after.document["environment"])
    assert form.state.asks.conflict is None


# --- production ----------------------------------------------------------------------------------


def production(form: FormPresenter, service: ProfileService) -> str:
    """A connection that people log in with, on the form, changed."""
    stored = create(service)
    changed_elsewhere(service, stored, environment="production")
    form.open_connection(stored)
    form.set_field("display_name", "Other")
    return stored


def shown_name(service: ProfileService, profile_id: str) -> object:
    """What is stored."""
    profile = service.get(profile_id)
    assert profile is not None
    return profile.document["display_name"]


def test_a_save_in_production_waits_for_a_yes(form: FormPresenter, service: ProfileService) -> None:
    """It names what it would change, and saves then."""
    stored = production(form, service)
    form.submit()
    asked, before = form.state.asks.guarding, shown_name(service, stored)
    form.confirm_save()
    assert (("display_name",), True, "Other") == (
        asked,
        before != "Other",
        shown_name(service, stored),
    )


def test_an_edit_takes_the_question_back(form: FormPresenter, service: ProfileService) -> None:
    """The answer would be to something else."""
    stored = production(form, service)
    form.submit()
    form.set_field("display_name", "Another")
    form.confirm_save()
    assert ((), True) == (form.state.asks.guarding, shown_name(service, stored) != "Another")


def test_leaving_production_with_changes_asks_too(
    form: FormPresenter, service: ProfileService
) -> None:
    """*Save changes* of the leave bar is no way around it; the form closes after the yes."""
    stored = production(form, service)
    closed = sent(form.closed)
    form.request_leave()
    form.leave_keeping()
    before = (shown_name(service, stored) == "Other", len(closed))
    form.confirm_save()
    assert ((False, 0), "Other", 1) == (before, shown_name(service, stored), len(closed))


def test_withheld_means_not_saved_and_not_left(
    form: FormPresenter, service: ProfileService
) -> None:
    """A later save does not close the form."""
    production(form, service)
    closed = sent(form.closed)
    form.request_leave()
    form.leave_keeping()
    form.withhold_save()
    form.submit()
    form.confirm_save()
    assert [] == closed


def test_moving_into_production_is_asked_too(form: FormPresenter, service: ProfileService) -> None:
    """From then on people log in with it."""
    form.open_connection(create(service))
    form.set_field("environment", "production")
    form.submit()
    assert ("environment",) == form.state.asks.guarding


def test_a_new_connection_is_created_without_a_question(
    form: FormPresenter, service: ProfileService
) -> None:
    """Nobody logs in with it yet."""
    fill(form, environment="production")
    form.submit()
    assert FormMode.EDIT == form.state.mode


def test_take_theirs_can_be_undone(form: FormPresenter, service: ProfileService) -> None:
    """My version comes back with undo."""
    stored = create(service)
    form.open_connection(stored)
    changed_elsewhere(service, stored, display_name="Theirs")
    form.set_field("display_name", "Mine")
    form.submit()
    form.take_theirs()
    assert "Theirs" == form.state.draft.text("display_name")
    form.undo()
    assert "Mine" == form.state.draft.text("display_name")


# --- leaving and keeping -------------------------------------------------------------------------


def test_an_untouched_form_may_be_left_at_once(form: FormPresenter) -> None:
    """There is nothing to ask."""
    closed = sent(form.closed)
    form.request_leave()
    assert 1 == len(closed)


def test_an_edited_form_asks_first(form: FormPresenter) -> None:
    """In a bar, and nothing has happened yet."""
    closed = sent(form.closed)
    form.set_field("identifier", "acme")
    form.request_leave()
    assert (0, True) == (len(closed), form.state.asks.is_leaving)


def test_typing_on_answers_the_question(form: FormPresenter) -> None:
    """Whoever goes on typing wants to stay."""
    form.set_field("identifier", "acme")
    form.request_leave()
    form.set_field("identifier", "acme-2")
    assert not form.state.asks.is_leaving


def test_leaving_can_store_a_draft(form: FormPresenter, service: ProfileService) -> None:
    """It stands in the list as a draft, to go on with."""
    form.set_field("identifier", "acme")
    form.request_leave()
    form.leave_keeping()
    assert [("acme", True)] == [(p.identifier, p.is_draft) for p in service.list()]


def test_a_stored_draft_goes_on_as_a_new_connection(
    form: FormPresenter, service: ProfileService
) -> None:
    """Its identifier may still be changed, and *Create* creates."""
    form.set_field("identifier", "acme")
    form.leave_keeping()
    (summary,) = service.list()
    form.open_connection(summary.id)
    assert FormMode.CREATE == form.state.mode
    fill(form, identifier="acme-staff")
    form.submit()
    assert [("acme-staff", False)] == [(p.identifier, p.is_draft) for p in service.list()]


def test_leaving_can_discard(form: FormPresenter, service: ProfileService) -> None:
    """Nothing is stored and nothing kept."""
    form.set_field("identifier", "acme")
    form.flush()
    form.leave_discarding()
    assert ((), ()) == (service.list(), service.working_copies())


def test_what_is_typed_is_kept_after_a_moment(
    qtbot: QtBot, service: ProfileService, bridge: FakeBridge
) -> None:
    """A crash takes nothing but the secret."""
    form = FormPresenter(lambda: service, bridge, keep_after_ms=0)
    form.open_new()
    form.set_field("secret", SECRET)
    form.set_field("identifier", "acme")
    qtbot.waitUntil(lambda: form.state.keeping is Keeping.KEPT, timeout=60_000)
    (copy,) = service.working_copies()
    assert (NEW_SLOT, "acme", "") == (
        copy.slot,
        copy.document["identifier"],
        copy.document["secret"],
    )


def test_what_was_kept_comes_back(form: FormPresenter, service: ProfileService) -> None:
    """After a crash the new form goes on where it was, and says since when."""
    form.set_field("identifier", "acme")
    form.flush()
    again = FormPresenter(lambda: service, FakeBridge(), keep_after_ms=3_600_000)
    again.open_new()
    assert "acme" == again.state.draft.text("identifier")
    assert Clock().now == again.state.asks.restored_at


def test_a_fresh_start_can_be_undone(form: FormPresenter, service: ProfileService) -> None:
    """What came back from a crash is not lost by one click."""
    service.keep_working_copy(NEW_SLOT, {"identifier": "acme"})
    form.open_new()
    form.start_afresh()
    assert "" == form.state.draft.text("identifier")
    form.undo()
    assert "acme" == form.state.draft.text("identifier")


def test_a_kept_edit_keeps_the_stored_secret(form: FormPresenter, service: ProfileService) -> None:
    """The copy holds no secret; the stored one still counts."""
    stored = create(service)
    form.open_connection(stored)
    form.set_field("secret", "typed but not saved")
    form.set_field("display_name", "Mine")
    form.flush()
    form.open_connection(stored)
    assert "Mine" == form.state.draft.text("display_name")
    assert LineKind.KEPT == form.state.fields["secret"].kind


def test_saving_forgets_what_was_kept(form: FormPresenter, service: ProfileService) -> None:
    """There is nothing to come back to."""
    fill(form)
    form.flush()
    form.submit()
    assert () == service.working_copies()


def test_a_copy_under_way_does_not_outlive_the_save(
    form: FormPresenter, service: ProfileService, bridge: FakeBridge
) -> None:
    """A write that began before *Create* ends after it: its copy is dropped all the same."""
    fill(form)
    bridge.is_held = True
    form.flush()
    form.submit()
    keep, save = bridge.waiting
    bridge.waiting.clear()
    save()
    keep()
    bridge.release()
    assert () == service.working_copies()


def test_the_last_keystrokes_are_kept_after_a_write_under_way(
    form: FormPresenter, service: ProfileService, bridge: FakeBridge
) -> None:
    """Leaving in the middle of a write loses nothing."""
    form.set_field("identifier", "acme")
    bridge.is_held = True
    form.flush()
    form.set_field("identifier", "acme-staff")
    form.flush()
    bridge.release()
    (copy,) = service.working_copies()
    assert "acme-staff" == copy.document["identifier"]


def test_a_form_that_is_loading_takes_no_edit(
    form: FormPresenter, service: ProfileService, bridge: FakeBridge
) -> None:
    """What is about to be shown would take its place."""
    stored = create(service)
    bridge.is_held = True
    form.open_connection(stored)
    form.set_field("display_name", "too early")
    bridge.release()
    assert "Acme 员工登录" == form.state.draft.text("display_name")


@given(st.sampled_from(FORM_ORDER), st.text(max_size=80))
@settings(max_examples=examples(150))
def test_any_text_in_any_field_has_a_state(path: str, text: str) -> None:
    """Typed or pasted, with any character: a state, and a sentence that tells no secret."""
    draft = new_draft()
    for changed in (draft.with_value(path, text), draft.with_paste(path, text)):
        session = new_session(changed)
        state = session.state(Keeping.NOTHING)
        line = field_line(load_messages("zh_CN"), state.fields[path])
        assert isinstance(line.sentence, str)
        if path in SECRET_PATHS and len(text) > 3:
            assert text not in line.sentence


@given(st.text(alphabet="0123456789", min_size=1, max_size=30))
def test_fill_in_never_stumbles(agent_id: str) -> None:
    """Not even over an AgentID of thirty digits."""
    draft = new_draft().with_value("corp_id", CORP).with_value("agent_id", agent_id)
    derived = draft.with_derived_schema()
    assert (derived.text("schema") == "") == (draft.derived_schema is None)
