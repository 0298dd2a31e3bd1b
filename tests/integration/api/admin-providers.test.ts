import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createRedactor } from "#runtime/container/create-redactor.ts";
import { freePort } from "#tests/helpers/free-port.ts";
import { startModelServer, type ModelServer } from "#tests/helpers/start-model-server.ts";
import { startTestApp, type TestApp, type TestPerson } from "#tests/helpers/start-test-app.ts";

const key = "sk-local-first-0123456789";
const second = "sk-local-second-987654321";

describe("providers, set up while the product runs", () => {
  let app: TestApp;
  let admin: TestPerson;
  let server: ModelServer;

  beforeAll(async () => {
    server = await startModelServer([key, second], ["qwen3:30b", "llama-4"]);
    app = await startTestApp();
    admin = await app.signUp("admin");
  });
  afterAll(async () => {
    await app.stop();
    await server.stop();
  });

  const put = (name: string, body: unknown) => admin.call("PUT", `/api/admin/providers/${name}`, body);
  const readConfig = async () => (await fetch(`${app.url}/api/config`)).json();
  const listModels = async () => (await admin.call("GET", "/api/models")).json();

  it("begin with the demo alone", async () => {
    const answer = await (await admin.call("GET", "/api/admin/providers")).json();
    expect(answer).toMatchObject({ defaultModel: "demo/demo-1", isDefaultChosen: false });
    expect(answer.items.map(({ name, source }: { name: string; source: string }) => `${name} ${source}`)).toEqual([
      "xai none",
      "openai none",
      "anthropic none",
      "compatible none",
    ]);
    expect((await listModels()).items).toMatchObject([{ id: "demo/demo-1", isDemo: true }]);
  });

  it("keep nothing that the provider does not accept, and say what it said", async () => {
    const refused = await put("compatible", { apiKey: "sk-wrong-0123456789", baseUrl: server.url });
    expect(refused.status).toBe(502);
    const problem = await refused.json();
    expect(problem).toMatchObject({ code: "provider_unauthorized", fix: expect.any(String) });
    expect(JSON.stringify(problem)).not.toContain("sk-wrong");
    const unreachable = await put("compatible", { apiKey: key, baseUrl: `http://127.0.0.1:${await freePort()}/v1` });
    expect(await unreachable.json()).toMatchObject({ code: "provider_unreachable" });
    expect((await put("xai", { baseUrl: server.url })).status).toBe(400);
    expect((await put("compatible", { apiKey: "short", baseUrl: server.url })).status).toBe(400);
    expect((await app.pool.query("select from public.provider_credentials")).rows).toHaveLength(0);
  });

  it("take a key that works, seal it, and list the models of a small server", async () => {
    const answer = await put("compatible", { apiKey: key, baseUrl: `${server.url}/` });
    expect(answer.status).toBe(200);
    const text = await answer.text();
    expect(text).not.toContain(key);
    expect(JSON.parse(text)).toMatchObject({
      provider: { isConnected: true, source: "stored", hint: "6789", hasKey: true, baseUrl: server.url },
      offeredModels: ["qwen3:30b", "llama-4"],
    });
    const { rows } = await app.pool.query("select * from public.provider_credentials");
    expect(rows).toHaveLength(1);
    expect(JSON.stringify(rows)).not.toContain(key);
    // A31: what people get to read, such as a build's log, has it taken out from now on.
    expect(createRedactor(app.installation)(`key=${key}`)).toBe("key=[secret removed]");
    expect((await listModels()).items.map(({ id }: { id: string }) => id)).toEqual([
      "compatible/qwen3:30b",
      "compatible/llama-4",
      "demo/demo-1",
    ]);
  });

  it("send a stored key to no other address", async () => {
    const moved = await put("compatible", { baseUrl: "http://127.0.0.1:9/v1" });
    expect(moved.status).toBe(400);
    expect(await moved.text()).toContain("enter the key again");
    await app.pool.query("update public.provider_credentials set base_url = 'http://127.0.0.1:9/v1'");
    const answer = await (await admin.call("GET", "/api/admin/providers")).json();
    expect(answer.items[3]).toMatchObject({ isConnected: false, problem: { code: "secret_unreadable" } });
    await app.pool.query("update public.provider_credentials set base_url = $1", [server.url]);
  });

  it("become the default when an admin says so, at once and for everybody", async () => {
    const chosen = await admin.call("PUT", "/api/admin/default-model", { model: "compatible/llama-4" });
    expect(await chosen.json()).toMatchObject({ defaultModel: "compatible/llama-4", isDefaultChosen: true });
    expect(await listModels()).toMatchObject({ default: "compatible/llama-4" });
    await expect.poll(readConfig).toMatchObject({ provider: "compatible", model: "llama-4" });
    expect((await admin.call("PUT", "/api/admin/default-model", { model: "xai/grok-4.7" })).status).toBe(400);
  });

  it("have model lists with prices that an admin edits and takes back", async () => {
    const models = [{ name: "llama-4", contextTokens: 128_000, inputPrice: 0.2, outputPrice: 0.6 }];
    const changed = await admin.call("PUT", "/api/admin/providers/compatible/models", { models });
    expect((await changed.json()).items[3]).toMatchObject({ models, hasOwnModels: true });
    const twice = await admin.call("PUT", "/api/admin/providers/compatible/models", { models: [...models, ...models] });
    expect(twice.status).toBe(400);
    const own = [{ name: "grok-9", contextTokens: 1_000_000, inputPrice: 1, outputPrice: 2 }];
    await admin.call("PUT", "/api/admin/providers/xai/models", { models: own });
    const reset = await admin.call("PUT", "/api/admin/providers/xai/models", { models: null });
    expect((await reset.json()).items[0]).toMatchObject({
      hasOwnModels: false,
      models: [{ name: "grok-4.7" }, {}, {}, {}],
    });
  });

  it("are replaced and removed; the default then falls back to what there is", async () => {
    expect((await put("compatible", { apiKey: second })).status).toBe(200);
    expect((await admin.call("DELETE", "/api/admin/providers/compatible")).status).toBe(204);
    expect((await admin.call("DELETE", "/api/admin/providers/compatible")).status).toBe(404);
    expect(await listModels()).toMatchObject({ default: "demo/demo-1" });
  });

  it("leave a line in the audit log for every change, without a key", async () => {
    const { items } = await (await admin.call("GET", "/api/admin/audit")).json();
    expect(items.map(({ action }: { action: string }) => action).toReversed()).toEqual([
      "credential.stored",
      "default_model.chosen",
      "models.changed",
      "models.changed",
      "models.reset",
      "credential.replaced",
      "credential.removed",
    ]);
    expect(JSON.stringify(items)).not.toMatch(new RegExp(`${key}|${second}`));
  });
});
