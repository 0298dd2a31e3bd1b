import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createRedactor } from "#runtime/container/create-redactor.ts";
import { signWebhook } from "./helpers/sign-vercel-webhook.ts";
import { startTestApp, type TestApp, type TestPerson } from "#tests/helpers/start-test-app.ts";
import { startFakeVercel, type FakeVercel } from "#tests/helpers/vercel/start-fake-vercel.ts";

describe("connecting deploy hosts while the product runs", () => {
  let app: TestApp;
  let vercel: FakeVercel;
  let admin: TestPerson;

  beforeAll(async () => {
    vercel = await startFakeVercel();
    app = await startTestApp({ variables: { VERCEL_API_URL: vercel.url } });
    admin = await app.signUp("admin");
  });
  afterAll(async () => {
    await app.stop();
    await vercel.stop();
  });

  const connect = (body: object): Promise<Response> => admin.call("PUT", "/api/admin/hosts/vercel", body);
  const send = (secret: string): Promise<Response> =>
    signWebhook(`${app.url}/functions/v1/vercel-webhook`, secret, { id: "evt_1", type: "deployment.created" });
  const listHosts = async () => (await (await admin.call("GET", "/api/admin/hosts")).json()).items;

  it("keeps a token only when the host accepts it, and never answers it", async () => {
    expect(await listHosts()).toMatchObject([
      { host: "vercel", source: "none" },
      { host: "render", source: "none" },
    ]);
    const refused = await connect({ token: "a wrong token" });
    expect({ status: refused.status, ...(await refused.json()) }).toMatchObject({ status: 400, code: "host_refused" });
    expect(await listHosts()).toMatchObject([{ source: "none" }, { source: "none" }]);
    const connected = await connect({ token: "vercel-token", scopeId: "team_1", webhookSecret: "a webhook secret" });
    const text = await connected.text();
    expect(connected.status).toBe(200);
    expect(JSON.parse(text)).toMatchObject({ source: "admin", scopeId: "team_1", hasWebhookSecret: true });
    const { rows } = await app.pool.query("select host_connections::text as text from public.host_connections");
    const { items } = await (await admin.call("GET", "/api/admin/audit")).json();
    for (const kept of [text, JSON.stringify(rows), JSON.stringify(items)]) {
      expect(kept).not.toContain("vercel-token");
      expect(kept).not.toContain("a webhook secret");
    }
    expect(items[0]).toMatchObject({ action: "host.connected", actorEmail: admin.email });
  });

  it("A31: is in force within five seconds, for projects and for webhooks", async () => {
    await connect({ token: "vercel-token", webhookSecret: "a webhook secret" });
    const made = await (await admin.call("POST", "/api/projects", { name: "Groomer" })).json();
    const choose = (deployHost: string): Promise<Response> =>
      admin.call("PATCH", `/api/projects/${made.id}`, { deployHost });
    await expect.poll(async () => (await choose("vercel")).status, { timeout: 5_000 }).toBe(200);
    expect(createRedactor(app.installation)("token=vercel-token")).toBe("token=[secret removed]");
    expect((await choose("render")).status).toBe(400);
    await expect.poll(async () => (await send("a webhook secret")).status, { timeout: 5_000 }).toBe(202);
    expect((await send("another secret")).status).toBe(401);
  });

  it("sets domains of a project there, and says where there are none", async () => {
    await connect({ token: "vercel-token", webhookSecret: "a webhook secret" });
    const made = await (await admin.call("POST", "/api/projects", { name: "Shop" })).json();
    const path = `/api/projects/${made.id}/domains`;
    expect(await (await admin.call("GET", path)).json()).toEqual({ items: [], nextCursor: null, isAvailable: false });
    expect((await admin.call("POST", path, { name: "shop.example.com" })).status).toBe(409);
    expect((await admin.call("PATCH", `/api/projects/${made.id}`, { deployHost: "vercel" })).status).toBe(200);
    expect((await admin.call("POST", path, { name: "shop.example.com" })).status).toBe(422);
    vercel.state.projects.set("prj_shop", {
      id: "prj_shop",
      name: "shop",
      framework: null,
      rootDirectory: null,
      link: null,
      variables: [],
      bypass: null,
      isProtected: false,
      production: null,
      isRolledBack: false,
      lastAliasRequest: null,
    });
    await app.stores.hostProjects.save(made.id, "vercel", "prj_shop");
    expect((await admin.call("POST", path, { name: "https://shop.example.com/" })).status).toBe(400);
    const added = await admin.call("POST", path, { name: "Shop.example.com" });
    const records = [{ type: "CNAME", name: "shop.example.com", value: "cname.vercel-dns.com." }];
    expect({ status: added.status, ...(await added.json()) }).toMatchObject({ status: 201, isServing: false, records });
    vercel.state.pointing.add("shop.example.com");
    const checked = await admin.call("POST", `${path}/shop.example.com/verify`);
    expect(await checked.json()).toMatchObject({ isVerified: true, isServing: true, records: [] });
    expect(await (await admin.call("GET", path)).json()).toMatchObject({
      items: [{ name: "shop.example.com" }],
      isAvailable: true,
    });
    expect((await admin.call("DELETE", `${path}/shop.example.com`)).status).toBe(204);
    expect((await admin.call("POST", `${path}/shop.example.com/verify`)).status).toBe(404);
    const { items } = await (await admin.call("GET", `/api/projects/${made.id}/activity`)).json();
    const actions = items.map(({ action }: { action: string }) => action);
    expect(actions).toEqual(expect.arrayContaining(["domain.added", "domain.removed"]));
  });

  it("says for a project what its host needs, each with the remedy, in a team or a personal account", async () => {
    const made = await (await admin.call("POST", "/api/projects", { name: "Library" })).json();
    const check = async () =>
      (await (await admin.call("POST", `/api/projects/${made.id}/deploy-host/check`)).json()).items;
    expect(await check()).toEqual([]);
    await admin.call("PATCH", `/api/projects/${made.id}`, { deployHost: "vercel" });
    const scopes = { team_1: /team Groomers/, team_2: /cannot use the team team_2/, personal: /personal account/ };
    for (const [scope, message] of Object.entries(scopes)) {
      await app.pool.query("update public.host_connections set scope_id = $1", [scope === "personal" ? null : scope]);
      await expect
        .poll(async () => (await check())[1], { timeout: 10_000, interval: 500 })
        .toMatchObject({ name: "Scope", message: expect.stringMatching(message), isFine: scope !== "team_2" });
    }
    const findings = await check();
    expect(findings).toMatchObject([
      { name: "Access token", isFine: true, fix: null },
      { name: "Scope", isFine: true, fix: null },
      {
        name: "Commit author",
        isFine: false,
        fix: expect.stringMatching(/^Invite that address .* LETSCODE_AUTHOR_EMAIL/),
      },
      { name: "Git integration", isFine: true, message: expect.stringMatching(/its files are sent/) },
    ]);
  });

  it("checks it in words, and forgets it", async () => {
    const checked = await (await admin.call("POST", "/api/admin/hosts/vercel/check")).json();
    expect(checked.findings).toMatchObject([
      { name: "Access token", isFine: true },
      { name: "Scope", isFine: true },
      { name: "Commit author", isFine: false },
    ]);
    expect((await admin.call("DELETE", "/api/admin/hosts/vercel")).status).toBe(204);
    expect((await admin.call("DELETE", "/api/admin/hosts/vercel")).status).toBe(404);
    const { items } = await (await admin.call("GET", "/api/admin/audit")).json();
    expect(items[0]).toMatchObject({ action: "host.disconnected", target: "deploy host vercel" });
    expect((await admin.call("PUT", "/api/admin/hosts/elsewhere", { token: "a long token" })).status).toBe(404);
  });
});
