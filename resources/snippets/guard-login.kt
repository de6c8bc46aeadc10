// In the Application: the App ID, not that of the user pool
Authing.init(this, "$app_id")

// Where the button is. Guard reads CorpID, AgentID and Schema from the application's settings,
// opens WeCom and redeems the code.
WeCom().login(this, object : AuthCallback<UserInfo> {
    override fun call(code: Int, message: String?, user: UserInfo?) {
        if (code == 200) signedIn(user) else showFailure(code)
    }
})
