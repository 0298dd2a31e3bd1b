import type { Deployment } from "#core/contracts/deployment.ts";
import type { RenderClient } from "./create-render-client.ts";
import { cancelDeploy, type RenderHostOptions, toExternalId } from "./render-host-options.ts";
import { RenderApiError } from "./render-api-error.ts";
import type { RenderDeploy } from "./render-schemas.ts";

interface Once {
  client: RenderClient;
  options: RenderHostOptions;
  serviceId: string;
  deployment: Deployment;
  /** Commit that the deploy builds, or serves again. */
  commitSha: string;
  signal: AbortSignal;
}

/** Render's clock and ours need not agree. A deploy that belongs to an earlier deployment of ours is known to be its. */
const CLOCK_MARGIN_MILLISECONDS = 30_000;

/** What was canceled comes last: Render itself cancels an older deploy where a newer one may overtake it. */
const toRank = ({ status }: RenderDeploy): number => (status === "canceled" ? 1 : 0);

const compare = (one: RenderDeploy, other: RenderDeploy): number =>
  toRank(one) - toRank(other) || one.createdAt.localeCompare(other.createdAt) || one.id.localeCompare(other.id);

/**
 * The deploys that may be this deployment's, of those Render has: of its commit, not older, and no other deployment's.
 * Render keeps no name of ours with a deploy. Of several, which only workers that race can make, all choose the first.
 */
const listOwn = async ({ client, options, serviceId, deployment, commitSha }: Once): Promise<string[]> => {
  const from = Date.parse(deployment.createdAt) - CLOCK_MARGIN_MILLISECONDS;
  const own: string[] = [];
  for (const { id, commit, createdAt } of (await client.listDeploys(serviceId)).toSorted(compare)) {
    const isOurs = commit?.id === commitSha && Date.parse(createdAt) >= from;
    if (isOurs && !(await options.isTaken(toExternalId(serviceId, id), deployment.id))) own.push(id);
  }
  return own;
};

/**
 * One deploy for a deployment, whoever asks for it and how often: looks for it, makes one, and looks again, since a worker
 * that was frozen and replaced may have made one meanwhile. What was made for nothing is canceled (decision 093).
 */
export const deployOnce = async (once: Once, create: () => Promise<RenderDeploy | null>): Promise<string> => {
  const { client, serviceId, signal } = once;
  const [known] = await listOwn(once);
  if (known !== undefined) return known;
  signal.throwIfAborted();
  const made = await create();
  const [first = made?.id, ...others] = await listOwn(once);
  if (first === undefined)
    throw new RenderApiError({ status: 503, detail: "the deploy it has queued is not there yet" });
  // What Render has only queued, to build once the one before has ended, it does not name: it is one of the others.
  const needless = made === null ? others : others.filter((id) => id === made.id);
  for (const id of needless) await cancelDeploy(client, serviceId, id);
  return first;
};
