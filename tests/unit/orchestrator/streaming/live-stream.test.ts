import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { workspaceEventSchema, type RunLive, type WorkspaceEvent } from "#core/contracts/workspace-event.ts";
import { createLiveStream } from "#orchestrator/streaming/create-live-stream.ts";
import { followCall } from "#orchestrator/streaming/follow-call.ts";
import { silentLogger } from "#tests/helpers/silent-logger.ts";

const runId = "0b8f0e4e-6f0e-4c58-9d50-1d1b1a0c7a11";

const openStream = (save: (live: RunLive) => Promise<void> = async () => undefined) => {
  const events: WorkspaceEvent[] = [];
  const saved: RunLive[] = [];
  const ticks: (() => void)[] = [];
  const live = createLiveStream({
    runId,
    projectId: "project",
    publisher: { publish: (_, event) => void events.push(event), flush: async () => undefined },
    save: async (state) => {
      saved.push(structuredClone(state));
      await save(state);
    },
    clock: { now: () => new Date(), sleep: () => new Promise((resolve) => ticks.push(resolve)) },
    logger: silentLogger,
  });
  /** Lets the time of one pause pass. */
  const tick = async () => {
    for (const resolve of ticks.splice(0)) resolve();
    await new Promise((resolve) => setImmediate(resolve));
  };
  return { live, events, saved, tick };
};

/** What a tab that was there from the beginning shows, from the events alone. */
const replay = (events: WorkspaceEvent[]) => {
  const files = new Map<string, { path: string; content: string; isEnded: boolean }>();
  for (const event of events) {
    if (event.type === "file-start") files.set(event.fileId, { path: event.path, content: "", isEnded: false });
    if (event.type === "file-delta") {
      const file = files.get(event.fileId);
      expect(event.offset).toBe(file?.content.length);
      if (file) file.content += event.text;
    }
    if (event.type === "file-end") {
      const file = files.get(event.fileId);
      if (event.isAccepted && file) file.isEnded = true;
      else files.delete(event.fileId);
    }
  }
  return [...files.values()];
};

describe("a live stream", () => {
  test("keeps for a reload what the events told, whatever was interleaved", async () => {
    const step = fc.record({
      file: fc.integer({ min: 0, max: 2 }),
      text: fc.string({ minLength: 1 }),
      ends: fc.boolean(),
    });
    await fc.assert(
      fc.asyncProperty(fc.array(step, { maxLength: 40 }), async (steps) => {
        const { live, events, saved } = openStream();
        const known = new Set<string>();
        for (const { file, text, ends } of steps) {
          const fileId = `m/${file}`;
          if (!known.has(fileId)) live.startFile({ fileId, path: `${file}.ts`, operation: "write" });
          known.add(fileId);
          live.addToFile(fileId, text);
          if (ends) live.endFile(fileId, { isAccepted: true });
        }
        await live.flush();
        const kept = saved.at(-1)?.files.map(({ path, content, isEnded }) => ({ path, content, isEnded })) ?? [];
        expect(kept).toEqual(replay(events));
        expect(events.map((event) => workspaceEventSchema.safeParse(event).success)).not.toContain(false);
      }),
      { numRuns: 100 },
    );
  });

  test("writes at most once an interval, and never loses the last state", async () => {
    const { live, saved, tick } = openStream();
    live.beginMessage("m");
    for (let index = 0; index < 500; index += 1) live.addText("x");
    expect(saved).toHaveLength(0);
    await tick();
    expect(saved.map(({ text }) => text.length)).toEqual([500]);
    live.addText("y");
    await tick();
    expect(saved.at(-1)?.text).toHaveLength(501);
    await tick();
    expect(saved).toHaveLength(2);
  });

  test("goes on when it cannot be kept, and keeps nothing once another worker has the run", async () => {
    const { live, saved } = openStream(() => Promise.reject(new Error("away")));
    live.beginMessage("m");
    live.addText("a");
    await expect(live.flush()).resolves.toBeUndefined();
    live.abandon();
    live.addText("b");
    await live.flush();
    expect(saved).toHaveLength(1);
  });

  test("forgets the files of an answer that broke off, and keeps those of earlier ones", () => {
    const { live, events } = openStream();
    for (const fileId of ["one/1", "two/1", "two/2"]) live.startFile({ fileId, path: fileId, operation: "write" });
    live.endFile("one/1", { isAccepted: true });
    live.endFile("two/1", { isAccepted: true });
    live.dropFiles("two", "cut");
    expect(events.filter(({ type }) => type === "file-end")).toMatchObject([
      { fileId: "one/1", isAccepted: true },
      { fileId: "two/1", isAccepted: true },
      { fileId: "two/2", isAccepted: false, reason: "cut" },
    ]);
  });
});

const follow = (tool: string, values: object, chunk: number) => {
  const stream = openStream();
  const follower = followCall(stream.live, { tool, fileId: "m/1" });
  const json = JSON.stringify(values);
  for (let start = 0; start < json.length; start += chunk) follower.push(json.slice(start, start + chunk));
  follower.end({ isAccepted: true });
  return stream.events;
};

describe("a followed call", () => {
  test.each([1, 2, 7, 1000])("shows the file, in pieces of %i, whichever argument comes first", (chunk) => {
    const content = 'const a = "ä\n🎉";\n';
    for (const values of [
      { path: "a.ts", content },
      { content, path: "a.ts" },
    ]) {
      const events = follow("write_file", values, chunk);
      expect(events[0]).toMatchObject({ type: "file-start", path: "a.ts", operation: "write" });
      expect(events.at(-1)).toMatchObject({ type: "file-end", isAccepted: true });
      expect(events.map((event) => (event.type === "file-delta" ? event.text : "")).join("")).toBe(content);
    }
  });

  test("shows what an edit puts in, and what is deleted or renamed", () => {
    const edit = follow("edit_file", { path: "a.ts", search: "one", replace: "two" }, 3);
    expect(edit.map((event) => (event.type === "file-delta" ? event.text : "")).join("")).toBe("two");
    expect(follow("delete_file", { path: "a.ts" }, 4)[0]).toMatchObject({ operation: "delete", path: "a.ts" });
    expect(follow("rename_file", { from: "a.ts", to: "b.ts" }, 4)[0]).toMatchObject({
      operation: "rename",
      path: "b.ts",
    });
    expect(follow("read_file", { path: "a.ts" }, 4)).toEqual([]);
  });
});
