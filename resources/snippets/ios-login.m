[WWKApi registerApp:@"$schema" corpId:@"$corp_id" agentId:@"$agent_id"];

WWKSSOReq *request = [WWKSSOReq new];
request.state = newState(); // == answer.state
[WWKApi sendReq:request completionHandler:^(int result) {
    if (result != 0) [self showFailure:result];
}];

// WWKApiDelegate
- (void)onResp:(WWKBaseResp *)resp {
    WWKSSOResp *answer = (WWKSSOResp *)resp;
    if (answer.errCode == 0) [self redeem:answer.code state:answer.state];
}
