import { deploymentSchema } from "#core/contracts/deployment.ts";
import { domainSchema } from "#core/contracts/domain.ts";
import { projectAnswerSchema } from "#core/contracts/project.ts";
import { waitFor, type ProductClient } from "#tests/helpers/product-client.ts";
import type { ServedVercel } from "./serve-vercel.ts";

/** Projects that Vercel serves. */
export interface Hosted {
  /** At a domain of its own, with others on the way. */
  id: string;
  /** At no domain yet. */
  bare: { id: string };
}

const PATIENCE_MILLISECONDS = 600_000;
const LONG_DOMAIN =
  "bouquets-and-wreaths-for-every-day-of-the-year.flowers.of.the.united-florists-of-lodz.example.co.uk";

/** Its first build is made here, so that the project at Vercel begins with the first deployment that is asked for. */
const createAtVercel = async (client: ProductClient, name: string): Promise<{ id: string }> => {
  const { id } = await client.createProject(name, "static");
  await waitFor("the first build", PATIENCE_MILLISECONDS, async () =>
    (await client.listDeployments(id)).some(({ state }) => state === "ready"),
  );
  await client.call(projectAnswerSchema, "PATCH", `/projects/${id}`, { deployHost: "vercel" });
  return { id };
};

/** A project with a domain in each state: one that is served, one that is somebody's to prove, one without DNS. */
export const prepareHosted = async (client: ProductClient, { state }: Pick<ServedVercel, "state">): Promise<Hosted> => {
  const { id } = await createAtVercel(client, "Flower shop");
  await client.call(deploymentSchema, "POST", `/projects/${id}/deployments`, { branch: "main" });
  await waitFor("a deployment at Vercel", PATIENCE_MILLISECONDS, async () =>
    (await client.listDeployments(id)).some(({ host, state: reached }) => host === "vercel" && reached === "ready"),
  );
  state.pointing.add("flowers.example.com");
  state.foreign.set("shop.example.org", { isProven: false });
  for (const name of ["flowers.example.com", "shop.example.org", LONG_DOMAIN])
    await client.call(domainSchema, "POST", `/projects/${id}/domains`, { name });
  return { id, bare: await createAtVercel(client, "Bookshop") };
};
