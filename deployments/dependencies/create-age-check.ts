import { readFile, rename, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { z } from "zod";
import type { Clock } from "#core/ports/clock.ts";
import { fetchPackageFacts, type PackageFacts } from "./fetch-package-facts.ts";
import type { Refusal } from "./refusal.ts";

interface Options {
  /** Where what the registry said once is kept: when a version was published never changes. */
  directory: string;
  registry: string;
  fetch: typeof globalThis.fetch;
  clock: Clock;
  minimumAgeDays: number;
}

export interface PackageVersion {
  name: string;
  version: string;
}

export interface AgeCheck {
  /** Refuses packages that do not exist, or were first published only days ago. */
  checkNames(names: string[], context: Context): Promise<Refusal[]>;
  /** Refuses versions that do not exist or were published only days ago. */
  checkVersions(packages: PackageVersion[], context: Context): Promise<Refusal[]>;
}

interface Context {
  signal: AbortSignal;
  warn(text: string): void;
}

const DAY = 86_400_000;
const PARALLEL = 12;
const knownSchema = z.record(z.string(), z.iso.datetime());

const mapParallel = async <In, Out>(items: In[], map: (item: In) => Promise<Out>): Promise<Out[]> => {
  const results: Out[] = [];
  const pending = [...items.entries()];
  const work = async (): Promise<void> => {
    for (let next = pending.shift(); next !== undefined; next = pending.shift()) results[next[0]] = await map(next[1]);
  };
  await Promise.all(Array.from({ length: PARALLEL }, work));
  return results;
};

const notFound = (name: string, version: string | null): Refusal => ({
  code: "package_not_found",
  name,
  message: `The package ${name}${version === null ? "" : ` has no version ${version}, or`} does not exist in the registry.`,
  fix: "Check its name and version in package.json, or leave it out.",
});

/** Some registries leave out `created`; the oldest version tells the same. */
const firstPublished = ({ times }: PackageFacts): Date | undefined =>
  times?.get("created") ?? [...(times?.values() ?? [])].toSorted((one, other) => one.getTime() - other.getTime())[0];

const describeAge = (days: number): string => {
  if (days < 1) return "today";
  return days < 2 ? "yesterday" : `${Math.floor(days)} days ago`;
};

const createLimit = ({ clock, minimumAgeDays }: Options) => {
  const ageOf = (at: Date): number => (clock.now().getTime() - at.getTime()) / DAY;
  const isTooNew = (at: Date): boolean => ageOf(at) < minimumAgeDays;
  const newestOldEnough = ({ times }: PackageFacts): string | null => {
    const fine = [...(times ?? [])].filter(([version, at]) => /^\d+\.\d+\.\d+$/.test(version) && !isTooNew(at));
    return fine.toSorted(([, one], [, other]) => other.getTime() - one.getTime())[0]?.[0] ?? null;
  };
  return {
    isTooNew,
    refuseName: (name: string, created: Date): Refusal => ({
      code: "package_too_new",
      name,
      message: `The package ${name} was first published ${describeAge(ageOf(created))}; packages younger than ${minimumAgeDays} days are not installed, since names that models invent are registered by attackers.`,
      fix: "Use an established package, or write the few lines it would bring.",
    }),
    refuseVersion: (name: string, version: string, at: Date, facts: PackageFacts | null): Refusal => {
      const older = facts === null ? null : newestOldEnough(facts);
      return {
        code: "package_too_new",
        name,
        message: `${name} ${version} was published ${describeAge(ageOf(at))}; versions younger than ${minimumAgeDays} days are not installed, since a stolen release is usually found within days.`,
        fix: older === null ? "Use an older version." : `Use ${name} ${older}, or wait.`,
      };
    },
  };
};

const createKnown = (directory: string) => {
  const file = join(directory, "published.json");
  return {
    read: async (): Promise<Map<string, Date>> => {
      const text = await readFile(file, "utf8").catch(() => "{}");
      const { data = {} } = z.preprocess((value) => JSON.parse(String(value)), knownSchema).safeParse(text);
      return new Map(Object.entries(data).map(([key, at]) => [key, new Date(at)]));
    },
    write: async (known: Map<string, Date>): Promise<void> => {
      const text = JSON.stringify(Object.fromEntries([...known].map(([key, at]) => [key, at.toISOString()])));
      const fresh = `${file}.${process.pid}`;
      await writeFile(fresh, text);
      await rename(fresh, file);
    },
  };
};

const WARNING = "The registry does not tell when packages were published, so their age was not checked";

/** Looks packages up in the registry before anything of them is installed (A34). */
export const createAgeCheck = (options: Options): AgeCheck => {
  const limit = createLimit(options);
  const known = createKnown(options.directory);
  const findRefusal = (one: PackageVersion, facts: PackageFacts | null, context: Context): Refusal | Date | null => {
    if (facts === null || (facts.versions.size > 0 && !facts.versions.has(one.version)))
      return notFound(one.name, facts === null ? null : one.version);
    const at = facts.times?.get(one.version);
    if (at === undefined) {
      context.warn(WARNING);
      return null;
    }
    return limit.isTooNew(at) ? limit.refuseVersion(one.name, one.version, at, facts) : at;
  };
  return {
    checkNames: async (names, context) => {
      const checked = await mapParallel(names, async (name): Promise<Refusal | null> => {
        const facts = await fetchPackageFacts(options, name, context.signal);
        if (facts === null) return notFound(name, null);
        const created = firstPublished(facts);
        if (created === undefined) context.warn(WARNING);
        return created !== undefined && limit.isTooNew(created) ? limit.refuseName(name, created) : null;
      });
      return checked.filter((one) => one !== null);
    },
    checkVersions: async (packages, context) => {
      const published = await known.read();
      const before = published.size;
      const checked = await mapParallel(packages, async (one): Promise<Refusal | null> => {
        const key = `${one.name}@${one.version}`;
        const at = published.get(key);
        if (at !== undefined) return limit.isTooNew(at) ? limit.refuseVersion(one.name, one.version, at, null) : null;
        const result = findRefusal(one, await fetchPackageFacts(options, one.name, context.signal), context);
        if (result instanceof Date) published.set(key, result);
        return result instanceof Date ? null : result;
      });
      if (published.size > before) await known.write(published);
      return checked.filter((one) => one !== null);
    },
  };
};
