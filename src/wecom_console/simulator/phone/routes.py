"""WeCom's confirm page and the virtual phone, for any browser (docs/reference/wecom.md §4.3)."""

from dataclasses import dataclass, replace
from typing import Final
from urllib.parse import urlencode

from wecom_console.domain.links.requests import LoginRequest, virtual_phone_query
from wecom_console.domain.verdicts import Platform
from wecom_console.simulator.phone.decisions import decide, refusal
from wecom_console.simulator.phone.device import ON_THE_DEVICE, Device, Mistake, fits, spoiled
from wecom_console.simulator.phone.pages import STYLE_PATH, render, stylesheet
from wecom_console.simulator.phone.requests import complete_request
from wecom_console.simulator.phone.results import Decision, PhoneResult
from wecom_console.simulator.phone.visits import Visit
from wecom_console.simulator.routing import SimRoute
from wecom_console.simulator.wire.bodies import form
from wecom_console.simulator.wire.calls import Answer, Call
from wecom_console.simulator.world.entities import Agent, Member
from wecom_console.simulator.world.world import World

CONFIRM_PATH: Final = "/wwopen/sso/confirm"
TOKEN_LENGTH: Final = 32


@dataclass(frozen=True, slots=True)
class MemberChoice:
    """A member as the page offers it."""

    member: Member
    is_visible: bool
    is_chosen: bool


@dataclass(frozen=True, slots=True)
class AppButton:
    """A login button of the company's app, on one platform."""

    name: str
    platform: Platform
    url: str


@dataclass(frozen=True, slots=True)
class MistakeLink:
    """A mistake that can be tried; `name` is empty for none."""

    name: str
    url: str
    is_chosen: bool


async def front(_world: World, _call: Call) -> Answer:
    """``GET /``: whoever opens the base URL in a browser finds the phone."""
    return Answer(302, headers=(("location", "/phone/"),))


async def home(world: World, call: Call) -> Answer:
    """``GET /phone/``: the company's apps with their login buttons; ``?mistake=`` makes the app or
    the phone get something wrong."""
    landing = call.param("t")
    if not world.landing.admits(landing):
        return render(call, "problem.html", status=403, code="phone.page.landing_needed")
    mistake = _mistake(call)
    buttons = [
        AppButton(agent.name, platform, _confirm_url(world, call, agent, platform, mistake))
        for agent in world.state.agents.values()
        for platform in Platform
        if agent.block(platform) is not None
        if mistake is None or fits(mistake, platform)
    ]
    links = [MistakeLink("", _home_url(call, None), mistake is None)]
    links += [MistakeLink(m.value, _home_url(call, m), m is mistake) for m in Mistake]
    chosen = "" if mistake is None else mistake.value
    return render(call, "home.html", buttons=buttons, mistakes=links, mistake=chosen)


async def confirm(world: World, call: Call) -> Answer:
    """``GET /wwopen/sso/confirm``: WeCom asks, or says that it does not."""
    landing = call.param("t")
    if not world.landing.admits(landing):
        return render(call, "problem.html", status=403, code="phone.page.landing_needed")
    request = _request(world, call)
    device = _device(call)
    refused = refusal(world, request, device)
    if refused is not None:
        world.callbacks.put(refused)
        return replace(_result_page(call, refused), note=refused.reason)
    agent = world.state.agent(request.corp_id, request.agent_id)
    if agent is None:  # for the type checker: `refusal` has looked
        raise LookupError(request.agent_id)
    ticket = world.random.token("ticket", length=TOKEN_LENGTH)
    world.visits.open(ticket, Visit(request, landing, device))
    corp = world.state.corp(agent.corp_id)
    return render(
        call,
        "confirm.html",
        agent=agent,
        corp="" if corp is None else corp.name,
        choices=_choices(world, agent),
        ticket=ticket,
        action=_with_language(CONFIRM_PATH, call),
    )


