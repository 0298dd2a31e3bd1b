import type { GitHost } from "#core/ports/git-host.ts";
import type { Stores } from "#core/ports/stores.ts";

/** What others build on: a worker that dies between two of these dies, for everybody else, after the first of them. */
const traces = new Set([
  "runs.claim",
  "runs.update",
  "runs.saveStep",
  "runs.appendMessage",
  "plan.save",
  "budgets.settle",
  "gitHost.createBranch",
  "gitHost.commit",
]);

export class WorkerKilled extends Error {}

export interface MortalWorker {
  stores: Stores;
  gitHost: GitHost;
  /** Names of what it wrote, in order. */
  log: string[];
}

const wrap = <Target extends object>(
  target: Target,
  name: string,
  intercept: (call: string, run: () => unknown) => unknown,
): Target =>
  new Proxy(target, {
    get: (object, key) => {
      const value: unknown = Reflect.get(object, key);
      if (typeof value !== "function") return value;
      return (...parameters: unknown[]) =>
        intercept(`${name}.${String(key)}`, () => Reflect.apply(value, object, parameters));
    },
  });

/**
 * Database and git host as a worker sees them that is killed right after its n-th write that others build on: the write happened, its answer is
 * never seen, and nothing the worker does afterwards has any effect. The same as SIGKILL, at every place it can make a
 * difference.
 */
export const createMortalWorker = (
  { stores, gitHost }: { stores: Stores; gitHost: GitHost },
  lifetime: number,
): MortalWorker => {
  const log: string[] = [];
  let isDead = false;
  const intercept = async (call: string, run: () => unknown): Promise<unknown> => {
    if (isDead) throw new WorkerKilled(call);
    const answer = await run();
    if (isDead) throw new WorkerKilled(call);
    if (!traces.has(call)) return answer;
    log.push(call);
    if (log.length < lifetime) return answer;
    isDead = true;
    throw new WorkerKilled(call);
  };
  const mortal = Object.fromEntries(
    Object.entries(stores).map(([name, store]) => [name, wrap(store as object, name, intercept)]),
  ) as unknown as Stores;
  return { stores: mortal, gitHost: wrap(gitHost, "gitHost", intercept), log };
};
