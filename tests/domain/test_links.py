"""The deep links: what is built reads back, and any text at all is answered with a value."""

import base64
import plistlib
from urllib.parse import quote

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wecom_console.domain.links.android import INTENT_COMPONENT
from wecom_console.domain.links.requests import (
    LINK_LIMIT,
    Callback,
    LinkError,
    LoginRequest,
    build_request_link,
    build_return_link,
    confirm_query,
    parse_request_link,
    parse_return_link,
    result_code,
    virtual_phone_query,
)
from wecom_console.domain.verdicts import Platform

SCHEMA = "wwauth0123456789abcdef000002"
LINKED = (Platform.ANDROID, Platform.IOS)

texts = st.text(st.characters(exclude_categories=["Cs"]), max_size=60)
schemas = st.from_regex(r"wwauth[0-9a-f]{16}[0-9]{6}", fullmatch=True)
sequences = st.integers(0, 10**12).map(str)


def android(**changes: str) -> LoginRequest:
    values = {
        "schema": SCHEMA,
        "corp_id": "ww0123456789abcdef",
        "agent_id": "1000002",
        "state": "state-1",
        "package": "com.acme.app",
        "app_name": "Acme",
        "transaction": "866687755",
    }
    return LoginRequest(Platform.ANDROID, **(values | changes))


def ios_return(payload: object, *, pbtype: str = "wxworksdk") -> str:
    data = base64.b64encode(plistlib.dumps(payload, fmt=plistlib.FMT_BINARY)).decode()
    return f"{SCHEMA}://wxworksdk?pbtype={pbtype}&appenv=1&surl=1&bizData={data}"


# --- what is built -------------------------------------------------------------------------------


def test_android_request_is_the_explicit_intent():
    """The Intent names WeCom's component, its action and flags, and the extras of
    docs/reference/wecom.md §4.2."""
    expected = (
        "intent:#Intent;action=com.tencent.wework.apihost;launchFlags=0x18800000;"
        "component=com.tencent.wework/com.tencent.wework.apihost.WWAPIActivity;"
        "S._wwobject_identifier_=com.tencent.wework.api.model.WWAuthMessage%24Req;"
        "S._wwauthmsg_state=state-1;S._wwauthmsg_schema=wwauth0123456789abcdef000002;"
        "S._wwapi_basereq_transaction=866687755;S._wwapi_basereq_openid=ww0123456789abcdef;"
        "S._wwapi_basereq_agentid=1000002;S._schema=wwauth0123456789abcdef000002;"
        "S._wwapi_basereq_appbundle=com.acme.app;S._wwapi_basereq_appname=Acme;"
        "i._wwobject_sdkVer=3;S._wwobject_sdkVername=3.0.0.7;end"
    )
    assert expected == build_request_link(android())


def test_android_return_has_the_current_parameter_order():
    """The order of docs/reference/wecom.md §4.4: wwtr, wwver, errcode, code, state, wwoid."""
    callback = Callback(Platform.ANDROID, SCHEMA, 0, "CODE", "st", transaction="7")
    expected = (
        f"{SCHEMA}://sso?wwtr=7&wwver=3&errcode=0&code=CODE&state=st"
        "&wwoid=com.tencent.wework.api.model.WWAuthMessage%24Resp"
    )
    assert expected == build_return_link(callback)


def test_ios_request_carries_a_binary_property_list():
    """The URL of docs/reference/wecom.md §5.2: id, corpid, agentid, v, a, pbtype, surl, then the
    payload."""
    link = build_request_link(LoginRequest(Platform.IOS, SCHEMA, "ww01", "1000002", "s"))
    assert isinstance(link, str)
    head, _, data = link.partition("&bizData=")
    expected = (
        f"wxwork://app?id={SCHEMA}&corpid=ww01&agentid=1000002&v=3.0.0.0&a=0.17"
        "&pbtype=wxworksdk&surl=1"
    )
    assert expected == head
    payload = plistlib.loads(base64.b64decode(data), fmt=plistlib.FMT_BINARY)
    assert ("WWKSSOReq", "s") == (payload["cls"], payload["sso.state"])


def test_ios_return_has_no_code_parameter():
    """On iOS the code lies in the payload, never in the query (docs/reference/wecom.md §5.3)."""
    link = build_return_link(Callback(Platform.IOS, SCHEMA, 0, "THECODE", "s", err_text="OK"))
    assert isinstance(link, str)
    assert link.startswith(f"{SCHEMA}://wxworksdk?pbtype=wxworksdk&")
    assert "THECODE" not in link


