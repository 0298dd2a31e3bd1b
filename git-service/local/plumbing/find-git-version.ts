import { spawn } from "node:child_process";
import { gitEnvironment } from "./git-environment.ts";

/** `merge-tree --write-tree` came with 2.38, `cat-file --batch-command` with 2.36. */
export const MINIMUM_GIT_VERSION = [2, 38] as const;

/** The version of the git binary as numbers, or null when there is none that runs. */
export const findGitVersion = (gitBinary: string): Promise<number[] | null> =>
  new Promise((resolve) => {
    const child = spawn(gitBinary, ["--version"], {
      env: gitEnvironment(gitBinary),
      stdio: ["ignore", "pipe", "ignore"],
      timeout: 5000,
    });
    let output = "";
    child.stdout.on("data", (chunk: Buffer) => {
      output += chunk.toString("utf8");
    });
    child.on("error", () => resolve(null));
    child.on("close", () => {
      const match = /(\d+)\.(\d+)(?:\.(\d+))?/.exec(output);
      resolve(match === null ? null : match.slice(1).map((part) => Number(part ?? 0)));
    });
  });

/** Whether this version has what the plumbing engine needs. */
export const isGitRecentEnough = (version: number[] | null): boolean => {
  if (version === null) return false;
  const [major = 0, minor = 0] = version;
  const [neededMajor, neededMinor] = MINIMUM_GIT_VERSION;
  return major > neededMajor || (major === neededMajor && minor >= neededMinor);
};
