"""The checklist's presenter: what it shows before the store has answered, and after."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from pytestqt.qtbot import QtBot

from gui.parts.form.form_support import GOOD, Clock, FakeBridge, create, fill, profile_service
from wecom_console.domain.connection_types import AGENCY_MOBILE
from wecom_console.gui.parts.form.presenter.checklist import APP_ITEM, PreparationPresenter
from wecom_console.gui.parts.form.presenter.presenter import FormPresenter
from wecom_console.services.profiles.checklist import StepItem, StepOne, StepState
from wecom_console.services.profiles.service import ProfileService


class Asked(FakeBridge):
    """Keeps what its loop was given, and answers that when told."""

    def __init__(self) -> None:
        super().__init__()
        self.done: list[Any] = []
        self.failed: list[Any] = []

    def run(
        self,
        _work: Any,
        *_args: object,
        on_done: Any = None,
        on_error: Any = None,
        owner: object = None,
    ) -> None:
        self.done.append(on_done)
        self.failed.append(on_error)


class Bench:
    """A form, its checklist, and who works and answers for both."""

    def __init__(self, folder: Path) -> None:
        self.service: ProfileService = profile_service(folder, Clock())
        self.worker = self.loop = Asked()
        self.form = FormPresenter(lambda: self.service, FakeBridge(), keep_after_ms=3_600_000)
        self.list = PreparationPresenter(
            self.form,
            step_one=lambda: StepOne(self.service._store.confirmations),
            background=self.loop,
            ask=lambda *_: None,
        )
        self.form.open_new()

    def standings(self) -> dict[str, StepState]:
        return {item.id: item.standing for item in self.list.state.items}

    def ticked(self) -> set[str]:
        return {item.id for item in self.list.state.items if item.is_done}


@pytest.fixture
def bench(qtbot: QtBot, tmp_path: Path) -> Iterator[Bench]:
    made = Bench(tmp_path)
    yield made
    made.list.deleteLater()
    made.form.deleteLater()


def test_a_tick_shows_before_it_is_kept(bench: Bench) -> None:
    """On its own line alone, and so does taking it back."""
    bench.list.tick("trusted_ip", done=True)
    bench.worker.is_held = True
    bench.list.tick("app", done=True)
    both = bench.ticked()
    bench.list.tick("trusted_ip", done=False)
    assert ({"trusted_ip", "app"}, {"app"}) == (both, bench.ticked())
    assert 1 == bench.list.state.done
    bench.worker.release()
    assert {"app"} == bench.ticked()


def test_a_store_that_refuses_takes_the_tick_back(
    bench: Bench, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What is kept is what is shown."""

    def refuse(*_: object, **__: object) -> None:
        raise OSError

    with monkeypatch.context() as patch:
        patch.setattr(StepOne, "tick", refuse)
        bench.list.tick("app", done=True)
    assert set() == bench.ticked()


def test_wecom_is_asked_once_at_a_time(bench: Bench) -> None:
    """While it is asked, the list says so; whatever comes of it."""
    fill(bench.form)
    bench.list.ask()
    bench.list.ask()
    asking = bench.list.state.is_asking
    bench.loop.failed[0](OSError())
    after = bench.list.state.is_asking
    bench.list.ask()
    bench.loop.done[1](())
    assert (True, False, 2, False) == (
        asking,
        after,
        len(bench.loop.done),
        bench.list.state.is_asking,
    )


def test_with_errors_wecom_is_not_asked(bench: Bench) -> None:
    """And the list says why; a type that has no Secret has nothing to ask with."""
    fill(bench.form, corp_id="ww1")
    bench.list.ask()
    wrong = bench.list.state.cannot_ask
    fill(bench.form)
    good = bench.list.state.cannot_ask
    bench.form.open_new(kind=AGENCY_MOBILE)
    assert ([], "preparation.errors_first", "", "preparation.nothing_to_ask_with") == (
        bench.loop.done,
        wrong,
        good,
        bench.list.state.cannot_ask,
    )
    assert AGENCY_MOBILE.method == bench.list.state.method


