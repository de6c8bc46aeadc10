"""What each store of the simulated world keeps, for how long, and for whom."""

import pytest

from wecom_console.domain.links.requests import LoginRequest
from wecom_console.domain.secrets import Secret
from wecom_console.domain.verdicts import Platform
from wecom_console.simulator.authing.oidc.grants import Grant, GrantKind, Grants
from wecom_console.simulator.authing.signin.outbox import LIFETIME_S as SENT_S
from wecom_console.simulator.authing.signin.outbox import Channel, Outbox, SentCode
from wecom_console.simulator.authing.signin.pending import LIFETIME_S as STEP_S
from wecom_console.simulator.authing.signin.pending import PendingStep, PendingSteps, StepKind
from wecom_console.simulator.phone.landing import LandingTickets
from wecom_console.simulator.phone.results import Decision, PhoneResult
from wecom_console.simulator.phone.visits import PageTickets, Visit
from wecom_console.simulator.wecom.access_tokens import AccessTokens
from wecom_console.simulator.wecom.bans import HOUR_S, Bans
from wecom_console.simulator.wecom.tickets import LIFETIME_S as TICKET_S
from wecom_console.simulator.wecom.tickets import UserTickets
from wecom_console.simulator.world.bounded import Bounded
from wecom_console.simulator.world.clock import ADVANCE_LIMIT_S, SimulatorClock
from wecom_console.simulator.world.faults import FaultSpec, FaultTable
from wecom_console.simulator.world.journal import Journal, JournalEntry
from wecom_console.simulator.world.ledger import CodeLedger, CodeProblem, CodeState, Redeemer
from wecom_console.simulator.world.randomness import Randomness
from wecom_console.simulator.world.rates import Rates

BY = Redeemer("authing 127.0.0.1", 7)
AGENT, OTHER = ("ww1", "1"), ("ww1", "2")


def test_a_bound_store_forgets_what_was_put_first() -> None:
    """Replacing a value makes no room and keeps its place."""
    store: Bounded[str, int] = Bounded(2)
    for key, value in (("a", 1), ("b", 2), ("a", 3), ("c", 4)):
        store.put(key, value)
    assert ([2, 4], None, 2) == (list(store.values()), store.get("a"), len(store))
    assert (2, None, [4]) == (store.pop("b"), store.pop("b"), list(store.values()))


# --- codes ---------------------------------------------------------------------------------------


@pytest.fixture
def ledger() -> CodeLedger:
    """One code, for app 1 of company ww1, from second 100 on."""
    made = CodeLedger()
    made.issue("c", corp_id="WW1", agent_id="1", member="lisi", now=100.0)
    return made


@pytest.mark.parametrize(
    ("code", "corp", "agent", "now", "problem"),
    [
        ("x", "ww1", "1", 100.0, CodeProblem.UNKNOWN),
        ("c", "ww2", "1", 100.0, CodeProblem.OTHER_APP),
        ("c", "ww1", "2", 100.0, CodeProblem.OTHER_APP),
        ("c", "ww1", "2", 400.0, CodeProblem.OTHER_APP),
        ("c", "ww1", "1", 400.0, CodeProblem.EXPIRED),
    ],
)
def test_a_refused_code_can_still_be_used(
    ledger: CodeLedger, code: str, corp: str, agent: str, now: float, problem: CodeProblem
) -> None:
    """By its own app, whose company has no case, in its own time."""
    refused = ledger.redeem(code, corp_id=corp, agent_id=agent, now=now, by=BY)
    taken = ledger.redeem("c", corp_id="Ww1", agent_id="1", now=399.9, by=BY)
    again = ledger.redeem("c", corp_id="ww1", agent_id="1", now=399.9, by=BY)
    assert (problem, CodeProblem.USED) == (refused, again)
    assert not isinstance(taken, CodeProblem)
    assert ("lisi", 399.9, "authing 127.0.0.1", 7) == (
        taken.member,
        taken.used_at,
        taken.used_by,
        taken.used_call,
    )
    assert [taken] == list(ledger.entries())