def test_harmony_links_are_not_made_up():
    """HarmonyOS' wire format is not public, and that is what is said."""
    request = LoginRequest(Platform.HARMONY, SCHEMA, "ww01", "1000002", "s")
    callback = Callback(Platform.HARMONY, SCHEMA, 0, "c", "s")
    assert LinkError("link.harmony_unknown") == build_request_link(request)
    assert LinkError("link.harmony_unknown") == build_return_link(callback)


def test_confirm_query_of_android():
    """The parameters of docs/reference/wecom.md §4.3 in their order."""
    expected = (
        ("login_type", "appsdk"),
        ("appid", "ww0123456789abcdef"),
        ("signature", "00112233"),
        ("packagename", "com.acme.app"),
        ("agentid", "1000002"),
        ("state", "state-1"),
    )
    assert expected == confirm_query(android(signature_md5="00112233"))


def test_confirm_query_of_ios_names_the_bundle():
    """iOS has a bundle id in place of signature and package."""
    request = LoginRequest(Platform.IOS, SCHEMA, "ww01", "1000002", "s", bundle_id="com.acme")
    names = [name for name, _ in confirm_query(request)]
    assert ["login_type", "appid", "bundleid", "agentid", "state"] == names


def test_virtual_phone_query_adds_what_a_phone_knows():
    """The simulator's page also learns platform, schema, SDK generation and transaction."""
    added = virtual_phone_query(android())[len(confirm_query(android())) :]
    expected = (
        ("platform", "android"),
        ("sch", SCHEMA),
        ("sdk", "2+"),
        ("wwtr", "866687755"),
    )
    assert expected == added


# --- numbering -----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("platform", "sdk", "numbers"),
    [
        (Platform.ANDROID, "1", [0, -1, 1]),
        (Platform.ANDROID, "2+", [0, 1, 2]),
        (Platform.IOS, "1", [0, 1, 2]),
        (Platform.IOS, "2+", [0, 1, 2]),
        (Platform.HARMONY, "2+", [0, 1, 2]),
    ],
)
def test_result_codes_follow_platform_and_generation(platform, sdk, numbers):
    """Only Android's first SDK generation numbers cancel and failure differently
    (docs/reference/wecom.md §4.1)."""
    found = [result_code(platform, sdk, outcome) for outcome in ("ok", "cancelled", "failed")]
    assert numbers == found


def test_one_means_failed_or_cancelled_by_generation():
    """The same number read by the two generations."""
    read = [Callback(Platform.ANDROID, SCHEMA, 1, "", "", sdk=sdk).outcome for sdk in ("1", "2+")]
    assert ["failed", "cancelled"] == read


def test_other_results_of_ios_are_other():
    """5 is NoPrivileges: neither ok, cancelled nor failed."""
    assert Callback(Platform.IOS, SCHEMA, 5, "", "").outcome == "other"


# --- round trips ---------------------------------------------------------------------------------


@given(texts, texts, texts, texts, texts, texts, texts)
def test_android_request_reads_back(schema, corp, agent, state, package, name, transaction):
    """Any values survive the Intent's text."""
    request = LoginRequest(
        Platform.ANDROID,
        schema,
        corp,
        agent,
        state,
        package=package,
        app_name=name,
        transaction=transaction,
    )
    link = build_request_link(request)
    assert isinstance(link, str)
    assert request == parse_request_link(link)


@given(texts, texts, texts, texts, texts, texts, sequences)
def test_ios_request_reads_back(schema, corp, agent, state, bundle, name, sequence):
    """Any values survive URL and property list."""
    request = LoginRequest(
        Platform.IOS,
        schema,
        corp,
        agent,
        state,
        bundle_id=bundle,
        app_name=name,
        transaction=sequence,
    )
    link = build_request_link(request)
    assert isinstance(link, str)
    assert request == parse_request_link(link)


@given(schemas, texts.filter(bool), texts, st.sampled_from(LINKED), st.sampled_from(["1", "2+"]))
def test_success_reads_back(schema, code, state, platform, sdk):
    """A code and a state of any characters come back as they were."""
    callback = Callback(platform, schema, 0, code, state, sdk=sdk)
    link = build_return_link(callback)
    assert isinstance(link, str)
    assert callback == parse_return_link(link, sdk=sdk)


