import { execFile } from "node:child_process";
import { promisify } from "node:util";

const PUBLIC_REGISTRY = "https://registry.npmjs.org/";

const askNpm = async (): Promise<string> => {
  const { stdout } = await promisify(execFile)("npm", ["config", "get", "registry"], { timeout: 15_000 });
  const text = stdout.trim();
  return URL.canParse(text) ? text : PUBLIC_REGISTRY;
};

/** The registry npm on this machine is set up for, asked once; the public one when npm does not say. */
export const createNpmRegistryReader = (): (() => Promise<string>) => {
  let asked: Promise<string> | null = null;
  return () => (asked ??= askNpm().catch(() => PUBLIC_REGISTRY));
};
