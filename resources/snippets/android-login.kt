val wecom = WWAPIFactory.createWWAPI(context)
wecom.registerApp("$schema")

val request = WWAuthMessage.Req()
request.sch = "$schema"
request.appId = "$corp_id" // CorpID
request.agentId = "$agent_id"
request.state = newState() // == answer.state

wecom.sendMessage(request) { message ->
    val answer = message as WWAuthMessage.Resp
    when (answer.errCode) { // SDK 1.x ≠ 2.x, 3.x
        WWAuthMessage.ERR_OK -> redeem(answer.code, answer.state)
        WWAuthMessage.ERR_CANCEL -> showLogin()
        else -> showFailure(answer.errCode)
    }
}
