import type { AnswerCall } from "../streaming/stream-answer.ts";
import { tools } from "../tools/index.ts";
import { fail, type ToolContext, type ToolResult } from "../tools/tool.ts";
import type { RunSession } from "./run-session.ts";
import { appendMessage } from "./run-session.ts";
import { beginStep } from "./begin-step.ts";

/** Characters of a refusal that the workspace shows beside a file. */
const MAXIMUM_REASON = 400;

const byName = new Map(tools.map((tool) => [tool.name, tool]));

export type PlainCall = Pick<AnswerCall, "callId" | "tool" | "arguments">;

const unknownTool = (name: string): ToolResult =>
  fail(
    `Called ${name}, which does not exist`,
    `There is no tool ${JSON.stringify(name.slice(0, 100))}. Nothing was done. The tools are ${[...byName.keys()].join(", ")}.`,
    "malformed",
  );

const notDone = (tool: string): ToolResult =>
  fail(`Did not call ${tool}`, "Not done: the run paused before this call. Call it again if it is still needed.");

/** Does the work of the calls of one answer, each once, in order. */
export interface CallExecutor {
  /** While the answer still streams: does at once what can be done at once. */
  offer(call: AnswerCall): Promise<void>;
  /** When it is complete: does the rest and answers all results in the order of the calls. */
  finish(calls: (PlainCall & Partial<AnswerCall>)[]): Promise<Map<string, ToolResult>>;
}

export const createCallExecutor = (session: RunSession, context: ToolContext): CallExecutor => {
  const results = new Map<string, ToolResult>();
  let isDeferring = false;

  const execute = async (call: PlainCall & Partial<AnswerCall>): Promise<void> => {
    if (session.ending !== null) {
      results.set(call.callId, notDone(call.tool));
    } else {
      const { files } = session;
      const before = files.version;
      const tool = byName.get(call.tool);
      const result = tool === undefined ? unknownTool(call.tool) : await tool.execute(call.arguments, context);
      // A commit replaces the working copy; only a change within it begins a step.
      const hasChanged = session.files === files && files.version !== before;
      if (hasChanged) await beginStep(session);
      results.set(call.callId, session.ledger.note(call, result, hasChanged));
    }
    const { title, isError, content } = results.get(call.callId) ?? notDone(call.tool);
    call.follower?.end(
      isError ? { isAccepted: false, reason: content.slice(0, MAXIMUM_REASON) } : { isAccepted: true },
    );
    session.live.endTool(call.callId, { tool: call.tool, isError, title });
  };

  return {
    offer: async (call) => {
      if (byName.get(call.tool)?.timing !== "at-once") isDeferring = true;
      if (!isDeferring) await execute(call);
    },
    finish: async (calls) => {
      for (const call of calls) {
        session.signal.throwIfAborted();
        if (!results.has(call.callId)) await execute(call);
      }
      return results;
    },
  };
};

/** Calls of the last answer that have no result yet: the worker was gone before they were done. */
export const findPendingCalls = (session: RunSession): PlainCall[] => {
  const parts = session.messages.flatMap(({ parts }) => parts);
  const done = new Set(parts.flatMap((part) => (part.type === "tool-result" ? [part.callId] : [])));
  const last = session.messages.findLast(
    ({ role, parts }) => role === "assistant" && parts.some(({ type }) => type === "tool-call"),
  );
  return (last?.parts ?? []).flatMap((part) => (part.type === "tool-call" && !done.has(part.callId) ? [part] : []));
};

/** Keeps the results in the conversation: titles for people, contents for the model, and no credential in either (A23). */
export const appendResults = async (
  session: RunSession,
  calls: PlainCall[],
  results: Map<string, ToolResult>,
): Promise<void> => {
  const { scanner } = session.dependencies;
  const done = await Promise.all(
    calls.map(async (call) => {
      const result = results.get(call.callId) ?? notDone(call.tool);
      return { call, result: { ...result, content: await scanner.redact(result.content) } };
    }),
  );
  await appendMessage(session, {
    role: "tool",
    text: await scanner.redact(done.map(({ result }) => result.title).join("\n")),
    parts: done.map(({ call, result }) => ({
      type: "tool-result",
      callId: call.callId,
      tool: call.tool,
      content: result.content,
      isError: result.isError,
      ...(result.path === undefined ? {} : { path: result.path }),
    })),
  });
};
