class WeComLogin : UniModule() {

    @UniJSMethod(uiThread = true)
    fun logIn(values: JSONObject, callback: UniJSCallback) {
        val wecom = WWAPIFactory.createWWAPI(mUniSDKInstance.context)
        wecom.registerApp(values.getString("schema"))
        val request = WWAuthMessage.Req()
        request.sch = values.getString("schema")
        request.appId = values.getString("corpId") // CorpID
        request.agentId = values.getString("agentId")
        request.state = values.getString("state")
        val isSent = wecom.sendMessage(request) { message ->
            val answer = message as WWAuthMessage.Resp
            when (answer.errCode) { // SDK 1.x ≠ 2.x, 3.x
                WWAuthMessage.ERR_OK ->
                    callback.invoke(mapOf("code" to answer.code, "state" to answer.state))
                WWAuthMessage.ERR_CANCEL -> callback.invoke(mapOf("code" to ""))
                else -> callback.invoke(mapOf("error" to answer.errCode.toString()))
            }
        }
        if (!isSent) callback.invoke(mapOf("error" to "not sent")) // then nothing calls back
    }
}
