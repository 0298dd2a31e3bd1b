import { spawn } from "node:child_process";

export interface GitRun {
  code: number | null;
  stdout: string;
  stderr: string;
}

/** A person's git: no configuration of the machine, a fixed identity, no prompt. Never throws. */
export const tryGit = (
  cwd: string,
  args: string[],
  options: { input?: string | Buffer; env?: Record<string, string> } = {},
): Promise<GitRun> =>
  new Promise((resolve, reject) => {
    const child = spawn("git", args, {
      cwd,
      stdio: ["pipe", "pipe", "pipe"],
      env: {
        NODE_ENV: "test",
        PATH: process.env.PATH ?? "/usr/bin:/bin",
        HOME: cwd,
        LC_ALL: "C",
        GIT_CONFIG_NOSYSTEM: "1",
        GIT_CONFIG_GLOBAL: "/dev/null",
        GIT_TERMINAL_PROMPT: "0",
        GIT_AUTHOR_NAME: "Ada",
        GIT_AUTHOR_EMAIL: "ada@example.com",
        GIT_COMMITTER_NAME: "Ada",
        GIT_COMMITTER_EMAIL: "ada@example.com",
        ...options.env,
      },
    });
    let stdout = "";
    let stderr = "";
    child.stdout.on("data", (chunk: Buffer) => (stdout += chunk.toString("utf8")));
    child.stderr.on("data", (chunk: Buffer) => (stderr += chunk.toString("utf8")));
    child.stdin.on("error", () => {});
    child.on("error", reject);
    child.on("close", (code) => resolve({ code, stdout, stderr }));
    child.stdin.end(options.input ?? "");
  });

/** Like `tryGit`, and throws what git said when it fails. Answers its output without the last line end. */
export const runClientGit = async (...parameters: Parameters<typeof tryGit>): Promise<string> => {
  const { code, stdout, stderr } = await tryGit(...parameters);
  if (code !== 0) throw new Error(`git ${parameters[1].join(" ")} ended with ${code}: ${stderr}`);
  return stdout.replace(/\n$/, "");
};
