import { sign } from "@octokit/webhooks-methods";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Project } from "#core/contracts/project.ts";
import { githubExamples as all, inTurns } from "#tests/helpers/github-examples.ts";
import { startWebhookStack, webhookSecrets, type WebhookStack } from "#tests/helpers/start-webhook-stack.ts";

let stack: WebhookStack;
let local: Project;
beforeAll(async () => {
  stack = await startWebhookStack();
  const owner = await stack.signUp("octocat");
  ({ project: local } = await stack.createProject(owner, "hello-world"));
  await stack.drain();
});
afterAll(() => stack.stop());

/** Everything a webhook could change for a project. */
const readEverything = async (): Promise<string> => {
  const tables = [
    "projects",
    "commits",
    "activity_log",
    "deployments",
    "runs",
    "pull_requests",
    "review_threads",
    "review_comments",
    "reviews",
  ];
  const rows = await Promise.all(tables.map((table) => stack.pool.query(`select * from public.${table} order by id`)));
  return JSON.stringify(rows.map(({ rows: found }) => found));
};

const deliver = async (event: string, payload: unknown, id: string): Promise<number> => {
  const body = JSON.stringify(payload);
  const answer = await fetch(`${stack.receiver}/functions/v1/github-webhook`, {
    method: "POST",
    body,
    headers: {
      "content-type": "application/json",
      "x-github-event": event,
      "x-github-delivery": id,
      "x-hub-signature-256": await sign(webhookSecrets.github[0] ?? "", body),
    },
  });
  await answer.body?.cancel();
  return answer.status;
};

describe("every example payload of GitHub's, signed", () => {
  let before: string;

  it("is answered 2xx", async () => {
    before = await readEverything();
    expect(all.length).toBeGreaterThan(300);
    const refused: string[] = [];
    await inTurns(all, async ({ name, payload }, index) => {
      const status = await deliver(name, payload, `example-${index}`);
      if (status < 200 || status > 299) refused.push(`${name} ${status}`);
    });
    expect(refused).toEqual([]);
  });

  it("is processed, and changes no project it does not concern", async () => {
    const { rows } = await stack.pool.query(
      "select id from public.webhook_deliveries where delivery_id like 'example-%'",
    );
    expect(rows).toHaveLength(all.length);
    const signal = new AbortController().signal;
    await inTurns(rows, ({ id }) => stack.process(id, signal));
    const { rows: left } = await stack.pool.query(
      "select event, state, error from public.webhook_deliveries where delivery_id like 'example-%' and state not in ('processed', 'ignored')",
    );
    expect(left).toEqual([]);
    expect(await readEverything()).toBe(before);
    expect(await stack.stores.projects.get(local.id)).toMatchObject({ defaultBranch: "main" });
  });
});
