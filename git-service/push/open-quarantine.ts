import { join } from "node:path";
import { NotFoundError } from "#core/errors/not-found-error.ts";
import type { GitObject } from "../local/objects/git-object.ts";
import { EMPTY_TREE_SHA } from "../local/objects/git-object.ts";
import { createObjectReader } from "../local/plumbing/object-reader.ts";
import { runGit } from "../local/plumbing/run-git.ts";

/** The objects of a push that has not landed, with those of its repository behind them. */
export interface Quarantine {
  /** Throws NotFoundError. */
  readObject(sha: string): Promise<GitObject>;
  /** Type and size, or null. `name` is an id, or an id with `^{commit}`. */
  describe(name: string): Promise<{ sha: string; type: string; size: number } | null>;
  /** Standard output of a git command that sees both. */
  run(args: string[], input?: string): Promise<{ stdout: Buffer; code: number }>;
  close(): void;
}

/** `quarantine` is the name of a folder below `objects`; empty stands for the repository alone. */
export const openQuarantine = (options: { gitBinary: string; directory: string; quarantine: string }): Quarantine => {
  const { gitBinary, directory } = options;
  const environment = {
    GIT_OBJECT_DIRECTORY: join(directory, "objects", options.quarantine),
    GIT_ALTERNATE_OBJECT_DIRECTORIES: join(directory, "objects"),
  };
  const reader = createObjectReader(gitBinary, directory, environment);
  return {
    readObject: async (sha) => {
      if (sha === EMPTY_TREE_SHA) return { type: "tree", content: Buffer.alloc(0) };
      const object = await reader.read(sha);
      if (object === null) throw new NotFoundError(`object ${sha}`);
      return object;
    },
    describe: (name) => reader.info(name),
    run: (args, input = "") => runGit(args, { gitBinary, directory, environment, input, acceptedCodes: [0, 1] }),
    close: () => reader.close(),
  };
};
