import type { IncomingMessage } from "node:http";
import type { DeployEnvironment, Deployment } from "#core/contracts/deployment.ts";
import type { Project } from "#core/contracts/project.ts";
import type { Clock } from "#core/ports/clock.ts";

export interface Place {
  deployment: Deployment;
  project: Project;
}

type FindByAddress = (environment: DeployEnvironment, address: string) => Promise<Place | null>;

const KEEP_MILLISECONDS = 2_000;
const MAXIMUM_KEPT = 500;

/** Scripts, styles and pictures of a page, as browsers mark their requests. */
const isPartOfPage = (request: IncomingMessage): boolean => {
  const destination = request.headers["sec-fetch-dest"];
  return (
    typeof destination === "string" &&
    /^(?:script|style|image|font|audio|video|track|manifest|worker)$/.test(destination)
  );
};

/**
 * Finds what an address serves. A page is always looked up anew, so that a reload shows what has just become ready; its
 * parts, asked for within two seconds, come from the same deployment as the page and cost no query.
 */
export const createPlaceLookup = (
  findByAddress: FindByAddress,
  clock: Clock,
): ((host: { environment: DeployEnvironment; address: string }, request: IncomingMessage) => Promise<Place | null>) => {
  const kept = new Map<string, { place: Place; until: number }>();
  return async ({ environment, address }, request) => {
    const key = `${environment}:${address}`;
    const now = clock.now().getTime();
    const known = kept.get(key);
    if (known !== undefined && known.until > now && isPartOfPage(request)) return known.place;
    const place = await findByAddress(environment, address);
    if (kept.size >= MAXIMUM_KEPT) kept.clear();
    if (place === null) kept.delete(key);
    else kept.set(key, { place, until: now + KEEP_MILLISECONDS });
    return place;
  };
};
