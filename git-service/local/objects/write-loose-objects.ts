import { randomBytes } from "node:crypto";
import { mkdir, open, rename, rm, utimes } from "node:fs/promises";
import { join } from "node:path";
import { compressContent } from "./compress-object.ts";
import { type GitObject, objectHeader } from "./git-object.ts";

const isErrorCode = (error: unknown, code: string): boolean =>
  error instanceof Error && "code" in error && error.code === code;

/** Renews the age of an object that is here already, as git does, so that no prune takes it from under us. */
const freshen = async (path: string, now: Date): Promise<boolean> => {
  try {
    await utimes(path, now, now);
    return true;
  } catch {
    return false;
  }
};

const writeOne = async (
  objects: string,
  { sha, object }: { sha: string; object: GitObject },
  options: { isSynced: boolean; now: Date },
): Promise<void> => {
  const folder = join(objects, sha.slice(0, 2));
  const path = join(folder, sha.slice(2));
  if (await freshen(path, options.now)) return;
  const compressed = await compressContent(Buffer.concat([objectHeader(object), object.content]));
  const temporary = join(objects, `tmp_obj_${randomBytes(8).toString("hex")}`);
  try {
    const file = await open(temporary, "wx", 0o444);
    try {
      await file.writeFile(compressed);
      if (options.isSynced) await file.datasync();
    } finally {
      await file.close();
    }
    await rename(temporary, path).catch(async (error: unknown) => {
      if (!isErrorCode(error, "ENOENT")) throw error;
      await mkdir(folder, { recursive: true });
      await rename(temporary, path);
    });
  } catch (error) {
    await rm(temporary, { force: true });
    throw error;
  }
};

/**
 * Writes loose objects beside each other: temporary file, data flushed to the disk, rename. Half an object is never
 * seen under its name, and a ref is only moved to objects that are on the disk. zlib level 1: packing compresses again.
 */
export const writeLooseObjects = async (
  directory: string,
  objects: { sha: string; object: GitObject }[],
  options: { isSynced: boolean; now: Date },
): Promise<void> => {
  const folder = join(directory, "objects");
  const width = 16;
  for (let start = 0; start < objects.length; start += width) {
    await Promise.all(objects.slice(start, start + width).map((entry) => writeOne(folder, entry, options)));
  }
};
