import type { Usage } from "#core/contracts/run.ts";
import { toLetscodeError } from "#core/errors/to-letscode-error.ts";
import type { LetscodeError } from "#core/errors/letscode-error.ts";
import type { ModelMessage } from "#core/ports/provider.ts";
import { ProviderError } from "../providers/provider-error.ts";
import { type Answer, type AnswerCall, streamAnswer } from "../streaming/stream-answer.ts";
import { watchStream } from "../streaming/watch-stream.ts";
import { tools } from "../tools/index.ts";
import { compactConversation } from "./compact-conversation.ts";
import { CHARACTERS_PER_TOKEN, estimateTokens, sizeOfMessage, sizeOfTools } from "./estimate-tokens.ts";
import { estimateUsage } from "./plan-call.ts";
import { reserveBudget, type Reservation } from "./reserve-budget.ts";
import { addUsage, appendMessage, logActivity, type RunSession } from "./run-session.ts";
import { toModelMessage } from "./stored-message.ts";
import { fallBack } from "./fall-back.ts";
import { showImage } from "./prompt-images.ts";

/** Times one answer is asked for before a fault of the provider ends the run (A9). */
const MAXIMUM_TRIES = 3;
const FIRST_WAIT = 1_000;
/** A provider that asks for more than this is not waited for; the person is told. */
const LONGEST_WAIT = 60_000;

const definitions = tools.map(({ definition }) => definition);

/** System prompt, project and request stay whole, whatever else must be left out. */
const HEAD_MESSAGES = 3;
/** Share of a model's context that is kept free for its answer. */
const ANSWER_SHARE = 0.25;

const toRequestMessages = (session: RunSession): ModelMessage[] => {
  const { limits, model } = session;
  const all: ModelMessage[] = [
    { role: "system", parts: [{ type: "text", text: session.systemPrompt }] },
    ...session.messages
      .filter(({ parts }) => parts.length > 0)
      .map((message) => toModelMessage(message, (id) => showImage(session, id))),
  ];
  const answer = Math.min(limits.outputTokens, model.contextTokens * ANSWER_SHARE);
  return compactConversation(all, {
    limit: (model.contextTokens - answer) * CHARACTERS_PER_TOKEN - sizeOfTools(definitions),
    sizeOf: sizeOfMessage,
    head: HEAD_MESSAGES,
  });
};

/** Puts what a call used in place of what was reserved for it, in the run, its step and the ledger; null when it came to nothing. */
const settleCall = async (session: RunSession, reservation: Reservation, usage: Usage | null): Promise<void> => {
  const { dependencies, run } = session;
  if (usage !== null) session.step.usage = addUsage(session.step.usage, usage);
  session.run = await dependencies.stores.budgets.settle(reservation.id, run.id, run.attempt, usage);
};

/** Gives each call of the conversation a name of its own. */
const createCallNamer = (session: RunSession): ((callId: string) => string) => {
  const used = new Set(
    session.messages.flatMap(({ parts }) => parts.flatMap((part) => (part.type === "tool-call" ? [part.callId] : []))),
  );
  return (callId) => {
    let name = callId;
    for (let number = 2; used.has(name); number += 1) name = `${callId.slice(0, 32)}-${number}`;
    used.add(name);
    return name;
  };
};

interface Try {
  text: string;
  characters: number;
}

const streamOnce = async (
  session: RunSession,
  request: { messages: ModelMessage[]; maxOutputTokens: number; messageId: string },
  onCall: (call: AnswerCall) => Promise<void>,
  sent: Try,
): Promise<Answer> => {
  const { dependencies, provider, run, signal, live } = session;
  const control = new AbortController();
  const abort = (): void => control.abort(signal.reason);
  signal.addEventListener("abort", abort, { once: true });
  try {
    signal.throwIfAborted();
    const events = provider.stream({
      model: run.model,
      messages: request.messages,
      tools: definitions,
      maxOutputTokens: request.maxOutputTokens,
      cacheKey: run.id,
      signal: control.signal,
    });
    return await streamAnswer({
      events: watchStream(events, {
        provider: provider.name,
        clock: dependencies.clock,
        stallMilliseconds: session.limits.stallMilliseconds,
        signal,
        abort: (reason) => control.abort(reason),
      }),
      provider: provider.name,
      live,
      messageId: request.messageId,
      nameCall: createCallNamer(session),
      onCall,
      onText: (text) => void (sent.text += text),
      onCharacters: (count) => void (sent.characters += count),
    });
  } finally {
    signal.removeEventListener("abort", abort);
  }
};

const waitingTime = (session: RunSession, error: LetscodeError, tries: number): number => {
  const asked = error instanceof ProviderError ? error.retryAfterMilliseconds : undefined;
  const backoff = FIRST_WAIT * 4 ** (tries - 1) * (0.75 + session.dependencies.random() / 2);
  return Math.round(Math.max(asked ?? 0, backoff));
};

interface SentCall {
  messageId: string;
  inputTokens: number;
  reservation: Reservation;
}

/** Gives up an answer that broke off: nothing of it counts. Who stopped it still finds its text, which has no parts for the model. */
const discardAnswer = async (session: RunSession, sent: Try, call: SentCall): Promise<void> => {
  const { signal, live } = session;
  live.dropFiles(call.messageId, "The answer broke off before it was complete.");
  live.endMessage();
  // Whoever takes the run from this worker settles what it had reserved.
  if (signal.aborted && !session.isStopped()) return;
  if (signal.aborted && sent.text.trim() !== "") {
    await appendMessage(session, { role: "assistant", text: sent.text, parts: [] });
  }
  const usage = sent.characters > 0 ? estimateUsage(session.model, call.inputTokens, sent.characters) : null;
  await settleCall(session, call.reservation, usage);
};

/**
 * Asks the model for its next answer and shows it while it comes. A fault that may pass is tried again, at most three times
 * in all, with growing pauses or the one the provider asks for (A9). Throws ProviderError, BudgetSpentError, RunLimitError, or
 * the reason the session's signal was aborted with. A run that names a model to fall back on goes on with that one before
 * it gives up.
 */
export const askModel = async (session: RunSession, onCall: (call: AnswerCall) => Promise<void>): Promise<Answer> => {
  const { dependencies, live, run, signal } = session;
  for (let tries = 1; ; tries += 1) {
    signal.throwIfAborted();
    const messages = toRequestMessages(session);
    const inputTokens = estimateTokens(messages, definitions);
    const reservation = await reserveBudget(session, inputTokens);
    const messageId = `${run.attempt}-${session.messages.length}-${tries}`;
    const before = session.files.snapshot();
    const sent: Try = { text: "", characters: 0 };
    live.beginMessage(messageId);
    try {
      const { maxOutputTokens } = reservation;
      const answer = await streamOnce(session, { messages, maxOutputTokens, messageId }, onCall, sent);
      await settleCall(session, reservation, answer.usage);
      return answer;
    } catch (thrown) {
      session.files.restore(before);
      await discardAnswer(session, sent, { messageId, inputTokens, reservation });
      signal.throwIfAborted();
      const error = toLetscodeError(thrown);
      const wait = waitingTime(session, error, tries);
      if (!(error instanceof ProviderError) || !error.isRetryable || tries >= MAXIMUM_TRIES || wait > LONGEST_WAIT) {
        if (!(await fallBack(session, error))) throw thrown;
        tries = 0;
        continue;
      }
      await logActivity(session, "run.retried", {
        code: error.code,
        reason: error.detail,
        waitMilliseconds: wait,
        tries,
      });
      await dependencies.clock.sleep(wait, signal);
    }
  }
};
