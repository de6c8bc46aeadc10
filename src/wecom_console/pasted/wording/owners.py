"""Whose answer it is: other products use WeCom's numbers, with other meanings.

Source: docs/reference/errors.md §8. A mark alone decides; what bears WeCom's own marks is WeCom's.
"""

import re
from enum import StrEnum
from typing import Final


class Owner(StrEnum):
    """Who gave an answer, where it was not Authing or Casdoor."""

    WECOM = "wecom"
    WECHAT = "wechat"
    WECHAT_PAY = "wechat_pay"
    DINGTALK = "dingtalk"
    FEISHU = "feishu"
    WELINK = "welink"
    OIDC = "oidc"
    OTHER = "other"


LOOKED_AT: Final = 100_000
"""Characters that are searched for marks."""

_MARKS: Final[tuple[tuple[Owner, tuple[str, ...]], ...]] = (
    (
        Owner.WECOM,
        ("qyapi.weixin.qq.com", "work.weixin.qq.com/devtool", ", from ip: "),
    ),
    (
        Owner.WECHAT_PAY,
        ("api.mch.weixin.qq.com", "<return_code>", "wechatpay"),
    ),
    (
        Owner.WECHAT,
        (
            *("hints: [ req_id", "hints:[req_id", "api.weixin.qq.com", "api.wechat.com"),
            *("access_token is invalid or not latest", "getstableaccesstoken", "mp.weixin.qq.com"),
            *("wechatprovider.php", "invalid appid", "invalid appsecret", "invalid openid"),
            *("component_access_token", "component_appid", "authorizer_access_token"),
            *("sns/oauth2/", "sns/userinfo", "sns/jscode2session", "[wechat_open]", "[wechat_mp]"),
            "fetch wechat qrcode",  # Casdoor's, when WeChat refuses it
            *("api.weixin.com", "weixin://", "open.weixin.qq.com/connect/qr"),
            # the SDKs of its apps
            *("wechat.registerapp", "wxapi registerapp", "wxapi.registerapp", "fluwx.", "fluwx "),
            *("wxentryactivity", "wechatopensdk", "com.tencent.mm.opensdk"),
            # "the authorisation's call-back domain is refused", "redirect_uri is wrong",
            # "appid must not be empty", error code 10003 and 10012
            "\u6388\u6743\u56de\u8c03\u57df\u540d\u6821\u9a8c\u51fa\u9519",
            "redirect_uri \u53c2\u6570\u9519\u8bef",
            "redirect_uri\u53c2\u6570\u9519\u8bef",
            "appid\u4e0d\u80fd\u4e3a\u7a7a",
            "\u9519\u8bef\u7801\uff1a10003",
            "\u9519\u8bef\u7801:10003",
            "\u9519\u8bef\u7801:10012",
            # the Chinese names: official account, (WeChat) Open Platform
            *("\u516c\u4f17\u53f7", "\u516c\u4f17\u5e73\u53f0", "\u5fae\u4fe1\u5f00\u653e"),
            # "signature wrong … the Open Platform / development platform"
            "\u7b7e\u540d\u4e0e\u5f00\u653e\u5e73\u53f0",
            "\u7b7e\u540d\u662f\u5426\u4e0e\u5f00\u653e\u5e73\u53f0",
            "\u7b7e\u540d\u662f\u5426\u4e0e\u5f00\u53d1\u5e73\u53f0",
            # "redirect_uri's domain is not that of the settings", "wrong redirect_uri"
            "redirect_uri\u57df\u540d\u4e0e\u540e\u53f0\u914d\u7f6e\u4e0d\u4e00\u81f4",
            "redirect_uri \u57df\u540d\u4e0e\u540e\u53f0\u914d\u7f6e\u4e0d\u4e00\u81f4",
            # "scope is wrong or not granted"
            "scope \u53c2\u6570\u9519\u8bef\u6216\u6ca1\u6709 scope \u6743\u9650",
            "scope\u53c2\u6570\u9519\u8bef\u6216\u6ca1\u6709scope\u6743\u9650",
        ),
    ),
    (
        Owner.DINGTALK,
        (
            *("oapi.dingtalk.com", "api.dingtalk.com", "login.dingtalk.com", "ding talk error"),
            *("dingtalk", "dingding", "submsg=", "\u9489\u9489"),
            # "temporary authorisation code", "illegal corpId or corpSecret"
            *("\u4e34\u65f6\u6388\u6743\u7801", "corpid\u6216corpsecret"),
            # "the calling ip is not in the allow-list" (WeCom's clients translate it so, too),
            # "illegal access_token"
            "\u8bbf\u95eeip\u4e0d\u5728\u767d\u540d\u5355",
            # "appKey and agentId differ", "the corpid of the decrypted text does not match"
            *("appkey\u4e0eagentid", "accesstoken\u4e2d\u5305\u542b", "dingtalkencrypt"),
            "\u8ba1\u7b97\u89e3\u5bc6\u6587\u5b57",
            '"errmsg":"\u4e0d\u5408\u6cd5\u7684',
        ),
    ),
    (
        Owner.FEISHU,
        (
            *("open.feishu.cn", "passport.feishu.cn", "larksuite", "feishu", "larkoapi"),
            *("tenant_access_token", "app_access_token", "\u98de\u4e66"),
            # "redirect_uri is refused", "the app has not applied for …", "give the log ID to …"
            *("redirect_uri \u8bf7\u6c42\u4e0d\u5408\u6cd5", "redirect_uri request is invalid"),
            "\u5f53\u524d\u5e94\u7528\u672a\u7533\u8bf7",
            "\u8bf7\u5c06 log id \u63d0\u4f9b\u7ed9",
        ),
    ),
    (Owner.WELINK, ("welink",)),
    (
        Owner.OIDC,
        (
            *("/realms/", "keycloak", "okta.com", "auth0.com", "github.com/login/oauth", "aadsts"),
            *("microsoftonline", "accounts.google.com", "gitlab.com/oauth", "dexidp", "gitee.com"),
            *("the redirect_uri must match the registered callback url", "zitadel"),
            # Doorkeeper's (GitLab), authentik's
            *("the provided authorization grant is invalid", "/application/o/", "authentik"),
            "missing, invalid, or mismatching redirection uri",
            "redirect uri is illegal",  # QQ Connect's
            # Keycloak's events, and its plug-ins
            *("identity_provider_login", "no identifier provider for identity"),
            "could not initialize class org.keycloak",
            *("api.weibo.com", "weibo", "\u5fae\u535a", "graph.qq.com", "alipay.com"),
        ),
    ),
)
_NAMES: Final = frozenset(
    {"dingtalk", "dingding", "feishu", "welink", "wechatpay", "keycloak", "zitadel", "dexidp"}
    | {"\u516c\u4f17\u53f7", "\u516c\u4f17\u5e73\u53f0", "\u9489\u9489", "\u98de\u4e66"}
    | {"invalid appid", "weixin://", "mp.weixin.qq.com", "okta.com", "gitee.com"}
    | {"tenant_access_token", "app_access_token", "authentik", "fluwx.", "fluwx "}
    | {"wxentryactivity", "wechatopensdk", "com.tencent.mm.opensdk", "wechat.registerapp"}
    | {"wxapi registerapp", "wxapi.registerapp", "weibo", "\u5fae\u535a"}
)
"""A name that may be said in passing: it tells whose a refusal is, not that there is one."""

