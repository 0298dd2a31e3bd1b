import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import type { Run, RunState } from "#core/contracts/run.ts";
import { holdLease } from "#runtime/jobs/hold-lease.ts";
import { enqueueForgottenDeployments, interruptForgottenRuns, interruptLeftRuns } from "#runtime/jobs/index.ts";
import { takeOverJobs } from "#runtime/jobs/take-over-jobs.ts";
import { startTestStack, type TestStack, type TestUser } from "#tests/helpers/start-test-stack.ts";

const SHA = "0123456789012345678901234567890123456789";

describe("recovery after a crash", () => {
  let stack: TestStack;
  let user: TestUser;
  let projectId: string;

  beforeAll(async () => {
    stack = await startTestStack();
    user = await stack.signUp();
    const project = await stack.stores.projects.create({
      ownerId: user.id,
      name: "App",
      slug: "app",
      template: "static",
      gitHost: "local",
      deployHost: "local",
      defaultBranch: "main",
    });
    projectId = project.id;
  });
  afterAll(() => stack.stop());
  beforeEach(async () => {
    await stack.pool.query("delete from runs");
    await stack.pool.query("delete from deployments");
    await stack.pool.query("delete from graphile_worker._private_jobs");
  });

  const createRun = async (branch: string): Promise<Run> => {
    const { run } = await stack.stores.runs.create({
      projectId,
      requestedBy: user.id,
      kind: "prompt",
      branch,
      prompt: "Build it",
      provider: "demo",
      model: "demo-1",
      promptName: "builder",
      promptVersion: 1,
      idempotencyKey: null,
    });
    return run;
  };
  /** A run that a pool of that name is at work on. */
  const beginRun = async (branch: string, poolId: string): Promise<Run> => {
    const { id } = await createRun(branch);
    await lockJob("runId", id, poolId);
    const run = await stack.stores.runs.claim(id);
    if (run === null) throw new Error("it was not claimed");
    return stack.stores.runs.update(id, run.attempt, { state: "running" });
  };
  const lockJob = (key: string, id: string, poolId: string) =>
    stack.pool.query(
      "update graphile_worker._private_jobs set locked_by = $3, locked_at = now(), attempts = 1 where payload ->> $1 = $2",
      [key, id, poolId],
    );
  const stateOf = async (id: string): Promise<RunState | undefined> => (await stack.stores.runs.get(id))?.state;
  const countJobs = async (key: string, id: string): Promise<number> => {
    // Other jobs of a run, such as the one that tells its pull request, have their own life.
    const sql = `select count(*)::int as count from graphile_worker._private_jobs j
      join graphile_worker._private_tasks t on t.id = j.task_id
      where t.identifier in ('run-prompt', 'deploy-commit') and j.payload ->> $1 = $2`;
    return (await stack.pool.query(sql, [key, id])).rows[0].count;
  };
  const requestDeployment = () =>
    stack.stores.deployments.request({
      projectId,
      host: "local",
      environment: "preview",
      branch: "main",
      commitSha: SHA,
      requestedBy: "user",
    });

  it("A8: at a start, runs of dead workers become interrupted, and their jobs go", async () => {
    const run = await beginRun("a", "pool-dead");
    expect(await interruptLeftRuns(stack.pool, stack.stores)).toEqual([run.id]);
    expect(await stateOf(run.id)).toBe("interrupted");
    expect(await countJobs("runId", run.id)).toBe(0);
    const { items } = await stack.stores.activity.list(projectId, { limit: 5 });
    expect(items[0]).toMatchObject({ actor: "system", action: "run.interrupted", runId: run.id });
    expect(await stack.stores.runs.resume(run.id)).toMatchObject({ state: "queued" });
    expect(await countJobs("runId", run.id)).toBe(1);
  });

  it("leaves runs alone that a living worker holds, and runs that only wait", async () => {
    const lease = await holdLease({ databaseUrl: stack.databaseUrl });
    try {
      await lease.hold("pool-alive");
      const busy = await beginRun("a", "pool-alive");
      const waiting = await createRun("b");
      expect(await interruptLeftRuns(stack.pool, stack.stores)).toEqual([]);
      expect(await stateOf(busy.id)).toBe("running");
      expect(await stateOf(waiting.id)).toBe("queued");
      expect(await countJobs("runId", waiting.id)).toBe(1);
    } finally {
      await lease.release();
    }
  });

  it("interrupts a run cut off in an orderly stop as well: its job waits, and nobody holds it", async () => {
    const run = await beginRun("a", "pool-dead");
    await stack.pool.query("update graphile_worker._private_jobs set locked_by = null, locked_at = null");
    expect(await interruptLeftRuns(stack.pool, stack.stores)).toEqual([run.id]);
    expect(await countJobs("runId", run.id)).toBe(0);
  });

  it("keeps the jobs of deployments: they go on by themselves", async () => {
    const { id } = await requestDeployment();
    await lockJob("deploymentId", id, "pool-dead");
    await interruptLeftRuns(stack.pool, stack.stores);
    const { rows } = await stack.pool.query("select locked_by from graphile_worker._private_jobs");
    expect(rows).toEqual([{ locked_by: null }]);
  });

  it("takes a pool over once, however many try", async () => {
    await beginRun("a", "pool-dead");
    const taken = await Promise.all(Array.from({ length: 8 }, () => takeOverJobs(stack.pool)));
    expect(taken.flat()).toEqual(["pool-dead"]);
  });

  it("finds runs without any job, but not those whose job is between two tries", async () => {
    const forgotten = await beginRun("a", "pool-dead");
    const retried = await beginRun("b", "pool-dead");
    await stack.pool.query("update graphile_worker._private_jobs set locked_by = null, locked_at = null");
    await stack.pool.query("delete from graphile_worker._private_jobs where payload ->> 'runId' = $1", [forgotten.id]);
    expect(await interruptForgottenRuns(stack.pool, stack.stores)).toEqual([forgotten.id]);
    expect(await stateOf(retried.id)).toBe("running");
  });

  it("finds a run whose job has failed for good", async () => {
    const run = await beginRun("a", "pool-dead");
    await stack.pool.query(
      "update graphile_worker._private_jobs set locked_by = null, locked_at = null, attempts = max_attempts",
    );
    expect(await interruptForgottenRuns(stack.pool, stack.stores)).toEqual([run.id]);
  });

  it("A4: puts a deployment back into the queue when nothing would ever finish it", async () => {
    const { id } = await requestDeployment();
    const age = () => stack.pool.query("update deployments set created_at = now() - interval '1 minute'");
    await age();
    expect(await enqueueForgottenDeployments(stack.pool)).toEqual([]);
    await stack.pool.query("delete from graphile_worker._private_jobs");
    expect(await enqueueForgottenDeployments(stack.pool)).toEqual([id]);
    expect(await countJobs("deploymentId", id)).toBe(1);
    expect(await enqueueForgottenDeployments(stack.pool)).toEqual([]);
  });

  it("waits for a state that has arrived and is still to be processed", async () => {
    const { id } = await requestDeployment();
    await stack.pool.query("update deployments set created_at = now() - interval '1 minute'");
    await stack.stores.deliveries.record({
      source: "status",
      deliveryId: "delivery-1",
      event: "deployment.status",
      payload: { data: { deploymentId: id } },
    });
    await stack.pool.query("delete from graphile_worker._private_jobs where payload ->> 'deploymentId' is not null");
    expect(await enqueueForgottenDeployments(stack.pool)).toEqual([]);
  });
});
