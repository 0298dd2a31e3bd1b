import type { Exchange } from "./read-conversation.ts";
import type { Script, Turn } from "./turn.ts";

/**
 * Runs a script up to its next answer by telling it again how every earlier call went. Nothing is remembered between
 * answers, so a run can go on in another process from its messages alone. Answers that were cut, and so differ from what
 * the script does there, are passed over: the script repeats that answer. Null when the script has ended.
 */
export function replay(script: Script, exchanges: Exchange[]): Turn | null {
  let step = script.next();
  for (const { tools, results } of exchanges) {
    if (step.done) return null;
    const expected = step.value.calls.map(({ tool }) => tool);
    if (expected.join() !== tools.join()) continue;
    step = script.next(results);
  }
  return step.done ? null : step.value;
}
