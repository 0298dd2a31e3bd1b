import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { NO_PROJECT_ID } from "#core/contracts/usage-report.ts";
import { promptTestEventSchema, type PromptTestEvent } from "#core/contracts/prompt.ts";
import { startModelServer, type ModelServer } from "#tests/helpers/start-model-server.ts";
import { startTestApp, type TestApp, type TestPerson } from "#tests/helpers/start-test-app.ts";

const content = "You are a careful engineer. Do what is asked, and no more.";

const readEvents = async (answer: Response): Promise<PromptTestEvent[]> =>
  (await answer.text())
    .split("\n\n")
    .filter((line) => line !== "")
    .map((line) => promptTestEventSchema.parse(JSON.parse(line.replace("data: ", ""))));

describe("system prompts", () => {
  let app: TestApp;
  let admin: TestPerson;
  let other: TestPerson;
  let server: ModelServer;
  let projectId: string;

  beforeAll(async () => {
    server = await startModelServer(["sk-prompts-0123456789"]);
    app = await startTestApp({
      variables: {
        COMPATIBLE_BASE_URL: server.url,
        COMPATIBLE_API_KEY: "sk-prompts-0123456789",
        LETSCODE_PROVIDER: "compatible",
        LETSCODE_MODEL: "local-1",
      },
    });
    admin = await app.signUp("admin");
    other = await app.signUp("other");
    projectId = (await (await other.call("POST", "/api/projects", { name: "Shop", template: "static" })).json()).id;
  });
  afterAll(async () => {
    await app.stop();
    await server.stop();
  });

  const path = "/api/admin/prompts/builder";
  const list = async () => (await (await admin.call("GET", `${path}/versions`)).json()).items;
  const activate = (version: number) => admin.call("POST", `${path}/activate`, { version });
  const start = async (body: object) =>
    (await other.call("POST", `/api/projects/${projectId}/runs`, { prompt: "Add a page", ...body })).json();

  it("are kept as versions, one after the other, even when two people save at once", async () => {
    expect(await list()).toMatchObject([{ version: 1, isActive: true, createdBy: null }]);
    const made = await Promise.all(
      ["one", "two", "three"].map((notes) => admin.call("POST", `${path}/versions`, { content, notes })),
    );
    expect(made.map(({ status }) => status)).toEqual([201, 201, 201]);
    expect((await list()).map(({ version }: { version: number }) => version)).toEqual([4, 3, 2, 1]);
    expect(JSON.stringify(await list())).not.toContain(content);
    expect(await (await admin.call("GET", `${path}/versions/2`)).json()).toMatchObject({ content, isActive: false });
    expect((await admin.call("GET", `${path}/versions/9`)).status).toBe(404);
    expect((await admin.call("POST", "/api/admin/prompts/nobody/versions", { content })).status).toBe(404);
    // A31: each is in the audit log, without its text.
    const audit = await (await admin.call("GET", "/api/admin/audit")).json();
    expect(audit.items.filter(({ action }: { action: string }) => action === "prompt.version_added")).toHaveLength(3);
    expect(JSON.stringify(audit)).not.toContain(content);
  });

  it("have one active version, which can be rolled back, and remember when each was", async () => {
    await Promise.all([activate(2), activate(3), activate(2)]);
    expect((await list()).filter(({ isActive }: { isActive: boolean }) => isActive)).toHaveLength(1);
    await activate(3);
    expect(await start({})).toMatchObject({ promptVersion: 3 });
    await activate(1);
    expect(await start({})).toMatchObject({ promptVersion: 1 });
    expect((await list())[0]).toMatchObject({ version: 4, activatedAt: null });
    expect((await activate(9)).status).toBe(404);
    const { items } = await (await admin.call("GET", "/api/admin/audit")).json();
    expect(items[0]).toMatchObject({ action: "prompt.rolled_back", details: { version: 1, before: 3 } });
  });

  it("can be chosen for a run and for a project, without being read", async () => {
    const { items } = await (await other.call("GET", "/api/prompt-versions")).json();
    expect(items[0]).toEqual(expect.not.objectContaining({ content: expect.anything() }));
    expect(items).toHaveLength(4);
    expect(await start({ promptVersion: 2 })).toMatchObject({ promptVersion: 2 });
    const patched = await other.call("PATCH", `/api/projects/${projectId}`, { promptVersion: 4 });
    expect(await patched.json()).toMatchObject({ promptVersion: 4 });
    expect(await start({})).toMatchObject({ promptVersion: 4 });
    expect(await start({ promptVersion: 9 })).toMatchObject({ code: "invalid_input" });
    expect((await other.call("PATCH", `/api/projects/${projectId}`, { promptVersion: 9 })).status).toBe(400);
  });

  it("are tried on a sample by a real request, streamed, and what it used is written down", async () => {
    const answer = await admin.call("POST", `${path}/test`, { content, sample: "A booking tool" });
    expect(answer.headers.get("content-type")).toContain("text/event-stream");
    const events = await readEvents(answer);
    expect(events).toMatchObject([
      { type: "start", model: "compatible/local-1", isDemo: false },
      { type: "text", text: "Here is what I think." },
      { type: "finish", reason: "stop", inputTokens: 12, outputTokens: 3 },
    ]);
    expect(server.requests.at(-1)).toMatchObject({ systemPrompt: content });
    const { items } = await (await admin.call("GET", "/api/admin/audit")).json();
    expect(items[0]).toMatchObject({ action: "prompt.tested", details: { inputTokens: 12 } });
  });

  it("A30: count a test in the budgets of the admin who tries it, and send none that has no room", async () => {
    const test = () => admin.call("POST", `${path}/test`, { content, sample: "A booking tool" });
    const budget = async (period: string) => {
      const { items } = await (await admin.call("GET", "/api/budgets")).json();
      return items.find((item: { period: string }) => item.period === period);
    };
    const before = await budget("day");
    await (await test()).text();
    const after = await budget("day");
    expect(after.usedTokens - before.usedTokens).toBe(15);
    expect(after.reservedTokens).toBe(0);
    const report = await (await admin.call("GET", "/api/usage?days=1")).json();
    expect(report.items).toMatchObject([{ projectId: NO_PROJECT_ID, provider: "compatible", model: "local-1" }]);

    await admin.call("PUT", "/api/budgets/day", { limitUsd: null, limitTokens: after.usedTokens + 500 });
    const sent = server.requests.length;
    const refused = await test();
    expect(refused.status).toBe(429);
    expect(Number(refused.headers.get("retry-after"))).toBeGreaterThan(0);
    expect(await refused.json()).toMatchObject({ code: "budget_spent", data: { scope: "user", period: "day" } });
    expect(server.requests).toHaveLength(sent);
    await admin.call("PUT", "/api/budgets/day", { limitUsd: null, limitTokens: null });
  });

  it("A30: hold what a test may come to, and give it back when its reader leaves before anything came", async () => {
    const readBudget = async () => {
      const { items } = await (await admin.call("GET", "/api/budgets")).json();
      return items.find((item: { period: string }) => item.period === "total");
    };
    const before = await readBudget();
    server.hold();
    const answer = await admin.call("POST", `${path}/test`, { content, sample: "A booking tool" });
    expect((await readBudget()).reservedTokens).toBeGreaterThan(4_000);
    await answer.body?.cancel();
    await expect.poll(async () => (await readBudget()).reservedTokens, { timeout: 10_000 }).toBe(0);
    server.release();
    expect((await readBudget()).usedTokens).toBe(before.usedTokens);
  });

  it("end a test with what the provider said when it refuses", async () => {
    server.keys.clear();
    const events = await readEvents(await admin.call("POST", `${path}/test`, { content, sample: "A booking tool" }));
    expect(events.at(-1)).toMatchObject({ type: "error", code: "provider_unauthorized", fix: expect.any(String) });
    expect((await admin.call("POST", `${path}/test`, { content, sample: "x", model: "nobody/x" })).status).toBe(400);
  });
});
