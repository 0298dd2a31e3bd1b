import type { Repository } from "../engine.ts";
import { parseTree } from "../objects/tree-object.ts";
import { PULL_REQUESTS_REF } from "./keep-record.ts";

/** What is kept of every pull request, by number. */
export const listRecords = async (repository: Pick<Repository, "readRef" | "readObject">): Promise<string[]> => {
  const sha = await repository.readRef(PULL_REQUESTS_REF);
  if (sha === null) return [];
  const items = parseTree((await repository.readObject(sha)).content);
  const sorted = items.toSorted((one, other) => Number.parseInt(one.name, 10) - Number.parseInt(other.name, 10));
  const blobs = await Promise.all(sorted.map((item) => repository.readObject(item.sha)));
  return blobs.map(({ content }) => content.toString("utf8"));
};
