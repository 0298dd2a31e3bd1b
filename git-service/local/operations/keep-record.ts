import { StaleHeadError } from "#core/errors/stale-head-error.ts";
import type { Repository } from "../engine.ts";
import { hashObject } from "../objects/git-object.ts";
import { FILE_MODE, parseTree, serializeTree } from "../objects/tree-object.ts";
import { HIDDEN_REFS } from "./keep-commit.ts";

/** A tree with one `<number>.json` for each pull request. */
export const PULL_REQUESTS_REF = `${HIDDEN_REFS}/pull-requests`;

const MAXIMUM_TRIES = 20;

/**
 * Keeps the text of one pull request. The ref is read before `compose` is asked, and moved only from there: a worker that
 * was frozen in between finds it moved, and asks again.
 */
export const keepRecord = async (
  repository: Pick<Repository, "readRef" | "readObject" | "writeObjects" | "updateRef">,
  number: number,
  compose: () => Promise<string>,
): Promise<void> => {
  const name = `${number}.json`;
  let from: string | null = null;
  for (let tries = 1; tries <= MAXIMUM_TRIES; tries += 1) {
    from = await repository.readRef(PULL_REQUESTS_REF);
    const blob = { type: "blob" as const, content: Buffer.from(await compose()) };
    const items = from === null ? [] : parseTree((await repository.readObject(from)).content);
    const kept = { mode: FILE_MODE, name, sha: hashObject(blob) };
    const tree = serializeTree([...items.filter((item) => item.name !== name), kept]);
    const to = hashObject(tree);
    if (to === from) return;
    await repository.writeObjects([
      { sha: kept.sha, object: blob },
      { sha: to, object: tree },
    ]);
    if (await repository.updateRef(PULL_REQUESTS_REF, { from, to })) return;
  }
  throw new StaleHeadError(PULL_REQUESTS_REF, from, await repository.readRef(PULL_REQUESTS_REF));
};
