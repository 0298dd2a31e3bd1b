import fc from "fast-check";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { createWorkspaceStore } from "#web/features/workspace/data/create-workspace-store.ts";
import { followWorkspace } from "#web/features/workspace/data/follow-workspace.ts";
import { makeCommit, makeId, makeSha, projectId, toRow } from "./make-rows.ts";
import { simulateProject, type SimulatedProject } from "./simulate-project.ts";

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

const schedule = (callback: () => void): (() => void) => {
  const timer = setTimeout(callback, 16);
  return () => clearTimeout(timer);
};

const open = (project: SimulatedProject) => {
  const store = createWorkspaceStore(projectId);
  const follower = followWorkspace({ store, source: project.source, channel: project.channel, schedule });
  return { store, follower };
};

const expectSame = (store: ReturnType<typeof createWorkspaceStore>, project: SimulatedProject): void => {
  const { rows, seq } = store.getState();
  expect(new Map(rows.runs)).toEqual(project.runs);
  expect(new Map(rows.project_plan)).toEqual(project.plan);
  const shown = [...rows.activity_log.values()].toSorted((one, other) => one.seq - other.seq);
  expect(shown).toEqual(project.activity);
  expect(seq.upTo).toBe(project.lastSeq);
  expect(seq.ahead.size).toBe(0);
};

const fate = fc.constantFrom("sent", "sent", "sent", "lost", "late", "twice");
const operation = fc.oneof(
  fc.record({ kind: fc.constant("run"), number: fc.integer({ min: 1, max: 3 }), fate }),
  fc.record({ kind: fc.constant("feature"), number: fc.integer({ min: 1, max: 4 }), fate }),
  fc.record({ kind: fc.constant("remove"), number: fc.integer({ min: 1, max: 4 }), fate }),
  fc.record({ kind: fc.constant("log"), number: fc.constant(0), fate }),
  fc.record({ kind: fc.constantFrom("cut", "join", "release", "fail"), number: fc.integer({ min: 1, max: 3 }), fate }),
  fc.record({ kind: fc.constant("wait"), number: fc.integer({ min: 1, max: 500 }), fate }),
);

test("A14: lost, late and doubled events, cuts and failing reads leave nothing missing, doubled or out of order", async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(operation, { minLength: 1, maxLength: 60 }), async (operations) => {
      const project = simulateProject();
      project.log();
      const { store, follower } = open(project);
      project.join();
      for (const { kind, number, fate } of operations) {
        if (kind === "run") project.saveRun(number, { summary: `${project.lastSeq}` }, fate);
        if (kind === "feature") project.saveFeature(number, { notes: `${project.lastSeq}` }, fate);
        if (kind === "remove") project.removeFeature(number, fate === "sent");
        if (kind === "log") project.log(fate);
        if (kind === "cut") project.cut();
        if (kind === "join") project.join();
        if (kind === "release") project.release();
        if (kind === "fail") project.failReads(number);
        if (kind === "wait") await vi.advanceTimersByTimeAsync(number);
      }
      project.cut();
      project.join();
      await vi.advanceTimersByTimeAsync(10_000);
      expectSame(store, project);
      follower.stop();
      expect(vi.getTimerCount()).toBe(0);
    }),
    { numRuns: 150 },
  );
});

test("A14: 500 events during a cut are read after the next join, and a second tab shows the same", async () => {
  const project = simulateProject();
  const { store, follower } = open(project);
  project.join();
  await vi.advanceTimersByTimeAsync(200);
  project.cut();
  for (let count = 0; count < 250; count += 1) {
    project.log();
    project.saveFeature((count % 20) + 1, { notes: `${count}` });
    if (count % 10 === 0) await vi.advanceTimersByTimeAsync(1200);
  }
  project.join();
  await vi.advanceTimersByTimeAsync(500);
  expectSame(store, project);
  const second = open(project);
  project.join();
  await vi.advanceTimersByTimeAsync(500);
  expect(second.store.getState().rows).toEqual(store.getState().rows);
  follower.stop();
  second.follower.stop();
});

test("A14: while joined, an event that got lost is read as soon as a later one shows the hole", async () => {
  const project = simulateProject();
  const { store, follower } = open(project);
  project.join();
  await vi.advanceTimersByTimeAsync(200);
  project.log("lost");
  project.log();
  await vi.advanceTimersByTimeAsync(100);
  expect(store.getState().rows.activity_log.size).toBe(1);
  await vi.advanceTimersByTimeAsync(500);
  expectSame(store, project);
  follower.stop();
});

test("A14: the very last event, when lost, is read while there is work", async () => {
  const project = simulateProject();
  const { store, follower } = open(project);
  project.join();
  project.saveRun(1, { state: "running" });
  await vi.advanceTimersByTimeAsync(200);
  project.saveRun(1, { state: "finished" }, "lost");
  await vi.advanceTimersByTimeAsync(16_000);
  expectSame(store, project);
  follower.stop();
});

test("the connection is told: live, reconnecting, reading every few seconds, offline", async () => {
  const project = simulateProject();
  const { store, follower } = open(project);
  const connection = () => store.getState().connection;
  expect(connection()).toBe("connecting");
  project.join();
  expect(connection()).toBe("live");
  project.cut();
  expect(connection()).toBe("reconnecting");
  await vi.advanceTimersByTimeAsync(6_500);
  expect(connection()).toBe("polling");
  project.log("lost");
  await vi.advanceTimersByTimeAsync(5_000);
  expectSame(store, project);
  follower.setOnline(false);
  expect(connection()).toBe("offline");
  follower.setOnline(true);
  project.join();
  expect(connection()).toBe("live");
  follower.stop();
});

