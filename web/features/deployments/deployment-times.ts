import { terminalDeploymentStates, type Deployment } from "#core/contracts/index.ts";

/** How long a deployment waited and how long it was built, in milliseconds; null for what has not begun. */
export const readTimes = (
  { createdAt, startedAt, finishedAt }: Pick<Deployment, "createdAt" | "startedAt" | "finishedAt">,
  now: number,
): { queued: number; built: number | null } => {
  const created = Date.parse(createdAt);
  const started = startedAt === null ? null : Date.parse(startedAt);
  const finished = finishedAt === null ? null : Date.parse(finishedAt);
  return {
    queued: Math.max(0, (started ?? finished ?? now) - created),
    built: started === null ? null : Math.max(0, (finished ?? now) - started),
  };
};

export const isUnfinished = ({ state }: Pick<Deployment, "state">): boolean =>
  !terminalDeploymentStates.includes(state);

/** The newest production that was ready before the one that is served: where "roll back" leads. */
export const findRollback = (deployments: readonly Deployment[]): Deployment | null => {
  const productions = deployments.filter(({ environment, state }) => environment === "production" && state === "ready");
  const served = productions.findIndex(({ isCurrent }) => isCurrent);
  if (served === -1) return null;
  const current = productions[served];
  return productions.slice(served + 1).find(({ commitSha }) => commitSha !== current?.commitSha) ?? null;
};
