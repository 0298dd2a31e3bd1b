import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Deployment, DeploymentState } from "#core/contracts/deployment.ts";
import { sendWebhook, signStandard } from "#tests/helpers/send-webhook.ts";
import { startWebhookStack, webhookSecrets, type WebhookStack } from "#tests/helpers/start-webhook-stack.ts";

let stack: WebhookStack;
let projectId: string;
beforeAll(async () => {
  stack = await startWebhookStack();
  const owner = await stack.signUp();
  const { project } = await stack.createProject(owner, "shop");
  projectId = project.id;
  await stack.drain();
});
afterAll(() => stack.stop());

let commits = 0;
const request = async (): Promise<Deployment> => {
  commits += 1;
  const { id } = await stack.stores.deployments.request({
    projectId,
    host: "local",
    environment: "preview",
    branch: "feature",
    commitSha: commits.toString(16).padStart(40, "0"),
    requestedBy: "system",
  });
  const claimed = await stack.stores.deployments.claim(id);
  if (claimed === null) throw new Error("the deployment could not be claimed");
  return claimed;
};

const tell = async (deployment: Deployment, state: DeploymentState, attempt = deployment.attempt): Promise<void> => {
  const error = state === "error" ? { code: "build_failed", message: "It broke.", fix: "Mend it." } : null;
  const answer = await sendWebhook(
    stack.receiver,
    signStandard("deployment-status", webhookSecrets.status[0] ?? "", {
      type: "deployment.status",
      timestamp: new Date().toISOString(),
      data: {
        deploymentId: deployment.id,
        attempt,
        state,
        url: state === "ready" ? "http://feature--shop.preview.localhost:3000" : null,
        error,
      },
    }),
  );
  expect(answer.status).toBe(202);
};

const readLines = async (deployment: Deployment): Promise<string[]> => {
  const { rows } = await stack.pool.query<{ action: string }>(
    "select action from public.activity_log where details ->> 'deploymentId' = $1 order by seq",
    [deployment.id],
  );
  return rows.map(({ action }) => action);
};

const permute = <Item>(items: Item[]): Item[][] =>
  items.length <= 1
    ? [items]
    : items.flatMap((item, index) => permute(items.toSpliced(index, 1)).map((rest) => [item, ...rest]));

const rank: Record<DeploymentState, number> = { queued: 0, building: 1, ready: 2, error: 2, canceled: 2, blocked: 2 };
const actionOf: Partial<Record<DeploymentState, string>> = {
  building: "deployment.building",
  ready: "deployment.ready",
  error: "deployment.failed",
  canceled: "deployment.canceled",
  blocked: "deployment.blocked",
};

describe("a deployment's state by webhook", () => {
  it("A3: whatever the order, a terminal state never goes back, and the log has each state once", async () => {
    const orders = permute<DeploymentState>(["building", "ready", "error", "canceled"]);
    const deployments: { order: DeploymentState[]; deployment: Deployment }[] = [];
    for (const order of orders) {
      const deployment = await request();
      deployments.push({ order, deployment });
      for (const state of order) await tell(deployment, state);
    }
    await stack.drain();
    for (const { order, deployment } of deployments) {
      const terminal = order.find((state) => rank[state] === 2);
      const row = await stack.stores.deployments.get(deployment.id);
      const held = order.slice(0, order.indexOf(terminal ?? "ready") + 1);
      const expected = held.flatMap((state) => actionOf[state] ?? []);
      expect({ order, state: row?.state, lines: await readLines(deployment) }).toEqual({
        order,
        state: terminal,
        lines: expected,
      });
    }
  });

  it("A3: two states processed at the same time end in one of them, told once", async () => {
    for (let round = 0; round < 10; round += 1) {
      const deployment = await request();
      await Promise.all([tell(deployment, "ready"), tell(deployment, "error")]);
      const { rows } = await stack.pool.query<{ id: string }>(
        "select id from public.webhook_deliveries where payload #>> '{data,deploymentId}' = $1",
        [deployment.id],
      );
      const { signal } = new AbortController();
      await Promise.all([...rows, ...rows].map(({ id }) => stack.process(id, signal)));
      const row = await stack.stores.deployments.get(deployment.id);
      expect(["ready", "error"]).toContain(row?.state);
      expect(await readLines(deployment)).toEqual([row?.state === "ready" ? "deployment.ready" : "deployment.failed"]);
    }
  });

  it("A7: a worker that was replaced changes nothing", async () => {
    const deployment = await request();
    const next = await stack.stores.deployments.claim(deployment.id);
    await tell(deployment, "ready");
    await stack.drain();
    expect(await stack.stores.deployments.get(deployment.id)).toMatchObject({
      state: "queued",
      attempt: next?.attempt,
    });
    expect(await readLines(deployment)).toEqual([]);
    await tell(deployment, "ready", next?.attempt);
    await stack.drain();
    expect(await readLines(deployment)).toEqual(["deployment.ready"]);
  });

  it("writes the line of a state that an earlier try had only moved to", async () => {
    const deployment = await request();
    await tell(deployment, "building");
    // The job died between the move and the line.
    await stack.stores.deployments.transition(deployment.id, { attempt: deployment.attempt, state: "building" });
    await stack.drain();
    expect(await readLines(deployment)).toEqual(["deployment.building"]);
  });

  it("keeps what the worker told: address, error and remedy", async () => {
    const [ready, failed] = [await request(), await request()];
    await tell(ready, "ready");
    await tell(failed, "error");
    await stack.drain();
    expect(await stack.stores.deployments.get(ready.id)).toMatchObject({
      state: "ready",
      url: "http://feature--shop.preview.localhost:3000",
    });
    expect(await stack.stores.deployments.get(failed.id)).toMatchObject({
      state: "error",
      error: { code: "build_failed", fix: "Mend it." },
    });
    const { items } = await stack.stores.activity.list(projectId, { limit: 2 });
    expect(items[0]).toMatchObject({
      action: "deployment.failed",
      actor: "system",
      details: { code: "build_failed", fix: "Mend it.", environment: "preview", branch: "feature" },
    });
  });

  it("ignores the state of a deployment that is gone", async () => {
    const deployment = await request();
    await tell({ ...deployment, id: crypto.randomUUID() }, "ready");
    await stack.drain();
    const { rows } = await stack.pool.query(
      "select state from public.webhook_deliveries order by received_at desc limit 1",
    );
    expect(rows).toEqual([{ state: "ignored" }]);
  });
});
