// Some registries make `npm install` leave the packages of other platforms out of the lockfile, and `npm ci` then stops
// with "Missing: … from lock file", here or on macOS and Windows. This adds them, with what the registry says of each.
// Run it after every change of dependencies: `npm run complete-lockfile`.
import { execFile } from "node:child_process";
import { readFile, writeFile } from "node:fs/promises";
import { promisify } from "node:util";

const run = promisify(execFile);
const file = new URL("../package-lock.json", import.meta.url);
const lock = JSON.parse(await readFile(file, "utf8"));

/** Where Node would find `name` when it is asked for inside `path`, as npm lays packages out. */
const isLocked = (path, name) => {
  for (let folder = path; ; folder = folder.replace(/(?:^|\/)node_modules\/(?:@[^/]+\/)?[^/]+$/, "")) {
    if (lock.packages[`${folder === "" ? "" : `${folder}/`}node_modules/${name}`] !== undefined) return true;
    if (folder === "") return false;
  }
};

const list = (value) => (typeof value === "string" ? [value] : value);

const ask = async (name, range) => {
  const fields = ["version", "os", "cpu", "libc", "engines", "license", "dependencies", "dist.integrity"];
  const { stdout } = await run("npm", ["view", `${name}@${range}`, ...fields, "--json"], { maxBuffer: 1e8 });
  const answer = JSON.parse(stdout);
  const newest = Array.isArray(answer) ? answer.at(-1) : answer;
  const { "dist.integrity": integrity, ...rest } = newest;
  return {
    ...rest,
    integrity,
    ...(rest.os === undefined ? {} : { os: list(rest.os) }),
    ...(rest.cpu === undefined ? {} : { cpu: list(rest.cpu) }),
    ...(rest.libc === undefined ? {} : { libc: list(rest.libc) }),
  };
};

let added = 0;
for (let isComplete = false; !isComplete;) {
  const missing = Object.entries(lock.packages).flatMap(
    ([path, { optionalDependencies = {}, dependencies = {}, optional }]) =>
      Object.entries({ ...optionalDependencies, ...(optional === true ? dependencies : {}) })
        .filter(([name]) => !isLocked(path, name))
        .map(([name, range]) => ({ name, range, isDev: lock.packages[path].dev === true })),
  );
  isComplete = missing.length === 0;
  for (const { name, range, isDev } of missing) {
    const key = `node_modules/${name}`;
    if (lock.packages[key] !== undefined) continue;
    const { version, ...rest } = await ask(name, range);
    lock.packages[key] = { version, ...rest, ...(isDev ? { dev: true } : {}), optional: true };
    added += 1;
    console.log(`added ${name}@${version}`);
  }
}
const [root, ...others] = Object.entries(lock.packages);
lock.packages = Object.fromEntries([root, ...others.toSorted(([one], [other]) => (one < other ? -1 : 1))]);
if (added > 0) await writeFile(file, `${JSON.stringify(lock, null, 2)}\n`);
console.log(added === 0 ? "The lockfile is complete." : `${added} entries added.`);
