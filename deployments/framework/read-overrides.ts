import { readFile } from "node:fs/promises";
import { isAbsolute, join, normalize } from "node:path";
import { z } from "zod";

const overridesSchema = z.object({
  buildCommand: z.string().trim().min(1).nullish(),
  outputDirectory: z.string().trim().min(1).nullish(),
  framework: z.string().nullish(),
});
export type Overrides = z.infer<typeof overridesSchema>;

const isInside = (path: string): boolean => !isAbsolute(path) && !normalize(path).startsWith("..");

/** What a project's vercel.json says of its build, so that it is built here as it is there. A damaged one says nothing. */
export const readOverrides = async (folder: string): Promise<Overrides> => {
  const text = await readFile(join(folder, "vercel.json"), "utf8").catch(() => "{}");
  try {
    const overrides = overridesSchema.parse(JSON.parse(text));
    const { outputDirectory } = overrides;
    return { ...overrides, outputDirectory: outputDirectory && isInside(outputDirectory) ? outputDirectory : null };
  } catch {
    return {};
  }
};
