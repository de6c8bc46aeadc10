val wecom = WWAPIFactory.createWWAPI(context)
wecom.registerApp("$schema")

val request = WWAuthMessage.Req()
request.sch = "$schema"
request.appId = "$corp_id" // the CorpID, despite the name
request.agentId = "$agent_id"
request.state = newState() // yours: compare it with the answer's

wecom.sendMessage(request) { message ->
    val answer = message as WWAuthMessage.Resp
    when (answer.errCode) { // constants: the numbers differ between SDK generations
        WWAuthMessage.ERR_OK -> redeem(answer.code, answer.state)
        WWAuthMessage.ERR_CANCEL -> showLogin()
        else -> showFailure(answer.errCode)
    }
}
