import { mkdtemp, readdir, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { existsSync } from "node:fs";
import { join, sep } from "node:path";

/** Exports a commit into a temporary folder for as long as `use` takes. */
export const withSource = async <Result>(
  exportInto: (folder: string) => Promise<void>,
  use: (folder: string) => Promise<Result>,
): Promise<Result> => {
  const folder = await mkdtemp(join(tmpdir(), "letscode-source-"));
  try {
    await exportInto(folder);
    return await use(folder);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
};

/** Every file of a folder, by its path with `/`. Links are left out: hosts take files alone. */
export const listFiles = async (folder: string): Promise<string[]> => {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  return entries
    .filter((entry) => entry.isFile())
    .map((entry) =>
      join(entry.parentPath, entry.name)
        .slice(folder.length + 1)
        .split(sep)
        .join("/"),
    )
    .toSorted();
};

const isApp = (folder: string): boolean =>
  existsSync(join(folder, "package.json")) || existsSync(join(folder, "index.html"));

/** Where the app is in its repository: the root, or the one folder that has one; null for the root. */
export const findRootDirectory = async (folder: string): Promise<string | null> => {
  if (isApp(folder)) return null;
  const entries = await readdir(folder, { withFileTypes: true });
  const apps = entries.filter((entry) => entry.isDirectory() && isApp(join(folder, entry.name)));
  return apps.length === 1 ? (apps[0]?.name ?? null) : null;
};
