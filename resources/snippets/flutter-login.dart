import 'package:flutter/services.dart';

const wecom = MethodChannel('wecom_login');

/// The code, or null where the member cancelled. The manifest and the plist of
/// the two platforms are needed as well.
Future<String?> logIn(String state) async {
  final answer = await wecom.invokeMapMethod<String, String>('logIn', {
    'schema': '$schema',
    'corpId': '$corp_id',
    'agentId': '$agent_id',
    'state': state,
  });
  if (answer != null && answer['state'] != state) {
    throw StateError('a state that was not sent');
  }
  return answer?['code'];
}
