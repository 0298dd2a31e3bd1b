import { spawn } from "node:child_process";
import { ExternalServiceError } from "#core/errors/external-service-error.ts";
import { gitEnvironment } from "./git-environment.ts";

export interface RunGitOptions {
  gitBinary: string;
  directory: string;
  input?: string | Buffer;
  config?: Record<string, string>;
  environment?: Record<string, string>;
  /** Exit codes that are answers rather than faults. */
  acceptedCodes?: number[];
  /** Kept bytes of output; the process is ended once it has written more, and the output is marked as cut. */
  maximumBytes?: number;
  timeoutMilliseconds?: number;
}

export interface GitOutput {
  stdout: Buffer;
  stderr: string;
  code: number;
  isCut: boolean;
}

export const gitFailure = (command: string, reason: string, cause?: unknown): ExternalServiceError =>
  new ExternalServiceError(
    "git",
    `\`git ${command}\` failed: ${reason.trim().slice(0, 2000) || "no message"}`,
    "Run `letscode doctor` to check git and the repository, then try again.",
    { isRetryable: true, cause },
  );

/**
 * Runs one git command on a bare repository, without a shell and with a clean environment. Revisions and paths are
 * passed after `--end-of-options` or on stdin by the callers. Throws ExternalServiceError on any other exit code.
 */
export const runGit = (args: string[], options: RunGitOptions): Promise<GitOutput> =>
  new Promise((resolve, reject) => {
    const { acceptedCodes = [0], maximumBytes = 256 * 1024 * 1024, timeoutMilliseconds = 60_000 } = options;
    const command = args[0] ?? "";
    const child = spawn(options.gitBinary, args, {
      env: gitEnvironment(options.gitBinary, options.config, { GIT_DIR: options.directory, ...options.environment }),
      cwd: options.directory,
      stdio: ["pipe", "pipe", "pipe"],
    });
    const chunks: Buffer[] = [];
    let size = 0;
    let stderr = "";
    let isCut = false;
    let isTimedOut = false;
    const timer = setTimeout(() => {
      isTimedOut = true;
      child.kill("SIGKILL");
    }, timeoutMilliseconds);
    child.stdout.on("data", (chunk: Buffer) => {
      if (isCut) return;
      size += chunk.length;
      chunks.push(chunk);
      if (size > maximumBytes) {
        isCut = true;
        child.kill("SIGKILL");
      }
    });
    child.stderr.on("data", (chunk: Buffer) => {
      if (stderr.length < 64_000) stderr += chunk.toString("utf8");
    });
    child.stdin.on("error", () => {});
    child.on("error", (error) => {
      clearTimeout(timer);
      reject(gitFailure(command, error.message, error));
    });
    child.on("close", (code) => {
      clearTimeout(timer);
      if (isTimedOut) reject(gitFailure(command, `it took longer than ${timeoutMilliseconds} ms`));
      else if (!isCut && (code === null || !acceptedCodes.includes(code))) reject(gitFailure(command, stderr));
      else resolve({ stdout: Buffer.concat(chunks), stderr, code: code ?? 0, isCut });
    });
    child.stdin.end(options.input ?? "");
  });
