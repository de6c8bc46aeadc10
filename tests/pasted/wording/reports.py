"""Reports as people paste them, whose they are, and the cause that must come first. The wording is
the SDKs' and products' own; all ids are made up."""

from pasted.samples import DEVTOOL, HINT, QYAPI

RID = "rid: 60000001-10000002-20000003"
WEIXIN = "https://api.weixin.qq.com"
ESCAPED = r"{\"errcode\":41008,\"errmsg\":\"missing code, hints: [ req_id: AbC34-HiJk ]\"}"
WXJAVA = "me.chanjar.weixin.common.error.WxErrorException: "
AT_TP = "\n\tat me.chanjar.weixin.cp.tp.service.impl.BaseWxCpTpServiceImpl"

FOREIGN = [
    ('{"errcode":40029,"errmsg":"invalid code, hints: [ req_id: AbCdE5fGh-ij ]"}', "wechat_code"),
    (
        f'{{"errcode":40164,"errmsg":"invalid ip 203.0.113.9, not in whitelist {RID}"}}',
        "wechat_ip_list",
    ),
    (
        "错误代码40001，说明：invalid credential，access_token is invalid or not latest",
        "wechat_token_twice",
    ),
    (
        '{"errcode":40001,"errmsg":"invalid credential, hint: [dLTTea0566vr46!]"}',
        "wechat_token_twice",
    ),
    (f"WeChatClientException: Error code: 40003, message: invalid openid {RID}", "wechat_openid"),
    (f'{{"errcode":40013,"errmsg":"invalid appid, {RID}"}}', "wechat_app_id"),
    (f'{{"errcode":40125,"errmsg":"invalid appsecret, {RID}"}}', "wechat_app_id"),
    (f'GET {WEIXIN}/sns/x?js_code=y\n{{"errcode":40029,"errmsg":"invalid code"}}', "wechat_code"),
    (
        f"微信请求发生错误！错误代码：40164，说明：invalid ip 203.0.113.9, not in whitelist {RID}",
        "wechat_ip_list",
    ),
    ("签名不对，请检查签名是否与开放平台上填写的一致", "wechat_signature"),
    ("redirect_uri域名与后台配置不一致，错误码：10003", "wechat_product"),
    (
        f'{{"message":"{ESCAPED}","code":-1,"status_code":500,"debug":{{"line":1}}}}',
        "wechat_code",
    ),
    (
        '{"errcode":40089,"errmsg":"\\u4e0d\\u5408\\u6cd5\\u7684corpId\\u6216corpSecret"}',
        "dingtalk_product",
    ),
    (
        '{"errcode":88,"sub_code":"40035","sub_msg":"x","errmsg":"ding talk error"}',
        "dingtalk_product",
    ),
    (
        '{"errcode":60020,"errmsg":"访问ip不在白名单之中,request ip=203.0.113.9"}',
        "dingtalk_product",
    ),
    (
        "[Error code: 60011, message: x，申请参考：https://developers.dingtalk.com/d]",
        "dingtalk_product",
    ),
    ('{"code":"Forbidden.AccessDenied","requestid":"A1","message":"x"}', "dingtalk_product"),
    ('{"code":10003,"msg":"invalid param"}', "feishu_product"),
    ("Lark error code 99991663: Invalid access token for authorization.", "feishu_product"),
    ("获取飞书访问令牌失败：invalid param (错误码: -1)", "feishu_product"),
    ('HTTP/1.1 400 Bad Request\n\n{"code": "60020", "message": "empty"}', "welink_product"),
    ('{"code":"SIGN_ERROR","message":"x"}', "wechat_pay_product"),
    ('{"return_code":"FAIL","return_msg":"x"}', "wechat_pay_product"),
    ('POST https://sso.example.com/realms/a\n{"error":"invalid_grant"}', "oidc_provider"),
    (
        "redirect_uri_mismatch The redirect_uri MUST match the registered callback URL",
        "oidc_provider",
    ),
    ('{"code":500,"msg":"企业微信登录失败"}', "own_application"),
    ('{"code":"invalid_param","message":"user not found","status":400}', "own_application"),
    ('{"message":"Server Error","exception":"ErrorException","trace":[]}', "own_application"),
    ('{"error_code":"APIG.0101","error_msg":"The API does not exist"}', "own_application"),
]
"""Answers that share WeCom's numbers or Authing's form and are neither's."""

