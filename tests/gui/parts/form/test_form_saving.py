"""Saving and leaving a form: what is asked first, what is told, what is kept, and by whom."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from pytestqt.qtbot import QtBot

from gui.parts.form.form_support import (
    GOOD,
    SECRET,
    Clock,
    FakeBridge,
    create,
    fill,
    profile_service,
)
from wecom_console.domain.secrets import Secret
from wecom_console.gui.parts.form.presenter.presenter import FormPresenter
from wecom_console.gui.parts.form.presenter.saving import SavedConnection
from wecom_console.gui.parts.form.presenter.state import FormMode, Keeping
from wecom_console.services.profiles.service import ProfileService
from wecom_console.storage.secrets.protocol import SecretsStanding


class Bench:
    """A form over the real service, and everything that it tells."""

    def __init__(self, folder: Path) -> None:
        self.service: ProfileService = profile_service(folder, Clock())
        self.worker = FakeBridge()
        self.standing = SecretsStanding.KEYRING
        self.form = FormPresenter(
            lambda: self.service,
            self.worker,
            secrets_go=lambda: self.standing,
            keep_after_ms=3_600_000,
        )
        self.told: list[tuple[str, tuple[Any, ...]]] = []
        for name in ("saved", "closed", "discarded", "focus_requested", "test_draft_requested"):
            signal = getattr(self.form, name)
            signal.connect(lambda *values, name=name: self.told.append((name, values)))
        self.form.open_new()

    def names(self) -> list[str]:
        """What was told, by name."""
        return [name for name, _ in self.told]

    def open(self, **changes: str) -> str:
        """A stored connection on the form."""
        stored = create(self.service, **changes)
        self.form.open_connection(stored)
        return stored

    def revision(self, profile_id: str) -> int:
        stored = self.service.get(profile_id)
        assert stored is not None
        return stored.revision


@pytest.fixture
def bench(qtbot: QtBot, tmp_path: Path) -> Iterator[Bench]:
    made = Bench(tmp_path)
    yield made
    made.form.deleteLater()


# --- production ----------------------------------------------------------------------------------


def test_taking_a_connection_out_of_production_is_asked_about(bench: Bench) -> None:
    """People log in with it until then."""
    stored = bench.open(environment="production")
    bench.form.set_field("environment", "test")
    bench.form.submit()
    asked = (bench.form.state.asks.guarding, bench.revision(stored))
    bench.form.confirm_save()
    assert ((("environment",), 1), 2) == (asked, bench.revision(stored))


def test_a_save_without_a_change_asks_nothing(bench: Bench) -> None:
    """Nobody would feel it."""
    bench.open(environment="production")
    bench.form.submit()
    assert () == bench.form.state.asks.guarding


def test_a_yes_that_was_not_asked_for_saves_nothing(bench: Bench) -> None:
    """Not before the question, and not after it was taken back."""
    stored = bench.open(environment="production")
    bench.form.set_field("display_name", "New")
    bench.form.confirm_save()
    bench.form.submit()
    bench.form.withhold_save()
    bench.form.confirm_save()
    assert (1, ()) == (bench.revision(stored), bench.form.state.asks.guarding)


def test_errors_come_before_the_question(bench: Bench) -> None:
    """Nothing is asked that could not be saved."""
    bench.open(environment="production")
    bench.form.set_field("corp_id", "ww1")
    bench.form.submit()
    assert () == bench.form.state.asks.guarding
    assert ("focus_requested", ("corp_id",)) == bench.told[-1]


def test_elsewhere_a_save_is_a_save(bench: Bench) -> None:
    """Once, however often it is pressed meanwhile."""
    stored = bench.open(environment="test")
    bench.form.set_field("display_name", "New")
    bench.worker.is_held = True
    bench.form.submit()
    bench.form.submit()
    assert (1, True) == (len(bench.worker.waiting), bench.form.state.asks.is_saving)
    bench.worker.release()
    assert (2, False) == (bench.revision(stored), bench.form.state.asks.is_saving)


# --- what is told --------------------------------------------------------------------------------


def test_what_was_created_is_told_as_new_and_what_was_changed_is_not(bench: Bench) -> None:
    """With what is stored now."""
    fill(bench.form)
    bench.form.submit()
    bench.form.set_field("display_name", "New")
    bench.form.submit()
    saved = [values[0] for name, values in bench.told if name == "saved"]
    assert all(isinstance(one, SavedConnection) for one in saved)
    assert [(True, 1), (False, 2)] == [(one.is_new, one.profile.revision) for one in saved]


@pytest.mark.parametrize(("typed", "stored"), [(" Acme  ", "Acme"), ("A B", "A B")])
def test_only_the_spaces_around_a_name_are_taken_away(
    bench: Bench, typed: str, stored: str
) -> None:
    """Those between its words are meant."""
    fill(bench.form, display_name=typed)
    bench.form.submit()
    profile = bench.service.get(bench.form.profile_id)
    assert profile is not None
    assert stored == profile.document["display_name"]


def test_a_name_of_spaces_stays_and_is_told_as_missing(bench: Bench) -> None:
    """It is not made empty behind somebody's back."""
    fill(bench.form, display_name="  ")
    bench.form.submit()
    assert ("  ", ("focus_requested", ("display_name",))) == (
        bench.form.state.draft.text("display_name"),
        bench.told[-1],
    )


