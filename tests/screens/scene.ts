import { z } from "zod";
import { createdStatusEndpointSchema, statusMessageSchema } from "#core/contracts/status-endpoint.ts";
import { createdAccessTokenSchema, writeAnswerSchema } from "#core/contracts/answers.ts";
import { openProductClient, waitFor, type ProductClient } from "#tests/helpers/product-client.ts";
import { startFakeRender } from "#tests/helpers/render/start-fake-render.ts";
import { serveScriptedModel } from "#tests/helpers/serve-scripted-model.ts";
import { startProduct, type Product } from "#tests/helpers/start-product.ts";
import { prepareHosted, type Hosted } from "./prepare-hosted.ts";
import { prepareStates, type States } from "./prepare-states.ts";
import { serveVercel, type ServedVercel } from "./serve-vercel.ts";
import { createStateScripts } from "./state-scripts.ts";

/** What the screens show: two people, and projects in every state worth a picture. */
export interface Scene {
  product: Product;
  owner: { email: string; client: ProductClient };
  newcomer: { email: string };
  /** A run that finished, with a preview of each step. */
  finished: { id: string; branch: string };
  /** The newest build failed. */
  broken: { id: string };
  /** Nothing was asked of the AI yet. */
  empty: { id: string };
  states: States;
  hosted: Hosted;
  /** Ends the product and the model, and removes what they kept. */
  close(): Promise<void>;
}

export const PASSWORD = "correct horse battery";
export const PROMPT = "A booking tool for a dog groomer: customers, their dogs, appointments";
const LONG_NAME = "Inventory, orders and deliveries of the Łódź workshop, 2026";
const PATIENCE_MILLISECONDS = 600_000;

const breakBuild = async (client: ProductClient, id: string): Promise<void> => {
  const [newest] = await client.listCommits(id, "main");
  if (newest === undefined) throw new Error("The project has no commit.");
  const files = [{ path: "src/main.tsx", content: 'import { App } from "./missing";\n\nApp();\n' }];
  await client.call(writeAnswerSchema, "PUT", `/projects/${id}/files`, {
    branch: "main",
    expectedHead: newest.sha,
    message: "Import a file that is not there",
    files,
  });
};

const makeTokens = async (client: ProductClient): Promise<void> => {
  for (const [name, scope] of [
    ["Laptop", "write"],
    ["Build server", "read"],
  ]) {
    await client.call(createdAccessTokenSchema, "POST", "/access-tokens", { name, scope });
  }
};

/** Variables of an app, and an address that hears about its deployments but cannot be reached. */
const furnish = async (client: ProductClient, id: string): Promise<void> => {
  for (const [name, environments] of [
    ["STRIPE_SECRET_KEY", ["preview", "production"]],
    ["VITE_API_URL", ["preview"]],
  ] as const) {
    const variable = { name, value: "a value nobody sees", environments };
    await client.call(z.unknown(), "PUT", `/projects/${id}/variables`, variable);
  }
  const url = "http://127.0.0.1:9/deployments";
  const endpoint = await client.call(createdStatusEndpointSchema, "POST", `/projects/${id}/status-endpoints`, { url });
  await client.call(statusMessageSchema, "POST", `/status-endpoints/${endpoint.id}/test`);
};

/** The scene is not what is examined: an answer that did not come this time is asked for again, and told. */
const tellAndGoOn = (thrown: unknown): null => {
  console.warn(`Asked again: ${String(thrown)}`);
  return null;
};

const waitForBuilds = (client: ProductClient, ids: string[]): Promise<unknown> =>
  waitFor("every build to end", PATIENCE_MILLISECONDS, async () => {
    const all = await Promise.all(ids.map((id) => client.listDeployments(id).catch(tellAndGoOn)));
    return all.every((deployments) => deployments?.every(({ state }) => state !== "queued" && state !== "building"));
  });

const waitForRun = (client: ProductClient, id: string): Promise<unknown> =>
  waitFor("the run to finish", PATIENCE_MILLISECONDS, async () => {
    const run = await client.getRun(id).catch(tellAndGoOn);
    if (run?.state === "failed") throw new Error(JSON.stringify(run.error));
    return run?.state === "finished";
  });

const prepare = async (product: Product, vercel: ServedVercel, push: () => void): Promise<Omit<Scene, "close">> => {
  const owner = { email: "ada@example.com", client: await openProductClient(product, "ada@example.com") };
  const { client } = owner;
  await openProductClient(product, "grace@example.com");
  const finished = await client.createProject("Dog groomer");
  const { id: runId, branch } = await client.startRun(finished.id, PROMPT);
  const broken = await client.createProject("Bike workshop");
  await breakBuild(client, broken.id);
  const empty = await client.createProject(LONG_NAME, "static");
  await makeTokens(client);
  await furnish(client, finished.id);
  const done = waitForRun(client, runId).then(() => waitForBuilds(client, [finished.id, broken.id, empty.id]));
  const states = await prepareStates(product, client, done, push);
  const hosted = await prepareHosted(client, vercel);
  return {
    product,
    owner,
    newcomer: { email: "grace@example.com" },
    finished: { id: finished.id, branch },
    broken: { id: broken.id },
    empty: { id: empty.id },
    states,
    hosted,
  };
};

/** Starts an installation and brings it into the state the screens show; everything by the product's own doors. */
export const openScene = async (): Promise<Scene> => {
  const pushed = Promise.withResolvers<void>();
  const model = await serveScriptedModel(createStateScripts(pushed.promise));
  const render = await startFakeRender();
  const vercel = await serveVercel();
  const product = await startProduct({
    COMPATIBLE_BASE_URL: model.baseUrl,
    ...vercel.variables,
    RENDER_API_URL: render.url,
    RENDER_API_KEY: render.state.token,
    RENDER_WEBHOOK_SECRET: "whsec_YSBzZWNyZXQgc2hhcmVkIHdpdGggUmVuZGVy",
  });
  const close = async (): Promise<void> => {
    await product.remove();
    await vercel.close();
    await render.stop();
    await model.close();
  };
  try {
    return { ...(await prepare(product, vercel, pushed.resolve)), close };
  } catch (thrown) {
    console.error(product.output().slice(-4_000));
    await close();
    throw thrown;
  }
};
