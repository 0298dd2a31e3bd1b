import { existsSync } from "node:fs";
import { mkdir, mkdtemp, rename, rm, utimes, writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { Clock } from "#core/ports/clock.ts";
import type { DeployContext } from "#core/ports/deploy-host.ts";
import { DeploymentFailure } from "../errors/deployment-failure.ts";
import { readManifest, type PackageManifest } from "../framework/read-manifest.ts";
import type { Sandbox } from "../sandbox/sandbox.ts";
import { checkLockfile } from "./check-lockfile.ts";
import { checkSources, toPackageName } from "./check-sources.ts";
import { createAgeCheck, type AgeCheck } from "./create-age-check.ts";
import { createRunNpm, type RunNpm } from "./install-packages.ts";
import { nameCache, toInstallLockfile, toInstallManifest } from "./name-cache.ts";
import { isLockfileCurrent, listPackages, readLockfile, type Lockfile } from "./read-lockfile.ts";
import { throwRefusals } from "./refusal.ts";
import { createShareWork } from "./share-work.ts";

type Context = Pick<DeployContext, "signal" | "log">;

export interface DependencyCache {
  /** Folder with `node_modules` for what a project asks for, installed when it is not there yet. */
  provide(folder: string, context: Context): Promise<string>;
}

export interface DependencyCacheOptions {
  directory: string;
  findSandbox(): Promise<Sandbox>;
  /** Address of the npm registry, as npm on this machine is set up. */
  registry(): Promise<string>;
  fetch?: typeof globalThis.fetch;
  clock: Clock;
  /** Packages and versions younger than this are refused. */
  minimumAgeDays?: number;
}

/** Folders inside node_modules that tools write to while they build; each build gets an empty one of its own there. */
export const scratchFolders = [".cache", ".vite", ".vite-temp"];

const DEFAULT_MINIMUM_AGE_DAYS = 7;
const DAY = 86_400_000;
const STALE = "package-lock.json does not fit package.json; run `npm install` and commit it";

interface Installation {
  manifest: PackageManifest;
  /** The project's lockfile, where it fits what package.json asks for. */
  current: Lockfile | null;
  work: string;
  registry: string;
  minimumAgeDays: number;
  clock: Clock;
  npm: RunNpm;
  age: AgeCheck;
  context: Context;
}

const warnOnce = ({ log }: Context): ((text: string) => void) => {
  const said = new Set<string>();
  return (text) => {
    if (!said.has(text)) log("system", text);
    said.add(text);
  };
};

/** Writes a lockfile for what has none that fits, from the registry's metadata alone; versions too young are passed over. */
const resolve = async (installation: Installation): Promise<Lockfile> => {
  const { manifest, work, age, npm, context, clock, minimumAgeDays } = installation;
  const warn = warnOnce(context);
  const wanted = [manifest.dependencies, manifest.devDependencies, manifest.optionalDependencies].flatMap((kind) =>
    Object.entries(kind).map(([name, version]) => ({
      name: toPackageName(name, version),
      version: version.replace(/^npm:.*@/, ""),
    })),
  );
  throwRefusals(await age.checkNames([...new Set(wanted.map(({ name }) => name))], { signal: context.signal, warn }));
  // npm would say of an exact version that is too young that there is none.
  const exact = wanted.filter(({ version }) => /^\d+\.\d+\.\d+(?:[-+][\w.-]+)?$/.test(version));
  throwRefusals(await age.checkVersions(exact, { signal: context.signal, warn }));
  const before = new Date(clock.now().getTime() - minimumAgeDays * DAY).toISOString();
  const limit = minimumAgeDays > 0 ? [`--before=${before}`] : [];
  await npm(work, ["install", "--package-lock-only", ...limit], context);
  const lockfile = await readLockfile(work);
  if (lockfile !== null) return lockfile;
  throw new DeploymentFailure({
    code: "lockfile_missing",
    message: "npm wrote no lockfile that can be read.",
    fix: "Run `npm install` with npm 7 or later and commit package-lock.json.",
    excerpt: [],
    signature: "lockfile_missing",
  });
};

const check = async (lockfile: Lockfile, { registry, age, context }: Installation): Promise<void> => {
  const packages = listPackages(lockfile, process.platform, process.arch);
  throwRefusals(checkLockfile(packages, new URL(registry).hostname));
  const fromRegistry = packages.filter(({ entry }) => !entry.inBundle);
  throwRefusals(await age.checkVersions(fromRegistry, { signal: context.signal, warn: warnOnce(context) }));
};

const isStale = (thrown: unknown): boolean =>
  thrown instanceof DeploymentFailure && thrown.error.code === "lockfile_stale";

const install = async (installation: Installation): Promise<void> => {
  const { current, npm, work, context } = installation;
  if (current !== null) {
    await check(current, installation);
    try {
      return await npm(work, ["ci"], context);
    } catch (thrown) {
      if (!isStale(thrown)) throw thrown;
      context.log("system", STALE);
    }
  }
  await check(await resolve(installation), installation);
  await npm(work, ["ci"], context);
};

interface Wanted {
  manifest: PackageManifest;
  asked: Record<string, unknown>;
  /** The lockfile to begin from; one that does not fit still says which versions to keep. */
  lockfile: Lockfile | null;
  current: Lockfile | null;
}

const readWanted = async (folder: string, manifest: PackageManifest): Promise<Wanted> => {
  const asked = toInstallManifest(manifest);
  const lockfile = await readLockfile(folder);
  if (lockfile === null || !isLockfileCurrent(lockfile, manifest)) return { manifest, asked, lockfile, current: null };
  const named = toInstallLockfile(lockfile, asked);
  return { manifest, asked, lockfile: named, current: named };
};

/** Puts an installed folder in place; another worker may have been faster, with the same. */
const settle = async (work: string, final: string): Promise<void> => {
  for (const name of scratchFolders) await mkdir(join(work, "node_modules", name), { recursive: true });
  try {
    await rename(work, final);
  } catch (thrown) {
    if (!existsSync(final)) throw thrown;
  }
};

/**
 * Dependencies installed once per lockfile and shared by every project and branch that has the same one. What is asked
 * for is checked before anything is installed (A34); installs run in the sandbox without install scripts, and reach the
 * registry and nothing else. Several builds that want the same one wait for a single install; an unfinished one is never
 * taken for a finished one, since it is renamed last. Throws DeploymentFailure with the reason.
 */
export const createDependencyCache = (options: DependencyCacheOptions): DependencyCache => {
  const { directory, clock, fetch = globalThis.fetch, minimumAgeDays = DEFAULT_MINIMUM_AGE_DAYS } = options;
  const machine = {
    platform: process.platform,
    architecture: process.arch,
    nodeMajor: process.versions.node.split(".")[0] ?? "",
  };
  const share = createShareWork<string>();

  const fill = async (final: string, { manifest, asked, lockfile, current }: Wanted, context: Context) => {
    const started = clock.now().getTime();
    context.log("system", "Installing dependencies");
    const sandbox = await options.findSandbox();
    const registry = await options.registry();
    const age = createAgeCheck({ directory, registry, fetch, clock, minimumAgeDays });
    const npm = createRunNpm(sandbox, registry);
    const work = await mkdtemp(join(directory, ".installing-"));
    try {
      await writeFile(join(work, "package.json"), JSON.stringify(asked, null, 2));
      if (lockfile !== null) await writeFile(join(work, "package-lock.json"), JSON.stringify(lockfile, null, 2));
      await install({ manifest, current, work, registry, minimumAgeDays, clock, npm, age, context });
      await settle(work, final);
    } finally {
      await rm(work, { recursive: true, force: true });
    }
    const seconds = (clock.now().getTime() - started) / 1000;
    context.log("system", `Dependencies installed in ${seconds.toFixed(1)} s`);
    return final;
  };

  return {
    provide: async (folder, context) => {
      const manifest = await readManifest(folder);
      if (manifest === null) throw new Error("a project without package.json has no dependencies to provide");
      throwRefusals(checkSources(manifest));
      const wanted = await readWanted(folder, manifest);
      if (wanted.lockfile !== null && wanted.current === null) context.log("system", STALE);
      const key = nameCache(wanted.asked, wanted.lockfile, machine);
      const ready = join(directory, key);
      if (existsSync(ready)) {
        const now = clock.now();
        await utimes(ready, now, now);
        context.log("system", "Dependencies are cached");
        return ready;
      }
      await mkdir(directory, { recursive: true });
      return share(key, context.signal, (signal) => fill(ready, wanted, { ...context, signal }));
    },
  };
};
