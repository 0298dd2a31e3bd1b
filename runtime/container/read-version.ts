import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { z } from "zod";
import { rootFolder } from "./installation.ts";

/** Version of this checkout, from its package.json. */
export const readVersion = async (): Promise<string> =>
  z.object({ version: z.string() }).parse(JSON.parse(await readFile(join(rootFolder, "package.json"), "utf8"))).version;
