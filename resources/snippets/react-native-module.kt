class WeComLogin(private val context: ReactApplicationContext) :
    ReactContextBaseJavaModule(context) {

    override fun getName() = "WeComLogin"

    @ReactMethod
    fun logIn(values: ReadableMap, promise: Promise) {
        val wecom = WWAPIFactory.createWWAPI(context)
        wecom.registerApp(values.getString("schema"))
        val request = WWAuthMessage.Req()
        request.sch = values.getString("schema")
        request.appId = values.getString("corpId") // CorpID
        request.agentId = values.getString("agentId")
        request.state = values.getString("state")
        val isSent = wecom.sendMessage(request) { message ->
            val answer = message as WWAuthMessage.Resp
            when (answer.errCode) { // SDK 1.x ≠ 2.x, 3.x
                WWAuthMessage.ERR_OK -> promise.resolve(Arguments.createMap().apply {
                    putString("code", answer.code)
                    putString("state", answer.state)
                })
                WWAuthMessage.ERR_CANCEL -> promise.resolve(null)
                else -> promise.reject("wecom", answer.errCode.toString())
            }
        }
        if (!isSent) promise.reject("wecom", "not sent") // then nothing calls back
    }
}
