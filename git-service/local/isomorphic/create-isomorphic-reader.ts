import fs from "node:fs";
import { NotFoundError } from "#core/errors/not-found-error.ts";
import git from "isomorphic-git";
import type { Repository } from "../engine.ts";
import { EMPTY_TREE_SHA, type GitObject, type ObjectType } from "../objects/git-object.ts";

const isMissing = (error: unknown): boolean =>
  error instanceof Error && "code" in error && error.code === "NotFoundError";

const toBuffer = (bytes: Uint8Array): Buffer => Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);

const objectTypes: Record<string, ObjectType> = { blob: "blob", tree: "tree", commit: "commit", tag: "tag" };

/** What isomorphic-git reads of a bare repository: objects, loose and packed, refs, and merge bases. */
export const createIsomorphicReader = (
  directory: string,
): Pick<Repository, "readObject" | "readRef" | "describeObject" | "findMergeBase"> => {
  const shared = { fs, gitdir: directory, cache: {} };
  const readObject = async (sha: string): Promise<GitObject> => {
    if (sha === EMPTY_TREE_SHA) return { type: "tree", content: Buffer.alloc(0) };
    try {
      const found = await git.readObject({ ...shared, oid: sha, format: "content" });
      const type = objectTypes[found.type];
      if (type === undefined || !(found.object instanceof Uint8Array)) throw new NotFoundError(`object ${sha}`);
      return { type, content: toBuffer(found.object) };
    } catch (error) {
      if (isMissing(error)) throw new NotFoundError(`object ${sha}`);
      throw error;
    }
  };
  return {
    readObject,
    readRef: async (ref) => {
      try {
        return await git.resolveRef({ fs, gitdir: directory, ref });
      } catch (error) {
        if (isMissing(error)) return null;
        throw error;
      }
    },
    describeObject: async (sha) => {
      try {
        const { type, content } = await readObject(sha);
        return { type, size: content.length };
      } catch (error) {
        if (error instanceof NotFoundError) return null;
        throw error;
      }
    },
    findMergeBase: async (one, other) => {
      const bases: unknown = await git.findMergeBase({ ...shared, oids: [one, other] });
      return Array.isArray(bases) && typeof bases[0] === "string" ? bases[0] : null;
    },
  };
};
