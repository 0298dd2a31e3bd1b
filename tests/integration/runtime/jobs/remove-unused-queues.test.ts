import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { removeUnusedQueues } from "#runtime/jobs/remove-unused-queues.ts";
import { startTestDatabase, type TestDatabase } from "#tests/helpers/start-test-database.ts";

const add = "select graphile_worker.add_job('maintain', '{}', 'queue-of-a-branch')";
const named = "select count(*)::int as count from graphile_worker._private_job_queues where queue_name = $1";
const orphans = `select count(*)::int as count from graphile_worker._private_jobs job where job_queue_id is not null
  and not exists (select from graphile_worker._private_job_queues where id = job.job_queue_id)`;

describe("queues without jobs", () => {
  let database: TestDatabase;
  beforeAll(async () => {
    database = await startTestDatabase();
  });
  afterAll(() => database.stop());

  const count = async (sql: string, parameters: string[] = []): Promise<number> =>
    (await database.pool.query<{ count: number }>(sql, parameters)).rows[0]?.count ?? -1;
  const empty = () => database.pool.query("delete from graphile_worker._private_jobs");

  it("are cleared away, and those with jobs stay", async () => {
    await database.pool.query(add);
    await removeUnusedQueues(database.pool);
    expect(await count(named, ["queue-of-a-branch"])).toBe(1);
    await empty();
    await removeUnusedQueues(database.pool);
    expect(await count(named, ["queue-of-a-branch"])).toBe(0);
  });

  it("stay while a job is being added, which would never begin without its queue", async () => {
    await database.pool.query(add);
    await empty();
    const client = await database.pool.connect();
    await client.query("begin");
    await client.query(add);
    await removeUnusedQueues(database.pool);
    await client.query("commit");
    client.release();
    expect(await count(orphans)).toBe(0);
  });
});
