import { spawn } from "node:child_process";
import { join } from "node:path";
import { nodeBinary, root, toolEnvironment } from "./folders.mjs";

/**
 * Runs `letscode` with our own Node and resolves with its exit code. It gets a session of its own, so that Ctrl-C in
 * the terminal reaches this process alone: database, server and worker then end in order, instead of all at once. The
 * channel tells it when this process is gone, however it went.
 */
export const launchLetscode = (parameters) =>
  new Promise((resolve, reject) => {
    const child = spawn(nodeBinary, [join(root, "runtime", "cli", "letscode.ts"), ...parameters], {
      stdio: ["inherit", "inherit", "inherit", "ipc"],
      detached: process.platform !== "win32",
      env: toolEnvironment(),
    });
    let asked = 0;
    const stop = () => {
      asked += 1;
      child.kill(asked > 1 ? "SIGKILL" : "SIGTERM");
    };
    for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"]) process.on(signal, stop);
    child.on("error", reject);
    child.on("exit", (code, signal) => resolve(signal === null ? code : 1));
  });
