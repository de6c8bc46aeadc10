"""A backend of one's own as dialogues: the described request, the answer read by its paths."""

from dataclasses import replace

import pytest

from flow.playbook import Playbook, answer
from flow.samples import APP_SECRET, CODE, PROFILE, STATE, scenario
from wecom_console.backends.custom_http import HttpTarget, custom_http_steps
from wecom_console.domain.profile import FORM_TYPE, Backend, HttpLogin
from wecom_console.domain.secrets import Secret
from wecom_console.domain.verdicts import BackendKind
from wecom_console.flow.login_progress import LoginProgress
from wecom_console.flow.outcomes import LegOutcome, LegResult
from wecom_console.messages.catalogue import load_messages
from wecom_console.protocol.http_replies import HttpAnswer, HttpFailed, TransportFault
from wecom_console.protocol.wecom_codes import KNOWN_ERRCODES

LOGIN = HttpLogin(
    url="https://acme.cn/sso?agent={agent_id}",
    headers=("Authorization: Bearer {app_secret}", "X-State: {state}"),
    body='{"code": "{code}", "app": {"id": "{app_id}", "corp": "{corp_id}"}}',
    success="ok == true",
    user="user.id",
    token="session.value",
    error_code="error.code",
    error_message="error.message",
)
PROGRESS = LoginProgress(code=Secret(CODE))
DONE = {"ok": True, "user": {"id": 17}, "session": {"value": "opaque-0123456789"}}


def target(**changes: object) -> HttpTarget:
    """The backend with other settings."""
    login = replace(LOGIN, **changes)  # type: ignore[arg-type]
    backend = Backend(kind=BackendKind.HTTP, app_id="app-1", http=login)
    return HttpTarget(replace(PROFILE, backend=backend), APP_SECRET, STATE)


def leg(
    number: int, to: HttpTarget, progress: LoginProgress = PROGRESS, name: str = "success"
) -> Playbook:
    """The dialogue of leg 5, 6 or 7."""
    return Playbook(custom_http_steps(to, scenario(name))[number - 5].run(progress))


def refused(code: object, message: str = "no", *, status: int = 401) -> HttpAnswer:
    """An error as the paths of `LOGIN` expect it."""
    return answer({"ok": False, "error": {"code": code, "message": message}}, status=status)


def exchanged(reply: HttpAnswer | HttpFailed, to: HttpTarget | None = None) -> LegOutcome:
    """Leg 5 with this answer."""
    return leg(5, to or target()).gets(reply).ends()


def rest(outcome: LegOutcome, to: HttpTarget | None = None) -> list[LegOutcome]:
    """Legs 6 and 7 after it."""
    assert outcome.progress is not None, outcome
    return [leg(number, to or target(), outcome.progress).ends() for number in (6, 7)]


def test_the_request_is_the_described_one() -> None:
    """Each value in its slot, encoded by the sender."""
    call = leg(5, target()).asks("POST", "/sso", agent=PROFILE.agent_id)
    assert call.json == {"code": CODE, "app": {"id": "app-1", "corp": PROFILE.corp_id}}
    assert call.headers == (
        ("Authorization", f"Bearer {APP_SECRET.reveal()}"),
        ("X-State", STATE),
    )
    assert ["session.value"] == [str(path) for path in call.answer_secrets]


def test_a_form_is_sent_as_a_form() -> None:
    """Pairs, not text."""
    call = leg(5, target(content_type=FORM_TYPE, body="code={code}&v=1")).asks(
        "POST", "/sso", agent=PROFILE.agent_id
    )
    assert (None, (("code", CODE), ("v", "1"))) == (call.json, call.form)


def test_a_login_names_its_user_and_has_a_token() -> None:
    """Leg 6 follows from the answer; the token's worth only the backend knows."""
    six, seven = rest(exchanged(answer(DONE)))
    assert (LegResult.REACHED, "identity.by_answer") == (six.result, six.code)
    assert (("user", "17"),) == six.evidence[0].items
    assert (LegResult.NOT_PROVABLE, "tokens.opaque") == (seven.result, seven.code)
    assert (("length", "17"), ("form", "opaque")) == seven.evidence[0].items


def test_an_answer_that_names_nobody_fails_leg_six() -> None:
    """The condition holds, the path leads nowhere."""
    six, _ = rest(exchanged(answer({"ok": True})))
    assert ("identity.unnamed", "user.id") == (six.code, six.params["path"])


def test_a_missing_token_fails_leg_seven() -> None:
    """Where one is expected; where none is, the leg does not exist."""
    without = answer({"ok": True, "user": {"id": "u"}})
    assert "tokens.absent" == rest(exchanged(without))[1].code
    to = target(token="")
    seven = rest(exchanged(without, to), to)[1]
    assert (LegResult.SKIPPED, "tokens.not_asked") == (seven.result, seven.code)