def test_a_test_of_a_draft_sends_what_is_on_the_screen(bench: Bench) -> None:
    """Document and secrets; with errors it goes to the first instead."""
    fill(bench.form)
    bench.form.test_draft()
    name, (document, secrets) = bench.told[-1]
    assert ("test_draft_requested", GOOD["corp_id"], {"secret": Secret(SECRET)}) == (
        name,
        document["corp_id"],
        secrets,
    )
    bench.form.set_field("corp_id", "")
    bench.form.test_draft()
    assert ("focus_requested", ("corp_id",)) == bench.told[-1]


# --- leaving -------------------------------------------------------------------------------------


def test_leaving_a_new_form_with_errors_keeps_a_draft(bench: Bench) -> None:
    """A draft may have any; it closes once that is stored, not before."""
    bench.form.set_field("corp_id", "ww1")
    bench.worker.is_held = True
    bench.form.leave_keeping()
    before = bench.names()
    bench.worker.release()
    [kept] = bench.service.list()
    assert ([], True, True) == (before, kept.is_draft, bench.names()[-1] == "closed")


def test_leaving_a_stored_connection_with_errors_stays(bench: Bench) -> None:
    """What is stored has none; a later save does not close the form either."""
    stored = bench.open()
    bench.form.set_field("corp_id", "ww1")
    bench.form.leave_keeping()
    assert (1, "closed" in bench.names()) == (bench.revision(stored), False)
    bench.form.set_field("corp_id", GOOD["corp_id"])
    bench.form.set_field("display_name", "New")
    bench.form.submit()
    assert (2, "closed" in bench.names()) == (bench.revision(stored), False)


def test_leaving_with_changes_saves_them_and_closes(bench: Bench) -> None:
    """Once."""
    stored = bench.open()
    bench.form.set_field("display_name", "New")
    bench.form.leave_keeping()
    bench.form.set_field("display_name", "Newer")
    bench.form.submit()
    assert (3, 1) == (bench.revision(stored), bench.names().count("closed"))


def test_a_save_that_is_refused_does_not_close(bench: Bench) -> None:
    """Nor does the next one that is not."""
    stored = bench.open()
    bench.form.set_field("display_name", "Mine")
    current = bench.service.get(stored)
    assert current is not None
    theirs = {**current.document, "display_name": "Theirs"}
    bench.service.save(stored, theirs, base_revision=1)
    bench.form.leave_keeping()
    assert (True, False) == (
        bench.form.state.asks.conflict is not None,
        "closed" in bench.names(),
    )
    bench.form.keep_mine()
    assert (3, False) == (bench.revision(stored), "closed" in bench.names())


def test_giving_up_says_which_form_it_was(bench: Bench) -> None:
    """And nothing of it is left to save."""
    stored = bench.open()
    bench.form.set_field("display_name", "New")
    bench.form.leave_discarding()
    assert [("discarded", (stored,)), ("closed", ())] == bench.told[-2:]
    assert (False, Keeping.NOTHING) == (bench.form.state.is_dirty, bench.form.state.keeping)


def test_staying_takes_the_question_away(bench: Bench) -> None:
    """What was typed stays."""
    bench.form.set_field("identifier", "acme")
    bench.form.request_leave()
    bench.form.stay()
    assert (False, "acme", False) == (
        bench.form.state.asks.is_leaving,
        bench.form.state.draft.text("identifier"),
        "closed" in bench.names(),
    )


# --- opening -------------------------------------------------------------------------------------


def test_a_form_that_was_filled_in_for_one_takes_no_copy(bench: Bench) -> None:
    """What an earlier form left waits for the next empty one."""
    bench.form.set_field("identifier", "left")
    bench.form.flush()
    bench.form.open_new({"identifier": "given"})
    given = bench.form.state.draft.text("identifier")
    bench.form.open_new()
    assert ("given", "left") == (given, bench.form.state.draft.text("identifier"))


def test_where_secrets_go_is_asked_for_every_form(bench: Bench) -> None:
    """And anew when vault or keyring has changed."""
    bench.standing = SecretsStanding.VAULT
    before = bench.form.state.secrets_go
    bench.form.look_at_secrets()
    after = bench.form.state.secrets_go
    bench.standing = SecretsStanding.SESSION
    stored = bench.open()
    assert (SecretsStanding.KEYRING, SecretsStanding.VAULT, SecretsStanding.SESSION) == (
        before,
        after,
        bench.form.state.secrets_go,
    )
    secret = bench.form.state.fields["secret"].secret
    assert secret is not None
    assert ("secret", "present") == (secret.field, secret.state)
    assert stored == bench.form.profile_id


def test_after_a_save_it_is_looked_where_the_secret_is(bench: Bench) -> None:
    """It was nowhere before."""
    fill(bench.form)
    before = bench.form.state.fields["secret"].secret
    bench.form.submit()
    after = bench.form.state.fields["secret"].secret
    assert before is None
    assert after is not None
    assert "present" == after.state


def test_a_save_of_what_is_gone_offers_to_create_it_anew(bench: Bench) -> None:
    """What is on the screen stays, unsaved."""
    stored = bench.open()
    bench.form.set_field("display_name", "Mine")
    bench.service.delete(stored)
    bench.form.submit()
    state = bench.form.state
    assert (FormMode.CREATE, "Mine", True, "") == (
        state.mode,
        state.draft.text("display_name"),
        state.asks.failure is not None,
        bench.form.profile_id,
    )
    bench.form.submit()
    assert ["Mine"] == [one.display_name for one in bench.service.list()]
