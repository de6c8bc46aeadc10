"""Logins with WeCom direct, scripted: for the reports."""

from collections import deque

from flow.samples import (
    HEAD,
    PROFILE,
    SECRET_TEXT,
    ManualClock,
    ScriptedHttp,
    ScriptedPhone,
    collect,
    device,
    return_link,
    scenario,
)
from wecom_console.backends.wecom import WecomTarget, wecom_steps
from wecom_console.domain.secrets import Secret
from wecom_console.domain.verdicts import BackendKind, Platform
from wecom_console.flow import device_legs
from wecom_console.flow.commands import CallbackArrived
from wecom_console.flow.driver import drive
from wecom_console.flow.events import Event
from wecom_console.flow.plan import Plan
from wecom_console.flow.ports import Ports
from wecom_console.flow.redaction import Redactor
from wecom_console.protocol.http_replies import HttpAnswer

TARGET = WecomTarget("https://qyapi.weixin.qq.com", PROFILE.corp_id, "1000002", Secret(SECRET_TEXT))
FROM_IP = (
    "not allow to access from your ip, hint: [1790000000123456789012345], from ip: 203.0.113.7"
)


async def login(name: str, *answers: HttpAnswer) -> tuple[Event, ...]:
    """A login with WeCom direct."""
    chosen = scenario(name)
    steps = (*device_legs.device_steps(device(name)), *wecom_steps(TARGET, chosen))
    expected = chosen.expectation(Platform.ANDROID)
    plan = Plan(name, Platform.ANDROID, BackendKind.WECOM, steps, expected)
    outcome = "cancelled" if name == "cancelled" else "ok"
    phone = ScriptedPhone(CallbackArrived(return_link(outcome=outcome), simulated=True))
    ports = Ports(ScriptedHttp(deque(answers)), phone, ManualClock())
    return await collect(drive(plan, ports, head=HEAD, redactor=Redactor([Secret(SECRET_TEXT)])))
