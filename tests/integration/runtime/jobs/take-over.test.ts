import { fork, type ChildProcess } from "node:child_process";
import { fileURLToPath } from "node:url";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { waitFor } from "#tests/helpers/product-client.ts";
import { startTestDatabase, type TestDatabase } from "#tests/helpers/start-test-database.ts";

interface Note {
  worker: string;
  event: string;
  key: string;
  attempt: number;
  at: Date;
}

const script = fileURLToPath(new URL("../../../helpers/job-worker.ts", import.meta.url));

describe("jobs of workers that are gone", { timeout: 240_000 }, () => {
  let database: TestDatabase;
  const workers = new Set<ChildProcess>();

  beforeAll(async () => {
    database = await startTestDatabase();
    await database.pool.query(
      "create table job_notes (worker text, event text, key text, attempt int, at timestamptz default clock_timestamp())",
    );
  });
  afterAll(() => database.stop());
  beforeEach(async () => {
    await database.pool.query("truncate job_notes");
  });
  afterEach(async () => {
    await Promise.all(
      [...workers].map(async (worker) => {
        const isRunning = worker.exitCode === null && worker.signalCode === null;
        const ended = isRunning ? new Promise((resolve) => worker.once("exit", resolve)) : null;
        worker.kill("SIGKILL");
        await ended;
      }),
    );
    workers.clear();
    await database.pool.query("delete from graphile_worker._private_jobs");
    await database.pool.query("delete from graphile_worker._private_job_queues");
  });

  const startWorker = async (name: string, workMilliseconds: number): Promise<ChildProcess> => {
    const worker = fork(script, [database.databaseUrl, name, String(workMilliseconds)], { silent: true });
    workers.add(worker);
    let printed = "";
    worker.stderr?.on("data", (chunk: Buffer) => {
      printed += chunk.toString("utf8");
    });
    await new Promise((resolve, reject) => {
      worker.once("message", resolve);
      worker.once("exit", (code) => reject(new Error(`the worker ended with ${code}: ${printed}`)));
    });
    return worker;
  };
  const enqueue = (key: string, queue: string | null = null) =>
    database.pool.query("select graphile_worker.add_job('process-delivery', json_build_object('key', $1::text), $2)", [
      key,
      queue,
    ]);
  const notes = async (): Promise<Note[]> =>
    (await database.pool.query<Note>("select * from job_notes order by at")).rows;
  const noteOf = (worker: string, event: string, milliseconds: number) =>
    waitFor(`${worker} ${event}`, milliseconds, async () =>
      (await notes()).find((note) => note.worker === worker && note.event === event),
    );
  const countJobs = async (): Promise<number> =>
    Number((await database.pool.query("select count(*) from graphile_worker._private_jobs")).rows[0]?.count);

  it("A6: a killed worker's job goes on with a peer", async () => {
    const first = await startWorker("first", 60_000);
    await enqueue("one", "queue");
    await noteOf("first", "began", 60_000);
    await startWorker("second", 10);
    first.kill("SIGKILL");
    const killedAt = Date.now();
    await noteOf("second", "ended", 60_000);
    console.log(`killed worker to finished by a peer: ${((Date.now() - killedAt) / 1000).toFixed(1)} s`);
    await waitFor("the job to be gone", 60_000, async () => (await countJobs()) === 0);
    expect((await notes()).map(({ worker, event, attempt }) => [worker, event, attempt])).toEqual([
      ["first", "began", 1],
      ["second", "began", 2],
      ["second", "ended", 2],
    ]);
  });

  it("A6: a worker that starts later finds them too, and the queue is free again", async () => {
    const first = await startWorker("first", 60_000);
    await enqueue("one", "queue");
    await enqueue("two", "queue");
    await noteOf("first", "began", 60_000);
    first.kill("SIGKILL");
    await startWorker("second", 10);
    const ended = await waitFor("both jobs", 60_000, async () => {
      const found = (await notes()).filter(({ event }) => event === "ended");
      return found.length === 2 ? found.map(({ key }) => key) : null;
    });
    expect(ended).toEqual(["one", "two"]);
  });

  it("leaves the jobs of a living peer alone", async () => {
    await startWorker("first", 8_000);
    await enqueue("one", "queue");
    await noteOf("first", "began", 60_000);
    await startWorker("second", 10);
    await noteOf("first", "ended", 60_000);
    expect((await notes()).every(({ worker }) => worker === "first")).toBe(true);
  });

  it("A7: a frozen worker loses its job, and does nothing more with it when it thaws", async () => {
    const first = await startWorker("first", 1_500);
    await enqueue("one", "queue");
    await noteOf("first", "began", 60_000);
    first.kill("SIGSTOP");
    await startWorker("second", 6_000);
    await noteOf("second", "began", 60_000);
    const ended = new Promise((resolve) => first.once("exit", resolve));
    first.kill("SIGCONT");
    expect(await ended).toBe(75);
    // The peer still holds the job: the first one's end must not have completed it.
    expect(await countJobs()).toBe(1);
    await noteOf("second", "ended", 60_000);
    await waitFor("the job to be gone", 60_000, async () => (await countJobs()) === 0);
    const { rows } = await database.pool.query("select locked_by from graphile_worker._private_job_queues");
    expect(rows.every(({ locked_by: holder }) => holder === null)).toBe(true);
  });

  it("works on one job of a queue at a time, and begins the next at once", async () => {
    await startWorker("first", 200);
    for (const key of ["one", "two", "three"]) await enqueue(key, "queue");
    await waitFor(
      "all jobs",
      60_000,
      async () => (await notes()).filter(({ event }) => event === "ended").length === 3,
    );
    const all = await notes();
    expect(all.map(({ event }) => event)).toEqual(["began", "ended", "began", "ended", "began", "ended"]);
    const gaps = [1, 3].map((index) => Number(all[index + 1]?.at) - Number(all[index]?.at));
    // Far less than the second between two looks at the queue, were nobody woken.
    expect(Math.min(...gaps)).toBeLessThan(900);
  });
});
