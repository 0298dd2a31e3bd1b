import { createHash } from "node:crypto";
import { existsSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { nodeBinary, root, toolEnvironment } from "./folders.mjs";
import { withProgress } from "./progress.mjs";
import { runQuietly } from "./run-quietly.mjs";

const stamp = join(root, "web", ".next", "letscode-sources");
const skipped = new Set([".next", "node_modules"]);
const sources = ["core", "web", "runtime/api/shared-server.ts", "package.json", "package-lock.json", "tsconfig.json"];

function* listFiles(path) {
  const whole = join(root, path);
  const entries = readdirSync(whole, { withFileTypes: true });
  for (const entry of entries.toSorted((one, other) => (one.name < other.name ? -1 : 1))) {
    if (skipped.has(entry.name)) continue;
    if (entry.isDirectory()) yield* listFiles(`${path}/${entry.name}`);
    else if (entry.isFile() && entry.name !== "next-env.d.ts") yield `${path}/${entry.name}`;
  }
}

/** A hash of everything the web app is built from. */
const hashSources = () => {
  const hash = createHash("sha256");
  for (const source of sources) {
    const files = source.includes(".") ? [source] : listFiles(source);
    for (const file of files)
      hash
        .update(file)
        .update("\0")
        .update(readFileSync(join(root, file)))
        .update("\0");
  }
  return hash.digest("hex");
};

/** Builds the web app when its sources are not those of the last build. */
export const ensureBuilt = async () => {
  const wanted = hashSources();
  if (existsSync(stamp) && readFileSync(stamp, "utf8") === wanted) return;
  await withProgress("Building the web app", () =>
    runQuietly(nodeBinary, [join(root, "node_modules", "next", "dist", "bin", "next"), "build", "web"], {
      what: "Building the web app",
      cwd: root,
      env: toolEnvironment({ NODE_ENV: "production" }),
    }),
  );
  writeFileSync(stamp, wanted);
};