_SHARED: Final = "\u8bbf\u95eeip\u4e0d\u5728\u767d\u540d\u5355"
"""In Chinese: the calling ip is not in the allow-list. DingTalk's server says so, and clients of
WeCom's do."""

_WECOM_NAMED: Final = re.compile(
    r"wecom|we ?work|wx_?work|qywx|weixin\.qq\.com/cgi-bin|we ?chat ?work"
    r"|\u4f01\u4e1a\u5fae\u4fe1|\u4f01\u5fae",
    re.IGNORECASE,
)

_NAMED: Final = (Owner.DINGTALK, Owner.FEISHU, Owner.WELINK)
_RID: Final = re.compile(r"\brid: ?(?:[0-9a-f]{8}-[0-9a-f]{4}|x{3}|\*{3}|\u2026|\.{3})|, rid: ")
_HINT: Final = re.compile(r"hints?: ?\[ ?(?![0-9]{5})([A-Za-z0-9_!~-]{6,40}) ?\]")
_FEISHU: Final = re.compile(r"(?<![0-9])9999[12][3-7][0-9]{2}(?![0-9])")
_OWN_HINT: Final = re.compile(r"hint: ?\[?1[0-9]{9}")


def owner_of(text: str) -> Owner | None:
    """Whose marks a text bears; None where it bears none."""
    return _owner(text, is_alone=False)


def owner_of_unnumbered(text: str) -> Owner | None:
    """Whose sentence a text without any known number is; a product's mere name tells nothing."""
    found = _owner(text, is_alone=True)
    return None if found is Owner.WECOM else found


def says_either(text: str) -> bool:
    """Whether the sentence is one that is DingTalk's unless the text speaks of WeCom."""
    low = text.lower()
    return _SHARED in low and not any(word in low for word in ("dingtalk", "\u9489\u9489"))


def names_wecom(text: str) -> bool:
    """Whether a text speaks of WeCom by any of its names."""
    return _WECOM_NAMED.search(text[:LOOKED_AT]) is not None


def _owner(text: str, *, is_alone: bool) -> Owner | None:
    text = text[:LOOKED_AT]
    low = text.lower()
    if "rid" in low and _RID.search(low):
        return Owner.WECHAT
    hinted = _HINT.search(text)
    if hinted and any(c.isalpha() for c in hinted[1]) and any(c.isdecimal() for c in hinted[1]):
        return Owner.WECHAT
    if "hint" in low and _OWN_HINT.search(low):
        return Owner.WECOM
    if "9999" in text and _FEISHU.search(text):
        return Owner.FEISHU
    for owner, marks in _MARKS:
        # Beside WeCom's own name, another product's is said in passing.
        is_passing = is_alone or (owner in _NAMED and names_wecom(text))
        if any(mark in low for mark in marks if not (is_passing and mark in _NAMES)):
            return owner
    return None
