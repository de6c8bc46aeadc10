// With scenes the return link arrives here, not in the AppDelegate
func scene(_ scene: UIScene, openURLContexts contexts: Set<UIOpenURLContext>) {
    for context in contexts {
        _ = WeCom.handleOpenURL(url: context.url)
    }
}