@pytest.mark.parametrize("platform", LINKED)
@pytest.mark.parametrize("sdk", ["1", "2+"])
@pytest.mark.parametrize("outcome", ["cancelled", "failed"])
def test_refusals_read_back(platform, sdk, outcome):
    """Cancel and failure keep their meaning in both generations."""
    number = result_code(platform, sdk, outcome)
    link = build_return_link(Callback(platform, SCHEMA, number, "", "s", sdk=sdk))
    assert isinstance(link, str)
    parsed = parse_return_link(link, sdk=sdk)
    assert isinstance(parsed, Callback)
    assert outcome == parsed.outcome


@pytest.mark.parametrize("platform", LINKED)
def test_lone_surrogates_become_question_marks(platform):
    """A text that UTF-8 cannot hold is replaced, not refused with a crash."""
    link = build_return_link(Callback(platform, SCHEMA, 0, "c", "a\ud800b"))
    assert isinstance(link, str)
    parsed = parse_return_link(link)
    assert isinstance(parsed, Callback)
    assert parsed.state == "a?b"


# --- what arrives --------------------------------------------------------------------------------


def test_old_parameter_order_is_read():
    """Older WeCom puts code, state, errcode after the base parameters."""
    parsed = parse_return_link(f"{SCHEMA}://sso?wwtr=1&wwver=2&code=C&state=S&errcode=0")
    assert Callback(Platform.ANDROID, SCHEMA, 0, "C", "S", transaction="1") == parsed


@pytest.mark.parametrize(
    ("query", "sdk", "err_code"),
    [
        ("code=C&errcode=2", "2+", 0),
        ("errcode=7", "2+", 7),
        ("errcode=abc", "2+", 2),
        ("cancel=1", "2+", 1),
        ("errcode=-1", "1", -1),
        ("errcode=5", "1", 1),
        ("errcode=5&code=C", "1", 0),
    ],
)
def test_android_answers_are_read_by_generation(query, sdk, err_code):
    """The parsing rules of docs/reference/wecom.md §4.4, for 1.x and for 3.x."""
    parsed = parse_return_link(f"{SCHEMA}://sso?{query}", sdk=sdk)
    assert isinstance(parsed, Callback)
    assert err_code == parsed.err_code


def test_a_plus_is_a_blank_on_android_and_itself_on_ios():
    """Android's Uri decodes a form, Foundation leaves `+` literal: both are imitated."""
    on_android = parse_return_link(f"{SCHEMA}://sso?errcode=0&code=a+b")
    on_ios = parse_return_link(
        ios_return({"cls": "WWKSSOResp", "errCode": 0, "sso.code": "a+b", "sso.state": ""})
    )
    assert isinstance(on_android, Callback)
    assert isinstance(on_ios, Callback)
    assert ("a b", "a+b") == (on_android.code, on_ios.code)


def test_biz_data_with_literal_plus_signs_is_read():
    """base64 with `+` and `/` in the query is what Foundation sends."""
    payload = {"cls": "WWKSSOResp", "errCode": 0, "sso.code": "c", "sso.state": "~~~???>>>"}
    link = next(
        text
        for pad in range(200)
        if "+" in (text := ios_return(payload | {"pad": "\xfb\xef\xbe" * pad})).split("bizData=")[1]
    )
    parsed = parse_return_link(link)
    assert isinstance(parsed, Callback)
    assert parsed.state == "~~~???>>>"


def test_the_case_of_the_schema_is_kept():
    """WeCom's answer through an upper-case schema is read, and its case can be judged."""
    parsed = parse_return_link(f"{SCHEMA.upper()}://sso?errcode=0&code=c&state=s")
    assert isinstance(parsed, Callback)
    assert SCHEMA.upper() == parsed.schema


