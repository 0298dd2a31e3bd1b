import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { InvalidInputError } from "#core/errors/invalid-input-error.ts";
import { NameTakenError } from "#core/errors/name-taken-error.ts";
import { NotFoundError } from "#core/errors/not-found-error.ts";
import type { Project } from "#core/contracts/project.ts";
import { createProject } from "#tests/helpers/realtime.ts";
import { startTestStack, type TestStack, type TestUser } from "#tests/helpers/start-test-stack.ts";

let stack: TestStack;
let owner: TestUser;
let project: Project;
let projects = 0;
beforeAll(async () => {
  stack = await startTestStack();
  owner = await stack.signUp("owner");
});
beforeEach(async () => {
  projects += 1;
  project = await createProject(stack, owner, `shop-${projects}`);
});
afterAll(() => stack.stop());

const lastSeq = async (): Promise<number> => (await stack.stores.projects.get(project.id))?.lastSeq ?? -1;

const append = (id?: string) =>
  stack.stores.activity.append({
    projectId: project.id,
    actor: "user",
    action: "note.written",
    details: { text: "\u0000 \uD800" },
    ...(id === undefined ? {} : { id }),
  });

const feature = (name: string, status: "planned" | "done" = "planned", priority = 100) => ({
  feature: name,
  status,
  notes: "",
  priority,
});

describe("projects", () => {
  it("have the handle of their owner, and a label nobody else has", async () => {
    const twin = await createProject(stack, await stack.signUp(`twin-${projects}`), project.slug);
    expect(project).toMatchObject({ ownerHandle: "owner", previewLabel: project.slug, lastSeq: 0 });
    expect(twin.previewLabel).toMatch(new RegExp(`^${project.slug}-[0-9a-f]{6}$`));
    expect(await stack.stores.projects.find("owner", project.slug)).toMatchObject({ id: project.id });
    expect(await stack.stores.projects.find("owner", "nothing")).toBeNull();
  });

  it("keep `--` out of their label, which joins branch and project in a host name", async () => {
    const dashed = await createProject(stack, owner, `a--b-${projects}`);
    expect(dashed).toMatchObject({ slug: `a--b-${projects}`, previewLabel: `a-b-${projects}` });
  });

  it("refuse a name that is taken, also when two ask at once", async () => {
    await expect(createProject(stack, owner, project.slug)).rejects.toBeInstanceOf(NameTakenError);
    const both = await Promise.allSettled([
      createProject(stack, owner, `twice-${projects}`),
      createProject(stack, owner, `twice-${projects}`),
    ]);
    expect(both.map(({ status }) => status).toSorted()).toEqual(["fulfilled", "rejected"]);
  });

  it.each(["true", "null", "unknown", "2024", "1e5"])("are found by the name %s", async (slug) => {
    const made = await createProject(stack, owner, slug);
    expect(await stack.stores.projects.find("owner", slug)).toMatchObject({ id: made.id });
    await stack.stores.projects.remove(made.id);
  });

  it("count what people change, and tell only that", async () => {
    const changed = await stack.stores.projects.update(project.id, {
      name: "New",
      model: "demo/demo",
      previewVisibility: "public",
    });
    expect(changed).toMatchObject({ name: "New", model: "demo/demo", previewVisibility: "public", lastSeq: 1 });
    await expect(stack.stores.projects.update(randomUUID(), { name: "x" })).rejects.toBeInstanceOf(NotFoundError);
  });

  it("go with all that is theirs, and leave the job that removes the repository", async () => {
    await stack.stores.activity.append({ projectId: project.id, actor: "user", action: "note.written", details: {} });
    await stack.stores.projects.remove(project.id);
    expect(await stack.stores.projects.get(project.id)).toBeNull();
    const { rows } = await stack.pool.query("select payload from graphile_worker._private_jobs where key = $1", [
      `remove:${project.id}`,
    ]);
    expect(rows).toEqual([{ payload: { projectId: project.id, ownerHandle: "owner", slug: project.slug } }]);
    await expect(
      stack.stores.activity.append({ projectId: project.id, actor: "user", action: "note.written", details: {} }),
    ).rejects.toBeInstanceOf(NotFoundError);
  });

  it("are read-only to their owner, who reaches them through services alone", async () => {
    await expect(owner.stores.projects.update(project.id, { name: "Mine" })).rejects.toThrow("database");
    await expect(owner.stores.projects.remove(project.id)).rejects.toThrow("database");
    expect((await owner.stores.projects.list({ limit: 100 })).items.map(({ id }) => id)).toContain(project.id);
  });
});

