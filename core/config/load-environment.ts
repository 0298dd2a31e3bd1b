import { existsSync } from "node:fs";
import { join } from "node:path";

type Variables = Record<string, string | undefined>;

/**
 * The environment of this process, after `.env.local` and `.env` of a folder were added to it. What is already set
 * wins, then `.env.local`. Tools we run inside this process find their settings in it too.
 */
export const loadEnvironment = (folder: string): Variables => {
  for (const name of [".env.local", ".env"]) {
    const file = join(folder, name);
    if (existsSync(file)) process.loadEnvFile(file);
  }
  process.env["NEXT_TELEMETRY_DISABLED"] ??= "1";
  return process.env;
};