REFUTED = StepItem("app", StepState.REFUTED)
SEEN = StepItem("visible_range", StepState.SEEN)


def test_what_wecom_says_counts_for_the_app_it_was_asked_about(bench: Bench) -> None:
    """A tick is taken back and another given; after a change of the AgentID neither."""
    fill(bench.form)
    bench.list.tick("app", done=True)
    bench.list.ask()
    bench.loop.done[-1]((REFUTED, SEEN))
    told = bench.standings()
    assert (StepState.REFUTED, StepState.SEEN) == (told["app"], told["visible_range"])
    bench.list.ask()
    bench.form.set_field("agent_id", "1000007")
    bench.loop.done[-1]((SEEN,))
    assert (set(), False) == (bench.ticked() & {"visible_range"}, bench.list.state.is_asking)


def test_a_new_tick_answers_a_refusal(bench: Bench) -> None:
    """Somebody looked again; the other refusals stay."""
    other = StepItem("trusted_ip", StepState.REFUTED)
    fill(bench.form)
    bench.list.ask()
    bench.loop.done[-1]((REFUTED, other))
    bench.list.tick("app", done=True)
    told = bench.standings()
    assert (StepState.BY_HAND, StepState.REFUTED) == (told["app"], told["trusted_ip"])


def test_an_app_package_can_only_take_a_tick_back(bench: Bench) -> None:
    """Agreeing with the form is told and ticks nothing."""
    fill(bench.form)
    bench.list.tick(APP_ITEM, done=True)
    bench.list.show_app(StepItem(APP_ITEM, StepState.REFUTED), "acme.apk")
    refuted = (bench.standings()[APP_ITEM], bench.list.state.app)
    bench.list.show_app(StepItem(APP_ITEM, StepState.SEEN), "acme.apk")
    agreed = (bench.standings()[APP_ITEM], bench.list.state.app)
    bench.list.show_app(None, "")
    assert [
        (StepState.REFUTED, ""),
        (StepState.BY_HAND, "acme.apk"),
        (StepState.BY_HAND, ""),
    ] == [refuted, agreed, (bench.standings()[APP_ITEM], bench.list.state.app)]


def test_what_can_be_pasted_is_what_is_filled_in(bench: Bench) -> None:
    """Of every platform, in one order."""
    values = {
        "harmony.bundle_name": "com.acme.h",
        "harmony.app_id": "5",
        "ios.bundle_id": "com.acme.i",
        "android.signature_md5": "a" * 32,
        "android.package": "com.acme.a",
    }
    for path, value in values.items():
        bench.form.set_field(path, value)
    assert tuple(reversed(values.items())) == bench.list.state.to_paste
    bench.form.set_field("ios.bundle_id", "")
    assert "ios.bundle_id" not in dict(bench.list.state.to_paste)


def test_ticks_of_a_new_connection_go_along_once(bench: Bench) -> None:
    """When it is created; a later save takes none from the next new form."""
    fill(bench.form)
    bench.list.tick("app", done=True)
    bench.form.submit()
    created = bench.form.profile_id
    step_one = StepOne(bench.service._store.confirmations)
    bench.form.open_new()
    bench.list.tick("trusted_ip", done=True)
    bench.form.open_connection(created)
    bench.form.set_field("display_name", "Other")
    bench.form.submit()
    kept = {item.id for item in step_one.items(created, GOOD) if item.is_done}
    bench.form.open_new()
    assert ({"app"}, {"trusted_ip"}) == (kept, bench.ticked())


def test_leaving_a_stored_connection_keeps_its_ticks(bench: Bench) -> None:
    """Only those of a form that was given up are forgotten."""
    stored = create(bench.service)
    bench.form.open_connection(stored)
    bench.list.tick("app", done=True)
    bench.form.set_field("display_name", "Other")
    bench.form.leave_discarding()
    bench.form.open_connection(stored)
    assert {"app"} == bench.ticked()
