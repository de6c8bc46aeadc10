"""The phones of a run: what the desk hears, and what the simulator's phone is asked and says."""

import anyio
import pytest

from flow.samples import PROFILE, STATE, device
from wecom_console.domain.verdicts import Platform
from wecom_console.flow.commands import (
    AwaitCallback,
    CallbackArrived,
    LinkShown,
    NoCallback,
    PhoneRefused,
    ShowLink,
    Silence,
)
from wecom_console.flow.device_legs import login_request
from wecom_console.protocol.json_values import JsonObject
from wecom_console.services.runs.phones import (
    OTHER_COMPANY,
    AbsentPhone,
    AutoPhone,
    Decided,
    Delivered,
    PastedCallback,
    PhonePrompts,
    PromptedPhone,
    callback_of,
)
from wecom_console.services.runs.simulator_control import ControlFailed

pytestmark = pytest.mark.anyio

REQUEST = login_request(device())
SHOWN = ShowLink("wwauth://x", REQUEST)


class Control:
    """Stands for the simulator's control API: keeps what it was asked."""

    def __init__(self) -> None:
        self.asked: list[JsonObject] = []

    async def authorize(self, body: JsonObject) -> JsonObject | ControlFailed:
        self.asked.append(body)
        return {"return_link": "wwauth0://back"}

    async def callback(self, state: str) -> JsonObject | ControlFailed | None:
        await anyio.sleep_forever()


def awaits(**changes: object) -> AwaitCallback:
    return AwaitCallback(PROFILE.schema, STATE, Platform.ANDROID, **changes)  # type: ignore[arg-type]


async def asked(phone_member: str = "", **changes: object) -> JsonObject:
    """What the simulator's phone is asked."""
    control = Control()
    phone = AutoPhone(control, member=phone_member)  # type: ignore[arg-type]
    await phone.show(SHOWN)
    assert CallbackArrived("wwauth0://back", simulated=True) == await phone.await_callback(
        awaits(**changes)
    )
    [body] = control.asked
    return body


async def test_the_simulators_phone_hears_the_whole_request() -> None:
    """As the app has it, which the link does not show in full."""
    assert {
        "platform": "android",
        "decision": "cancel",
        "corp_id": REQUEST.corp_id,
        "agent_id": REQUEST.agent_id,
        "schema": REQUEST.schema,
        "state": REQUEST.state,
        "sdk": REQUEST.sdk,
        "app_name": REQUEST.app_name,
        "transaction": REQUEST.transaction,
        "package": REQUEST.package,
        "signature_md5": REQUEST.signature_md5,
        "bundle_id": "",
    } == await asked(decision="cancel")


@pytest.mark.parametrize(
    ("phone", "changes", "told"),
    [
        ("", {"member": "lisi"}, {"member": "lisi"}),
        ("zhangsan", {}, {"member": "zhangsan"}),
        ("zhangsan", {"member": "lisi"}, {"member": "lisi"}),
        ("", {"issued_for": "other-corp"}, {"issued_for": "other_corp"}),
        ("", {"device": "no-wecom"}, {"wecom_installed": False}),
        ("", {"device": "other-company"}, {"logged_in_corp_id": OTHER_COMPANY}),
        ("", {}, {}),
    ],
)
async def test_the_scenario_says_whose_phone_it_is(
    phone: str, changes: dict[str, object], told: dict[str, object]
) -> None:
    """Its member comes before that of the phone; what it does not say is not sent."""
    usual = await asked()
    assert {**usual, **told} == await asked(phone, **changes)


@pytest.mark.parametrize(
    ("found", "reply"),
    [
        ({"return_link": "x://y", "reason": "z"}, CallbackArrived("x://y", simulated=True)),
        (
            {"reason": "phone.a", "link_problem": "b", "params": {"n": 1, "t": "x", "l": []}},
            PhoneRefused("phone.a", {"n": 1, "t": "x"}),
        ),
        ({"link_problem": "link.b"}, PhoneRefused("link.b")),
        ({"params": 1}, PhoneRefused("phone.unknown")),
        (
            ControlFailed("127.0.0.1:1", "gone"),
            PhoneRefused("phone.no_simulator", {"host": "127.0.0.1:1", "reason": "gone"}),
        ),
    ],
)
def test_what_the_simulators_phone_says(
    found: JsonObject | ControlFailed, reply: CallbackArrived | PhoneRefused
) -> None:
    """A link if there is one, else the reason, else what is wrong with the link."""
    assert reply == callback_of(found)


