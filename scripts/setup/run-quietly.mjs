import { spawn } from "node:child_process";
import { SetupError } from "./setup-error.mjs";

const KEPT_CHARACTERS = 6_000;
const signals = ["SIGINT", "SIGTERM", "SIGHUP"];

/** Runs a command and keeps what it prints to itself; throws SetupError with its last words when it fails. */
export const runQuietly = (command, parameters, { what, cwd, env }) =>
  new Promise((resolve, reject) => {
    const child = spawn(command, parameters, {
      cwd,
      env,
      stdio: ["ignore", "pipe", "pipe"],
      shell: process.platform === "win32",
    });
    // Whoever ends the set-up ends what it was waiting for.
    const stop = () => {
      child.kill("SIGTERM");
      process.exit(130);
    };
    for (const signal of signals) process.on(signal, stop);
    let printed = "";
    const keep = (chunk) => {
      printed = (printed + chunk).slice(-KEPT_CHARACTERS);
    };
    child.stdout.on("data", keep);
    child.stderr.on("data", keep);
    child.on("error", (error) => reject(new SetupError(`${what} failed: ${error.message}.`)));
    child.on("close", (code) => {
      for (const signal of signals) process.off(signal, stop);
      if (code === 0) resolve(printed);
      else reject(new SetupError(`${what} failed. ${command} ${parameters.join(" ")} said:\n${printed.trim()}`));
    });
  });
