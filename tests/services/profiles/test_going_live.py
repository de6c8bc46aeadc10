"""From this computer to a login on a phone: what is claimed of each step."""

from dataclasses import replace

import pytest

from domain.samples import GOOD
from wecom_console.domain.verdicts import LEGS, BackendKind, Leg, Platform, Verdict
from wecom_console.services.profiles.going_live import (
    NOTHING_SEEN,
    GoingLive,
    Milestone,
    MilestoneMark,
    MilestoneNow,
    SeenAtAuthing,
    going_live,
)
from wecom_console.services.profiles.records import (
    NEVER_TESTED,
    StoredLeg,
    StoredProfile,
    StoredRun,
    Tally,
)

POOL = {
    "backend": {
        "kind": "authing",
        "app_host": "https://acme.authing.cn",
        "app_id": "5f0e1d2c3b4a69788796a5b4",
        "user_pool_id": "5f0e1d2c3b4a69788796a5b5",
        "access_key_secret": "keyring:",
    }
}
REAL = (Verdict.PROVEN, *[Verdict.SIMULATED] * 3, *[Verdict.PROVEN] * 3)
DEMO = (Verdict.PROVEN, *[Verdict.SIMULATED] * 6)
PHONE = (Verdict.PROVEN,) * 7


def stored(**document: object) -> StoredProfile:
    return StoredProfile("p1", 7, {**GOOD, **document}, False, 1.0, 2.0)


def run(legs: tuple[Verdict, ...], backend: BackendKind, **changes: object) -> StoredRun:
    found = tuple(StoredLeg(leg, verdict, "") for leg, verdict in zip(LEGS, legs, strict=True))
    made = StoredRun(
        "r1", "acme", "success", Platform.ANDROID, backend, True, legs[-1], found, "0", 9.0, False
    )
    return replace(made, **changes)  # type: ignore[arg-type]


def tally(login: StoredRun | None, total: int = 1, good: int = 1) -> Tally:
    return Tally(login, total, good, 9.0)


def told(
    profile: StoredProfile,
    tests: Tally = NEVER_TESTED,
    runs: tuple[StoredRun, ...] = (),
    seen: SeenAtAuthing = NOTHING_SEEN,
) -> GoingLive:
    return going_live(profile, tests, runs, seen)


def step(found: GoingLive, wanted: Milestone) -> MilestoneNow:
    return next(one for one in found.steps if one.step is wanted)


def test_a_fresh_connection_is_here_and_nowhere_else() -> None:
    """Authing was not asked, so nothing is said of it; what it needs comes next."""
    found = told(stored())
    assert [MilestoneMark.DONE, MilestoneMark.NEXT, *[MilestoneMark.OPEN] * 3] == [
        s.mark for s in found.steps
    ]
    assert ("not_asked", "connect") == _state(found, Milestone.AUTHING)
    assert Milestone.AUTHING is step(found, Milestone.APP).waits_for


def test_what_has_errors_waits_for_them() -> None:
    """Nothing else can be begun before."""
    found = told(stored(corp_id="ww1"))
    assert (Milestone.HERE, "settings") == (found.next and found.next.step, found.steps[0].action)
    assert [Milestone.HERE] * 4 == [one.waits_for for one in found.steps[1:]]


def test_with_pool_and_key_it_can_be_asked() -> None:
    """Reading changes nothing."""
    assert ("not_asked", "compare") == _state(told(stored(**POOL)), Milestone.AUTHING)


@pytest.mark.parametrize(
    ("seen", "authing", "app"),
    [
        (SeenAtAuthing(False), ("not_there", "create"), ("not_asked", "associate")),
        (SeenAtAuthing(True, 2, ()), ("differs", "compare"), ("no_app", "application")),
        (SeenAtAuthing(True, 0, ("Acme",)), ("same", "compare"), ("used_by", "application")),
    ],
)
def test_what_authing_answered_is_told(
    seen: SeenAtAuthing, authing: tuple[str, str], app: tuple[str, str]
) -> None:
    """The connection, its values, and the applications that use it."""
    found = told(stored(**POOL), seen=seen)
    assert (authing, app) == (_state(found, Milestone.AUTHING), _state(found, Milestone.APP))


def test_a_login_through_authing_proves_that_it_is_there() -> None:
    """And that an application uses it."""
    found = told(stored(**POOL), tally(run(REAL, BackendKind.AUTHING)))
    assert [MilestoneMark.DONE] * 4 == [one.mark for one in found.steps[:4]]
    assert ("used", "used") == (found.steps[1].state, found.steps[2].state)


def test_a_simulated_login_proves_nothing_of_authing() -> None:
    """It is done at the simulator, and says so."""
    found = told(stored(), tally(run(DEMO, BackendKind.SIMULATOR), 72, 72))
    tested = step(found, Milestone.TESTED)
    assert (MilestoneMark.DONE, True, "not_for_real") == (
        tested.mark,
        tested.is_simulated,
        tested.note,
    )
    assert (2, 1) == (found.done, found.simulated)
    assert "not_asked" == step(found, Milestone.AUTHING).state


@pytest.mark.parametrize(
    ("tests", "state"),
    [
        (NEVER_TESTED, "never"),
        (tally(None, 3, 3), "no_login"),
        (tally(run(DEMO, BackendKind.SIMULATOR, is_stale=True)), "changed"),
        (tally(run(DEMO, BackendKind.SIMULATOR, passed=False)), "failed"),
        (tally(run(DEMO, BackendKind.SIMULATOR), 72, 71), "scenarios"),
    ],
)
def test_a_test_that_is_not_as_it_should_be_is_open(tests: Tally, state: str) -> None:
    """Each for its reason."""
    tested = step(told(stored(), tests), Milestone.TESTED)
    assert (MilestoneMark.OPEN, state) == (tested.mark, tested.state)


def test_only_a_real_phone_is_a_phone() -> None:
    """WeCom itself has confirmed and answered there."""
    runs = (run(DEMO, BackendKind.SIMULATOR), run(PHONE, BackendKind.AUTHING))
    assert ["never", "seen"] == [
        step(told(stored(), runs=found), Milestone.PHONE).state for found in (runs[:1], runs)
    ]
    assert Leg.CONFIRM in {leg.leg for leg in runs[1].legs}


def test_another_backend_needs_no_authing() -> None:
    """Its steps are not counted."""
    found = told(stored(backend={"kind": "wecom"}))
    assert (3, "other_backend") == (found.needed, step(found, Milestone.AUTHING).state)


def _state(found: GoingLive, wanted: Milestone) -> tuple[str, str]:
    one = step(found, wanted)
    return one.state, one.action
