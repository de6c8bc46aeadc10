import Guard
import WeCom // product WeCom of the package Authing/authing-binary

// At the start of the app
Authing.start("$app_id")
WeCom.registerApp(appId: "$schema", corpId: "$corp_id", agentId: "$agent_id")

// Where the button is
WeCom.login { code, message, userInfo in
    if code == 200 { signedIn(userInfo) } else { showFailure(code) }
}
