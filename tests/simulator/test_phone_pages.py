"""The confirm page and the virtual phone in a browser, as HTTP."""

import html
import re
from urllib.parse import parse_qsl, urlencode, urlsplit

import anyio
import httpx
import pytest

from simulator.driver import Sim
from wecom_console.domain.links.requests import LoginRequest, virtual_phone_query
from wecom_console.domain.verdicts import Platform

pytestmark = pytest.mark.anyio


def request(sim: Sim, *, platform: Platform = Platform.ANDROID, state: str = "s-1") -> LoginRequest:
    profile = sim.profile
    is_android = platform is Platform.ANDROID
    return LoginRequest(
        platform,
        profile.schema,
        profile.corp_id,
        profile.agent_id,
        state,
        package=profile.android.package if is_android else "",
        signature_md5=profile.android.signature_md5 if is_android else "",
        bundle_id="" if is_android else profile.ios.bundle_id,
        transaction="77",
    )


async def page(sim: Sim, wanted: LoginRequest | None = None, **query: str) -> httpx.Response:
    pairs = [*virtual_phone_query(wanted or request(sim)), *query.items()]
    return await sim.http.get(f"/wwopen/sso/confirm?{urlencode(pairs)}")


def ticket(answer: httpx.Response) -> str:
    found = re.search(r'name="ticket" value="([^"]+)"', answer.text)
    assert found is not None
    return found[1]


async def decide(sim: Sim, answer: httpx.Response, **fields: str) -> httpx.Response:
    values = {"ticket": ticket(answer), "member": "lisi", "decision": "approve"} | fields
    return await sim.http.post("/wwopen/sso/confirm", data=values)


def return_link(answer: httpx.Response) -> str:
    found = re.search(r'id="return-link" href="([^"]+)"', answer.text)
    assert found is not None
    return html.unescape(found[1])


async def test_the_page_asks_for_a_member(sim: Sim) -> None:
    """All members are offered, the first able one is chosen, the others say what is wrong."""
    answer = await page(sim)
    assert answer.status_code == 200
    offered = re.findall(r'name="member" value="([^"]+)"( checked)?', answer.text)
    assert [("zhangsan", " checked"), ("lisi", ""), ("wangwu", "")] == offered[:3]
    assert "Not in visible range" in answer.text
    assert "Disabled" in answer.text


async def test_the_page_is_self_contained(sim: Sim) -> None:
    """A strict policy, no script, nothing from another host."""
    answer = await page(sim)
    policy = answer.headers["content-security-policy"]
    assert "default-src 'none'" in policy
    assert "script" not in policy
    assert "<script" not in answer.text
    assert not re.search(r'(src|href)="(https?:)?//', answer.text)
    style = await sim.http.get("/phone/style.css")
    assert style.headers["content-type"] == "text/css; charset=utf-8"


@pytest.mark.parametrize(
    ("header", "lang", "word"),
    [
        ("zh-CN,zh;q=0.9,en;q=0.8", "", "同意"),
        ("en-GB,en;q=0.9,zh;q=0.1", "", "Agree"),
        ("zh;q=0.2,en;q=0.7", "", "Agree"),
        ("en", "zh_CN", "同意"),
        ("zh-CN", "en", "Agree"),
        ("fr", "", "Agree"),
        ("zh;q=nonsense,en;q=0.1", "", "Agree"),
        ("", "zh", "同意"),
    ],
)
async def test_the_page_speaks_the_visitors_language(
    sim: Sim, header: str, lang: str, word: str
) -> None:
    """`?lang=` goes before Accept-Language."""
    pairs = [*virtual_phone_query(request(sim)), ("lang", lang)]
    answer = await sim.http.get(
        f"/wwopen/sso/confirm?{urlencode(pairs)}", headers={"accept-language": header}
    )
    assert f">{word}<" in answer.text