test("a first read that fails is tried again, and the failure is known meanwhile", async () => {
  const project = simulateProject();
  project.log();
  project.failReads(2);
  const { store, follower } = open(project);
  await vi.advanceTimersByTimeAsync(100);
  expect(store.getState()).toMatchObject({ isLoaded: false, loadError: { message: "the network is down" } });
  await vi.advanceTimersByTimeAsync(3_000);
  expect(store.getState()).toMatchObject({ isLoaded: true, loadError: null });
  follower.stop();
});

test("a tab opened in mid-stream shows what another has seen from the start", async () => {
  const project = simulateProject();
  project.saveRun(1, { state: "running" }, "lost");
  const runId = makeId(101);
  const first = open(project);
  project.join();
  await vi.advanceTimersByTimeAsync(200);
  const delta = (offset: number, text: string) => ({
    event: "text-delta",
    payload: { type: "text-delta", runId, messageId: "m1", offset, text },
  });
  project.send(delta(0, "I will add "));
  project.setLive({ runId, messageId: "m1", text: "I will ad", files: [] });
  await vi.advanceTimersByTimeAsync(100);
  const second = open(project);
  project.join();
  project.send(delta(11, "customers "));
  await vi.advanceTimersByTimeAsync(300);
  // The stored stream is still behind what the first tab has; the second waits for it rather than guess.
  expect(second.store.getState().streams.get(runId)?.items).toMatchObject([{ text: "I will ad" }]);
  project.setLive({ runId, messageId: "m1", text: "I will add customers ", files: [] });
  project.send(delta(21, "and dogs."));
  await vi.advanceTimersByTimeAsync(1_000);
  for (const { store } of [first, second])
    expect(store.getState().streams.get(runId)?.items).toMatchObject([
      { kind: "text", text: "I will add customers and dogs." },
    ]);
  first.follower.stop();
  second.follower.stop();
});

test("a text that became a message is shown once, and a late piece of it does not bring it back", async () => {
  const project = simulateProject();
  project.saveRun(1, { state: "running" }, "lost");
  const runId = makeId(101);
  const { store, follower } = open(project);
  project.join();
  await vi.advanceTimersByTimeAsync(200);
  const send = (offset: number, text: string): void =>
    project.send({ event: "text-delta", payload: { type: "text-delta", runId, messageId: "m1", offset, text } });
  send(0, "I will add customers");
  const message = {
    id: makeId(301),
    run_id: runId,
    project_id: projectId,
    role: "assistant",
    text: "I will add customers.",
    parts: [],
    seq: 2,
  };
  const record = { ...message, created_at: "2026-11-20T10:00:00+00:00" };
  project.send({
    event: "INSERT",
    payload: { schema: "public", table: "run_messages", operation: "INSERT", record, old_record: null },
  });
  await vi.advanceTimersByTimeAsync(50);
  send(0, "I will add customers");
  send(20, ".");
  await vi.advanceTimersByTimeAsync(100);
  expect(store.getState().streams.get(runId)).toMatchObject({ items: [], held: [] });
  expect(store.getState().rows.run_messages.get(makeId(301))?.text).toBe("I will add customers.");
  follower.stop();
});

test("a run that ends leaves no stream, and late events of it do not bring one back", async () => {
  const project = simulateProject();
  project.saveRun(1, { state: "running" });
  const runId = makeId(101);
  const { store, follower } = open(project);
  project.join();
  await vi.advanceTimersByTimeAsync(200);
  const event = { event: "tool-start", payload: { type: "tool-start", runId, callId: "c1", tool: "read_file" } };
  project.send(event);
  await vi.advanceTimersByTimeAsync(50);
  expect(store.getState().streams.get(runId)?.items).toHaveLength(1);
  project.saveRun(1, { state: "finished" });
  project.send(event);
  await vi.advanceTimersByTimeAsync(50);
  expect(store.getState().streams.has(runId)).toBe(false);
  follower.stop();
});

test("a commit that lands on an opened branch appears with its branch's new head", async () => {
  const project = simulateProject();
  const { store, follower } = open(project);
  project.join();
  await vi.advanceTimersByTimeAsync(200);
  const first = makeCommit({ sha: makeSha(1), branch: "main" });
  store.dispatch({ type: "first-commits-loaded", branch: "main", page: { items: [first], nextCursor: null } });
  const merge = makeCommit({ sha: makeSha(3), parents: [makeSha(1), makeSha(2)], branch: "main" });
  project.setHistory({ branches: [{ name: "main", sha: makeSha(3), isDefault: true }], commits: [merge, first] });
  const record = {
    ...toRow(merge),
    id: makeId(9),
    project_id: projectId,
    trailers: {},
    seq: 1,
    created_at: "2026-11-20T10:00:00+00:00",
  };
  project.send({
    event: "INSERT",
    payload: { schema: "public", table: "commits", operation: "INSERT", record, old_record: null },
  });
  await vi.advanceTimersByTimeAsync(500);
  expect(
    store
      .getState()
      .commitPages.get("main")
      ?.commits.map(({ sha }) => sha),
  ).toEqual([makeSha(3), makeSha(1)]);
  expect(store.getState().branches?.[0]?.sha).toBe(makeSha(3));
  follower.stop();
});