def test_a_used_code_stays_used_when_it_ages(ledger: CodeLedger) -> None:
    """One that was not used expires."""
    [fresh] = ledger.entries()
    assert [CodeState.FRESH, CodeState.FRESH, CodeState.EXPIRED] == [
        fresh.state(now) for now in (100.0, 399.9, 400.0)
    ]
    ledger.redeem("c", corp_id="ww1", agent_id="1", now=100.0, by=BY)
    [used] = ledger.entries()
    assert (CodeState.USED, CodeProblem.USED) == (
        used.state(9_999.0),
        ledger.redeem("c", corp_id="ww1", agent_id="1", now=9_999.0, by=BY),
    )


def test_a_code_that_was_sent_works_once_where_it_was_sent() -> None:
    """By its channel and address, in its time; a newer one makes it void."""
    box = Outbox()
    box.send(SentCode(Channel.SMS, "139", "111111", 100.0))
    box.send(SentCode(Channel.SMS, "138", "222222", 100.0))
    box.send(SentCode(Channel.EMAIL, "139", "333333", 100.0))
    box.send(SentCode(Channel.SMS, "139", "444444", 100.0))
    late = 100.0 + SENT_S
    assert [False] * 5 == [
        box.take(Channel.SMS, "139", "111111", now=100.0),
        box.take(Channel.EMAIL, "139", "444444", now=100.0),
        box.take(Channel.SMS, "138", "444444", now=100.0),
        box.take(Channel.SMS, "139", "444444", now=late),
        box.take(Channel.SMS, "139", "é", now=100.0),
    ]
    assert [True, False] == [
        box.take(Channel.SMS, "139", "444444", now=late - 0.1) for _ in range(2)
    ]
    assert ["222222", "333333"] == [message.code for message in box.messages()]


# --- tokens --------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("token", "kinds", "now", "is_found"),
    [
        ("t", (GrantKind.ACCESS,), 199.9, True),
        ("t", (GrantKind.ID, GrantKind.ACCESS), 199.9, True),
        ("t", (GrantKind.ACCESS,), 200.0, False),
        ("t", (GrantKind.ID,), 100.0, False),
        ("t", (), 100.0, False),
        ("x", (GrantKind.ACCESS,), 100.0, False),
    ],
)
def test_a_token_is_good_for_its_kind_and_time(
    token: str, kinds: tuple[GrantKind, ...], now: float, is_found: bool
) -> None:
    """Until it is revoked."""
    grants = Grants()
    grant = Grant(GrantKind.ACCESS, "pool", 200.0)
    grants.put("t", grant)
    assert (grant if is_found else None) == grants.find(token, *kinds, now=now)
    grants.revoke("t")
    assert grants.find(token, *kinds, now=now) is None


@pytest.mark.parametrize(
    ("key", "kind", "now", "is_found"),
    [
        ("k", StepKind.BINDING, 99.9 + STEP_S, True),
        ("k", StepKind.BINDING, 100.0 + STEP_S, False),
        ("k", StepKind.SECOND_FACTOR, 100.0, False),
        ("x", StepKind.BINDING, 100.0, False),
    ],
)
def test_a_step_waits_for_its_own_kind(
    key: str, kind: StepKind, now: float, is_found: bool
) -> None:
    """Until it is done, or its time is over."""
    steps, step = PendingSteps(), PendingStep(StepKind.BINDING, "app")
    steps.put("k", step, now=100.0)
    assert (step if is_found else None) == steps.find(key, kind, now=now)
    steps.done("k")
    assert steps.find(key, kind, now=now) is None


def test_an_app_keeps_its_token_until_it_is_too_old_or_the_secret_is_new() -> None:
    """Each app its own; an old one is still known as expired."""
    tokens, chance = AccessTokens(), Randomness(1)

    def current(agent: tuple[str, str] = AGENT, secret: str = "s", *, now: float = 100.0) -> str:
        return tokens.current(agent, Secret(secret), now=now, randomness=chance).text

    first = current()
    assert first == current(now=7_299.9)
    later = current(now=7_300.0)
    other, changed = current(OTHER), current(secret="new", now=7_300.0)
    assert 4 == len({first, later, other, changed})
    found = tokens.find(first)
    assert found is not None
    assert (True, False, AGENT, None) == (
        found.is_expired(7_300.0),
        found.is_expired(7_299.9),
        found.agent,
        tokens.find("x"),
    )
    tokens.clear()
    assert tokens.find(first) is None
    assert changed != current(secret="new", now=7_300.0)


