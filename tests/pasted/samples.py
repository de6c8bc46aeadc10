"""What people paste, with its kind and the codes in it. All ids are made up."""

import base64
import json

CORP = "ww4f1d8a3b6c7e9025"
SCHEMA = f"wwauth{CORP[2:]}000002"
NOW = 1_790_000_100.0
HINT = "hint: [1790000000123456789012345], from ip: 203.0.113.9, more info at"
DEVTOOL = "https://open.work.weixin.qq.com/devtool/query?e="
QYAPI = "https://qyapi.weixin.qq.com/cgi-bin"


def jwt(header: dict[str, object] | None = None, /, **claims: object) -> str:
    """A token that nobody has signed."""
    parts = (header or {"alg": "HS256", "typ": "JWT"}, claims)
    coded = (base64.urlsafe_b64encode(json.dumps(p).encode()).rstrip(b"=").decode() for p in parts)
    return f"{'.'.join(coded)}.c2lnbmF0dXJl"


CODES = [
    ("60020", ["wecom.60020"]),
    ("-1", ["wecom.-1"]),
    ("errcode 40029", ["wecom.40029"]),
    ("errcode=-1", ["wecom.-1"]),
    ("e=60020", ["wecom.60020"]),
    ("?E = 40029", ["wecom.40029"]),
    ("更多信息：e=60020", ["wecom.60020"]),
    ("wecom 301002", ["wecom.301002"]),
    ("wecom.40013", ["wecom.40013"]),
    ("authing 2004", ["authing.2004"]),
    ("2004", ["authing.2004"]),
    ("apiCode: 2004", ["authing.2004"]),
    ("apiCode: 1641", ["authing.1641"]),
    ("502", ["http.status"]),
    ("HTTP 504", ["http.status"]),
    ("transport.dns", ["transport.dns"]),
    ("-1003", ["transport.dns"]),
    ("NSURLErrorDomain -1202", ["transport.tls_trust"]),
    ("errcode 1", ["confirm.cancelled"]),
    ("invalid_grant", ["authing.400"]),
    ("errcode: 0", []),
    ("60020, 40029", ["wecom.60020", "wecom.40029"]),
    ("\u4f01\u4e1a\u5fae\u4fe1 60020", ["wecom.60020"]),
]
ERRMSGS = [
    (f"not allow to access from your ip, {HINT} {DEVTOOL}60020", ["wecom.60020"]),
    ("invalid credential", ["wecom.40001"]),
    (f"invalid credential, {HINT} {DEVTOOL}40091", ["wecom.40091"]),
    ("invalid code", ["wecom.40029"]),
    ("the errcode is 40029", ["wecom.40029"]),
    ("not allow operate another agent with this accesstoken.", ["wecom.301002"]),
    ("api freq out of limit", ["wecom.45009"]),
    ("errcode: 40029, errmsg: invalid code", ["wecom.40029"]),
    ("{'errcode': 60011, 'errmsg': 'no privilege to access/modify contact'}", ["wecom.60011"]),
    ("Authing apiCode: 2011", ["authing.2011"]),
    ("\u9519\u8bef\u7801\uff1a60020", ["wecom.60020"]),
]
ANSWERS = [
    ('{"errcode": 40013, "errmsg": "invalid corpid"}', ["wecom.40013"]),
    ('{"errcode": 0, "errmsg": "ok", "userid": "lisi"}', []),
    ('{"statusCode": 499, "apiCode": 2031, "message": "no"}', ["authing.2031"]),
    (
        '{"uniqueId":"u","statusCode":499,"message":"x","apiCode":"2011","data":null}',
        ["authing.2011"],
    ),
    ('{"code": 1636, "message": "mfa"}', ["authing.1636"]),
    ('{"statusCode": 200, "message": "ok", "data": {"expire_in": 7200}}', []),
    ('{"statusCode": 499, "message": "wecom errcode: 60020, errmsg: not allow"}', ["wecom.60020"]),
    ('{"status":"error","msg":"userIdResp.Errcode = 40029, x"}', ["wecom.40029"]),
    ('{"status":"error","msg":"State expected: a, but got: b"}', ["casdoor.state"]),
    ('{"status":"error","msg":"something else"}', ["casdoor.refused"]),
    ('{"status":"ok","msg":"","data":"x"}', []),
    ('{"error": "invalid_client", "error_description": "no"}', ["authing.401"]),
    ('{"error":"invalid_grant","error_description":"grant request is invalid"}', ["authing.400"]),
    ('{"response": {"body": "{\\"errcode\\": 40001, \\"errmsg\\": \\"x\\"}"}}', ["wecom.40001"]),
    ('{"errCode": 1, "code": "", "type": "SSOAuth.Resp"}', ["confirm.cancelled"]),
    ('{"timestamp": "x", "status": 404, "error": "Not Found", "path": "/x"}', ["http.status"]),
    (
        '[{"errcode": 40001, "errmsg": "x"}, {"errcode": 40013, "errmsg": "x"}]',
        ["wecom.40001", "wecom.40013"],
    ),
]
LOGS = [
    ('java.net.UnknownHostException: Unable to resolve host "acme.example.com"', ["transport.dns"]),
    ("Error: getaddrinfo ENOTFOUND acme.example.com", ["transport.dns"]),
    ("connect ECONNREFUSED 127.0.0.1:8080", ["transport.connect"]),
    ("Error: connect ETIMEDOUT 203.0.113.9:443", ["transport.timeout"]),
    ("javax.net.ssl.SSLHandshakeException: CertPathValidatorException", ["transport.tls_trust"]),
    (
        "javax.net.ssl.SSLHandshakeException: x\nCaused by: Trust anchor not found",
        ["transport.tls_trust"],
    ),
    (
        "javax.net.ssl.SSLHandshakeException: Received fatal alert: handshake_failure",
        ["transport.tls"],
    ),
    ("Error: CERT_HAS_EXPIRED", ["transport.tls_expired"]),
    ("ERR_TLS_CERT_ALTNAME_INVALID: Host", ["transport.tls_name"]),
    ("ssl.SSLCertVerificationError: [SSL: CERTIFICATE_VERIFY_FAILED] x", ["transport.tls_trust"]),
    ("POST https://acme.example.com/ net::ERR_CONNECTION_RESET", ["transport.reset"]),
    ("net::ERR_TUNNEL_CONNECTION_FAILED", ["transport.proxy"]),
    ('Error Domain=NSURLErrorDomain Code=-1001 "timed out"', ["transport.timeout"]),
    ('Error Domain=NSURLErrorDomain Code=-1003 "x"', ["transport.dns"]),
    ('Error Domain=NSURLErrorDomain Code=-1200 "x"', ["transport.tls"]),
    ('Error Domain=NSURLErrorDomain Code=-1202 "x"', ["transport.tls_trust"]),
    ("java.io.IOException: Cleartext HTTP traffic to 10.0.0.1 not permitted", ["transport.tls"]),
    ("read ECONNRESET", ["transport.reset"]),
    ("HTTP/1.1 502 Bad Gateway", ["http.status"]),
    (
        '10.0.0.1 - [27/Nov/2026:08:00:00 +0000] "POST /api/login HTTP/1.1" 504 157',
        ["http.status"],
    ),
    ("AxiosError: Request failed with status code 403", ["http.status"]),
    (
        (
            "2026/11/27 08:00:00 [error] 7#7: *1 connect() failed (111: Connection refused) while "
            'connecting to upstream, upstream: "http://10.0.0.7:8080/api/login"'
        ),
        ["transport.connect"],
    ),
    ("curl: (60) SSL certificate problem: self-signed certificate", ["transport.tls_trust"]),
    ("WeCom: \u6ca1\u6709\u6b64\u6743\u9650", ["confirm.result.5"]),
    ("11-27 08:00:00.000  1  2 I WeCom   : \u767b\u5f55\u53d6\u6d88", ["confirm.cancelled"]),
    ("the call of WeCom was cancelled by WeCom", ["confirm.cancelled"]),
    ("jwt.exceptions.ExpiredSignatureError: Signature has expired", ["tokens.expired"]),
    ("OAuthError: invalid_grant (grant request is invalid)", ["authing.400"]),
    (
        '-canOpenURL: failed for URL: "wxwork://" - error: "This app is not allowed to query"',
        ["phone.not_installed"],
    ),
    ("E/WWAPI (12): checkArgs fail", ["phone.arguments_missing"]),
    ("com.tencent.wework is not installed", ["phone.not_installed"]),
    ('I/Guard: body {"code":2004,"message":"x"}', ["authing.2004"]),
    ("one\nI/WWAPI: errcode:40029\nthree apiCode: 2004\n", ["wecom.40029", "authing.2004"]),
]
PAGES = [
    (
        "<html><head><title>502 Bad Gateway</title></head><center>nginx</center></html>",
        ["http.status"],
        "nginx",
    ),
    ("<html>\r\n<head><title>504 Gateway Time-out</title></head></html>", ["http.status"], ""),
    (
        "<!DOCTYPE html><title>acme.example.com | 521: Web server is down</title><p>Cloudflare",
        ["http.status"],
        "cloudflare",
    ),
    ("<!DOCTYPE html><title>Hotspot</title>", ["http.html"], "captive"),
    ('<!-- x --><html><title>Acme</title><input type="password">', ["http.html"], "login"),
    (
        "<html><script src='//wwcdn.weixin.qq.com/'></script><p>\u65e0\u6b64\u6743\u9650</html>",
        ["confirm.result.5", "http.html"],
        "wecom",
    ),
    ("<html><body><h1>Whitelabel Error Page</h1>500 employees</body></html>", ["http.html"], ""),
]
TOKENS = [
    (jwt(iss="https://a.example.com/oidc", exp=1000), ["tokens.expired"]),
    (f"Bearer {jwt(exp=4_000_000_000)}", []),
    (jwt(iat=4_000_000_000), ["tokens.early"]),
    (jwt(sub="x").rpartition(".")[0], ["tokens.malformed"]),
]
OTHERS = [
    ("hello there", "unknown", []),
    ("1000002", "unknown", []),
    ("page=60020", "unknown", []),
    ("e=65537", "unknown", []),
    ("", "unknown", []),
    ("https://acme.example.com/login", "url", []),
    ("https://acme.example.com/cb?error=access_denied&state=x", "url", ["authing.403"]),
    (f"{DEVTOOL}60020", "url", ["wecom.60020"]),
]
SAMPLES = [
    *((text, "code", codes) for text, codes in CODES),
    *((text, "errmsg", codes) for text, codes in ERRMSGS),
    *((text, "json", codes) for text, codes in ANSWERS),
    *((text, "log", codes) for text, codes in LOGS),
    *((text, "html", codes) for text, codes, _ in PAGES),
    *((text, "jwt", codes) for text, codes in TOKENS),
    *OTHERS,
]