@pytest.mark.parametrize("platform", [Platform.ANDROID, Platform.IOS])
async def test_approval_reaches_whoever_waits(sim: Sim, platform: Platform) -> None:
    """The long poll gets the same link that the page shows, and the code works."""
    answer = await page(sim, request(sim, platform=platform, state="wanted"))
    found: list[httpx.Response] = []

    async def wait() -> None:
        found.append(await sim.steer("GET", "callbacks?state=wanted&wait_s=20"))

    with anyio.fail_after(60):
        async with anyio.create_task_group() as tasks:
            tasks.start_soon(wait)
            await anyio.wait_all_tasks_blocked()
            shown = await decide(sim, answer)
    assert shown.status_code == 303
    result = await sim.http.get(shown.headers["location"])
    told = found[0].json()
    assert return_link(result) == told["return_link"]
    assert ("lisi", "wanted", 0) == (told["member"], told["state"], told["err_code"])
    token = await sim.access_token()
    member = await sim.cgi("auth/getuserinfo", access_token=token, code=told["code"])
    assert member["userid"] == "lisi"


async def test_a_callback_is_handed_out_once(sim: Sim) -> None:
    """The second caller gets 204."""
    await decide(sim, await page(sim))
    statuses = [(await sim.steer("GET", "callbacks?state=s-1")).status_code for _ in range(2)]
    assert [200, 204] == statuses


async def test_nobody_answers_within_the_wait(sim: Sim) -> None:
    """204 after `wait_s`."""
    answer = await sim.steer("GET", "callbacks?state=never&wait_s=0.01")
    assert (204, b"") == (answer.status_code, answer.content)


async def test_cancelling_needs_no_member(sim: Sim) -> None:
    """The return link says so in the numbering of the SDK."""
    answer = await decide(sim, await page(sim), decision="cancel", member="zhangsan")
    result = await sim.http.get(answer.headers["location"])
    query = dict(parse_qsl(urlsplit(return_link(result)).query))
    assert "1" == query["errcode"]
    assert "code" not in query


async def test_the_one_time_token_works_once(sim: Sim) -> None:
    """A form that is sent twice issues one code."""
    answer = await page(sim)
    first, second = await decide(sim, answer), await decide(sim, answer)
    assert (303, 409) == (first.status_code, second.status_code)
    assert len((await sim.steer("GET", "codes")).json()["codes"]) == 1


async def test_a_form_without_the_token_does_nothing(sim: Sim) -> None:
    """Another site cannot approve in the visitor's name."""
    answer = await sim.http.post(
        "/wwopen/sso/confirm", data={"member": "lisi", "decision": "approve"}
    )
    assert answer.status_code == 409


async def test_an_incomplete_form_keeps_the_question_open(sim: Sim) -> None:
    """Without a decision the token is not used up."""
    answer = await page(sim)
    assert (await decide(sim, answer, decision="maybe")).status_code == 400
    assert (await decide(sim, answer)).status_code == 303


async def test_a_member_out_of_range_is_refused(sim: Sim) -> None:
    """No permission, with the reason; nothing goes back to the app."""
    answer = await decide(sim, await page(sim), member="sunqi")
    result = await sim.http.get(answer.headers["location"])
    assert "No permission" in result.text
    assert "phone.member_not_visible" in result.text
    assert "return-link" not in result.text
    told = (await sim.steer("GET", "callbacks?state=s-1")).json()
    assert ("phone.member_not_visible", "") == (told["reason"], told["return_link"])


@pytest.mark.parametrize(
    ("name", "value", "reason"),
    [
        ("appid", "wwffffffffffffffff", "phone.corp_unknown"),
        ("agentid", "1000009", "phone.agent_unknown"),
        ("packagename", "com.example.x", "phone.package_mismatch"),
        ("signature", "0" * 32, "phone.signature_mismatch"),
        ("sch", "wwauthfedcba9876543210000002", "phone.schema_mismatch"),
    ],
)
async def test_a_wrong_app_is_refused_before_anyone_is_asked(
    sim: Sim, name: str, value: str, reason: str
) -> None:
    """没有此权限, and whoever waits is told why."""
    pairs = dict(virtual_phone_query(request(sim))) | {name: value, "lang": "zh"}
    answer = await sim.http.get("/wwopen/sso/confirm", params=pairs)
    assert "没有此权限" in answer.text
    assert "<form" not in answer.text
    assert reason == (await sim.steer("GET", "callbacks?state=s-1")).json()["reason"]


async def test_wecoms_own_parameters_are_enough(sim: Sim) -> None:
    """Without the simulator's additions: bundleid means iOS, the schema is the agent's."""
    params = {
        "login_type": "appsdk",
        "appid": sim.profile.corp_id,
        "agentid": sim.profile.agent_id,
        "bundleid": sim.profile.ios.bundle_id,
        "state": "s",
    }
    answer = await decide(sim, await sim.http.get("/wwopen/sso/confirm", params=params))
    result = await sim.http.get(answer.headers["location"])
    assert return_link(result).startswith(f"{sim.profile.schema}://wxworksdk?")


