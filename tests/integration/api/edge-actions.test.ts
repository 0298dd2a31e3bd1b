import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { startEdgeFunction, type EdgeFunction } from "#tests/helpers/start-edge-function.ts";
import { startModelServer, type ModelServer } from "#tests/helpers/start-model-server.ts";
import { startTestApp, type TestApp, type TestPerson } from "#tests/helpers/start-test-app.ts";
import { testKeys } from "#tests/helpers/start-test-database.ts";

const key = "sk-edge-0123456789";

let app: TestApp;
let admin: TestPerson;
let other: TestPerson;
let server: ModelServer;
let projectId: string;
let head: string;
beforeAll(async () => {
  server = await startModelServer([key]);
  app = await startTestApp({ variables: { LETSCODE_SECRET_KEY: "a secret key of this test, long enough" } });
  admin = await app.signUp("admin");
  other = await app.signUp("other");
  projectId = (await (await other.call("POST", "/api/projects", { name: "Shop", template: "static" })).json()).id;
  head = (await (await other.call("GET", `/api/projects/${projectId}/tree`)).json()).commitSha;
  const author = { name: "Ada", email: "ada@example.com" };
  await app.stores.commits.save([
    {
      projectId,
      sha: head,
      parents: [],
      branch: "main",
      subject: "Start",
      body: "",
      author,
      actor: "system",
      runId: null,
      step: null,
      trailers: {},
      pushed: true,
      createdAt: new Date().toISOString(),
    },
  ]);
});
afterAll(async () => {
  await app.stop();
  await server.stop();
});

interface Place {
  url: string;
  stop(): Promise<void>;
}

const post = (place: Place, person: TestPerson | null, body: unknown): Promise<Response> =>
  fetch(place.url, {
    method: "POST",
    headers: {
      "content-type": "application/json",
      ...(person === null ? {} : { authorization: `Bearer ${person.accessToken}` }),
    },
    body: JSON.stringify(body),
  });

const underDeno = async (name: string): Promise<Place> => {
  const running: EdgeFunction = await startEdgeFunction(name, {
    SUPABASE_URL: app.url,
    SUPABASE_SECRET_KEYS: JSON.stringify({ default: testKeys.secretKey }),
    SUPABASE_PUBLISHABLE_KEYS: JSON.stringify({ default: testKeys.publishableKey }),
    LETSCODE_SECRET_KEY: "a secret key of this test, long enough",
    LETSCODE_URL: "https://letscode.example/app",
  });
  return { url: `${running.url}/${name}`, stop: () => running.stop() };
};
const embedded = async (name: string): Promise<Place> => ({
  url: `${app.url}/functions/v1/${name}`,
  stop: async () => undefined,
});

const places = { "embedded in the server": embedded, "as Edge Functions, under Deno": underDeno };

describe.each(Object.entries(places))("the secure actions, %s", (_, open) => {
  const at = async (name: string, check: (place: Place) => Promise<void>): Promise<void> => {
    const place = await open(name);
    try {
      await check(place);
    } finally {
      await place.stop();
    }
  };

  it("start a run for the owner, and for nobody else", () =>
    at("start-run", async (place) => {
      const body = { projectId, prompt: "Add a page", idempotencyKey: place.url };
      const answer = await post(place, other, body);
      expect(answer.status).toBe(202);
      expect(await answer.json()).toMatchObject({ projectId, state: "queued", provider: expect.any(String) });
      expect((await post(place, admin, body)).status).toBe(404);
      const nobody = await post(place, null, body);
      expect({ status: nobody.status, ...(await nobody.json()) }).toMatchObject({ status: 401, code: "unauthorized" });
      expect((await post(place, other, { projectId, prompt: "" })).status).toBe(400);
      const preflight = await fetch(place.url, { method: "OPTIONS" });
      expect(preflight.headers.get("access-control-allow-origin")).toMatch(
        /^https?:\/\/(?:letscode.example|localhost)/,
      );
    }));

  it("request a deployment of the newest commit of a branch", () =>
    at("request-deployment", async (place) => {
      const answer = await post(place, other, { projectId, branch: "main" });
      expect(answer.status).toBe(202);
      expect(await answer.json()).toMatchObject({ projectId, commitSha: head, environment: "production" });
      expect((await post(place, other, { projectId, branch: "nowhere" })).status).toBe(404);
      expect((await post(place, admin, { projectId, branch: "main" })).status).toBe(404);
    }));

  it("store a credential and activate a prompt for admins alone", async () => {
    await at("store-credential", async (place) => {
      const body = { provider: "compatible", apiKey: key, baseUrl: server.url };
      expect((await post(place, other, body)).status).toBe(403);
      expect((await post(place, admin, { ...body, apiKey: "sk-wrong-0123456789" })).status).toBe(502);
      const stored = await post(place, admin, body);
      expect(await stored.json()).toMatchObject({ provider: { isConnected: true, hint: "6789" } });
      // What was sealed there opens here.
      const { items } = await (await admin.call("GET", "/api/admin/providers")).json();
      expect(items[3]).toMatchObject({ isConnected: true, problem: null });
    });
    await at("activate-prompt", async (place) => {
      expect((await post(place, other, { name: "builder", version: 1 })).status).toBe(403);
      const active = await post(place, admin, { name: "builder", version: 1 });
      expect(await active.json()).toMatchObject({ version: 1, isActive: true });
    });
  });
});