describe("the activity log", () => {
  it("A14: numbers lines without a gap, also when many write at once and some are undone", async () => {
    const client = await stack.pool.connect();
    await client.query("begin");
    await client.query(
      "insert into public.activity_log (project_id, actor, action) values ($1, 'user', 'note.undone')",
      [project.id],
    );
    await client.query("rollback");
    client.release();
    await Promise.all(Array.from({ length: 40 }, () => append()));
    const { items } = await stack.stores.activity.list(project.id, { limit: 100, afterSeq: 0 });
    expect(items.map(({ seq }) => seq)).toEqual(Array.from({ length: 40 }, (_, index) => index + 1));
    expect(items[0]?.details).toEqual({ text: "\uFFFD \uFFFD" });
    expect(await lastSeq()).toBe(40);
  });

  it("has a line of one id once, without a number for the others", async () => {
    const id = randomUUID();
    await Promise.all(Array.from({ length: 8 }, () => append(id)));
    const { items } = await stack.stores.activity.list(project.id, { limit: 100 });
    expect(items.map((line) => [line.id, line.seq])).toEqual([[id, 1]]);
    expect(await lastSeq()).toBe(1);
  });

  it("is read backwards page by page, and forwards from a number", async () => {
    for (let count = 0; count < 5; count += 1) await append();
    const { list } = stack.stores.activity;
    const first = await list(project.id, { limit: 2 });
    const second = await list(project.id, { limit: 2, cursor: first.nextCursor ?? "" });
    const third = await list(project.id, { limit: 2, cursor: second.nextCursor ?? "" });
    expect([first, second, third].map(({ items }) => items.map(({ seq }) => seq))).toEqual([[5, 4], [3, 2], [1]]);
    expect(third.nextCursor).toBeNull();
    const forward = await list(project.id, { limit: 2, afterSeq: 2 });
    const rest = await list(project.id, { limit: 2, afterSeq: 2, cursor: forward.nextCursor ?? "" });
    expect([forward, rest].map(({ items }) => items.map(({ seq }) => seq))).toEqual([[3, 4], [5]]);
  });

  it.each([
    "",
    "x",
    "!!!",
    Buffer.from("0").toString("base64url"),
    Buffer.from("-1").toString("base64url"),
    Buffer.from("1;drop").toString("base64url"),
    Buffer.from("9".repeat(40)).toString("base64url"),
  ])("refuses the cursor %j, which is none of ours", async (cursor) => {
    await expect(stack.stores.activity.list(project.id, { limit: 2, cursor })).rejects.toBeInstanceOf(
      InvalidInputError,
    );
  });
});

describe("the plan", () => {
  it("A14: takes one number for a step that is saved again", async () => {
    const { run } = await stack.stores.runs.create({
      projectId: project.id,
      requestedBy: owner.id,
      kind: "prompt",
      branch: "main",
      prompt: "x",
      provider: "demo",
      model: "demo",
      promptName: "builder",
      promptVersion: 1,
      idempotencyKey: null,
    });
    const step = {
      runId: run.id,
      projectId: project.id,
      number: 1,
      state: "running" as const,
      title: "One",
      summary: "",
      feature: null,
      commitSha: null,
      checks: {},
      usage: { inputTokens: 0, cachedInputTokens: 0, outputTokens: 0, costUsd: 0 },
      startedAt: "2026-11-24T10:00:00.000Z",
      finishedAt: null,
    };
    const first = await stack.stores.runs.saveStep(0, step);
    const second = await stack.stores.runs.saveStep(0, { ...step, state: "committed", title: "Two" });
    expect(second).toMatchObject({ id: first.id, seq: first.seq + 1, title: "Two" });
    expect(await stack.stores.runs.saveStep(0, { ...step, state: "committed", title: "Two" })).toMatchObject({
      seq: second.seq,
    });
    expect(await lastSeq()).toBe(second.seq);
  });

  it("is changed by the names of its features; the others stay, and what does not change is silent", async () => {
    await stack.stores.plan.save(project.id, null, [feature("B", "planned", 2), feature("A", "planned", 1)]);
    const seq = await lastSeq();
    const saved = await stack.stores.plan.save(project.id, null, [
      feature("B", "done", 2),
      feature("B", "done", 2),
      feature("A", "planned", 1),
    ]);
    expect(saved.map((row) => [row.feature, row.status])).toEqual([
      ["A", "planned"],
      ["B", "done"],
    ]);
    expect(await lastSeq()).toBe(seq + 1);
    await stack.stores.plan.remove(project.id, saved[0]?.id ?? "");
    expect((await stack.stores.plan.list(project.id)).map((row) => row.feature)).toEqual(["B"]);
  });
});