@pytest.mark.parametrize(
    ("link", "code"),
    [
        ("", "link.not_a_link"),
        ("hello", "link.not_a_link"),
        ("https://sso?code=c", "link.return_scheme"),
        ("weixin://sso?code=c", "link.return_scheme"),
        (f"{SCHEMA}://oauth?code=c", "link.return_host"),
        (f"{SCHEMA}://?code=c", "link.return_no_host"),
        (f"{SCHEMA}://sso", "link.no_result"),
        (f"{SCHEMA}://sso?state=s", "link.no_result"),
        (f"{SCHEMA}://wxworksdk?bizData=AAAA", "link.pbtype_missing"),
        (f"{SCHEMA}://wxworksdk?code=c&state=s", "link.pbtype_missing"),
        (f"{SCHEMA}://wxworksdk?pbtype=wxworksdk", "link.pasteboard"),
        (f"{SCHEMA}://wxworksdk?pbtype=wxworksdk&bizData=AA%20BB", "link.bizdata_plus"),
        (f"{SCHEMA}://wxworksdk?pbtype=wxworksdk&bizData=A*B", "link.bizdata_base64"),
        (f"{SCHEMA}://wxworksdk?pbtype=wxworksdk&bizData=AAAA", "link.bizdata_plist"),
        (ios_return(["a list"]), "link.bizdata_plist"),
        (ios_return({"cls": "WWKSSOReq"}), "link.bizdata_class"),
        (ios_return({"cls": "WWKSSOResp"}), "link.no_result"),
        (ios_return({"cls": "WWKSSOResp", "errCode": True}), "link.no_result"),
        (ios_return({"cls": "WWKSSOResp", "errCode": 0}, pbtype=""), "link.pbtype_missing"),
        (f"{SCHEMA}://sso?code=" + "c" * LINK_LIMIT, "link.too_long"),
    ],
)
def test_what_is_no_return_link_is_named(link, code):
    """Each misuse has an error of its own."""
    parsed = parse_return_link(link)
    assert isinstance(parsed, LinkError)
    assert code == parsed.code


@pytest.mark.parametrize(
    ("link", "code"),
    [
        ("", "link.not_a_link"),
        ("intent:nothing", "link.intent_form"),
        ("intent:#Intent;component=com.example/.Main;end", "link.component"),
        (
            f"intent:#Intent;component={INTENT_COMPONENT};S._wwobject_identifier_=WWMediaLink;end",
            "link.not_a_login",
        ),
        ("weixin://app?id=x", "link.request_scheme"),
        ("wxwork://jump?id=x", "link.request_host"),
        ("wxwork://app?id=x", "link.pbtype_missing"),
        ("wxwork://app?id=x&pbtype=wxworksdk", "link.pasteboard"),
        ("wxwork://app?" + "x" * LINK_LIMIT, "link.too_long"),
    ],
)
def test_what_is_no_request_link_is_named(link, code):
    """Each misuse has an error of its own."""
    parsed = parse_request_link(link)
    assert isinstance(parsed, LinkError)
    assert code == parsed.code


def test_a_value_of_an_intent_may_hold_an_equals_sign():
    """An app need not encode its state."""
    link = build_request_link(android(state="STATE"))
    assert isinstance(link, str)
    assert android(state="a=b=") == parse_request_link(link.replace("STATE", "a=b="))


@given(st.binary(max_size=200))
def test_damaged_property_lists_are_answered(noise):
    """Whatever follows the magic bytes, the answer is a value."""
    data = quote(base64.b64encode(b"bplist00" + noise).decode(), safe="")
    parsed = parse_return_link(f"{SCHEMA}://wxworksdk?pbtype=wxworksdk&bizData={data}")
    assert isinstance(parsed, Callback | LinkError)


@given(st.integers(0, 250), st.integers(0, 255))
def test_a_flipped_byte_in_the_property_list_is_answered(position, value):
    """One damaged byte of a real payload never raises."""
    payload = {"cls": "WWKSSOResp", "errCode": 0, "errStr": "OK", "sso.code": "c", "sso.state": "s"}
    raw = bytearray(plistlib.dumps(payload, fmt=plistlib.FMT_BINARY))
    raw[position % len(raw)] = value
    data = base64.b64encode(bytes(raw)).decode()
    parsed = parse_return_link(f"{SCHEMA}://wxworksdk?pbtype=wxworksdk&bizData={data}")
    assert isinstance(parsed, Callback | LinkError)


@given(st.text(max_size=300), st.sampled_from(["1", "2+"]))
def test_any_text_is_answered(text, sdk):
    """Both parsers are total."""
    assert isinstance(parse_return_link(text, sdk=sdk), Callback | LinkError)
    assert isinstance(parse_return_link(f"{SCHEMA}://{text}", sdk=sdk), Callback | LinkError)
    assert isinstance(parse_request_link(text), LoginRequest | LinkError)
    assert isinstance(parse_request_link(f"wxwork://app?{text}"), LoginRequest | LinkError)
    assert isinstance(parse_request_link(f"intent:#Intent;{text};end"), LoginRequest | LinkError)


def test_a_code_is_not_in_the_repr():
    """A code in a log line would be usable for five minutes."""
    assert "THECODE" not in repr(Callback(Platform.IOS, SCHEMA, 0, "THECODE", "s"))
