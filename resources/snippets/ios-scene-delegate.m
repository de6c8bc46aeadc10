// With scenes the return link arrives here, not in the AppDelegate
- (void)scene:(UIScene *)scene openURLContexts:(NSSet<UIOpenURLContext *> *)contexts {
    for (UIOpenURLContext *context in contexts) {
        [WWKApi handleOpenURL:context.URL delegate:self];
    }
}
