import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Run } from "#core/contracts/run.ts";
import type { Logger } from "#core/ports/logger.ts";
import { startModelServer, type ModelServer } from "#tests/helpers/start-model-server.ts";
import { startTestApp, type TestApp, type TestPerson } from "#tests/helpers/start-test-app.ts";

const oldKey = "sk-rotation-old-5f2a9c1e7b";
const newKey = "sk-rotation-new-8d4b6e0f3a";
const newPrompt = "You are the second prompt of this test. Answer in one sentence.";
const RUNS_A_PROJECT = 10;

const logged: string[] = [];
const write = (message: string, data?: Record<string, unknown>): void =>
  void logged.push(message, JSON.stringify(data));
const logger: Logger = { debug: write, info: write, warn: write, error: write };

let app: TestApp;
let admin: TestPerson;
let server: ModelServer;
beforeAll(async () => {
  server = await startModelServer([oldKey]);
  app = await startTestApp({ logger });
  admin = await app.signUp("admin");
  await app.startWorker();
});
afterAll(async () => {
  await server.stop();
  await app.stop();
});

const expectOk = async (answer: Response): Promise<unknown> => {
  const body: unknown = await answer.json();
  expect({ status: answer.status, body: answer.ok ? null : body }).toMatchObject({ body: null });
  return body;
};
const call = async (method: string, path: string, body?: unknown): Promise<unknown> =>
  expectOk(await admin.call(method, path, body));

const startRuns = async (name: string, count: number): Promise<string[]> => {
  const { id } = (await call("POST", "/api/projects", { name, template: "static" })) as { id: string };
  const runs = Array.from({ length: count }, (_, index) => ({ prompt: `What is ${name}, number ${index}?` }));
  const made = await Promise.all(runs.map((run) => call("POST", `/api/projects/${id}/runs`, run)));
  return made.map((run) => (run as Run).id);
};

const readStates = async (ids: string[]): Promise<string[]> => {
  const runs = await Promise.all(ids.map((id) => app.stores.runs.get(id)));
  return [...new Set(runs.map((run) => run?.state ?? "missing"))];
};

/** Everything the database holds, as text. */
const dumpDatabase = async (): Promise<string> => {
  const { rows } = await app.pool.query<{ name: string }>(`
    select format('%I.%I', schemaname, tablename) as name from pg_tables where schemaname not in ('pg_catalog', 'information_schema')`);
  const tables = await Promise.all(rows.map(({ name }) => app.pool.query(`select t::text as row from ${name} t`)));
  return JSON.stringify(tables.map((table) => table.rows));
};

/** Of the database itself, with its write-ahead log. */
const databaseFolder = (): string => join(app.dataDirectory, "..", "postgres");

/** Files below a folder that hold a text: the database's own and its write-ahead log among them. */
const findInFiles = async (folder: string, texts: string[]): Promise<string[]> => {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const found: string[] = [];
  for (const entry of entries.filter((one) => one.isFile())) {
    const file = join(entry.parentPath, entry.name);
    const bytes = await readFile(file).catch(() => Buffer.alloc(0));
    if (texts.some((text) => bytes.includes(text))) found.push(file);
  }
  return found;
};

describe("A31: rotation while runs are at work", () => {
  it("A31: new runs use the new key and prompt at once, old ones finish, nothing is kept in plaintext", async () => {
    await call("PUT", "/api/admin/providers/compatible", { apiKey: oldKey, baseUrl: server.url });
    await call("PUT", "/api/admin/default-model", { model: "compatible/local-1" });
    server.hold();
    const old = [...(await startRuns("Shop", RUNS_A_PROJECT)), ...(await startRuns("Bakery", RUNS_A_PROJECT))];
    await expect.poll(() => server.requests.length, { timeout: 300_000 }).toBe(old.length);

    server.keys.add(newKey);
    await call("PUT", "/api/admin/providers/compatible", { apiKey: newKey });
    server.keys.delete(oldKey);
    const { version } = (await call("POST", "/api/admin/prompts/builder/versions", { content: newPrompt })) as {
      version: number;
    };
    await call("POST", "/api/admin/prompts/builder/activate", { version });
    server.release();
    const fresh = await startRuns("School", 4);
    await expect.poll(() => readStates([...old, ...fresh]), { timeout: 300_000 }).toEqual(["finished"]);

    const [before, after] = [false, true].map((isFresh) =>
      server.requests.filter(({ prompt }) => prompt.includes("School") === isFresh),
    );
    expect(new Set(before?.map(({ key }) => key))).toEqual(new Set([oldKey]));
    expect(before?.every(({ systemPrompt }) => systemPrompt.includes("engineer behind LetsCode"))).toBe(true);
    expect(after).toHaveLength(fresh.length);
    expect(after?.every(({ key, systemPrompt }) => key === newKey && systemPrompt === newPrompt)).toBe(true);

    const keys = [oldKey, newKey];
    const dump = await dumpDatabase();
    // What is searched is all there: the sealed key's hint, and the new prompt.
    expect(dump).toContain(newPrompt);
    expect(dump).toContain(newKey.slice(-4));
    expect(keys.filter((key) => dump.includes(key) || logged.join("\n").includes(key))).toEqual([]);
    await app.pool.query("checkpoint");
    expect(await findInFiles(databaseFolder(), keys)).toEqual([]);
    expect(await findInFiles(databaseFolder(), [newPrompt])).not.toEqual([]);
  }, 900_000);
});
