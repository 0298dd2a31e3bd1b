import type { Commit, Page } from "#core/contracts/index.ts";
import type { RowOf } from "./workspace-rows.ts";

/** The newest commits of a branch, newest first, as far as they have been read. */
export interface CommitPages {
  readonly commits: readonly Commit[];
  /** Where the next page begins; null at the end of the history. */
  readonly nextCursor: string | null;
}

/**
 * Puts the first page in front of what is there. When the two meet, older pages stay; when they do not (somebody
 * pushed more than a page, or the branch was replaced), the first page is all there is.
 */
export const putFirstPage = (known: CommitPages | undefined, page: Page<Commit>): CommitPages => {
  const last = page.items.at(-1);
  const meeting =
    last === undefined || known === undefined ? -1 : known.commits.findIndex(({ sha }) => sha === last.sha);
  if (known === undefined || meeting === -1) return { commits: page.items, nextCursor: page.nextCursor };
  return { commits: [...page.items, ...known.commits.slice(meeting + 1)], nextCursor: known.nextCursor };
};

/** Appends the page that was read from `cursor` on; one that was asked for twice is appended once. */
export const putNextPage = (known: CommitPages, cursor: string, page: Page<Commit>): CommitPages => {
  if (known.nextCursor !== cursor) return known;
  const shas = new Set(known.commits.map(({ sha }) => sha));
  return {
    commits: [...known.commits, ...page.items.filter(({ sha }) => !shas.has(sha))],
    nextCursor: page.nextCursor,
  };
};

/**
 * Applies an indexed commit: one that is shown learns what the index knows of it, one that follows the newest commit
 * of its branch is put in front. Any other needs a read of the first page.
 */
export const applyIndexedCommit = (
  known: CommitPages,
  branch: string,
  row: RowOf<"commits">,
): { pages: CommitPages; isCovered: boolean } => {
  const index = known.commits.findIndex(({ sha }) => sha === row.sha);
  const shown = known.commits[index];
  if (shown !== undefined) {
    const { actor, runId, step, pushed } = row;
    return {
      pages: { ...known, commits: known.commits.with(index, { ...shown, actor, runId, step, pushed }) },
      isCovered: true,
    };
  }
  const newest = known.commits[0];
  const isNext =
    row.branch === branch && newest !== undefined && row.parents.length === 1 && row.parents[0] === newest.sha;
  if (!isNext) return { pages: known, isCovered: false };
  return { pages: { ...known, commits: [row, ...known.commits] }, isCovered: true };
};
