import { fileAnswerSchema } from "#core/contracts/file.ts";
import { writeAnswerSchema } from "#core/contracts/answers.ts";
import { deploymentSchema } from "#core/contracts/deployment.ts";
import { projectAnswerSchema } from "#core/contracts/project.ts";
import { finalRunStates, runSchema, type RunState } from "#core/contracts/run.ts";
import { waitFor, type ProductClient } from "#tests/helpers/product-client.ts";
import type { Product } from "#tests/helpers/start-product.ts";
import { HEADING, prompts } from "./state-scripts.ts";

const PATIENCE_MILLISECONDS = 600_000;

/** A project with a run in every state that needs somebody, each on a branch of its own. */
export interface States {
  id: string;
  branches: Record<keyof typeof prompts, string>;
  /** Its build never ends. */
  building: { id: string };
  /** Its deploy host waits for a person: Render builds from GitHub, and its repository is here. */
  blocked: { id: string };
}

type Started = { id: string; branch: string };

const startScripted = (client: ProductClient, projectId: string, prompt: string): Promise<Started> =>
  client.call(runSchema, "POST", `/projects/${projectId}/runs`, { prompt, model: "compatible/scripted" });

/** Throws at once when the run came to rest in another state. */
const waitForState = (client: ProductClient, id: string, state: RunState): Promise<unknown> =>
  waitFor(`a run that is ${state}`, PATIENCE_MILLISECONDS, async () => {
    const run = await client.getRun(id).catch(() => null);
    if (run === null || run.state === state) return run !== null;
    if (finalRunStates.includes(run.state))
      throw new Error(`${run.prompt} is ${run.state}: ${JSON.stringify(run.error)}`);
    return false;
  });

const waitForStep = (client: ProductClient, id: string): Promise<unknown> =>
  waitFor("a committed step", PATIENCE_MILLISECONDS, async () =>
    (await client.getRun(id)).steps.some(({ state }) => state === "committed"),
  );

/** A person's edit of the heading on a branch. */
const editHeading = async (client: ProductClient, id: string, branch: string, heading: string): Promise<void> => {
  const file = await client.call(
    fileAnswerSchema,
    "GET",
    `/projects/${id}/file?ref=${encodeURIComponent(branch)}&path=index.html`,
  );
  await client.call(writeAnswerSchema, "PUT", `/projects/${id}/files`, {
    branch,
    expectedHead: file.commitSha,
    message: "Change the heading",
    files: [{ path: "index.html", content: file.content.replace(HEADING, heading) }],
  });
};

const createEndlessBuild = async (client: ProductClient): Promise<{ id: string }> => {
  const { id } = await client.createProject("Choir", "static");
  const [newest] = await client.listCommits(id, "main");
  const build = { name: "choir", private: true, scripts: { build: "echo Building the choir && sleep 3600" } };
  await client.call(writeAnswerSchema, "PUT", `/projects/${id}/files`, {
    branch: "main",
    expectedHead: newest?.sha,
    message: "Build it",
    files: [{ path: "package.json", content: `${JSON.stringify(build, null, 2)}\n` }],
  });
  return { id };
};

const createBlockedBuild = async (client: ProductClient): Promise<{ id: string }> => {
  const { id } = await client.createProject("Cinema", "static");
  await waitFor("the first build", PATIENCE_MILLISECONDS, async () =>
    (await client.listDeployments(id)).some(({ state }) => state === "ready"),
  );
  await client.call(projectAnswerSchema, "PATCH", `/projects/${id}`, { deployHost: "render" });
  await client.call(deploymentSchema, "POST", `/projects/${id}/deployments`, { branch: "main" });
  await waitFor("a blocked deployment", PATIENCE_MILLISECONDS, async () =>
    (await client.listDeployments(id)).some(({ state }) => state === "blocked"),
  );
  return { id };
};

/** A build that is stopped for taking too long, on a slow machine before anybody looked, begins once more. */
export const keepBuilding = (client: ProductClient, projectId: string): Promise<unknown> =>
  waitFor("a build to be at work", PATIENCE_MILLISECONDS, async () => {
    const deployments = await client.listDeployments(projectId);
    if (deployments.some(({ state }) => state === "building")) return true;
    const [newest] = deployments;
    if (newest !== undefined && newest.state !== "queued")
      await client.call(deploymentSchema, "POST", `/deployments/${newest.id}/retry`, {});
    return false;
  });

/**
 * Brings a run into each state, by a model that says what a script has. `push` lets the scripted model go on once a person
 * has edited what its step edits. The product is killed and started again, which is what interrupts a run.
 */
export const prepareStates = async (
  product: Product,
  client: ProductClient,
  beforeKill: Promise<unknown>,
  push: () => void,
): Promise<States> => {
  const { id } = await client.createProject("Pottery studio", "static");
  const start = (prompt: string): Promise<Started> => startScripted(client, id, prompt);
  const [waiting, failed, conflict, long, interrupted] = [
    await start(prompts.waiting),
    await start(prompts.failed),
    await start(prompts.conflict),
    await start(prompts.long),
    await start(prompts.interrupted),
  ];
  await waitForStep(client, conflict.id);
  await editHeading(client, id, conflict.branch, "Open every day but Monday");
  push();
  await Promise.all([
    waitForState(client, waiting.id, "waiting"),
    waitForState(client, failed.id, "failed"),
    waitForState(client, conflict.id, "failed"),
    waitForState(client, long.id, "finished"),
    waitForStep(client, interrupted.id),
  ]);
  await editHeading(client, id, "main", "Clay, wheel and kiln");
  await beforeKill;
  await product.killAll();
  await product.startAgain();
  await waitForState(client, interrupted.id, "interrupted");
  const running = await start(prompts.running);
  const building = await createEndlessBuild(client);
  const blocked = await createBlockedBuild(client);
  await waitForStep(client, running.id);
  const branches = {
    waiting: waiting.branch,
    failed: failed.branch,
    conflict: conflict.branch,
    long: long.branch,
    interrupted: interrupted.branch,
    running: running.branch,
  };
  return { id, branches, building, blocked };
};
