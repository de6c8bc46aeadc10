// AppDelegate : FlutterAppDelegate <WWKApiDelegate>; the plist of iOS is needed as well
- (BOOL)application:(UIApplication *)application didFinishLaunchingWithOptions:(NSDictionary *)options {
    FlutterViewController *view = (FlutterViewController *)self.window.rootViewController;
    FlutterMethodChannel *channel = [FlutterMethodChannel methodChannelWithName:@"wecom_login"
                                                                binaryMessenger:view.binaryMessenger];
    [channel setMethodCallHandler:^(FlutterMethodCall *call, FlutterResult result) {
        if (![call.method isEqualToString:@"logIn"]) return result(FlutterMethodNotImplemented);
        NSDictionary *values = call.arguments;
        self.answered = result;
        [WWKApi registerApp:values[@"schema"] corpId:values[@"corpId"] agentId:values[@"agentId"]];
        WWKSSOReq *request = [WWKSSOReq new];
        request.state = values[@"state"];
        [WWKApi sendReq:request completionHandler:^(int sent) {
            if (sent != 0) result([FlutterError errorWithCode:@"wecom" message:@(sent).stringValue details:nil]);
        }];
    }];
    return [super application:application didFinishLaunchingWithOptions:options];
}

- (BOOL)application:(UIApplication *)app openURL:(NSURL *)url options:(NSDictionary *)options {
    return [WWKApi handleOpenURL:url delegate:self];
}

- (void)onResp:(WWKBaseResp *)resp {
    if (![resp isKindOfClass:[WWKSSOResp class]]) return;
    WWKSSOResp *answer = (WWKSSOResp *)resp;
    if (answer.errCode == 0) {
        self.answered(@{@"code": answer.code, @"state": answer.state ?: @""});
    } else if (answer.errCode == 1) { // cancelled
        self.answered(nil);
    } else {
        NSString *number = @(answer.errCode).stringValue;
        self.answered([FlutterError errorWithCode:@"wecom" message:number details:nil]);
    }
}