def test_a_ticket_is_its_apps_and_may_be_used_again() -> None:
    """In its time."""
    tickets = UserTickets()
    text = tickets.issue(AGENT, "lisi", now=100.0, randomness=Randomness(1))
    found = [
        tickets.find(text, agent, now=now)
        for agent, now in (
            (AGENT, 100.0),
            (AGENT, 99.9 + TICKET_S),
            (AGENT, 100.0 + TICKET_S),
            (OTHER, 100.0),
        )
    ]
    told = [one if isinstance(one, int) else one.member for one in found]
    assert ["lisi", "lisi", 84014, 84015] == told


# --- limits --------------------------------------------------------------------------------------


def test_wrong_secrets_ban_their_address_alone() -> None:
    """From the last one allowed on, for an hour; without a limit nobody."""
    bans = Bans()
    for _ in range(2):
        bans.count("a", limit=3, now=100.0)
    before = bans.is_banned("a", now=100.0)
    bans.count("a", limit=3, now=200.0)
    bans.count("b", limit=0, now=200.0)
    assert (False, True, True, False, False) == (
        before,
        bans.is_banned("a", now=200.0),
        bans.is_banned("a", now=199.9 + HOUR_S),
        bans.is_banned("a", now=200.0 + HOUR_S),
        bans.is_banned("b", now=200.0),
    )


def test_wrong_secrets_of_an_earlier_hour_do_not_count() -> None:
    """The hour begins with the first of them."""
    bans = Bans()
    bans.count("a", limit=2, now=100.0)
    bans.count("a", limit=2, now=100.0 + HOUR_S)
    assert not bans.is_banned("a", now=100.0 + HOUR_S)
    bans.count("a", limit=2, now=99.9 + 2 * HOUR_S)
    assert bans.is_banned("a", now=99.9 + 2 * HOUR_S)


def test_calls_are_counted_by_key_and_window() -> None:
    """A window begins anew at its edge; a limit of nothing is none."""
    rates = Rates()

    def take(*key: str, now: float = 60.0, limit: int = 2) -> bool:
        return rates.take(*key, limit=limit, window_s=60, now=now)

    assert [True, True, False] == [take("a", "x") for _ in range(3)]
    assert (True, False, True) == (
        take("a", "y"),
        take("a", "x", now=119.9),
        take("a", "x", now=120),
    )
    assert [True] * 5 == [take("b", limit=0) for _ in range(5)]


# --- faults --------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("of", "path", "fits"),
    [
        ("/a", "/a", True),
        ("/a", "/ab", False),
        ("/a*", "/ab", True),
        ("/a*", "/a", True),
        ("/a/*", "/a", False),
        ("/a*", "/b/a", False),
    ],
)
def test_which_paths_a_fault_is_for(of: str, path: str, fits: bool) -> None:
    """This one, or all that begin so."""
    table = FaultTable()
    table.add(FaultSpec(of))
    assert (fits, fits) == (table.is_waiting(path), table.take(path) is not None)


def test_the_oldest_fault_that_fits_is_suffered_until_it_is_used_up() -> None:
    """Then the next; one without a number stays."""
    table = FaultTable()
    first = FaultSpec("/a*", times=2, errcode=1)
    second = FaultSpec("/ab", errcode=2)
    table.add(first)
    table.add(second)
    assert [first, first, second, second] == [table.take("/ab") for _ in range(4)]
    assert (None, [(2, None)]) == (
        table.take("/ax"),
        [(fault.fault_id, fault.left) for fault in table],
    )


