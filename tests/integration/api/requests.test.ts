import { createServerClient } from "@supabase/ssr";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { startTestApp, type TestApp, type TestPerson } from "#tests/helpers/start-test-app.ts";
import { testKeys } from "#tests/helpers/start-test-database.ts";

interface Stored {
  name: string;
  value: string;
}

/** The Cookie header a browser would send after it signed in here, made by the library that makes it there. */
const signInByCookie = async (url: string, email: string): Promise<string> => {
  const jar = new Map<string, string>();
  const client = createServerClient(url, testKeys.publishableKey, {
    cookies: {
      getAll: () => [...jar].map(([name, value]): Stored => ({ name, value })),
      setAll: (cookies) => cookies.forEach(({ name, value }) => jar.set(name, value)),
    },
  });
  const { error } = await client.auth.signInWithPassword({ email, password: "correct horse battery" });
  if (error !== null) throw error;
  return [...jar].map(([name, value]) => `${name}=${value}`).join("; ");
};

describe("requests of browsers and scripts", () => {
  let app: TestApp;
  let person: TestPerson;
  let cookie: string;
  let projectId: string;

  beforeAll(async () => {
    app = await startTestApp();
    person = await app.signUp();
    cookie = await signInByCookie(app.url, person.email);
    projectId = (await (await person.call("POST", "/api/projects", { name: "Shop", template: "static" })).json()).id;
  });
  afterAll(() => app.stop());

  const send = (method: string, path: string, headers: Record<string, string>, body?: string) =>
    fetch(`${app.url}${path}`, { method, headers, redirect: "manual", ...(body === undefined ? {} : { body }) });
  const json = { "content-type": "application/json" };

  it("take the session from the cookie that a browser sends", async () => {
    const answer = await send("GET", "/api/me", { cookie });
    expect(await answer.json()).toMatchObject({ id: person.id, email: person.email });
  });

  it("A27: refuses a change that another site sends with the cookie", async () => {
    const body = JSON.stringify({ name: "Forged", template: "static" });
    const forgeries: Record<string, string>[] = [
      { origin: "https://evil.example" },
      { origin: "null" },
      { origin: `${app.appOrigin}.evil.example` },
      { "sec-fetch-site": "cross-site" },
      {},
    ];
    for (const headers of forgeries) {
      const answer = await send("POST", "/api/projects", { ...json, cookie, ...headers }, body);
      expect(answer.status).toBe(403);
    }
    const { items } = await (await person.call("GET", "/api/projects")).json();
    expect(items).toHaveLength(1);
  });

  it("A27: a form cannot stand in for JSON", async () => {
    const headers = { cookie, origin: app.appOrigin, "content-type": "application/x-www-form-urlencoded" };
    expect((await send("POST", "/api/projects", headers, "name=Forged")).status).toBe(400);
  });

  it("lets our own pages change things", async () => {
    const headers = { ...json, cookie, origin: app.appOrigin };
    const answer = await send("PATCH", `/api/projects/${projectId}`, headers, JSON.stringify({ name: "Shop 2" }));
    expect(answer.status).toBe(200);
  });

  it("A28: never sends anybody to another site", async () => {
    for (const path of ["//evil.example", "/\\evil.example", "https://evil.example", "\\\\evil.example"]) {
      const address = `/api/preview-access?address=main--shop&path=${encodeURIComponent(path)}`;
      expect((await send("GET", address, { cookie })).status).toBe(400);
    }
    expect((await send("GET", "/api/preview-access?address=evil.example%2F", { cookie })).status).toBe(400);
    const away = await send("GET", "/api/preview-access?address=main--shop&path=/a", {});
    const location = new URL(away.headers.get("location") ?? "");
    expect(location.origin).toBe(app.appOrigin);
    expect(location.pathname).toBe("/sign-in");
    expect(location.searchParams.get("next")).toMatch(/^\/api\/preview-access\?/);
  });

  it("A12: a prompt that is sent twice, even at once, is one run", async () => {
    const body = { prompt: "Build it", idempotencyKey: "key-1" };
    const answers = await Promise.all(
      Array.from({ length: 5 }, () => person.call("POST", `/api/projects/${projectId}/runs`, body)),
    );
    const runs = await Promise.all(answers.map((answer) => answer.json()));
    expect(answers.map(({ status }) => status)).toEqual([202, 202, 202, 202, 202]);
    expect(new Set(runs.map(({ id }) => id)).size).toBe(1);
    const { items } = await (await person.call("GET", `/api/projects/${projectId}/runs`)).json();
    expect(items).toHaveLength(1);
    const { rows } = await app.pool.query(
      "select count(*)::int as count from graphile_worker._private_jobs where payload ->> 'runId' = $1",
      [runs[0].id],
    );
    expect(rows[0].count).toBe(1);
  });

  it("pages through a list without missing or doubling anything", async () => {
    for (const name of ["One", "Two", "Three"])
      await person.call("POST", "/api/projects", { name, template: "static" });
    const names: string[] = [];
    let cursor: string | null = null;
    do {
      const query: string = cursor === null ? "" : `&cursor=${encodeURIComponent(cursor)}`;
      const page = await (await person.call("GET", `/api/projects?limit=2${query}`)).json();
      names.push(...page.items.map((item: { name: string }) => item.name));
      cursor = page.nextCursor;
    } while (cursor !== null);
    expect(names).toEqual(["Three", "Two", "One", "Shop 2"]);
  });

  it("tells anyone what is embedded, and no secret", async () => {
    const answer = await send("GET", "/api/config", {});
    const text = await answer.text();
    expect(JSON.parse(text)).toMatchObject({ supabasePublishableKey: testKeys.publishableKey, provider: "demo" });
    const secrets = Object.values(app.installation.secrets).filter((secret) => secret !== testKeys.publishableKey);
    expect(secrets).toContain(testKeys.jwtSecret);
    expect(secrets.filter((secret) => text.includes(secret))).toEqual([]);
  });

  it("tells whether it lives and whether it is ready", async () => {
    expect(await (await send("GET", "/api/health", {})).json()).toEqual({ status: "ok", version: "0.0.0-test" });
    expect(await (await send("GET", "/api/ready", {})).json()).toMatchObject({ status: "ready" });
  });
});
