import { NativeModules } from "react-native";

type Answer = { code: string; state: string };

/** The code, or null where the member cancelled. */
export async function logIn(state: string): Promise<string | null> {
  const answer: Answer | null = await NativeModules.WeComLogin.logIn({
    schema: "$schema",
    corpId: "$corp_id",
    agentId: "$agent_id",
    state,
  });
  if (answer !== null && answer.state !== state) {
    throw new Error("a state that was not sent");
  }
  return answer === null ? null : answer.code;
}