@pytest.mark.parametrize(
    "reply",
    [
        refused(40029),
        refused("40029"),
        refused("E17", "wecom said errcode: 40029"),
        refused("E17", 'upstream {\\"errcode\\":40029,\\"errmsg\\":\\"x\\"}'),
        answer({"ok": False, "why": {"errcode": 40029}}, status=500),
        answer({"ok": False, "error": {"code": 40029}}),
        answer([{"errcode": 40029}], status=400),
    ],
)
def test_wecoms_no_belongs_to_leg_six(reply: HttpAnswer) -> None:
    """As a number, as a text, inside a message, anywhere in the body."""
    outcome = exchanged(reply)
    assert (LegResult.REACHED, "exchange.answered") == (outcome.result, outcome.code)
    assert "wecom.40029" == rest(outcome)[0].code


def test_every_number_that_is_read_as_wecoms_is_explained() -> None:
    """The catalogue of the sentences, and nothing else."""
    texts = load_messages("en").texts
    known = {code.split(".")[1] for code in texts if code.startswith("wecom.")}
    assert {str(n) for n in KNOWN_ERRCODES} == {n for n in known if n.lstrip("-").isdecimal()}


def test_somebody_who_is_no_member() -> None:
    """The word that the paths' convention has for it."""
    assert "identity.not_a_member" == rest(exchanged(refused("not_a_member")))[0].code


@pytest.mark.parametrize(
    ("code", "shown"), [(17, "17"), (0, "0"), (None, "?"), ("E1", "E1"), ("--1", "--1")]
)
def test_the_backends_own_no_fails_leg_five(code: object, shown: str) -> None:
    """Status, code and message are told."""
    outcome = exchanged(refused(code, "go away"))
    assert (LegResult.FAILED, "exchange.refused") == (outcome.result, outcome.code)
    assert {"status": 401, "code": shown, "message": "go away"} == outcome.params


@pytest.mark.parametrize(
    ("document", "form"),
    [
        ({"status": "UP", "components": {"db": {"status": "UP"}}}, "json"),
        ({"success": True, "data": {"user": {"id": 17}}}, "other_path"),
        ({"code": 0, "msg": "ok", "data": {}}, "other_path"),
        ({"user": {"id": 17}}, "other_path"),
        ({"code": 500, "msg": "try again later"}, None),
        ({"ok": False, "error": {"code": 7}}, None),
        ([{"id": 17}], None),
    ],
)
def test_a_condition_that_does_not_hold_says_what_was_answered(
    document: object, form: str | None
) -> None:
    """Another service's JSON, a success that stands elsewhere, or the backend's own no."""
    outcome = exchanged(answer(document))
    assert ("exchange.refused", form) == (outcome.code, outcome.params.get("form"))


def test_a_condition_does_not_outweigh_the_status() -> None:
    """A success comes with a status that says so."""
    assert "exchange.refused" == exchanged(answer(DONE, status=403)).code


@pytest.mark.parametrize(
    ("reply", "code"),
    [
        (HttpFailed(TransportFault.RESET, "acme.cn"), "transport.reset"),
        (answer(b"<html>", status=502), "http.status"),
        (answer(b"<html><title>Sign in</title>"), "http.html"),
        (answer(DONE, status=302), "http.redirect"),
        (answer(b""), "http.not_json"),
        (answer("text"), "http.not_json"),
    ],
)
def test_what_is_no_json_answer_fails_leg_five(reply: HttpAnswer | HttpFailed, code: str) -> None:
    """A proxy, a login page, nothing."""
    assert code == exchanged(reply).code


def test_without_a_code_nothing_is_sent() -> None:
    """All three legs say so."""
    results = [leg(n, target(), LoginProgress()).ends() for n in (5, 6, 7)]
    assert [LegResult.NOT_PROVABLE] * 3 == [r.result for r in results]


def test_without_the_secret_nothing_is_sent() -> None:
    """Where a template asks for it."""
    assert "exchange.secret_unknown" == leg(5, replace(target(), app_secret=None)).ends().code
    silent = replace(target(headers=()), app_secret=None)
    leg(5, silent).asks("POST", "/sso", agent=PROFILE.agent_id)


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"url": ""}, "backend.http.url"),
        ({"success": ""}, "backend.http.success"),
        ({"body": "{"}, "backend.http.body"),
    ],
)
def test_a_missing_setting_is_named(change: dict[str, str], field: str) -> None:
    """A backend that was chosen for a profile that does not describe it."""
    outcome = leg(5, target(**change)).ends()
    assert ("exchange.not_set_up", field) == (outcome.code, outcome.params["field"])


