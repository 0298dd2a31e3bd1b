import { spawn } from "node:child_process";
import { fileURLToPath } from "node:url";

export interface CommandEnd {
  code: number | null;
  stdout: string;
  stderr: string;
}

const script = fileURLToPath(new URL("../../runtime/cli/letscode.ts", import.meta.url));

/** Runs the command line to its end, with no variables but those given. */
export const runLetscode = (parameters: string[], variables: Record<string, string> = {}): Promise<CommandEnd> =>
  new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [script, ...parameters], {
      stdio: ["ignore", "pipe", "pipe"],
      env: { PATH: process.env.PATH ?? "", HOME: process.env.HOME ?? "", NODE_ENV: "production", ...variables },
    });
    let stdout = "";
    let stderr = "";
    child.stdout.on("data", (chunk: Buffer) => {
      stdout += chunk.toString("utf8");
    });
    child.stderr.on("data", (chunk: Buffer) => {
      stderr += chunk.toString("utf8");
    });
    child.on("error", reject);
    child.on("close", (code) => resolve({ code, stdout, stderr }));
  });
