"""What is told of a pasted text is what is known to be harmless."""

import re
import string
import tomllib

import pytest

from wecom_console.pasted.harmless import told
from wecom_console.pasted.recognise import recognise
from wecom_console.pasted.redactor import PastedRedactor
from wecom_console.pasted.vocabulary import words
from wecom_console.protocol.secret_names import SECRET_NAMES, is_secret_name
from wecom_console.resource_files import read_resource

ATTESTED = tomllib.loads(read_resource("simulator", "wecom_errors.toml"))
SENTENCES = [text for table in ATTESTED.values() for text in table.values()]


def shown(text: str) -> str:
    """What is told of a text that is pasted alone."""
    return PastedRedactor(text).shown(text)


@pytest.mark.parametrize("sentence", SENTENCES)
def test_what_wecom_says_is_told(sentence: str) -> None:
    """Whole, with its hint, the address it saw, and where it explains the code."""
    answer = (
        f"{sentence}, hint: [1790000000123456789012345], from ip: 203.0.113.9, "
        "more info at https://open.work.weixin.qq.com/devtool/query?e=40029"
    )
    assert answer == shown(answer)


@pytest.mark.parametrize(
    "text",
    [
        '{"errcode": 60020, "errmsg": "not allow to access from your ip"}',
        "\u65e0\u5e94\u7528\u767b\u5f55\u6743\u9650",
        "corpid=ww4f1d8a3b6c7e9025&agentid=1000002",
        "wwauth4f1d8a3b6c7e9025000002://sso",
        "GET https://qyapi.weixin.qq.com/cgi-bin/user/getuserinfo",
        '10.0.0.1 - [27/Nov/2026:08:00:00 +0000] "POST /api/login HTTP/1.1" 504 157',
        "2026-11-27T08:00:00.123+08:00 ERROR [nio-8080-exec-3] redirect_uri_mismatch",
        "at me.chanjar.weixin.cp.api.impl.WxCpServiceAbstractImpl.execute(Base.java:412)",
        '{"requestId": "11111111-2222-4333-8444-555566667777", "apiCode": 2004}',
        "invalid ip 203.0.113.9 ipv6 ::ffff:203.0.113.9, not in whitelist",
        "502 Bad Gateway | 521: Web server is down",
    ],
)
def test_what_helps_to_understand_is_told(text: str) -> None:
    """Codes, ids of WeCom, addresses, times, names of programs, sentences."""
    assert text == shown(text)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("errcode 40029 Qx7vB2nM9kL4", "errcode 40029 [redacted:12]"),
        ("https://zhongxin.com.cn/api/login", "https://[redacted:8].com.cn/api/login"),
        ("https://console.zhongxin.com/", "https://console.[redacted:8].com/"),
        ("4839 2017 46", "[redacted:4] [redacted:4] [redacted:2]"),
        ("4839201 is error", "[redacted:7] [redacted:2] error"),
        ("ww4f1d8a3b6c7e9025ab", "[redacted:20]"),
        ("suite_ticket=ww4f1d8a3b6c7e9025", "suite_ticket=[redacted:18]"),
        ("password: welcome", "password: [redacted:7]"),
        ('{"code": "4839201"}', '{"code": "[redacted:7]"}'),
        ("2802:4F2C:C0C9:199C:85FB:3DFC:75EE:EA76", "[redacted:39]"),
        ("<AesKey>error</AesKey>", "<AesKey>[redacted:5]</AesKey>"),
        ("\u5bc6\u7801\u662ferror", "\u5bc6\u7801\u662f[redacted:5]"),
    ],
)  # fmt: skip
def test_what_is_not_known_is_marked(text: str, expected: str) -> None:
    """Names of hosts and persons too; what stands under a secret's name whatever it is."""
    assert expected == shown(text)


@pytest.mark.parametrize(
    "name",
    [
        *("suite_ticket", "jsapi_ticket", "ticket", "login_ticket", "encoding_aes_key", "aeskey"),
        *("permanent_code", "sk", "EncodingAESKey", "corp-secret", "SECRET_VAL", "js_code"),
        *("accessKeySecret", "session_key", "mfaToken", "provider_access_token", "agent_ticket"),
    ],
)
def test_a_name_of_a_secret_is_known(name: str) -> None:
    """In every style, by the one list; a value of words is marked too."""
    assert (True, f"{name}=[redacted:8]") == (is_secret_name(name), shown(f"{name}=language"))


@pytest.mark.parametrize("name", SECRET_NAMES)
def test_every_name_on_the_list_is_looked_for(name: str) -> None:
    """In a pasted text as well."""
    assert f"{name}=[redacted:8]" == shown(f"{name}=language")


def test_the_vocabulary_is_a_sorted_list_of_words() -> None:
    """In lower case, each once, behind the numbers of errors."""
    lines = [line for line in read_resource("harmless-words.txt").splitlines() if line[0] != "#"]
    numbers = [line for line in lines if line.isdecimal()]
    assert sorted(set(lines)) == lines
    assert [] == [w for w in lines if w not in numbers and not re.fullmatch("[a-z]{2,24}", w)]


@pytest.mark.parametrize(("length", "most"), [(3, 0.02), (4, 0.002), (5, 1e-4), (6, 4e-6)])
def test_a_piece_of_a_secret_is_rarely_a_word(length: int, most: float) -> None:
    """Of random small letters; the argument of the decision record rests on it."""
    count = sum(1 for word in words() if len(word) == length and word.isalpha())
    assert count / len(string.ascii_lowercase) ** length < most


@pytest.mark.parametrize("family", ["transport", "http", "confirm", "return", "link", "tokens"])
def test_the_names_of_codes_are_words(family: str) -> None:
    """So that one of the catalogue can be asked about by its name."""
    catalogue = tomllib.loads(read_resource("messages", "en", "flow.toml"))
    names = [name for name, entry in catalogue[family].items() if "title" in entry]
    assert [] == [n for n in names if "code" != recognise(f"{family}.{n}").kind]


def test_a_code_that_the_catalogue_cannot_know_is_not_repeated() -> None:
    """It could be anything."""
    assert "unknown" == recognise("transport.qwzxkvjq").kind


def test_a_number_that_is_too_long_is_no_code() -> None:
    """Whatever it is called."""
    assert () == recognise('{"errcode": 48392017465, "errmsg": ""}').clues


def test_ideographs_of_a_wrong_encoding_are_marked() -> None:
    """UTF-16 read from a secret's bytes."""
    text = b"Qx7vB2nM9kL4wZ8r".decode("utf-16-le")
    assert "[redacted:8]" == told(text)
