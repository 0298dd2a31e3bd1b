import { randomUUID } from "node:crypto";
import { createProject } from "./realtime.ts";
import type { TestStack, TestUser } from "./start-test-stack.ts";

const usage = { inputTokens: 1, cachedInputTokens: 0, outputTokens: 1, costUsd: 0.1 };

const seedReview = async ({ stores }: TestStack, projectId: string): Promise<void> => {
  const author = { name: "Ada", login: null };
  const commitSha = "a".repeat(40);
  const { pullRequest } = await stores.pullRequests.open({
    projectId,
    branch: "feature",
    base: "main",
    headSha: commitSha,
    title: "Shop",
    body: "",
    isBodyManaged: true,
    runId: null,
    actor: "user",
    author,
  });
  const pullRequestId = pullRequest.id;
  await stores.pullRequests.addComment({
    thread: { projectId, pullRequestId, commitSha },
    comment: { actor: "user", author, body: "Why?" },
  });
  const review = { projectId, pullRequestId, verdict: "approved" as const, actor: "user" as const, author };
  await stores.pullRequests.addReview({ ...review, body: "", commitSha });
};

/** Gives a person a row in every table that belongs to people. */
const seedPerson = async (stack: TestStack, user: TestUser, slug: string): Promise<string> => {
  const { stores, pool } = stack;
  const { id: projectId } = await createProject(stack, user, slug);
  const { run } = await stores.runs.create({
    projectId,
    requestedBy: user.id,
    kind: "prompt",
    branch: "main",
    prompt: "a shop",
    provider: "demo",
    model: "demo",
    promptName: "builder",
    promptVersion: 1,
    idempotencyKey: randomUUID(),
  });
  await stores.plan.save(projectId, run.id, [{ feature: "Shop", status: "planned", notes: "", priority: 1 }]);
  await stores.runs.saveStep(run.attempt, {
    runId: run.id,
    projectId,
    number: 1,
    state: "running",
    title: "Shop",
    summary: "",
    feature: null,
    commitSha: null,
    checks: {},
    usage,
    startedAt: new Date().toISOString(),
    finishedAt: null,
  });
  await stores.runs.appendMessage(null, { runId: run.id, projectId, role: "user", text: "hello", parts: [] });
  await stores.runs.saveLive(run.attempt, { runId: run.id, messageId: null, text: "typing", files: [] });
  await stores.promptImages.save({
    projectId,
    createdBy: user.id,
    name: "sketch.png",
    mediaType: "image/png",
    bytes: 3,
    data: "AAAA",
  });
  const call = { step: 1, inputTokens: 1, inputUsd: 0.1, leastOutputTokens: 1, mostOutputTokens: 1, outputPrice: 1 };
  const first = await stores.budgets.reserve(run.id, run.attempt, call);
  if ("reservationId" in first) await stores.budgets.settle(first.reservationId, run.id, run.attempt, usage);
  await stores.budgets.reserve(run.id, run.attempt, call);
  await stores.commits.save([
    {
      projectId,
      sha: "a".repeat(40),
      parents: [],
      branch: "main",
      subject: "Start",
      body: "",
      author: { name: "Ada", email: "ada@example.com" },
      actor: "user",
      runId: null,
      step: null,
      trailers: {},
      pushed: true,
      createdAt: new Date().toISOString(),
    },
  ]);
  await stores.activity.append({ projectId, actor: "user", action: "note.written", details: {} });
  const deployment = await stores.deployments.request({
    projectId,
    host: "local",
    environment: "preview",
    branch: "main",
    commitSha: "a".repeat(40),
    requestedBy: "user",
  });
  const line = {
    deploymentId: deployment.id,
    line: 1,
    stream: "stdout" as const,
    text: "built",
    at: new Date().toISOString(),
  };
  await stores.deployments.appendLogs([line]);
  await stores.repairs.saveSettings(projectId, { isAutomatic: true, maximumAttempts: 3 });
  const sealed = { ciphertext: "c", dataKey: "d", keyId: "k" };
  await stores.variables.save({ projectId, environment: "preview", name: "KEY", sealed, updatedBy: user.id });
  const endpoint = { id: randomUUID(), projectId, url: "https://hooks.example.com/", secret: sealed };
  const { id: endpointId } = await stores.statusEndpoints.create(endpoint);
  await stores.statusEndpoints.addMessage({ projectId, endpointId, event: "endpoint.test", payload: {} });
  await pool.query(
    `insert into public.deployment_repairs
      (project_id, deployment_id, run_id, state, signature, attempt, maximum_attempts, is_automatic)
     values ($1, $2, $3, 'started', 's', 1, 3, true)`,
    [projectId, deployment.id, run.id],
  );
  await stores.accessTokens.create({
    ownerId: user.id,
    projectId,
    name: "laptop",
    scope: "read",
    hash: randomUUID(),
    hint: "lc_…",
    expiresAt: null,
  });
  await seedReview(stack, projectId);
  await stores.budgets.save({ userId: user.id, projectId }, "day", { limitUsd: 1, limitTokens: null });
  return projectId;
};

export interface Seed {
  admin: TestUser;
  owner: TestUser;
  stranger: TestUser;
  /** The project of the owner. */
  projectId: string;
}

/** Rows in every table: of an admin, of an owner, of a stranger, and of nobody. */
export const seedEverything = async (stack: TestStack): Promise<Seed> => {
  const [admin, owner, stranger] = [
    await stack.signUp("admin"),
    await stack.signUp("owner"),
    await stack.signUp("stranger"),
  ];
  await seedPerson(stack, admin, "admin-shop");
  const projectId = await seedPerson(stack, owner, "owner-shop");
  await seedPerson(stack, stranger, "stranger-shop");
  await stack.stores.prompts.ensure({ name: "builder", content: "Build.", notes: "" });
  await stack.stores.deliveries.record({ source: "github", deliveryId: "1", event: "push", payload: {} });
  await stack.pool.query(`
    insert into public.admin_settings (key, value) values ('limits', '{}') on conflict do nothing;
    insert into public.github_apps (app_id, slug, name, html_url, client_id, client_secret, private_key, webhook_secret) values ('1', 'app', 'App', 'https://github.com/apps/app', 'Iv1', '{}', '{}', '{}');
    insert into public.github_connections (user_id, github_id, login, access_token) values ('${admin.id}', 1, 'admin', '{}');
    insert into public.provider_credentials (provider, name, ciphertext, data_key, key_id) values ('xai', 'key', 'c1', 'd1', 'k1');
    insert into public.host_connections (host, token) values ('vercel', '{"ciphertext":"c1","dataKey":"d1","keyId":"k1"}');
    insert into public.host_projects (project_id, host, external_id) values ('${projectId}', 'vercel', 'prj_1');
    insert into public.audit_log (actor_id, actor_email, action, target) values ('${admin.id}', 'admin@example.com', 'prompt.activated', 'prompt builder');
  `);
  return { admin, owner, stranger, projectId };
};