async def decided(world: World, call: Call) -> Answer:
    """``POST /wwopen/sso/confirm``: the form, whose one-time token stands for the request."""
    fields = form(call)
    decision = fields.get("decision", "")
    if decision not in {Decision.APPROVE, Decision.CANCEL}:
        return render(call, "problem.html", status=400, code="phone.page.bad_form")
    ticket = fields.get("ticket", "")
    visit = world.visits.take(ticket)
    if visit is None:
        return render(call, "problem.html", status=409, code="phone.page.used")
    result = decide(
        world,
        visit.request,
        member=fields.get("member", ""),
        decision=Decision(decision),
        device=visit.device,
    )
    world.landing.use(visit.landing)
    world.callbacks.put(result)
    world.visits.finish(ticket, result)
    target = _with_language(f"/phone/result/{ticket}", call)
    return Answer(303, headers=(("location", target),), note=result.reason)


async def result(world: World, call: Call) -> Answer:
    """``GET /phone/result/{ticket}``: how it ended, with the link back to the app."""
    found = world.visits.result(call.path_values.get("ticket", ""))
    if found is None:
        return render(call, "problem.html", status=404, code="phone.page.unknown")
    return _result_page(call, found)


async def style(_world: World, _call: Call) -> Answer:
    """``GET /phone/style.css``."""
    return stylesheet()


PHONE_ROUTES: Final = (
    SimRoute("/", ("GET",), front),
    SimRoute("/phone", ("GET",), home),
    SimRoute("/phone/", ("GET",), home),
    SimRoute("/phone/result/{ticket}", ("GET",), result),
    SimRoute(CONFIRM_PATH, ("GET",), confirm),
    SimRoute(CONFIRM_PATH, ("POST",), decided),
)
STYLE_ROUTE: Final = SimRoute(STYLE_PATH, ("GET",), style)


def _request(world: World, call: Call) -> LoginRequest:
    """The request that the page's parameters spell (`links.virtual_phone_query`)."""
    bundle = call.param("bundleid")
    stated = call.param("platform")
    platform = Platform.IOS if bundle else Platform.ANDROID
    if stated in set(Platform):
        platform = Platform(stated)
    corp_id, agent_id, schema = call.param("appid"), call.param("agentid"), call.param("sch")
    agent = world.state.agent(corp_id, agent_id)
    return LoginRequest(
        platform=platform,
        schema=schema or ("" if agent is None else agent.schema),
        corp_id=corp_id,
        agent_id=agent_id,
        state=call.param("state"),
        package=call.param("packagename"),
        signature_md5=call.param("signature"),
        bundle_id=bundle,
        sdk="1" if call.param("sdk") == "1" else "2+",
        transaction=call.param("wwtr"),
    )


def _mistake(call: Call) -> Mistake | None:
    stated = call.param("mistake")
    return Mistake(stated) if stated in set(Mistake) else None


def _device(call: Call) -> Device:
    mistake = _mistake(call)
    return Device() if mistake is None else ON_THE_DEVICE.get(mistake, Device())


def _home_url(call: Call, mistake: Mistake | None) -> str:
    kept = [(name, call.param(name)) for name in ("lang", "t") if call.param(name)]
    stated = [] if mistake is None else [("mistake", mistake.value)]
    return f"/phone/?{urlencode([*stated, *kept], errors='replace')}"


def _confirm_url(
    world: World, call: Call, agent: Agent, platform: Platform, mistake: Mistake | None
) -> str:
    request = complete_request(world, agent, platform)
    if mistake is not None:
        request = spoiled(request, mistake)
    extra: list[tuple[str, str]] = []
    if mistake is not None and mistake in ON_THE_DEVICE:
        extra.append(("mistake", mistake.value))
    extra += [(name, call.param(name)) for name in ("lang", "t") if call.param(name)]
    return f"{CONFIRM_PATH}?{urlencode([*virtual_phone_query(request), *extra], errors='replace')}"


def _choices(world: World, agent: Agent) -> list[MemberChoice]:
    members = tuple(world.state.members.values())
    able = [m for m in members if m.active and world.state.is_visible(agent, m.userid)]
    first = able[0] if able else None
    return [MemberChoice(m, world.state.is_visible(agent, m.userid), m is first) for m in members]


def _result_page(call: Call, result: PhoneResult) -> Answer:
    return render(
        call,
        "result.html",
        result=result,
        decision=result.decision.value,
        home=_with_language("/phone/", call),
    )


def _with_language(path: str, call: Call) -> str:
    lang = call.param("lang")
    return f"{path}?{urlencode({'lang': lang}, errors='replace')}" if lang else path
