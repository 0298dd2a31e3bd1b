import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { z } from "zod";
import { seedEverything, type Seed } from "#tests/helpers/seed-everything.ts";
import { testKeys } from "#tests/helpers/start-test-database.ts";
import { startTestStack, type TestStack, type TestUser } from "#tests/helpers/start-test-stack.ts";

let stack: TestStack;
let seed: Seed;
let relations: string[];
beforeAll(async () => {
  stack = await startTestStack();
  seed = await seedEverything(stack);
  const { rows } = await stack.pool.query<{ name: string }>(
    "select table_name as name from information_schema.tables where table_schema = 'public' order by 1",
  );
  relations = rows.map(({ name }) => name);
});
afterAll(() => stack.stop());

const headersOf = (user: TestUser | null): Record<string, string> => ({
  apikey: testKeys.publishableKey,
  authorization: `Bearer ${user?.accessToken ?? testKeys.publishableKey}`,
  "content-type": "application/json",
  prefer: "return=representation",
});

const ask = (user: TestUser | null, path: string, init: RequestInit = {}): Promise<Response> =>
  fetch(`${stack.url}/rest/v1/${path}`, {
    ...init,
    headers: { ...headersOf(user), ...(init.headers as Record<string, string> | undefined) },
  });

const rowsSchema = z.array(z.record(z.string(), z.unknown()));

/** The rows of an answer; none when it was refused. */
const readRows = async (answer: Response): Promise<Record<string, unknown>[]> =>
  answer.ok ? rowsSchema.parse(await answer.json()) : (await answer.body?.cancel(), []);

const hidden = [
  "prompts",
  "admin_settings",
  "audit_log",
  "github_apps",
  "github_connections",
  "provider_credentials",
  "webhook_deliveries",
  "environment_variables",
  "status_endpoints",
  "host_connections",
  "host_projects",
  "budget_rules",
  "rate_rules",
];

describe("the Data API, as a browser reaches it", () => {
  it("A16: answers each person their own rows of every table and view, and nobody anything", async () => {
    for (const name of relations) {
      const select = name === "access_tokens" ? "?select=id,owner_id" : "";
      const [anonymous, owner, stranger] = await Promise.all(
        [null, seed.owner, seed.stranger].map(async (user) => readRows(await ask(user, name + select))),
      );
      const known = JSON.stringify(owner);
      const shared = (stranger ?? []).filter((row) => known.includes(JSON.stringify(row)));
      expect({ name, anonymous, shared, hasOwn: (owner ?? []).length > 0 }).toEqual({
        name,
        anonymous: [],
        shared: [],
        hasOwn: !hidden.includes(name),
      });
    }
  });

  it("A16: takes no write, of any table, from anybody", async () => {
    const { rows: before } = await stack.pool.query(
      "select md5(string_agg(p::text, '' order by id)) as sum from public.projects p",
    );
    for (const name of relations) {
      for (const user of [null, seed.stranger, seed.owner]) {
        const answers = await Promise.all([
          ask(user, name, { method: "POST", body: "{}" }),
          ask(user, `${name}?limit=1`, {
            method: "PATCH",
            body: JSON.stringify({ created_at: new Date().toISOString() }),
          }),
          ask(user, `${name}?limit=1`, { method: "DELETE" }),
        ]);
        for (const answer of answers) {
          await answer.body?.cancel();
          expect({ name, isRefused: answer.status >= 400 }).toEqual({ name, isRefused: true });
        }
      }
    }
    const { rows: after } = await stack.pool.query(
      "select md5(string_agg(p::text, '' order by id)) as sum from public.projects p",
    );
    expect(after).toEqual(before);
  });

  it("A16: lets nobody call a function", async () => {
    const { rows } = await stack.pool.query<{ name: string; parameters: string[] }>(
      "select proname as name, coalesce(proargnames, '{}') as parameters from pg_proc where pronamespace = 'public'::regnamespace and prorettype <> 'trigger'::regtype",
    );
    expect(rows.length).toBeGreaterThan(15);
    for (const { name, parameters } of rows) {
      for (const user of [null, seed.owner]) {
        const body = JSON.stringify(Object.fromEntries(parameters.map((parameter) => [parameter, null])));
        const answer = await ask(user, `rpc/${name}`, { method: "POST", body });
        await answer.body?.cancel();
        expect({ name, isRefused: answer.status >= 400 }).toEqual({ name, isRefused: true });
      }
    }
  });

  it("A16: shows no schema but public", async () => {
    const paths: [string, string][] = [
      ["auth", "users"],
      ["auth", "refresh_tokens"],
      ["private", "rpc/is_admin"],
      ["realtime", "messages"],
      ["realtime", "subscription"],
      ["graphile_worker", "jobs"],
      ["supabase_migrations", "schema_migrations"],
      ["pg_catalog", "pg_authid"],
      ["information_schema", "tables"],
    ];
    for (const [schema, path] of paths) {
      for (const user of [null, seed.owner]) {
        const rows = await readRows(
          await ask(user, path, { headers: { "accept-profile": schema, "content-profile": schema } }),
        );
        const dotted = await readRows(await ask(user, `${schema}.${path}`));
        expect({ schema, path, rows, dotted }).toEqual({ schema, path, rows: [], dotted: [] });
      }
    }
  });

  it("A16: never gives out the hash of a token, nor a credential, to whoever asks for the column", async () => {
    for (const path of [
      "access_tokens?select=hash",
      "access_tokens?select=*",
      "access_tokens?hash=neq.x&select=id",
      "provider_credentials?select=ciphertext",
    ]) {
      for (const user of [null, seed.owner, seed.admin]) {
        const answer = await ask(user, path);
        const text = await answer.text();
        expect({ path, hasHash: /"hash"|ciphertext"/.test(answer.ok ? text : "") }).toEqual({ path, hasHash: false });
      }
    }
    expect(await readRows(await ask(seed.owner, "access_tokens?hash=neq.x&select=id"))).toEqual([]);
  });

  it("A16: embeds no rows of others", async () => {
    const rows = await readRows(
      await ask(seed.owner, "projects?select=id,runs(id,project_id),deployments(id),activity_log(id)"),
    );
    expect(rows).toHaveLength(1);
    const profiles = await readRows(await ask(seed.stranger, "profiles?select=id,projects(id)"));
    expect(profiles).toMatchObject([{ id: seed.stranger.id }]);
    expect(JSON.stringify(profiles)).not.toContain(seed.projectId);
  });
});
