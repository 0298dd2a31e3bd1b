import { execFile } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync } from "node:fs";
import { cp, mkdir, mkdtemp, readFile, rename, rm, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { promisify } from "node:util";
import { templatesFolder } from "#orchestrator/templates/index.ts";

const run = promisify(execFile);

/** Installs the SaaS template's dependencies once per lockfile and answers the folder that has node_modules. */
export async function installTemplate(): Promise<string> {
  const source = join(templatesFolder, "saas");
  const lock = await readFile(join(source, "package-lock.json"));
  const folder = join(tmpdir(), `letscode-template-${createHash("sha256").update(lock).digest("hex").slice(0, 16)}`);
  if (existsSync(folder)) return folder;
  const fresh = await mkdtemp(join(tmpdir(), "letscode-install-"));
  for (const name of ["package.json", "package-lock.json"]) await cp(join(source, name), join(fresh, name));
  await run("npm", ["ci", "--no-audit", "--no-fund", "--prefer-offline", "--ignore-scripts"], { cwd: fresh });
  await rename(fresh, folder).catch(() => rm(fresh, { recursive: true }));
  return folder;
}

/** A folder that can hold one state of an app after another, with dependencies installed. */
export async function openAppFolder() {
  const installed = await installTemplate();
  const folder = await mkdtemp(join(tmpdir(), "letscode-app-"));
  const written = new Set<string>();
  await symlink(join(installed, "node_modules"), join(folder, "node_modules"));
  const tool = (...parts: string[]) => join(installed, "node_modules", ...parts);

  const check = async (command: string, args: string[]) => {
    try {
      await run(process.execPath, [command, ...args], {
        cwd: folder,
        env: { PATH: process.env["PATH"] ?? "", NODE_ENV: "production" },
      });
      return null;
    } catch (error) {
      const { stdout = "", stderr = "" } = error as { stdout?: string; stderr?: string };
      return `${stdout}\n${stderr}`.trim();
    }
  };

  return {
    folder,
    async write(tree: Map<string, string>) {
      for (const path of written) if (!tree.has(path)) await rm(join(folder, path));
      written.clear();
      for (const [path, content] of tree) {
        await mkdir(dirname(join(folder, path)), { recursive: true });
        await writeFile(join(folder, path), content);
        written.add(path);
      }
    },
    /** Answers what the compiler says, or null when it is content. */
    typecheck: () => check(tool("typescript", "bin", "tsc"), ["--noEmit"]),
    build: () => check(tool("vite", "bin", "vite.js"), ["build", "--logLevel", "error"]),
    close: () => rm(folder, { recursive: true, force: true }),
  };
}
