// WeComLogin : DCUniModule <WWKApiDelegate>
UNI_EXPORT_METHOD(@selector(logIn:callback:))

- (void)logIn:(NSDictionary *)values callback:(UniModuleKeepAliveCallback)callback {
    self.answered = callback;
    [WWKApi registerApp:values[@"schema"] corpId:values[@"corpId"] agentId:values[@"agentId"]];
    WWKSSOReq *request = [WWKSSOReq new];
    request.state = values[@"state"];
    [WWKApi sendReq:request completionHandler:^(int result) {
        if (result != 0) callback(@{@"error": @(result).stringValue}, NO);
    }];
}

- (void)onResp:(WWKBaseResp *)resp {
    if (![resp isKindOfClass:[WWKSSOResp class]]) return;
    WWKSSOResp *answer = (WWKSSOResp *)resp;
    if (answer.errCode == 0) {
        self.answered(@{@"code": answer.code, @"state": answer.state ?: @""}, NO);
    } else if (answer.errCode == 1) { // cancelled
        self.answered(@{@"code": @""}, NO);
    } else {
        self.answered(@{@"error": @(answer.errCode).stringValue}, NO);
    }
}
