import type { Answer } from "../streaming/stream-answer.ts";
import { toParts } from "../streaming/stream-answer.ts";
import { askModel } from "./ask-model.ts";
import { createToolContext } from "./create-tool-context.ts";
import { appendResults, createCallExecutor, findPendingCalls } from "./execute-calls.ts";
import { ModelRefusedError } from "./model-refused-error.ts";
import { appendMessage, appendNote, patchRun, type RunSession } from "./run-session.ts";
import { notePlanChanges } from "./note-plan-changes.ts";
import type { StoredPart } from "./stored-message.ts";

const MAXIMUM_INTENT = 4_000;

const noteLength = async (session: RunSession, unfinished: string[]): Promise<void> => {
  const where = unfinished.length > 0 ? ` in a call of ${unfinished.join(", ")}, which was not done` : "";
  session.ledger.noteFault("Reached the length limit of an answer", `The answer was cut${where}.`);
  await appendNote(
    session,
    `Your last answer reached its limit of length and was cut${where}. Go on in smaller pieces: fewer calls in one answer, and a long file in several parts, the first with write_file and each further one with edit_file.`,
  );
};

/** An answer without calls ends the run, unless there is something it should do first. */
const endWithText = async (session: RunSession, answer: Answer): Promise<void> => {
  if (answer.reason === "length") return;
  const changes = await session.files.changes();
  if (changes.length === 0) {
    session.ending = { type: "finished", summary: answer.text.trim() };
    return;
  }
  session.ledger.noteFault("Stopped in the middle of a step", "The answer called no tool.");
  const paths = changes.slice(0, 20).map(({ path }) => path);
  await appendNote(
    session,
    `You called no tool, but there are uncommitted changes in ${paths.join(", ")}. Complete the step and call finish_step; when everything is done, call finish.`,
  );
};

/** One turn: an answer of the model, and what its calls come to. */
const takeTurn = async (session: RunSession): Promise<void> => {
  const executor = createCallExecutor(session, createToolContext(session));
  const answer = await askModel(session, executor.offer);
  if (answer.reason === "refusal")
    throw new ModelRefusedError(`${session.run.provider}/${session.run.model}`, answer.text);
  const parts: StoredPart[] = toParts(answer).flatMap((part) => (part.type === "image" ? [] : [part]));
  if (answer.native !== null) parts.push({ type: "native", ...answer.native });
  await appendMessage(session, { role: "assistant", text: answer.text, parts });
  session.live.endMessage();
  for (const { end } of answer.unfinished) end({ isAccepted: false, reason: "The answer ended before the file." });
  if (session.run.intent === null && answer.text.trim() !== "") {
    await patchRun(session, { intent: answer.text.trim().slice(0, MAXIMUM_INTENT) });
  }
  if (answer.calls.length === 0) {
    await endWithText(session, answer);
  } else {
    await appendResults(session, answer.calls, await executor.finish(answer.calls));
  }
  if (answer.reason === "length")
    await noteLength(
      session,
      answer.unfinished.map(({ tool }) => tool),
    );
  session.ledger.endAnswer();
};

/** Calls of an earlier worker that it did not live to do. */
const doPendingCalls = async (session: RunSession): Promise<void> => {
  const calls = findPendingCalls(session);
  if (calls.length === 0) return;
  const executor = createCallExecutor(session, createToolContext(session));
  await appendResults(session, calls, await executor.finish(calls));
  session.ledger.endAnswer();
};

/**
 * An earlier worker asked the person, or finished, and was gone before the run's row could say so: the call is made once
 * more, which changes nothing but how the run ends.
 */
const repeatEnding = async (session: RunSession): Promise<void> => {
  const last = session.messages.findLast(({ parts }) => parts.length > 0);
  if (last?.role !== "tool") return;
  const ended = last.parts.find(
    (part) => part.type === "tool-result" && !part.isError && ["finish", "ask_user"].includes(part.tool),
  );
  const call = session.messages
    .flatMap(({ parts }) => parts)
    .find((part) => part.type === "tool-call" && ended?.type === "tool-result" && part.callId === ended.callId);
  if (call?.type !== "tool-call") return;
  await createCallExecutor(session, createToolContext(session)).finish([call]);
};

/** Works until the run comes to rest. Throws what ends it otherwise. */
export const workOnRun = async (session: RunSession): Promise<void> => {
  await doPendingCalls(session);
  await repeatEnding(session);
  while (session.ending === null) {
    await notePlanChanges(session);
    await takeTurn(session);
  }
};
