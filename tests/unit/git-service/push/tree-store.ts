import { NotFoundError } from "#core/errors/not-found-error.ts";
import { type GitObject, hashObject } from "#git-service/local/objects/git-object.ts";
import { serializeTree } from "#git-service/local/objects/tree-object.ts";

/** A folder for tests: contents by name; a string is a file, a pair an entry with a mode. */
export type Sketch = { [name: string]: string | [mode: string, content: string] | Sketch };

/** Git objects in memory, and how often each was read. */
export const createTreeStore = () => {
  const objects = new Map<string, GitObject>();
  const reads = new Map<string, number>();
  const add = (object: GitObject): string => {
    const sha = hashObject(object);
    objects.set(sha, object);
    return sha;
  };
  const blob = (text: string): string => add({ type: "blob", content: Buffer.from(text) });
  const tree = (sketch: Sketch): string =>
    add(
      serializeTree(
        Object.entries(sketch).map(([name, value]) => {
          if (typeof value === "string") return { mode: "100644", name, sha: blob(value) };
          if (Array.isArray(value)) return { mode: value[0], name, sha: blob(value[1]) };
          return { mode: "40000", name, sha: tree(value) };
        }),
      ),
    );
  return {
    add,
    tree,
    reads,
    readObject: async (sha: string): Promise<GitObject> => {
      const object = objects.get(sha);
      if (object === undefined) throw new NotFoundError(`object ${sha}`);
      reads.set(sha, (reads.get(sha) ?? 0) + 1);
      return object;
    },
    describe: async (sha: string) => {
      const object = objects.get(sha);
      return object === undefined ? null : { sha, type: object.type, size: object.content.length };
    },
  };
};
