[WWKApi registerApp:@"$schema" corpId:@"$corp_id" agentId:@"$agent_id"];

WWKSSOReq *request = [WWKSSOReq new];
request.state = self.sentState = newState();
[WWKApi sendReq:request completionHandler:^(int result) {
    if (result != 0) [self showFailure:result];
}];

// WWKApiDelegate
- (void)onResp:(WWKBaseResp *)resp {
    if (![resp isKindOfClass:[WWKSSOResp class]]) return;
    WWKSSOResp *answer = (WWKSSOResp *)resp;
    if (answer.errCode != 0) {
        [self showFailure:answer.errCode];
    } else if ([answer.state isEqualToString:self.sentState]) { // the SDK does not compare it
        [self redeem:answer.code state:answer.state];
    }
}
