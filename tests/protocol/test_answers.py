"""Strangers' answers: read as what they are, or told as what stood in the API's place."""

from dataclasses import replace

import pytest

from flow.playbook import answer
from wecom_console.protocol.answers import (
    WecomAnswer,
    host_of,
    not_answered,
    not_the_api,
    read_object,
    read_wecom,
    text_of,
    wecom_refusal,
)
from wecom_console.protocol.http_replies import HttpAnswer, HttpFailed, TransportFault
from wecom_console.protocol.json_values import list_of, number_of, object_of
from wecom_console.protocol.refusal import Refusal

URL = "https://me:pw@acme.cn:8443/x"


def redirect(target: str, *, status: int = 302) -> HttpAnswer:
    headers = (("location", target),) if target else ()
    return HttpAnswer(status, headers, b"", 1.0)


@pytest.mark.parametrize(
    ("url", "reply", "code", "target"),
    [
        (URL, redirect("https://login.cn/a"), "http.redirect", "login.cn"),
        (URL, redirect("http://login.cn/a"), "http.redirect_plain", "login.cn"),
        ("http://acme.cn", redirect("http://login.cn/a"), "http.redirect", "login.cn"),
        (URL, redirect(""), "http.redirect", "?"),
        (URL, redirect("/login"), "http.redirect", "?"),
        (URL, redirect("https://x.cn", status=300), "http.redirect", "x.cn"),
        (URL, redirect("https://x.cn", status=399), "http.redirect", "x.cn"),
    ],
)
def test_a_redirect_says_where_it_leads(
    url: str, reply: HttpAnswer, code: str, target: str
) -> None:
    """And that it would leave encryption behind."""
    found = not_the_api(reply, url)
    assert (code, target, reply.status) == (
        found.code,
        found.params["target"],
        found.params["status"],
    )


@pytest.mark.parametrize(
    ("target", "expected"),
    [
        ("/login?next=%2Fapi", "login"),
        ("https://sso.acme.cn/cas/index", "login"),
        ("https://acme.cn/oauth2/authorize?client_id=x", "login"),
        ("https://acme.cn:8443/x", None),
        ("/catalogue/authors", None),
        ("http://[", None),
    ],
)
def test_a_redirect_to_a_page_to_log_in_at_is_told(target: str, expected: str | None) -> None:
    """Words of the path alone; the address that was asked, with another host, is none."""
    assert expected == not_the_api(redirect(target), URL).params.get("path")


def test_the_same_path_elsewhere_is_no_page_to_log_in_at() -> None:
    """A backend's own path may be called login."""
    found = not_the_api(redirect("https://acme.cn/login"), "http://acme.cn/login")
    assert "path" not in found.params


@pytest.mark.parametrize("status", [199, 202, 299, 400, 502])
@pytest.mark.parametrize(
    ("body", "more"), [(b"<html><title>x</title>", {"title": "x"}), (b"{}", {}), (b"", {})]
)
def test_another_status_is_told_whatever_the_body(
    status: int, body: bytes, more: dict[str, str]
) -> None:
    """With the host, without who was let in there, and with the title of a page."""
    found = not_the_api(answer(body, status=status), URL)
    assert Refusal("http.status", {"status": status, "host": "acme.cn:8443", **more}) == found


@pytest.mark.parametrize(
    ("body", "form"),
    [
        (b"", "empty"),
        (b" \n", "empty"),
        (b'{"errcode":0,"acc', "cut"),
        (b"[1,", "cut"),
        (b'{"status":"UP"}', "json"),
        (b"hello", "text"),
    ],
)
def test_what_is_no_answer_says_what_it_is(body: bytes, form: str) -> None:
    """Nothing, half of one, somebody else's, a text: each has causes of its own."""
    assert form == not_the_api(answer(body), URL).params["form"]


@pytest.mark.parametrize(
    ("header", "status", "via"),
    [("x-squid-error", 503, "proxy"), ("x-squid-error", 404, None), ("server", 503, None)],
)
def test_a_proxys_own_error_is_told_apart(header: str, status: int, via: str | None) -> None:
    """By what only a proxy says of itself."""
    reply = replace(answer(b"", status=status), headers=((header, "ERR_CONNECT_FAIL 111"),))
    assert via == not_the_api(reply, URL).params.get("via")