async def test_values_of_the_query_are_escaped(sim: Sim) -> None:
    """A CorpID of markup is shown as text."""
    answer = await sim.http.get("/wwopen/sso/confirm", params={"appid": "<b>x", "agentid": "1"})
    assert "<b>x" not in answer.text


async def test_an_upper_case_schema_warns_on_the_page(sim: Sim) -> None:
    """The code exists, but the app will not hear of it."""
    pairs = dict(virtual_phone_query(request(sim))) | {"sch": sim.profile.schema.upper()}
    asked = await sim.http.get("/wwopen/sso/confirm", params=pairs)
    shown = await sim.http.get((await decide(sim, asked)).headers["location"])
    assert "the app receives nothing" in shown.text


async def test_a_harmony_login_shows_no_link(sim: Sim) -> None:
    """The page says that the format is not public."""
    wanted = request(sim, platform=Platform.HARMONY)
    shown = await sim.http.get((await decide(sim, await page(sim, wanted))).headers["location"])
    assert "HarmonyOS" in shown.text
    assert "return-link" not in shown.text


async def test_the_home_page_leads_to_the_question(sim: Sim) -> None:
    """One button per platform; each opens a confirm page that asks."""
    home = await sim.http.get("/phone/?lang=en")
    links = [
        html.unescape(link) for link in re.findall(r'class="button" href="([^"]+)"', home.text)
    ]
    assert len(links) == 3
    for link in links:
        assert "<form" in (await sim.http.get(link)).text


async def test_an_unknown_result_is_404(sim: Sim) -> None:
    """Old links explain themselves."""
    assert (await sim.http.get("/phone/result/nothing")).status_code == 404


async def test_a_reset_forgets_open_questions(sim: Sim) -> None:
    """The form of a page from before answers 409, not with a code."""
    answer = await page(sim)
    await sim.steer("POST", "reset")
    assert (await decide(sim, answer)).status_code == 409


async def test_pages_for_strangers_need_a_landing_token(sim: Sim) -> None:
    """When other machines can call, a page opens with a token only, and the token decides once."""
    sim.world.landing.is_required = True
    assert (await page(sim)).status_code == 403
    assert (await sim.http.get("/phone/")).status_code == 403
    url = (await sim.steer("POST", "landing")).json()["url"]
    token = url.partition("?t=")[2]
    home = await sim.http.get(url)
    assert f"t={token}" in home.text
    for _ in range(2):  # phones load a scanned link twice
        answer = await page(sim, t=token)
        assert answer.status_code == 200
    assert (await decide(sim, answer)).status_code == 303
    assert (await page(sim, t=token)).status_code == 403


@pytest.mark.parametrize(
    ("mistake", "platforms", "reason"),
    [
        ("not_installed", 3, "phone.not_installed"),
        ("other_company", 3, "phone.other_company"),
        ("signature", 1, "phone.signature_mismatch"),
        ("package", 1, "phone.package_mismatch"),
        ("bundle", 2, "phone.bundle_mismatch"),
        ("schema", 3, "phone.schema_mismatch"),
    ],
)
async def test_a_mistake_can_be_tried(sim: Sim, mistake: str, platforms: int, reason: str) -> None:
    """Each button that can make it leads to WeCom's refusal."""
    home = await sim.http.get("/phone/", params={"mistake": mistake})
    links = re.findall(r'href="(/wwopen[^"]+)"', home.text)
    pages = [await sim.http.get(html.unescape(link)) for link in links]
    assert platforms == len(links)
    assert [True] * platforms == [f"<code>{reason}</code>" in page.text for page in pages]


async def test_no_mistake_is_made_unasked(sim: Sim) -> None:
    """An unknown one neither."""
    home = await sim.http.get("/phone/", params={"mistake": "<b>"})
    link = re.findall(r'href="(/wwopen[^"]+)"', home.text)[0]
    assert 'name="ticket"' in (await sim.http.get(html.unescape(link))).text


async def test_the_base_url_leads_to_the_phone(sim: Sim) -> None:
    """For whoever opens it in a browser."""
    answer = await sim.http.get("/")
    assert (302, "/phone/") == (answer.status_code, answer.headers["location"])