async def test_a_phone_that_was_shown_nothing_says_nothing() -> None:
    """Simulated all the same."""
    absent = NoCallback(Silence.ABSENT, simulated=True)
    control = Control()
    phones = (AutoPhone(control), PromptedPhone(control, PhonePrompts()))  # type: ignore[arg-type]
    assert [absent, absent] == [await phone.await_callback(awaits()) for phone in phones]
    assert [] == control.asked


@pytest.mark.parametrize("simulated", [True, False])
async def test_a_pasted_link_is_as_real_as_its_phone(simulated: bool) -> None:
    """Shown, pasted and not pasted."""
    desk = PhonePrompts()
    phone = PastedCallback(desk, is_simulated=simulated)
    assert LinkShown(simulated) == await phone.show(SHOWN)
    assert NoCallback(Silence.TIMEOUT, simulated) == await phone.await_callback(
        awaits(timeout_s=0.01)
    )
    heard: list[object] = []
    async with anyio.create_task_group() as group:

        async def wait() -> None:
            heard.append(await phone.await_callback(awaits(timeout_s=5)))

        group.start_soon(wait)
        await anyio.wait_all_tasks_blocked()
        assert desk.decide("approve")  # a button of the drawn phone means nothing here
        await anyio.wait_all_tasks_blocked()
        assert desk.deliver("  x://y\n")
    assert [CallbackArrived("x://y", simulated)] == heard


async def test_without_a_phone_nothing_is_simulated() -> None:
    """There is nobody."""
    assert NoCallback(Silence.ABSENT) == await AbsentPhone().await_callback(awaits())


async def test_the_desk_hears_one_thing_at_a_time() -> None:
    """Only while a run waits; what came too early or twice is forgotten."""
    desk = PhonePrompts()
    early = desk.decide("approve")
    heard: list[object] = []
    answers: list[bool] = []
    async with anyio.create_task_group() as group:

        async def wait() -> None:
            heard.append(await desk.wait())

        group.start_soon(wait)
        await anyio.wait_all_tasks_blocked()
        answers += [desk.decide("cancel", member="lisi"), desk.deliver("x")]
    late = desk.deliver("x")
    assert (False, [True, False], False) == (early, answers, late)
    assert [Decided("cancel", "lisi")] == heard


async def test_a_pasted_text_may_hold_anything() -> None:
    """A lone surrogate, too, which cannot be sent on."""
    desk = PhonePrompts()
    heard: list[object] = []
    async with anyio.create_task_group() as group:

        async def wait() -> None:
            heard.append(await desk.wait())

        group.start_soon(wait)
        await anyio.wait_all_tasks_blocked()
        desk.deliver(" x\ud800 ")
    assert [Delivered("x?")] == heard


@pytest.mark.parametrize(
    ("member", "scenarios", "played"),
    [("lisi", "zhangsan", "lisi"), ("", "zhangsan", "zhangsan"), ("", "", None)],
)
async def test_whoever_presses_the_button_is_the_member(
    member: str, scenarios: str, played: str | None
) -> None:
    """Before the scenario's own; the decision is the button's."""
    control, desk = Control(), PhonePrompts()
    phone = PromptedPhone(control, desk)  # type: ignore[arg-type]
    await phone.show(SHOWN)
    heard: list[object] = []
    async with anyio.create_task_group() as group:

        async def wait() -> None:
            heard.append(await phone.await_callback(awaits(member=scenarios, timeout_s=5)))

        group.start_soon(wait)
        await anyio.wait_all_tasks_blocked()
        desk.decide("cancel", member=member)
    [body] = control.asked
    assert ("cancel", played) == (body["decision"], body.get("member"))
    assert [CallbackArrived("wwauth0://back", simulated=True)] == heard


async def test_nobody_at_a_virtual_phone_is_a_simulated_silence() -> None:
    """Nothing of it is real."""
    phone = PromptedPhone(Control(), PhonePrompts())  # type: ignore[arg-type]
    await phone.show(SHOWN)
    found = await phone.await_callback(awaits(timeout_s=0.01))
    assert NoCallback(Silence.TIMEOUT, simulated=True) == found
