import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { z } from "zod";
import { DeploymentFailure } from "../errors/deployment-failure.ts";

const versions = z.record(z.string(), z.string()).default({});

const manifestSchema = z.object({
  scripts: versions,
  dependencies: versions,
  devDependencies: versions,
  optionalDependencies: versions,
  peerDependencies: versions,
  overrides: z.record(z.string(), z.unknown()).default({}),
  workspaces: z.unknown().optional(),
  type: z.string().optional(),
  main: z.string().optional(),
});
export type PackageManifest = z.infer<typeof manifestSchema>;

const damaged = (reason: string): DeploymentFailure =>
  new DeploymentFailure({
    code: "manifest_damaged",
    message: `package.json cannot be read: ${reason}.`,
    fix: "Correct it; `npm pkg get` tells where it is broken.",
    excerpt: [],
    signature: "manifest_damaged",
  });

const parse = (text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    throw damaged("it is not JSON");
  }
};

/** package.json of a folder; null without one. Throws DeploymentFailure for a damaged one. */
export const readManifest = async (folder: string): Promise<PackageManifest | null> => {
  const text = await readFile(join(folder, "package.json"), "utf8").catch(() => null);
  if (text === null) return null;
  const result = manifestSchema.safeParse(parse(text));
  if (result.success) return result.data;
  const [issue] = result.error.issues;
  throw damaged(`${issue?.path.join(".") ?? "something"} is not what npm expects there`);
};
