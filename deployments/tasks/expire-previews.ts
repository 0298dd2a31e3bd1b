import type { Deployment } from "#core/contracts/deployment.ts";
import { toLetscodeError } from "#core/errors/to-letscode-error.ts";
import type { Clock } from "#core/ports/clock.ts";
import type { DeployHost } from "#core/ports/deploy-host.ts";
import type { Logger } from "#core/ports/logger.ts";
import type { Stores } from "#core/ports/stores.ts";

interface Options {
  stores: Pick<Stores, "deployments" | "projects">;
  findHost(name: string): DeployHost | null;
  clock: Clock;
  logger: Logger;
  /** How long a preview is kept that its branch does not serve any more; 0 keeps all of them. */
  days: number;
}

const DAY_MILLISECONDS = 24 * 60 * 60_000;
/** The local host sweeps the data folder by rules of its own. */
const HOSTS = ["vercel", "render", "folder"];
/** Of each host at a time; the rest follows with the next maintenance. */
const BATCH = 20;

const expire = async ({ stores, clock }: Options, host: DeployHost, deployment: Deployment): Promise<void> => {
  const { id, attempt } = deployment;
  const project = await stores.projects.get(deployment.projectId);
  if (project === null) return;
  await host.remove(project, deployment);
  await stores.deployments.expirePreview(id);
  const { lastLine } = await stores.deployments.describeLog(id);
  const text = `Removed from ${host.name}: it was old, and no branch needs it any more`;
  const at = clock.now().toISOString();
  await stores.deployments.appendLogs([{ deploymentId: id, line: lastLine + 1, stream: "system", text, at }], attempt);
};

/**
 * Removes old previews from the hosts that keep them, and answers how many. The newest of each branch that is there,
 * production and what it was promoted from stay. A host that does not answer, or is not connected any more, is asked again
 * the next time.
 */
export const expirePreviews = async (options: Options): Promise<number> => {
  const { stores, findHost, clock, logger, days } = options;
  if (days === 0) return 0;
  const before = new Date(clock.now().getTime() - days * DAY_MILLISECONDS);
  let count = 0;
  for (const name of HOSTS) {
    const host = findHost(name);
    const old = host === null ? [] : await stores.deployments.listOldPreviews(name, before, BATCH);
    try {
      for (const deployment of old) {
        if (host !== null) await expire(options, host, deployment);
        count += 1;
      }
    } catch (thrown) {
      const { code, detail } = toLetscodeError(thrown);
      logger.warn("Old previews could not be removed", { host: name, code, detail });
    }
  }
  return count;
};
