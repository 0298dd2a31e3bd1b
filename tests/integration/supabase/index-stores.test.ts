import { createHash, randomUUID } from "node:crypto";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
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

const commit = (sha: string, more: object = {}) => ({
  projectId: project.id,
  sha: sha.repeat(40),
  parents: [],
  branch: "main",
  subject: "Subject",
  body: "",
  author: { name: "Ada", email: "ada@example.com" },
  actor: "user" as const,
  runId: null,
  step: null,
  trailers: {},
  pushed: false,
  createdAt: "2026-11-24T10:00:00.000Z",
  ...more,
});

const hashOf = (token: string): string => createHash("sha256").update(token).digest("hex");
const create = (token: string, expiresAt: Date | null = null) =>
  stack.stores.accessTokens.create({
    ownerId: owner.id,
    projectId: project.id,
    name: "laptop",
    scope: "write",
    hash: hashOf(token),
    hint: "1234",
    expiresAt,
  });

describe("the index of commits", () => {
  it("completes what it knows, and never blanks it", async () => {
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
    await stack.stores.commits.save([commit("a", { actor: "ai", runId: run.id, step: 2, trailers: { A: "1" } })]);
    await stack.stores.commits.save([commit("a", { pushed: true, trailers: { B: "2" } })]);
    await stack.stores.commits.save([commit("a")]);
    const [row] = await stack.stores.commits.listByShas(project.id, ["a".repeat(40)]);
    expect(row).toMatchObject({ actor: "ai", runId: run.id, step: 2, pushed: true, trailers: { A: "1", B: "2" } });
    await stack.stores.commits.save([commit("b")]);
    await stack.stores.commits.save([commit("b", { actor: "ai", runId: run.id, step: 1 })]);
    expect((await stack.stores.commits.listByShas(project.id, ["b".repeat(40)]))[0]).toMatchObject({
      actor: "ai",
      runId: run.id,
      step: 1,
    });
  });

  it("makes no noise when nothing is new, and one number for each commit that is", async () => {
    await stack.stores.commits.save([commit("1"), commit("2"), commit("3")]);
    const seq = await lastSeq();
    await stack.stores.commits.save([commit("1"), commit("2"), commit("3")]);
    expect([seq, await lastSeq()]).toEqual([seq, seq]);
    const rows = await stack.stores.commits.listByShas(
      project.id,
      ["1", "2", "3"].map((digit) => digit.repeat(40)),
    );
    expect(rows.map((row) => row.seq).toSorted((a, b) => a - b)).toEqual([1, 2, 3]);
  });

  it("survives two that index the same at once", async () => {
    const many = [..."0123456789abcdef"].map((digit) => commit(digit));
    await Promise.all([
      stack.stores.commits.save(many),
      stack.stores.commits.save(many.toReversed()),
      stack.stores.commits.save(many),
    ]);
    const rows = await stack.stores.commits.listByShas(
      project.id,
      many.map(({ sha }) => sha),
    );
    expect(rows).toHaveLength(16);
  });
});

describe("access tokens", () => {
  it("A19: are found by their hash until they are revoked or expire, and say when they were used", async () => {
    const token = randomUUID();
    const made = await create(token);
    expect(JSON.stringify(made)).not.toContain(hashOf(token));
    expect(await stack.stores.accessTokens.findByHash(hashOf(token))).toMatchObject({
      id: made.id,
      scope: "write",
      projectId: project.id,
    });
    expect(
      (await owner.stores.accessTokens.list(owner.id)).find(({ id }) => id === made.id)?.lastUsedAt,
    ).not.toBeNull();
    const stranger = await stack.signUp();
    await stack.stores.accessTokens.revoke(stranger.id, made.id);
    expect(await stack.stores.accessTokens.findByHash(hashOf(token))).not.toBeNull();
    await stack.stores.accessTokens.revoke(owner.id, made.id);
    expect(await stack.stores.accessTokens.findByHash(hashOf(token))).toBeNull();
    const expired = randomUUID();
    await create(expired, new Date(Date.now() - 1000));
    expect(await stack.stores.accessTokens.findByHash(hashOf(expired))).toBeNull();
    expect(await stack.stores.accessTokens.findByHash(hashOf("guessed"))).toBeNull();
  });
});

describe("deliveries", () => {
  it.each(["true", "null", "1.0", "123456789012345678901234567890"])(
    "A2: of the id %s are recorded once for each source",
    async (deliveryId) => {
      const record = (source: "github" | "vercel") =>
        stack.stores.deliveries.record({ source, deliveryId, event: "push", payload: { n: 1, text: "\u0000" } });
      const [first, second, other] = [await record("github"), await record("github"), await record("vercel")];
      expect([first.isNew, second.isNew, other.isNew]).toEqual([true, false, true]);
      expect(second.id).toBe(first.id);
      expect(await stack.stores.deliveries.get(first.id)).toMatchObject({
        deliveryId,
        state: "received",
        payload: { n: 1, text: "\uFFFD" },
      });
      await stack.stores.deliveries.finish(first.id, { state: "failed", error: "It broke." });
      expect(await stack.stores.deliveries.get(first.id)).toMatchObject({
        state: "failed",
        error: "It broke.",
        processedAt: expect.any(String),
      });
    },
  );
});

describe("prompts", () => {
  it("come as versions; the product's own becomes active until a person wrote one", async () => {
    const { prompts } = stack.stores;
    const name = `prompt-${projects}`;
    await prompts.ensure({ name, content: "one", notes: "" });
    await Promise.all(Array.from({ length: 5 }, () => prompts.ensure({ name, content: "one", notes: "" })));
    await prompts.ensure({ name, content: "two", notes: "" });
    expect(await prompts.getActive(name)).toMatchObject({ version: 2, content: "two", createdBy: null });
    await stack.pool.query("update public.prompts set is_active = false where name = $1", [name]);
    await stack.pool.query(
      "insert into public.prompts (name, version, content, is_active, created_by) values ($1, 3, 'mine', true, $2)",
      [name, owner.id],
    );
    await prompts.ensure({ name, content: "four", notes: "" });
    expect(await prompts.getActive(name)).toMatchObject({ version: 3, content: "mine" });
    expect(await prompts.get(name, 4)).toMatchObject({ content: "four", isActive: false });
    expect(await prompts.get(name, 9)).toBeNull();
  });
});
