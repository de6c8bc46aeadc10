// MainActivity: FlutterActivity
override fun configureFlutterEngine(engine: FlutterEngine) {
    super.configureFlutterEngine(engine)
    MethodChannel(engine.dartExecutor.binaryMessenger, "wecom_login")
        .setMethodCallHandler { call, result ->
            if (call.method == "logIn") logIn(call, result) else result.notImplemented()
        }
}

private fun logIn(call: MethodCall, result: MethodChannel.Result) {
    val wecom = WWAPIFactory.createWWAPI(this)
    wecom.registerApp(call.argument<String>("schema"))
    val request = WWAuthMessage.Req()
    request.sch = call.argument("schema")
    request.appId = call.argument("corpId") // CorpID
    request.agentId = call.argument("agentId")
    request.state = call.argument("state")
    val isSent = wecom.sendMessage(request) { message ->
        val answer = message as WWAuthMessage.Resp
        when (answer.errCode) { // SDK 1.x ≠ 2.x, 3.x
            WWAuthMessage.ERR_OK ->
                result.success(mapOf("code" to answer.code, "state" to answer.state))
            WWAuthMessage.ERR_CANCEL -> result.success(null)
            else -> result.error("wecom", answer.errCode.toString(), null)
        }
    }
    if (!isSent) result.error("wecom", "not sent", null) // then nothing calls back
}
