const wecom = uni.requireNativePlugin("WeComLogin");

/** The code, or null where the member cancelled. */
export function logIn(state) {
  const values = { schema: "$schema", corpId: "$corp_id", agentId: "$agent_id", state };
  return new Promise((resolve, reject) => {
    wecom.logIn(values, (answer) => {
      if (answer.error) {
        reject(new Error(answer.error));
      } else if (answer.code && answer.state !== state) {
        reject(new Error("a state that was not sent"));
      } else {
        resolve(answer.code || null);
      }
    });
  });
}
