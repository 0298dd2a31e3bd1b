import type { Clock } from "#core/ports/clock.ts";
import type { Provider } from "#core/ports/provider.ts";
import { readConversation } from "./script/read-conversation.ts";
import { replay } from "./script/replay.ts";
import { runScript } from "./script/run-script.ts";
import { streamTurn } from "./stream-turn.ts";

export interface DemoProviderOptions {
  clock: Clock;
  /** Milliseconds between two chunks of an answer; 0 streams at once. */
  pace?: number;
}

/** At this pace a person can watch files being written, and a first app takes about half a minute. */
const defaultPace = 22;

/**
 * The built-in provider for people without a key: deterministic, offline, free. It reads a description, plans an app on
 * the SaaS starter and writes it, and answers follow-ups with small edits. It keeps no state: every answer follows from the
 * conversation alone (docs/decisions/050-demo-provider.md).
 */
export function createDemoProvider({ clock, pace = defaultPace }: DemoProviderOptions): Provider {
  return {
    name: "demo",
    isDemo: true,
    models: () => [{ name: "demo-1", contextTokens: 200_000, inputPrice: 0, outputPrice: 0 }],
    async *stream(request) {
      request.signal.throwIfAborted();
      const { prompt, redone, exchanges } = readConversation(request.messages);
      const turn = replay(runScript(prompt, redone), exchanges) ?? { text: "There is nothing left to do.", calls: [] };
      yield* streamTurn(turn, request, { clock, pace, idPrefix: `demo-${exchanges.length + 1}` });
    },
  };
}