@pytest.mark.parametrize(
    ("body", "title"),
    [
        (b"<!DOCTYPE html><title>Sign in</title>", "Sign in"),
        (b" \n<HTML><head><TITLE lang='zh'> \xe7\x99\xbb\xe5\xbd\x95 </TITLE>", "登录"),
        (b"<head></head>", "?"),
        (b"<body>", "?"),
        (b"<html><title></title>", "?"),
        (b"<html><title>" + b"x" * 100 + b"</title>", "x" * 80),
        (b"<html>" + b" " * 4_096 + b"<title>late</title>", "?"),
    ],
)
@pytest.mark.parametrize("status", [200, 201])
def test_a_web_page_is_told_by_its_title(body: bytes, title: str, status: int) -> None:
    """As far as it stands at the beginning."""
    found = not_the_api(answer(body, status=status), URL)
    assert ("http.html", title) == (found.code, found.params["title"])


@pytest.mark.parametrize("body", [b"", b"text", b"{}", b"x<html>", b"[1]"])
def test_what_is_neither_is_no_json_of_the_api(body: bytes) -> None:
    """An empty answer, a text, JSON that means something else."""
    assert "http.not_json" == not_the_api(answer(body), URL).code


def test_why_there_is_no_answer_names_the_host() -> None:
    """By the fault's own code."""
    failed = HttpFailed(TransportFault.TLS_NAME, "acme.cn")
    assert Refusal("transport.tls_name", {"host": "acme.cn"}) == not_answered(failed)


@pytest.mark.parametrize(
    ("url", "host"),
    [
        (URL, "acme.cn:8443"),
        ("https://a@b@acme.cn", "acme.cn"),
        ("http://[::1]:1/x", "[::1]:1"),
        ("http://[", ""),
        ("/x", ""),
    ],
)
def test_the_host_of_an_address(url: str, host: str) -> None:
    """With its port; what is no address has none."""
    assert host == host_of(url)


@pytest.mark.parametrize(
    ("value", "text", "number"),
    [
        ("x", "x", None),
        ("", "", None),
        (7, "7", 7),
        (-1, "-1", -1),
        ("-1", "-1", -1),
        ("0123456789", "0123456789", None),
        ("123456789", "123456789", 123456789),
        ("+1", "+1", None),
        (True, "", None),
        (1.5, "", None),
        (None, "", None),
        ([], "", None),
    ],
)
def test_what_a_value_reads_as(value: object, text: str, number: int | None) -> None:
    """A number may be text, a truth value is neither."""
    holder = {"k": value}
    assert (text, number) == (text_of(holder, "k"), number_of(holder, "k"))


def test_what_is_of_another_kind_reads_as_empty() -> None:
    """Objects, lists, and holders that are none."""
    holder = {"o": {"a": 1}, "l": [1], "t": "x"}
    assert ({"a": 1}, {}, {}) == (
        object_of(holder, "o"),
        object_of(holder, "l"),
        object_of([], "o"),
    )
    assert ((1,), (), ()) == (list_of(holder, "l"), list_of(holder, "t"), list_of(None, "l"))
    assert (None, {"a": 1}) == (read_object(answer([])), read_object(answer({"a": 1})))


@pytest.mark.parametrize(
    ("body", "status", "errcode"),
    [
        ({"errcode": 40029, "errmsg": "x"}, 200, 40029),
        ({"errcode": "40029", "errmsg": "x"}, 200, 40029),
        ({"userid": "x"}, 200, 0),
        ({"errcode": 0}, 201, None),
        ({"errcode": None}, 200, None),
        ({"errcode": 1.5}, 200, None),
        ([], 200, None),
    ],
)
def test_wecoms_envelope(body: object, status: int, errcode: int | None) -> None:
    """Only with HTTP 200 and a whole number, if any (docs/reference/wecom.md §9.1)."""
    found = read_wecom(answer(body, status=status), URL)
    assert errcode == (found.errcode if isinstance(found, WecomAnswer) else None)
    if isinstance(found, WecomAnswer):
        assert body == found.data


@pytest.mark.parametrize(
    ("errmsg", "ip"),
    [
        ("not allow, from ip: 203.0.113.7, more info", "203.0.113.7"),
        ("from ip: 2001:db8::7", "2001:db8::7"),
        ("from ip: , more", "?"),
        ("no address", "?"),
    ],
)
def test_a_refusal_of_wecoms_names_the_address_it_saw(errmsg: str, ip: str) -> None:
    """Where it says so; what its sentence may name besides is given or unknown."""
    assert {
        "errcode": 60020,
        "errmsg": errmsg,
        "ip": ip,
        "agentid": "?",
        "userid": "u",
    } == wecom_refusal(60020, errmsg, userid="u").params
    assert 300 == len(str(wecom_refusal(1, "x" * 400).params["errmsg"]))
