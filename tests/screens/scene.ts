import { z } from "zod";
import { createdStatusEndpointSchema, statusMessageSchema } from "#core/contracts/status-endpoint.ts";
import { createdAccessTokenSchema, writeAnswerSchema } from "#core/contracts/answers.ts";
import { openProductClient, waitFor, type ProductClient } from "#tests/helpers/product-client.ts";
import type { Product } from "#tests/helpers/start-product.ts";

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

/** Brings an installation into the state the screens show; everything by the product's own doors. */
export const prepareScene = async (product: Product): Promise<Scene> => {
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
  await waitFor("the run to finish", PATIENCE_MILLISECONDS, async () => {
    const run = await client.getRun(runId).catch(tellAndGoOn);
    if (run?.state === "failed") throw new Error(JSON.stringify(run.error));
    return run?.state === "finished";
  });
  await waitFor("every build to end", PATIENCE_MILLISECONDS, async () => {
    const all = await Promise.all(
      [finished, broken, empty].map(({ id }) => client.listDeployments(id).catch(tellAndGoOn)),
    );
    return all.every((deployments) => deployments?.every(({ state }) => state !== "queued" && state !== "building"));
  });
  return {
    product,
    owner,
    newcomer: { email: "grace@example.com" },
    finished: { id: finished.id, branch },
    broken: { id: broken.id },
    empty: { id: empty.id },
  };
};
