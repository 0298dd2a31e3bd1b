import { z } from "zod";
import { DeploymentFailure } from "../errors/deployment-failure.ts";

const metadataSchema = z.looseObject({
  time: z.record(z.string(), z.unknown()).optional(),
  versions: z.record(z.string(), z.unknown()).optional(),
});

/** What the registry says of a package. */
export interface PackageFacts {
  /** When each version, and the package itself as `created`, was published; null where the registry does not tell. */
  times: Map<string, Date> | null;
  versions: Set<string>;
}

const TRIES = 3;
const TIMEOUT_MILLISECONDS = 30_000;

const unreachable = (name: string, reason: string): DeploymentFailure =>
  new DeploymentFailure({
    code: "registry_unreachable",
    message: `The package registry did not answer about ${name}: ${reason}. Nothing was installed.`,
    fix: "Check the network of this machine and try again.",
    excerpt: [],
    signature: "registry_unreachable",
  });

const toFacts = (value: unknown): PackageFacts => {
  const { time, versions } = metadataSchema.parse(value);
  const times = Object.entries(time ?? {}).flatMap(([version, at]): [string, Date][] => {
    const date = typeof at === "string" ? new Date(at) : null;
    return date === null || Number.isNaN(date.getTime()) ? [] : [[version, date]];
  });
  return { times: time === undefined ? null : new Map(times), versions: new Set(Object.keys(versions ?? {})) };
};

/**
 * Asks an npm registry for a package (https://github.com/npm/registry/blob/main/docs/responses/package-metadata.md); null
 * when it has none of that name. Only the full metadata says when a version was published. Throws DeploymentFailure when
 * the registry cannot be reached, and the signal's reason when aborted.
 */
export const fetchPackageFacts = async (
  options: { registry: string; fetch: typeof globalThis.fetch },
  name: string,
  signal: AbortSignal,
): Promise<PackageFacts | null> => {
  const base = options.registry.endsWith("/") ? options.registry : `${options.registry}/`;
  const url = new URL(name.replace("/", "%2f"), base);
  let reason = "";
  for (let attempt = 0; attempt < TRIES; attempt += 1) {
    try {
      const answer = await options.fetch(url, {
        headers: { accept: "application/json" },
        signal: AbortSignal.any([signal, AbortSignal.timeout(TIMEOUT_MILLISECONDS)]),
      });
      if (answer.status === 404) return null;
      if (answer.ok) return toFacts(await answer.json());
      reason = `it answered ${answer.status}`;
    } catch (thrown) {
      signal.throwIfAborted();
      reason = thrown instanceof Error ? thrown.message : String(thrown);
    }
  }
  throw unreachable(name, reason);
};