OWN = [
    (
        f'{{"errcode":853000,"errmsg":"check if the bot secret is correct, {HINT}"}}',
        "robot_product",
    ),
    (
        "获取 MCP 配置失败：[93019] invalid bot_id, hint: [1790000000123456789012345]",
        "robot_product",
    ),
    (
        "EasyWeChat\\Kernel\\Exceptions\\RuntimeException: No suite_ticket found.",
        "suite_ticket_missing",
    ),
    (
        f'{WXJAVA}错误代码：40085, {{"errcode":40085,"errmsg":"invaild suite ticket"}}',
        "suite_ticket_missing",
    ),
    (
        f"{WXJAVA}不合法的的suite_ticket参数；suite_ticket不存在或者已失效",
        "suite_token_in_provider_call",
    ),
    (f'{{"errcode":40085,"errmsg":"invalid suite ticket, {HINT}"}}', "suite_ticket_old"),
    (
        f"{WXJAVA}错误代码：40001, 错误信息：不合法的secret参数；{AT_TP}.getWxCpProviderToken(X:1)",
        "provider_secret_wrong",
    ),
    (f"{WXJAVA}错误代码：42009, 错误信息：suite_access_token已过期；", "suite_token_expired"),
    ("QySuite.update_corp_token : 40084 {}", "permanent_code_old"),
    ("errcode=40078, errmsg= invalid auth_code", "auth_code_other_kind"),
    ("Error code: -40005, message: Invalid corp_id", "event_receiver"),
    ("java.lang.RuntimeException: AppID不正确", "event_receiver"),
    ("ERROR: VerifyURL ret: -40003", "event_parameters"),
    ('{"ret":-40001,"msg":"x"}', "event_token"),
    ("DecryptMsg error: -40007", "event_aes_key"),
    (
        "Uncaught Error: 请在初始化 AuthenticationClient 时传入 appId 和 secret 参数",
        "authing_sdk_options",
    ),
    (f"access_token missing, {HINT} {DEVTOOL}41001", "token_never_fetched"),
    (
        f'GET {QYAPI}/user/x?suite_access_token=y\n{{"errcode":41001,"errmsg":"x"}}',
        "token_parameter",
    ),
    (
        f'GET {QYAPI}/user/x?access_token=undefined&code=x\n{{"errcode":40014,"errmsg":"x"}}',
        "token_never_fetched",
    ),
    ("WechatWork Error: 40014, invalid access_token", "token_cache_stale"),
    ('Exception: check corpid\n{"errcode":41004,"errmsg":"corpsecret missing"}', "secret_empty"),
    ("读取部门失败：48009: api forbidden for contact assistant", "contact_secret"),
    ("errcode 80001", "domain_not_filed"),
    ("Error-Code: 60111\nError-Msg: userid not found", "userid_wrong"),
    (
        f'{QYAPI}/gettoken?corpid=x -> {{"errcode":45009,"errmsg":"api freq out of limit"}}',
        "ip_banned",
    ),
    ('{"errcode":45009,"errmsg":"api freq out of limit"}', "rate_limit"),
    ('Get "https://qyapi.weixin.qq.com/cgi-bin/x": context deadline exceeded', "packets_lost"),
    ("x509: certificate signed by unknown authority https://core.authing.cn/oidc", "interception"),
    (
        "error: redirect_uri_mismatch\nerror_description: redirect_uri did not match any",
        "redirect_unregistered",
    ),
    (
        'Response: {"error_name":"invalid_client","error_description":"ak and sk is incorrect"}',
        "aksk_wanted",
    ),
    ('{"error":"invalid_grant","error_description":"grant request is invalid"}', "grant_used"),
    (
        '{"error":"invalid_request","error_description":"it is not allowed for this client"}',
        "grant_not_allowed",
    ),
    (
        "No permission to log in to this application, please contact the administrator",
        "application_access",
    ),
    (
        '{"uniqueId":"u","statusCode":499,"message":"无应用登录权限","apiCode":"1576"}',
        "application_access",
    ),
    ('{"statusCode":499,"apiCode":"2120008","message":"x"}', "user_suspended"),
    ('{"statusCode":499,"apiCode":"2130010","message":"x"}', "tenant_access"),
    ('{"statusCode":499,"apiCode":"1001","message":"x"}', "authing_no_right"),
    ('{"statusCode":602,"message":"x","requestId":"r"}', "wecom_refused_behind_authing"),
    ('{"code":402,"message":"x"}', "plan_exceeded"),
    ("应用不存在", "app_id_wrong"),
    ("用户池不存在", "user_pool_wrong"),
    ('{"status":"error","msg":"Unauthorized operation"}', "casdoor_permission"),
    ('{"status":"error","msg":"Invalid token"}', "casdoor_provider_values"),
    ('1.2.3.4 - - [06/Apr/2026 09:09:32] "POST /wechat HTTP/1.1" 500 -', "own_access_log"),
    # a token that is kept for two apps
    (
        (
            "INFO redis get wecom:access_token:ww0a1b2c3d4e5f6071 hit\nERROR errcode=301002, "
            "errmsg=not allow operate another agent with this accesstoken"
        ),
        "token_cache_shared",
    ),
    ("从缓存取 token 成功；发送失败 errcode=301002", "token_cache_shared"),
    (
        (
            'POST /cgi-bin/gettoken -> ok\n{"agentid":1000002} -> {"errcode":0,"errmsg":"ok"}\n'
            '{"agentid":1000005} -> {"errcode":301002,"errmsg":"not allow operate another agent"}'
        ),
        "token_cache_shared",
    ),
    ('{"errcode":301002,"errmsg":"not allow operate another agent"}', "secret_other_app"),
    # http and https taken for each other
    ("Client sent an HTTP request to an HTTPS server. http://127.0.0.1:8443", "http_to_tls_port"),
    (
        'Get "http://a.acme.example:8443/x": malformed HTTP response "\\x15\\x03\\x01\\x00\\x02"',
        "http_to_tls_port",
    ),
    ("http.client.BadStatusLine: \\x15\\x03\\x03\\x00\\x02\\x02P", "http_to_tls_port"),
    ("Bad Request This combination of host and port requires TLS.", "http_to_tls_port"),
    (
        (
            "HTTP/1.1 400 Bad Request\nServer: nginx\n\n"
            "<title>400 The plain HTTP request was sent to HTTPS port</title>"
        ),
        "http_to_tls_port",
    ),
    ("http: server gave HTTP response to HTTPS client", "tls_to_http_port"),
    # the way there
    ("curl: (52) Empty reply from server", "connection_cut"),
    ("curl: (56) Received HTTP code 407 from proxy after CONNECT", "proxy_wants_password"),
    ("curl: (56) Received HTTP code 503 from proxy after CONNECT", "proxy_cannot_reach"),
    ("curl: (6) Could not resolve host: qyapi.weixin.qq.com", "no_network"),
    ("curl: (6) Could not resolve host: login.acme.example", "name_typo"),
    ("<title>腾讯云 WAF</title> 您的请求已被拦截！ HTTP 403 waf.tencent-cloud.com", "waf_refuses"),
    # a broker that passes WeCom's answer on
    (
        (
            "org.keycloak.broker.provider.IdentityBrokerException: No access_token in response: "
            '{"errcode":40013,"errmsg":"invalid corpid"}'
        ),
        "corp_wrong",
    ),
    # what verifiers say
    ("jose.JWKSNoMatchingKey: no applicable key found in the JSON Web Key Set", "keys_rotated"),
    ("failed to verify: no keys found in JWKS", "no_keys_published"),
    ('JWTExpired: "exp" claim timestamp check failed', "token_stored"),
    ('JWTClaimValidationFailed: unexpected "iss" claim value', "issuer_host"),
    ("jwt audience invalid. expected: 6571c2a10a1b2c3d4e5f6071", "app_id_wrong"),
]
"""WeCom's, Authing's and Casdoor's refusals, and what libraries say themselves."""