@pytest.mark.parametrize("simulated", [True, False])
def test_every_later_leg_says_whose_answer_it_judged(simulated: bool) -> None:
    """Reached or failed."""
    nobody = replace(answer({"ok": True}), simulated=simulated)
    six, seven = rest(exchanged(nobody))
    no = rest(exchanged(replace(refused(40029), simulated=simulated)))[0]
    yes = rest(exchanged(replace(answer(DONE), simulated=simulated)))[0]
    assert [(LegResult.FAILED, simulated)] * 3 == [
        (o.result, o.simulated) for o in (six, seven, no)
    ]
    assert (LegResult.REACHED, simulated) == (yes.result, yes.simulated)


def test_the_last_of_two_answers_decides_by_whom_it_was_given() -> None:
    """And when."""
    first = replace(answer(DONE), simulated=True, at=1.0)
    second = replace(answer(DONE), at=2.0)
    outcome = leg(5, target(), name="code-reused").gets(first).gets(second).ends()
    assert outcome.progress is not None
    assert (False, 2.0) == (outcome.progress.exchange_simulated, outcome.progress.at)


@pytest.mark.parametrize(
    ("status", "code"),
    [
        (199, "exchange.refused"),
        (200, ""),
        (299, ""),
        (300, "http.redirect"),
        (400, "exchange.refused"),
    ],
)
def test_which_status_says_success(status: int, code: str) -> None:
    """Two hundred and what begins alike; a redirect is no answer."""
    assert code == exchanged(answer(DONE, status=status)).code


@pytest.mark.parametrize(
    ("code", "message", "expected"),
    [
        (40029, "errcode: 60020", "wecom.40029"),
        (17, "errcode: 60020", "wecom.60020"),
        ("not_a_member", "errcode: 60020", "identity.not_a_member"),
    ],
)
def test_the_code_comes_before_the_message(code: object, message: str, expected: str) -> None:
    """The message is read only where the code says nothing of WeCom's."""
    assert expected == rest(exchanged(refused(code, message)))[0].code


def test_a_refusal_of_wecoms_keeps_its_words_and_its_agent() -> None:
    """The message's, or else the whole body's."""
    progress = exchanged(refused(40029, "invalid code")).progress
    assert progress is not None
    assert progress.identity_refusal is not None
    params = progress.identity_refusal.params
    assert ("invalid code", PROFILE.agent_id) == (params["errmsg"], params["agentid"])
    bare = exchanged(answer({"ok": False, "why": "errcode: 40029"}, status=400)).progress
    assert bare is not None
    assert bare.identity_refusal is not None
    assert "errcode: 40029" in str(bare.identity_refusal.params["errmsg"])


def test_a_long_refusal_is_cut() -> None:
    """Three hundred characters are enough for a sentence."""
    outcome = exchanged(refused("c" * 400, "m" * 400))
    assert ("c" * 300, "m" * 300) == (outcome.params["code"], outcome.params["message"])


@pytest.mark.parametrize(
    ("success", "url", "field"),
    [("", "", "url"), ("", "https://x", "success"), ("ok =", "https://x", "success")],
)
def test_what_is_missing_is_told_in_the_forms_order(success: str, url: str, field: str) -> None:
    """The address before the condition."""
    outcome = leg(5, target(success=success, url=url)).ends()
    assert f"backend.http.{field}" == outcome.params["field"]


def test_a_wait_stands_in_the_plan() -> None:
    """Before the request."""
    asks = custom_http_steps(target(), scenario("code-expired"))[0].asks
    assert ("wait 301 s", "POST https://acme.cn/sso") == asks


@pytest.mark.parametrize(
    ("token", "form"),
    [("eyJh.eyJz.c2ln", "JWT"), ("eyJh.eyJz", "opaque"), ("abc.def.ghi", "opaque")],
)
def test_what_can_be_said_of_a_token(token: str, form: str) -> None:
    """Its length, and whether it has a JWT's form."""
    seven = rest(exchanged(answer({**DONE, "session": {"value": token}})))[1]
    assert (("length", str(len(token))), ("form", form)) == seven.evidence[0].items


def test_a_used_code_is_sent_twice() -> None:
    """The last answer counts."""
    play = leg(5, target(), name="code-reused").gets(answer(DONE))
    assert "exchange.answered" == play.gets(refused(40029)).ends().code


def test_the_plan_does_not_show_the_query() -> None:
    """It may hold a template's values."""
    assert ("POST https://acme.cn/sso",) == custom_http_steps(target(), scenario())[0].asks
