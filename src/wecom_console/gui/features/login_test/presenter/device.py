"""The phone's side of the page: the drawn phone, the link for a real one, what comes back."""

from collections.abc import Callable
from dataclasses import replace

from PySide6.QtCore import QObject, Signal

from wecom_console.domain.links.requests import (
    LinkError,
    LoginRequest,
    build_request_link,
    parse_request_link,
)
from wecom_console.domain.problems import Params
from wecom_console.domain.profile import Profile
from wecom_console.domain.verdicts import Leg, Platform
from wecom_console.flow.explanations import explain
from wecom_console.gui.features.login_test.presenter.callback import CallbackReading, read_callback
from wecom_console.gui.features.login_test.presenter.phone import PhoneApp, phone_view, reached_legs
from wecom_console.gui.features.login_test.presenter.state import CallbackView, LinkView, Shown
from wecom_console.gui.parts.presenter.run_state import RunState
from wecom_console.messages.catalogue import Messages
from wecom_console.services.runs.orders import PhoneMode


class DevicePresenter(QObject):
    """Follows what the page shows; answers go back through `answered` and `delivered`,
    `leg_stepped` carries the leg whose screen somebody went to, and at `paste_emptied` what was
    pasted is of no use any more.

    `new_state` makes the state of an example link, which belongs to no run.
    """

    phone_changed = Signal(object)
    link_changed = Signal(object)
    callback_changed = Signal(object)
    paste_emptied = Signal()
    answered = Signal(str)
    delivered = Signal(str)
    leg_stepped = Signal(object)

    def __init__(
        self,
        *,
        messages: Messages,
        new_state: Callable[[], str],
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._messages = messages
        self._new_state = new_state
        self._shown: Shown | None = None
        self._leg: Leg | None = None
        self._request: LoginRequest | None = None
        self._example: LoginRequest | None = None
        self._link = LinkView()
        self._pasted = ""

    @property
    def link(self) -> LinkView:
        """The link that is offered now."""
        return self._link

    def set_messages(self, messages: Messages) -> None:
        """Says everything in another language."""
        self._messages = messages
        self._tell()

    def show(self, shown: Shown) -> None:
        """Another run, connection or platform, or the same one further on."""
        before = self._shown
        if before is None or _run_id(before) != _run_id(shown) or shown.is_live:
            self._leg = None
        if before is None or (before.profile, before.platform) != (shown.profile, shown.platform):
            self._example = None
        was_waiting = self._is_waiting()
        self._shown = shown
        if was_waiting and not self._is_waiting() and not _is_link(self._reading()):
            self.paste_emptied.emit()  # nobody waits for it any more, and it was no answer
        self._tell()

    def look_at(self, leg: Leg) -> None:
        """The screen of a leg; where the phone never got there, the last one before it."""
        if self._shown is None or self._shown.is_live:
            return
        reached = reached_legs(self._shown.run or RunState())
        before = [one for one in reached if one.number <= leg.number]
        self._leg = before[-1] if before else reached[0]
        self._tell_phone()

    def step(self, by: int) -> None:
        """Looks at the phone one leg earlier (-1) or later (1)."""
        if self._shown is None:
            return
        run = self._shown.run or RunState()
        reached = reached_legs(run)
        at = reached.index(self._leg) if self._leg in reached else len(reached) - 1
        self._leg = reached[max(0, min(len(reached) - 1, at + by))]
        self._tell_phone()
        self.leg_stepped.emit(self._leg)

    def answer(self, decision: str) -> None:
        """``approve`` or ``cancel``, where a run waits for it."""
        if self._is_waiting() and self._is_drawn():
            self.answered.emit(decision)

    def paste(self, text: str) -> None:
        """What the user pasted: taken apart at once."""
        self._pasted = text
        self._tell_callback()

    def deliver(self) -> None:
        """Gives the pasted callback to the waiting run, fitting or not: the run will say."""
        if self._callback().can_deliver:
            self.delivered.emit(self._pasted.strip())

    # --- inside --------------------------------------------------------------------------------

    def _is_waiting(self) -> bool:
        shown = self._shown
        if shown is None or shown.run is None or not shown.is_live:
            return False
        if shown.phone is PhoneMode.AUTO:
            return False
        running = shown.run.running_leg
        return running is not None and running.leg is Leg.CONFIRM

    def _is_drawn(self) -> bool:
        return self._shown is not None and self._shown.phone is PhoneMode.VIRTUAL

    def _tell(self) -> None:
        self._link = self._make_link()
        self.link_changed.emit(self._link)
        self._tell_phone()
        self._tell_callback()

    def _tell_phone(self) -> None:
        shown = self._shown
        if shown is None:
            return
        name = shown.profile.display_name
        app = PhoneApp(name, shown.member, name)
        can_answer = self._is_waiting() and self._is_drawn()
        view = phone_view(shown.run or RunState(), self._leg, app, can_answer=can_answer)
        self.phone_changed.emit(replace(view, is_live=shown.is_live))

    def _make_link(self) -> LinkView:
        shown = self._shown
        if shown is None:
            return LinkView()
        offered = shown.run.link if shown.run is not None and shown.is_live else None
        if offered is not None:
            parsed = parse_request_link(offered.url)
            self._request = None if isinstance(parsed, LinkError) else parsed
            return LinkView(offered.url, offered.confirm_url, is_live=self._is_waiting())
        if self._example is None:
            self._example = example_request(shown.profile, shown.platform, self._new_state())
        self._request = self._example
        link = build_request_link(self._example)
        if isinstance(link, LinkError):
            return LinkView(problem=self._sentence(link.code, link.params))
        return LinkView(link)

    def _reading(self) -> CallbackReading:
        request = self._request
        if request is not None and request is self._example:
            request = replace(request, state="")
        return read_callback(self._pasted, request)

    def _callback(self) -> CallbackView:
        reading = self._reading()
        sentences = tuple(self._sentence(e.code, e.params) for e in reading.errors)
        return CallbackView(
            parts=reading.parts,
            outcome=reading.outcome,
            sentences=sentences,
            can_deliver=self._is_waiting() and _is_link(reading),
        )

    def _tell_callback(self) -> None:
        self.callback_changed.emit(self._callback())

    def _sentence(self, code: str, params: Params) -> str:
        if self._messages.has(code):
            return self._messages.text(code, **params)
        return explain(self._messages, code, params).title


def example_request(profile: Profile, platform: Platform, state: str) -> LoginRequest:
    """What the connection's app would ask for, with a state of its own."""
    is_android = platform is Platform.ANDROID
    bundle = profile.harmony.bundle_name if platform is Platform.HARMONY else profile.ios.bundle_id
    return LoginRequest(
        platform=platform,
        schema=profile.schema,
        corp_id=profile.corp_id,
        agent_id=profile.agent_id,
        state=state,
        package=profile.android.package if is_android else "",
        bundle_id="" if is_android else bundle,
        app_name=profile.display_name,
        sdk=profile.android.sdk if is_android else "2+",
    )


def _run_id(shown: Shown) -> str:
    run = shown.run
    return run.start.run_id if run is not None and run.start is not None else ""


def _is_link(reading: CallbackReading) -> bool:
    return bool(reading.parts)
