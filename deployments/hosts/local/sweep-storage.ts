import { readdir, rm, stat } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Deployment } from "#core/contracts/deployment.ts";
import type { Clock } from "#core/ports/clock.ts";
import type { DeploymentStore } from "#core/ports/deployment-store.ts";
import { measureFolder } from "../../sandbox/measure-folder.ts";
import { buildsFolder, dependenciesFolder, deploymentFolder } from "./folders.ts";
import { readSite } from "./site.ts";

export interface SweepLimits {
  /** Ready productions of each project whose files are kept for rollback, the current one included. */
  productions: number;
  /** How long files that nothing serves are kept. */
  unservedMilliseconds: number;
  /** What all deployments may hold together; beyond it previews go too, the oldest first, and production never. */
  totalBytes: number;
  /** How long dependencies and build caches are kept that no build has used. */
  unusedMilliseconds: number;
}

const HOUR = 3_600_000;
const DAY = 24 * HOUR;

export const sweepLimits: SweepLimits = {
  productions: 5,
  unservedMilliseconds: DAY,
  totalBytes: 10 * 1024 ** 3,
  unusedMilliseconds: 14 * DAY,
};

interface Options {
  dataDirectory: string;
  deployments: Pick<DeploymentStore, "get">;
  clock: Clock;
  limits?: Partial<SweepLimits>;
}

interface Kept {
  folder: string;
  deployment: Deployment;
  /** Lower goes first when there is too much. */
  rank: number;
}

// The longest an install and a build may take together, and as much again.
const ABANDONED_MILLISECONDS = HOUR;

const listOld = async (folder: string, before: number): Promise<string[]> => {
  const names = await readdir(folder).catch(() => []);
  const old = await Promise.all(
    names.map(async (name) => {
      const stats = await stat(join(folder, name)).catch(() => null);
      return stats !== null && stats.mtimeMs < before ? [join(folder, name)] : [];
    }),
  );
  return old.flat();
};

const remove = async (paths: string[]): Promise<number> => {
  for (const path of paths) await rm(path, { recursive: true, force: true });
  return paths.length;
};

const isDeploymentId = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** Sorts what is kept of deployments into what stays, with its rank, and what goes. */
const judge = async (options: Options, limits: SweepLimits): Promise<{ stay: Kept[]; go: string[] }> => {
  const now = options.clock.now().getTime();
  const root = deploymentFolder(options.dataDirectory, "");
  const stay: Kept[] = [];
  const go: string[] = [];
  const productions = new Map<string, Deployment[]>();
  const names = (await readdir(root).catch(() => [])).filter((name) => isDeploymentId.test(name));
  const rows = await Promise.all(names.map((name) => options.deployments.get(name)));
  for (const row of rows) {
    if (row?.environment === "production" && row.state === "ready")
      productions.set(row.projectId, [...(productions.get(row.projectId) ?? []), row]);
  }
  const isForRollback = (row: Deployment): boolean => {
    const ready = (productions.get(row.projectId) ?? []).toSorted((one, other) =>
      other.createdAt.localeCompare(one.createdAt),
    );
    return ready.slice(0, limits.productions).some(({ id }) => id === row.id);
  };
  for (const [index, name] of names.entries()) {
    const row = rows[index] ?? null;
    const folder = join(root, name);
    const isUnderWay = row !== null && ["queued", "building"].includes(row.state);
    const age =
      now - (row === null ? ((await stat(folder).catch(() => null))?.mtimeMs ?? 0) : Date.parse(row.createdAt));
    if (row === null && age > ABANDONED_MILLISECONDS) go.push(folder);
    else if (row === null || isUnderWay) continue;
    else if (row.isCurrent) stay.push({ folder, deployment: row, rank: row.environment === "production" ? 3 : 2 });
    else if (isForRollback(row)) stay.push({ folder, deployment: row, rank: 1 });
    else if (age > limits.unservedMilliseconds) go.push(folder);
    else stay.push({ folder, deployment: row, rank: 0 });
  }
  return { stay, go };
};

/** Takes the least wanted away until what stays fits. */
const fit = async (stay: Kept[], totalBytes: number): Promise<{ stay: Kept[]; go: string[] }> => {
  const wanted = stay.toSorted(
    (one, other) => other.rank - one.rank || other.deployment.createdAt.localeCompare(one.deployment.createdAt),
  );
  const fitting: Kept[] = [];
  const go: string[] = [];
  let total = 0;
  for (const one of wanted) {
    total += await measureFolder(one.folder, totalBytes);
    if (total <= totalBytes || one.rank === 3) fitting.push(one);
    else go.push(one.folder);
  }
  return { stay: fitting, go };
};

const sweepCaches = async (options: Options, limits: SweepLimits, stay: Kept[]): Promise<number> => {
  const now = options.clock.now().getTime();
  const sites = await Promise.all(stay.map(({ folder }) => readSite(folder)));
  const inUse = new Set(sites.map((site) => site?.dependencies ?? null));
  const dependencies = dependenciesFolder(options.dataDirectory);
  const unused = await listOld(dependencies, now - limits.unusedMilliseconds);
  const abandoned = (await listOld(dependencies, now - ABANDONED_MILLISECONDS)).filter((path) =>
    path.startsWith(join(dependencies, ".installing-")),
  );
  const builds = await listOld(join(options.dataDirectory, "cache", "builds"), now - limits.unusedMilliseconds);
  const keep = join(dependencies, "published.json");
  return remove([...unused.filter((path) => !inUse.has(path) && path !== keep), ...abandoned, ...builds]);
};

/** Sockets of installs and servers whose worker was killed; the longest-lived are those of a server, for a day. */
const listDeadSockets = async (now: number): Promise<string[]> => {
  const old = await listOld(tmpdir(), now - DAY - HOUR);
  return old.filter((path) => /[/\\]letscode-(?:egress|site)-[^/\\]+$/.test(path));
};

/**
 * Frees what the local deploy host no longer needs: outputs that nothing serves, but for the last productions of each
 * project; what dead workers left behind; dependencies and build caches unused for long. Answers how much it removed.
 */
export const sweepStorage = async (options: Options): Promise<number> => {
  const limits = { ...sweepLimits, ...options.limits };
  const now = options.clock.now().getTime();
  const judged = await judge(options, limits);
  const { stay, go } = await fit(judged.stay, limits.totalBytes);
  const root = deploymentFolder(options.dataDirectory, "");
  const unfinished = (await listOld(root, now - ABANDONED_MILLISECONDS)).filter(
    (path) => !isDeploymentId.test(path.slice(path.lastIndexOf("/") + 1)),
  );
  const abandoned = await listOld(buildsFolder(options.dataDirectory), now - ABANDONED_MILLISECONDS);
  const removed = await remove([...judged.go, ...go, ...unfinished, ...abandoned, ...(await listDeadSockets(now))]);
  return removed + (await sweepCaches(options, limits, stay));
};