def test_an_old_id_never_names_a_new_fault() -> None:
    """Not after it was lifted, nor after all were."""
    table = FaultTable(limit=2)
    ids = [fault.fault_id for spec in "ab" if (fault := table.add(FaultSpec(f"/{spec}")))]
    assert table.add(FaultSpec("/c")) is None
    assert (True, False) == (table.remove(ids[0]), table.remove(ids[0]))
    assert ["/b"] == [fault.spec.path for fault in table]
    table.clear()
    added = table.add(FaultSpec("/d"))
    assert added is not None
    assert ([1, 2], 3) == (ids, added.fault_id)


# --- the journal ---------------------------------------------------------------------------------


def entry(number: int) -> JournalEntry:
    return JournalEntry(number, 0.0, "client", "GET", "/x", (), 200, None, 1.0)


def test_calls_stand_by_number_whichever_ends_first() -> None:
    """Who asks for what came after a number misses none that was still open."""
    journal = Journal(limit=3)
    numbers = [journal.next_number() for _ in range(4)]
    settled = [journal.settled_number]
    for number in (3, 1, 4, 2):
        journal.add(entry(number))
        settled.append(journal.settled_number)
    assert ([1, 2, 3, 4], 4, [0, 0, 1, 1, 4]) == (numbers, journal.last_number, settled)
    assert [2, 3, 4] == [one.number for one in journal.since(0)]
    assert [4] == [one.number for one in journal.since(3)]


def test_an_emptied_journal_goes_on_and_a_reset_one_begins_anew() -> None:
    """With its numbers."""
    journal = Journal()
    journal.add(entry(journal.next_number()))
    journal.clear()
    after_clear = (list(journal.since(0)), journal.next_number())
    journal.reset()
    assert (([], 2), 0, 0, 1) == (
        after_clear,
        journal.settled_number,
        journal.last_number,
        journal.next_number(),
    )


# --- clock, chance, pages ------------------------------------------------------------------------


def test_the_clock_only_moves_forward_and_only_so_far() -> None:
    """Beside the real one, until it is reset."""
    clock = SimulatorClock(lambda: 1_000.0)
    clock.advance(5)
    clock.advance(-3)
    ahead = (clock.now(), clock.offset_s)
    clock.advance(ADVANCE_LIMIT_S)
    limit = clock.offset_s
    clock.reset()
    assert ((1_005.0, 5.0), ADVANCE_LIMIT_S, 1_000.0) == (ahead, limit, clock.now())


def test_each_purpose_draws_from_a_stream_of_its_own() -> None:
    """Another hint never changes the next code; a reset begins all again."""
    one, other = Randomness(7), Randomness(7)
    other.digits("hint", count=6)
    drawn = (one.token("code", length=10), one.hex("id", digits=5), one.digits("sms", count=3))
    same = (other.token("code", length=10), other.hex("id", digits=5), other.digits("sms", count=3))
    assert drawn == same
    assert [10, 5, 3] == [len(text) for text in drawn]
    assert drawn[0] != one.token("code", length=10)
    one.reset()
    assert (drawn[0], 7) == (one.token("code", length=10), one.seed)
    assert drawn[0] != Randomness(8).token("code", length=10)


def test_a_page_is_answered_once_and_its_end_can_be_seen_again() -> None:
    """By its own token."""
    visits = PageTickets()
    request = LoginRequest(Platform.IOS, "wwauth0", "ww1", "1", "state")
    visit, result = Visit(request), PhoneResult(request, "lisi", Decision.APPROVE)
    visits.open("t", visit)
    assert (None, visit, None) == (visits.take("x"), visits.take("t"), visits.take("t"))
    visits.finish("t", result)
    assert (result, result, None) == (visits.result("t"), visits.result("t"), visits.result("x"))


def test_a_landing_token_lets_its_bearer_in_until_he_has_decided() -> None:
    """Where one is asked for; else everybody is let in."""
    landing = LandingTickets()
    open_to_all = landing.admits("")
    landing.is_required = True
    landing.add("t")
    admitted = [landing.admits("t"), landing.admits("t"), landing.admits(""), landing.admits("x")]
    landing.use("t")
    assert (True, [True, True, False, False], False) == (
        open_to_all,
        admitted,
        landing.admits("t"),
    )
