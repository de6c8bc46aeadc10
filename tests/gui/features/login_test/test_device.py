"""The phone's side of the page: link, callback, and who may answer."""

from dataclasses import replace

import pytest
from pytestqt.qtbot import QtBot

from gui.features.login_test.login_test_support import LINK, SCHEMA, profile, success
from wecom_console.domain.links.requests import Callback, build_return_link, parse_request_link
from wecom_console.domain.verdicts import Leg, Platform
from wecom_console.flow.events import LegStarted, LinkOffered
from wecom_console.gui.features.login_test.presenter.device import DevicePresenter
from wecom_console.gui.features.login_test.presenter.phone import PhoneScreen
from wecom_console.gui.features.login_test.presenter.state import CallbackView, LinkView, Shown
from wecom_console.gui.parts.presenter.run_state import RunState, replay
from wecom_console.messages.catalogue import load_messages
from wecom_console.services.runs.orders import PhoneMode


def waiting_run() -> RunState:
    """A run whose third leg waits for the phone."""
    events = success()[:3]
    link = LinkOffered(Leg.REQUEST, LINK, "http://127.0.0.1:1/wwopen/sso/confirm?x=1")
    return replay((*events, link, LegStarted(Leg.CONFIRM)))


def shown(platform: Platform = Platform.ANDROID, **changes: object) -> Shown:
    return replace(Shown(profile(), "Zhang San", platform, None), **changes)  # type: ignore[arg-type]


@pytest.fixture
def device(qtbot: QtBot) -> DevicePresenter:
    return DevicePresenter(messages=load_messages("en"), new_state=lambda: "s" * 22)


def links(device: DevicePresenter) -> list[LinkView]:
    found: list[LinkView] = []
    device.link_changed.connect(found.append)
    return found


def callbacks(device: DevicePresenter) -> list[CallbackView]:
    found: list[CallbackView] = []
    device.callback_changed.connect(found.append)
    return found


def test_an_idle_page_offers_an_example_link(device: DevicePresenter) -> None:
    """The connection's own request, with a state of its own."""
    device.show(shown())
    request = parse_request_link(device.link.link)
    assert (SCHEMA, "s" * 22) == (request.schema, request.state)  # type: ignore[union-attr]


def test_the_link_follows_the_platform(device: DevicePresenter) -> None:
    """iOS has a URL, Android an intent."""
    device.show(shown(Platform.IOS))
    assert device.link.link.startswith("wxwork://app?")


def test_harmonyos_has_no_link_and_says_why(device: DevicePresenter) -> None:
    """Its form is not public."""
    device.show(shown(Platform.HARMONY))
    assert ("", True) == (device.link.link, bool(device.link.problem))


def test_a_waiting_run_offers_its_own_link(device: DevicePresenter) -> None:
    """What is scanned is what the run waits for."""
    device.show(shown(run=waiting_run(), is_live=True, phone=PhoneMode.VIRTUAL))
    assert (LINK, True) == (device.link.link, device.link.is_live)


def test_an_automatic_run_waits_for_nobody(device: DevicePresenter, qtbot: QtBot) -> None:
    """*Agree* does nothing where the phone answers by itself."""
    device.show(shown(run=waiting_run(), is_live=True))
    with qtbot.assertNotEmitted(device.answered):
        device.answer("approve")


def test_agree_is_passed_on_while_a_run_waits(device: DevicePresenter, qtbot: QtBot) -> None:
    """The drawn phone's button answers the run."""
    device.show(shown(run=waiting_run(), is_live=True, phone=PhoneMode.VIRTUAL))
    with qtbot.waitSignal(device.answered, timeout=60_000) as answered:
        device.answer("approve")
    assert ["approve"] == answered.args


def test_a_drawn_button_means_nothing_to_a_real_phone(
    device: DevicePresenter, qtbot: QtBot
) -> None:
    """A run that waits for a real phone cannot be agreed to on the picture."""
    device.show(shown(run=waiting_run(), is_live=True, phone=PhoneMode.PASTED))
    with qtbot.assertNotEmitted(device.answered):
        device.answer("approve")


def test_a_pasted_callback_of_another_app_is_explained(device: DevicePresenter) -> None:
    """One sentence says what does not fit."""
    found = callbacks(device)
    device.show(shown())
    link = build_return_link(
        Callback(Platform.ANDROID, "wwauth0000000000000000000009", 0, "c", "s" * 22)
    )
    device.paste(str(link))
    assert ("Another schema came back",) == found[-1].sentences


def test_a_fitting_callback_is_read_but_not_delivered_without_a_run(
    device: DevicePresenter,
) -> None:
    """There is nothing it could answer, and no state that it should have."""
    found = callbacks(device)
    device.show(shown())
    device.paste(str(build_return_link(Callback(Platform.ANDROID, SCHEMA, 0, "c", "any state"))))
    assert ("ok", (), False) == (
        found[-1].outcome,
        found[-1].sentences,
        found[-1].can_deliver,
    )


def test_a_callback_can_be_given_to_a_waiting_run(device: DevicePresenter, qtbot: QtBot) -> None:
    """Fitting or not: the run will say what is wrong with it."""
    device.show(shown(run=waiting_run(), is_live=True, phone=PhoneMode.PASTED))
    link = str(build_return_link(Callback(Platform.ANDROID, SCHEMA, 0, "c", "other")))
    device.paste(f"  {link} ")
    with qtbot.waitSignal(device.delivered, timeout=60_000) as delivered:
        device.deliver()
    assert [link] == delivered.args


@pytest.mark.parametrize(
    ("pasted", "emptied"),
    [
        ("wwauth://?code=a", [None]),
        (str(build_return_link(Callback(Platform.ANDROID, SCHEMA, 0, "c", "other"))), []),
    ],
)
def test_what_was_no_answer_goes_with_the_run_that_waited(
    device: DevicePresenter, pasted: str, emptied: list[None]
) -> None:
    """Its error would stand there for nobody. An answer stays, to be looked at."""
    device.show(shown(run=waiting_run(), is_live=True, phone=PhoneMode.PASTED))
    device.paste(pasted)
    found: list[None] = []
    device.paste_emptied.connect(lambda: found.append(None))
    device.show(shown(run=waiting_run(), phone=PhoneMode.PASTED))
    assert emptied == found


def test_one_can_step_through_the_screens_of_a_finished_run(device: DevicePresenter) -> None:
    """Back from *signed in* to WeCom's question."""
    found: list[PhoneScreen] = []
    device.phone_changed.connect(lambda view: found.append(view.screen))
    device.show(shown(run=replay(tuple(success()))))
    for _ in range(4):
        device.step(-1)
    assert [PhoneScreen.SIGNED_IN, PhoneScreen.CONFIRM] == [found[0], found[-1]]
