import { spawn } from "node:child_process";
import { ZERO_SHA } from "#core/contracts/id.ts";
import { gitEnvironment } from "./git-environment.ts";

/** A running `git update-ref --stdin`: transactions on refs with the old value as the condition. */
export interface RefUpdater {
  readonly isAlive: boolean;
  readonly isBusy: boolean;
  /** True when the ref moved; otherwise git's reason, and the process has ended. */
  update(ref: string, change: { from: string | null; to: string | null }): Promise<true | { reason: string }>;
  close(): void;
}

const startProcess = (gitBinary: string, directory: string) =>
  spawn(gitBinary, ["update-ref", "--stdin", "-z"], {
    env: gitEnvironment(gitBinary, {}, { GIT_DIR: directory }),
    cwd: directory,
    stdio: ["pipe", "pipe", "pipe"],
  });

/**
 * Starts the updater of one repository. git answers `start: ok`, `commit: ok`, and dies at the first refusal, so a
 * lost race costs one process.
 */
export const createRefUpdater = (gitBinary: string, directory: string): RefUpdater => {
  const child = startProcess(gitBinary, directory);
  let isAlive = true;
  let stdout = "";
  let stderr = "";
  const waiting: ((answer: true | { reason: string }) => void)[] = [];
  child.stdout.on("data", (chunk: Buffer) => {
    stdout += chunk.toString("utf8");
    for (let end = stdout.indexOf("commit: ok\n"); end !== -1; end = stdout.indexOf("commit: ok\n")) {
      stdout = stdout.slice(end + "commit: ok\n".length);
      waiting.shift()?.(true);
    }
  });
  child.stderr.on("data", (chunk: Buffer) => {
    stderr = (stderr + chunk.toString("utf8")).slice(-4000);
  });
  child.stdin.on("error", () => {});
  const end = (reason: string): void => {
    isAlive = false;
    for (const answer of waiting.splice(0)) answer({ reason });
  };
  child.on("error", (error) => end(error.message));
  child.on("close", () => end(stderr || "it ended"));
  return {
    get isAlive() {
      return isAlive;
    },
    get isBusy() {
      return waiting.length > 0;
    },
    update: (ref, { from, to }) =>
      new Promise((resolve) => {
        if (!isAlive) return resolve({ reason: stderr || "it ended" });
        waiting.push(resolve);
        const line = to === null ? `delete ${ref}\0${from ?? ""}\0` : `update ${ref}\0${to}\0${from ?? ZERO_SHA}\0`;
        child.stdin.write(`start\0${line}commit\0`);
      }),
    close: () => {
      isAlive = false;
      child.stdin.end();
      child.kill();
    },
  };
};
