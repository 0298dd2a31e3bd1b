import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { setTimeout } from "node:timers/promises";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { startTestDatabase, testKeys, type TestDatabase } from "#tests/helpers/start-test-database.ts";

const SHUT_DOWNS = 3;
const REQUEST_MILLISECONDS = 10;

let database: TestDatabase;
beforeAll(async () => {
  database = await startTestDatabase();
});
afterAll(() => database.stop());

const ask = (path: string): Promise<Response> =>
  database.embedded.fetch(
    new Request(`http://localhost:3000/rest/v1/${path}`, {
      headers: { apikey: testKeys.secretKey, authorization: `Bearer ${testKeys.secretKey}` },
    }),
  );

/** Asks without a pause, and knows which questions are still open. */
const keepAsking = () => {
  const open = new Set<Promise<unknown>>();
  const timer = setInterval(() => {
    for (const path of ["prompts?select=id", "projects?select=id,name"]) {
      const asked = ask(path).then(
        ({ status }) => status,
        () => null,
      );
      open.add(asked);
      void asked.then(() => open.delete(asked));
    }
  }, REQUEST_MILLISECONDS);
  return { stop: () => clearInterval(timer), open };
};

const shutDown = async (): Promise<void> => {
  const file = await readFile(join(database.dataDirectory, "postgres", "postmaster.pid"), "utf8");
  process.kill(Number(file.split("\n")[0]), "SIGQUIT");
};

describe("a database that is shut down at once", () => {
  it("A13: leaves no request without an answer, and answers again", { timeout: 240_000 }, async () => {
    const asking = keepAsking();
    for (let round = 0; round < SHUT_DOWNS; round += 1) {
      await setTimeout(1_000);
      await shutDown();
      await setTimeout(500);
      await expect.poll(async () => (await ask("prompts?select=id")).status, { timeout: 60_000 }).toBe(200);
    }
    asking.stop();
    await expect.poll(() => asking.open.size, { timeout: 35_000 }).toBe(0);
  });
});
