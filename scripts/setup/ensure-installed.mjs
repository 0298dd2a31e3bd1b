import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { nodeBinary, root } from "./folders.mjs";
import { withProgress } from "./progress.mjs";
import { runQuietly } from "./run-quietly.mjs";
import { SetupError } from "./setup-error.mjs";

const OLDEST_NODE = 20;
const OUR_NODE = 24;

const readJson = (path) => {
  try {
    return JSON.parse(readFileSync(join(root, path), "utf8"));
  } catch {
    return null;
  }
};

/** Compares the lockfile with what npm wrote down about what is installed: a stamp that cannot be forgotten. */
export const isInstalled = (lock, installed) => {
  if (lock === null || installed === null) return false;
  return Object.entries(lock.packages).every(([path, { version, optional, link }]) => {
    if (path === "" || link === true) return true;
    const found = installed.packages[path];
    return found === undefined ? optional === true : found.version === version;
  });
};

const runsOurNode = () => {
  try {
    const version = execFileSync(nodeBinary, ["--version"], { encoding: "utf8", stdio: ["ignore", "pipe", "ignore"] });
    return Number(/^v(\d+)/.exec(version)?.[1]) >= OUR_NODE;
  } catch {
    return false;
  }
};

const checkNode = () => {
  if (Number(process.versions.node.split(".")[0]) >= OLDEST_NODE) return;
  throw new SetupError(
    `This is Node ${process.versions.node}, and LetsCode needs ${OLDEST_NODE} or newer to set itself up. Install a newer one from https://nodejs.org and try again.`,
  );
};

/** Installs the dependencies when they are not what the lockfile says, and Node 24 with them. */
export const ensureInstalled = async () => {
  checkNode();
  const isComplete = isInstalled(readJson("package-lock.json"), readJson("node_modules/.package-lock.json"));
  if (!isComplete) {
    await withProgress("Installing dependencies", () =>
      runQuietly("npm", ["ci", "--no-audit", "--no-fund", "--loglevel=error"], {
        what: "Installing the dependencies",
        cwd: root,
      }),
    );
  }
  if (runsOurNode()) return;
  // npm was told to run no install scripts, or could not; Node comes by one.
  await withProgress("Bringing Node 24", () =>
    runQuietly("npm", ["rebuild", "node", "--ignore-scripts=false", "--foreground-scripts"], {
      what: "Bringing Node 24",
      cwd: root,
    }),
  );
  if (runsOurNode()) return;
  throw new SetupError(
    "Node 24 could not be installed with the dependencies. Delete the folder node_modules and try again; if it stays, start with a Node 24 of your own: node runtime/cli/letscode.ts start.",
  );
};
