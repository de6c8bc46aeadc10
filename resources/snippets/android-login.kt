val wecom = WWAPIFactory.createWWAPI(context)
wecom.registerApp("$schema")

val request = WWAuthMessage.Req()
request.sch = "$schema"
request.appId = "$corp_id" // CorpID
request.agentId = "$agent_id"
request.state = newState()

val isSent = wecom.sendMessage(request) { message ->
    val answer = message as WWAuthMessage.Resp
    when {
        answer.errCode == WWAuthMessage.ERR_CANCEL -> showLogin() // SDK 1.x ≠ 2.x, 3.x
        answer.errCode != WWAuthMessage.ERR_OK -> showFailure(answer.errCode)
        answer.state != request.state -> showLogin() // the SDK does not compare it
        else -> redeem(answer.code, answer.state)
    }
}
if (!isSent) showFailure(null) // then nothing calls back
