import { expect, test } from "vitest";
import { applyIndexedCommit, putFirstPage, putNextPage } from "#web/features/workspace/data/commit-pages.ts";
import { makeCommit, makeId, makeSha, projectId } from "./make-rows.ts";

/** Commits `from` down to `to`, each the child of the one below. */
const history = (from: number, to: number) =>
  Array.from({ length: from - to + 1 }, (_, index) =>
    makeCommit({ sha: makeSha(from - index), parents: [makeSha(from - index - 1)] }),
  );
const row = (sha: number, fields = {}) => ({
  ...makeCommit({ sha: makeSha(sha), parents: [makeSha(sha - 1)] }),
  id: makeId(sha),
  projectId,
  trailers: {},
  seq: 1,
  ...fields,
});
const shas = (pages: { commits: readonly { sha: string }[] }) =>
  pages.commits.map(({ sha }) => Number.parseInt(sha, 16));

test("a new first page goes in front of what is there when the two meet", () => {
  const known = { commits: history(10, 3), nextCursor: "older" };
  const pages = putFirstPage(known, { items: history(12, 8), nextCursor: "other" });
  expect(shas(pages)).toEqual([12, 11, 10, 9, 8, 7, 6, 5, 4, 3]);
  expect(pages.nextCursor).toBe("older");
});

test("a first page that does not meet what is there replaces it", () => {
  const pages = putFirstPage(
    { commits: history(10, 3), nextCursor: "older" },
    { items: history(90, 80), nextCursor: "more" },
  );
  expect(shas(pages)[0]).toBe(90);
  expect(pages.commits).toHaveLength(11);
  expect(pages.nextCursor).toBe("more");
});

test("the same next page is appended once", () => {
  const first = { commits: history(10, 6), nextCursor: "c5" };
  const page = { items: history(5, 1), nextCursor: null };
  const second = putNextPage(first, "c5", page);
  expect(shas(second)).toEqual([10, 9, 8, 7, 6, 5, 4, 3, 2, 1]);
  expect(putNextPage(second, "c5", page)).toBe(second);
});

test("an indexed commit that follows the newest one is shown at once", () => {
  const known = { commits: history(10, 6), nextCursor: null };
  expect(shas(applyIndexedCommit(known, "main", row(11)).pages)[0]).toBe(11);
  expect(applyIndexedCommit(known, "main", row(13))).toEqual({ pages: known, isCovered: false });
  expect(applyIndexedCommit(known, "main", row(11, { branch: "other" })).isCovered).toBe(false);
});

test("a shown commit learns that it has been pushed", () => {
  const known = { commits: [makeCommit({ sha: makeSha(1), pushed: false })], nextCursor: null };
  const { pages } = applyIndexedCommit(known, "main", row(1, { pushed: true, runId: makeId(100), step: 2 }));
  expect(pages.commits[0]).toMatchObject({ pushed: true, runId: makeId(100), step: 2 });
});
