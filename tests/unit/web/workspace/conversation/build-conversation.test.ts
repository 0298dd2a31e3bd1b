import { expect, test } from "vitest";
import { applyWorkspaceEvent } from "#web/features/workspace/data/apply-workspace-event.ts";
import { emptyStream } from "#web/features/workspace/data/run-stream.ts";
import { buildConversation, buildLiveWork } from "#web/features/workspace/conversation/build-conversation.ts";
import { makeActivity, makeId, makeMessage, makeRun, makeSha, makeStep } from "../data/make-rows.ts";

const run = makeRun({ prompt: "A booking tool", intent: "I will build a booking tool." });
const runId = run.id;
const messages = [
  makeMessage({ id: makeId(1), seq: 2, role: "system", text: "" }),
  makeMessage({ id: makeId(2), seq: 3, role: "user", text: "A booking tool" }),
  makeMessage({ id: makeId(3), seq: 4, role: "assistant", text: "I will build a booking tool." }),
  makeMessage({
    id: makeId(4),
    seq: 5,
    role: "tool",
    text: "Updated the plan: 0 of 3 features done\nRead src/routes.tsx",
  }),
  makeMessage({ id: makeId(5), seq: 8, role: "tool", text: "Wrote src/model/customer.ts" }),
  makeMessage({ id: makeId(6), seq: 10, role: "tool", text: "Committed: Add customers" }),
  makeMessage({ id: makeId(7), seq: 11, role: "assistant", text: "Now the dogs." }),
];
const committed = makeStep({ number: 1, state: "committed", commitSha: makeSha(1), seq: 9 });

const start = (number: number) => ({
  type: "file-start" as const,
  runId,
  fileId: `1-7-1/${number}`,
  path: "src/dog.ts",
  operation: "write" as const,
});

test("messages stand with the step they led to, the rest in the tail", () => {
  const { groups, tail } = buildConversation({ run, steps: [committed], messages, activity: [] });
  expect(groups).toHaveLength(1);
  expect(groups[0]?.entries).toEqual([
    {
      kind: "calls",
      key: makeId(4),
      titles: ["Updated the plan: 0 of 3 features done", "Read src/routes.tsx", "Wrote src/model/customer.ts"],
    },
  ]);
  expect(tail.step).toBeNull();
  expect(tail.entries).toMatchObject([{ kind: "text", text: "Now the dogs." }]);
});

test("the prompt and the intent are not said twice, an answer to a question is shown", () => {
  const answered = [...messages, makeMessage({ id: makeId(8), seq: 12, role: "user", text: "Use euros" })];
  const { groups, tail } = buildConversation({
    run,
    steps: [committed],
    messages: answered,
    activity: [],
  });
  const said = [...groups.flatMap(({ entries }) => entries), ...tail.entries];
  expect(said.filter((entry) => entry.kind !== "calls").map(({ text }) => text)).toEqual([
    "Now the dogs.",
    "Use euros",
  ]);
});

test("a step under way is the tail, and what streams is sorted by what it is", () => {
  const events = [
    { type: "text-delta" as const, runId, messageId: "1-7-1", offset: 0, text: "Now the " },
    { type: "file-start" as const, runId, fileId: "1-7-1/1", path: "src/dog.ts", operation: "write" as const },
    { type: "file-delta" as const, runId, fileId: "1-7-1/1", path: "src/dog.ts", offset: 0, text: "a\nb\n" },
    { type: "tool-start" as const, runId, callId: "c1", tool: "write_file" },
  ];
  const running = makeStep({ id: makeId(201), number: 2, state: "running", seq: 12 });
  const conversation = buildConversation({ run, steps: [running, committed], messages, activity: [] });
  expect(conversation.tail.step?.number).toBe(2);
  const live = buildLiveWork(events.reduce(applyWorkspaceEvent, emptyStream));
  expect(live.texts).toMatchObject([{ kind: "text", text: "Now the ", isStreaming: true }]);
  expect(live.files).toMatchObject([{ path: "src/dog.ts", lines: 2 }]);
  expect(live.calls).toMatchObject([{ tool: "write_file" }]);
});

test("a step that was stopped and goes on again takes its messages back", () => {
  const stopped = makeStep({ id: makeId(201), number: 2, state: "stopped", seq: 14 });
  const before = buildConversation({ run, steps: [committed, stopped], messages, activity: [] });
  expect(before.groups.map(({ step }) => step?.number)).toEqual([1, 2]);
  expect(before.tail.entries).toEqual([]);
  const goingOn = { ...stopped, state: "running" as const, seq: 20 };
  const after = buildConversation({ run, steps: [committed, goingOn], messages, activity: [] });
  expect(after.groups.map(({ step }) => step?.number)).toEqual([1]);
  expect(after.tail).toMatchObject({ step: { number: 2 }, entries: [{ text: "Now the dogs." }] });
});

test("the files of a committed step come from the activity log", () => {
  const details = { step: 1, files: ["src/model/customer.ts"], fileCount: 12 };
  const activity = [makeActivity({ action: "step.committed", details, runId })];
  const { groups } = buildConversation({ run, steps: [committed], messages, activity });
  expect(groups[0]).toMatchObject({ files: ["src/model/customer.ts"], fileCount: 12 });
});

test("a file that was written twice shows once", () => {
  const stream = [start(1), start(2)].reduce(applyWorkspaceEvent, emptyStream);
  expect(buildLiveWork(stream).files.map(({ id }) => id)).toEqual(["1-7-1/2"]);
});
