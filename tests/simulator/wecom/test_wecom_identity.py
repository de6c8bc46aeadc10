"""Code to member, the member's profile, and the app's own page
(docs/reference/wecom.md §9.3 to §9.6)."""

import pytest

from simulator.driver import Sim

pytestmark = pytest.mark.anyio

BOTH = pytest.mark.parametrize(
    ("path", "key"), [("user/getuserinfo", "UserId"), ("auth/getuserinfo", "userid")]
)


@BOTH
async def test_a_code_names_its_member(sim: Sim, path: str, key: str) -> None:
    """Two endpoints, two spellings of the key."""
    token, code = await sim.access_token(), await sim.code(member="lisi")
    answer = await sim.cgi(path, access_token=token, code=code)
    assert (0, "lisi") == (answer["errcode"], answer[key])


@BOTH
async def test_a_code_works_once(sim: Sim, path: str, key: str) -> None:
    """The second use is 40029 at either endpoint."""
    token, code = await sim.access_token(), await sim.code()
    await sim.cgi("user/getuserinfo", access_token=token, code=code)
    assert (await sim.cgi(path, access_token=token, code=code))["errcode"] == 40029


@pytest.mark.parametrize(("age", "errcode"), [(299, 0), (300, 40029), (301, 40029)])
async def test_a_code_lives_for_five_minutes(sim: Sim, age: int, errcode: int) -> None:
    """300 seconds by the simulator's clock."""
    token, code = await sim.access_token(), await sim.code()
    await sim.advance(age)
    answer = await sim.cgi("auth/getuserinfo", access_token=token, code=code)
    assert errcode == answer["errcode"]


async def test_an_unknown_code_is_40029(sim: Sim) -> None:
    """Nothing distinguishes it from a used one in WeCom's answer."""
    token = await sim.access_token()
    answer = await sim.cgi("auth/getuserinfo", access_token=token, code="nonsense")
    assert answer["errcode"] == 40029


async def test_an_empty_code_is_41008(sim: Sim) -> None:
    """The app took a cancel for a success."""
    token = await sim.access_token()
    assert (await sim.cgi("auth/getuserinfo", access_token=token))["errcode"] == 41008


async def test_a_code_belongs_to_its_app(sim: Sim) -> None:
    """Another app of the same corp cannot redeem it, and does not use it up."""
    corp = sim.profile.corp_id
    agents = (await sim.steer("GET", "state")).json()["agents"]
    other = {"corp_id": corp, "agent_id": "1000003", "secret": "other-secret", "visible": []}
    await sim.patch(agents=[*agents, other])
    token = (await sim.cgi("gettoken", corpid=corp, corpsecret="other-secret"))["access_token"]
    code = await sim.code()
    refused = await sim.cgi("auth/getuserinfo", access_token=token, code=code)
    taken = await sim.cgi("auth/getuserinfo", access_token=await sim.access_token(), code=code)
    assert (40029, 0) == (refused["errcode"], taken["errcode"])


@pytest.mark.parametrize(
    ("spoil", "note"),
    [("reuse", "code.used"), ("age", "code.expired"), ("invent", "code.unknown")],
)
async def test_the_journal_knows_why_a_code_was_bad(sim: Sim, spoil: str, note: str) -> None:
    """WeCom answers 40029 for all of them; the simulator tells them apart."""
    token, code = await sim.access_token(), await sim.code()
    if spoil == "reuse":
        await sim.cgi("auth/getuserinfo", access_token=token, code=code)
    elif spoil == "age":
        await sim.advance(400)
    else:
        code = "invented"
    await sim.cgi("auth/getuserinfo", access_token=token, code=code)
    journal = (await sim.steer("GET", "journal")).json()["journal"]
    assert note == journal[-1]["note"]


async def test_a_visible_member_has_a_profile(sim: Sim) -> None:
    """A new app receives neither e-mail nor phone (since 2022-06-20)."""
    answer = await sim.cgi("user/get", access_token=await sim.access_token(), userid="ZhangSan")
    assert ("zhangsan", 1) == (answer["userid"], answer["status"])
    withheld = {"mobile", "email", "biz_mail", "avatar", "gender", "qr_code", "address"}
    assert withheld.isdisjoint(answer)


async def test_an_old_app_receives_contact_fields(sim: Sim) -> None:
    """`contact_fields` stands for an app from before that day."""
    agents = (await sim.steer("GET", "state")).json()["agents"]
    await sim.patch(agents=[agents[0] | {"contact_fields": True}])
    answer = await sim.cgi("user/get", access_token=await sim.access_token(), userid="zhangsan")
    assert ("zhangsan@example.com", "13800000001") == (answer["email"], answer["mobile"])


@pytest.mark.parametrize(("userid", "errcode"), [("nobody", 60111), ("sunqi", 60011), ("", 40003)])
async def test_other_members_have_none(sim: Sim, userid: str, errcode: int) -> None:
    """Unknown, outside the visible range, not named."""
    answer = await sim.cgi("user/get", access_token=await sim.access_token(), userid=userid)
    assert errcode == answer["errcode"]
    assert answer["department"] == []


async def test_a_disabled_member_says_so(sim: Sim) -> None:
    """status 2."""
    answer = await sim.cgi("user/get", access_token=await sim.access_token(), userid="zhaoliu")
    assert answer["status"] == 2


async def test_an_app_reads_its_own_page(sim: Sim) -> None:
    """agentid as a number, `close`, and the visible range."""
    answer = await sim.cgi("agent/get", access_token=await sim.access_token(), agentid="1000002")
    assert (0, 1000002, 0) == (answer["errcode"], answer["agentid"], answer["close"])
    users = [user["userid"] for user in answer["allow_userinfos"]["user"]]
    assert ["zhangsan", "lisi", "wangwu", "zhaoliu"] == users


@pytest.mark.parametrize(
    ("agent_id", "errcode"), [("1000003", 301002), ("abc", 40056), ("", 41011)]
)
async def test_other_apps_are_closed_to_it(sim: Sim, agent_id: str, errcode: int) -> None:
    """Another number, no number, nothing."""
    token = await sim.access_token()
    answer = await sim.cgi("agent/get", access_token=token, agentid=agent_id)
    assert errcode == answer["errcode"]


async def test_no_user_ticket_is_ever_valid(sim: Sim) -> None:
    """The SDK's login has snsapi_base only, so nobody holds a ticket."""
    answer = await sim.http.post(
        "/cgi-bin/auth/getuserdetail",
        params={"access_token": await sim.access_token()},
        json={"user_ticket": "T"},
    )
    assert answer.json()["errcode"] != 0
