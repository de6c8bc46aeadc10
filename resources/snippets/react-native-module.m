// WeComLogin : NSObject <RCTBridgeModule, WWKApiDelegate>; the plist of iOS is needed as well
RCT_EXPORT_MODULE()

RCT_EXPORT_METHOD(logIn:(NSDictionary *)values
                  resolver:(RCTPromiseResolveBlock)resolve
                  rejecter:(RCTPromiseRejectBlock)reject) {
    self.resolve = resolve;
    self.reject = reject;
    [WWKApi registerApp:values[@"schema"] corpId:values[@"corpId"] agentId:values[@"agentId"]];
    WWKSSOReq *request = [WWKSSOReq new];
    request.state = values[@"state"];
    [WWKApi sendReq:request completionHandler:^(int sent) {
        if (sent != 0) reject(@"wecom", @(sent).stringValue, nil);
    }];
}

// The AppDelegate hands the return link here: [WWKApi handleOpenURL:url delegate:weComLogin]
- (void)onResp:(WWKBaseResp *)resp {
    if (![resp isKindOfClass:[WWKSSOResp class]]) return;
    WWKSSOResp *answer = (WWKSSOResp *)resp;
    if (answer.errCode == 0) {
        self.resolve(@{@"code": answer.code, @"state": answer.state ?: @""});
    } else if (answer.errCode == 1) { // cancelled
        self.resolve(nil);
    } else {
        self.reject(@"wecom", @(answer.errCode).stringValue, nil);
    }
}
