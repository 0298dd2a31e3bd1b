import type { CommitFiles } from "#core/contracts/index.ts";
import type { Draft, Drafts } from "./draft.ts";

/** What the branch holds of a file; null when it has none. */
export interface CommittedFile {
  sha: string;
  content: string;
}

const without = (drafts: Drafts, path: string): Drafts =>
  Object.fromEntries(Object.entries(drafts).filter(([name]) => name !== path));

/** Sets what a file is to hold. An edit back to what is committed is no edit. */
export const writeDraft = (drafts: Drafts, path: string, content: string, committed: CommittedFile | null): Drafts => {
  if (committed !== null && content === committed.content) return without(drafts, path);
  const blobSha = drafts[path]?.blobSha ?? committed?.sha ?? null;
  return { ...drafts, [path]: { path, content, blobSha } };
};

/** Marks a file for deletion; a file that exists in drafts alone just goes. */
export const deleteDraft = (drafts: Drafts, path: string, committedSha: string | null): Drafts => {
  const blobSha = drafts[path]?.blobSha ?? committedSha;
  return blobSha === null ? without(drafts, path) : { ...drafts, [path]: { path, content: null, blobSha } };
};

/** Moves a file with what it holds now. */
export const renameDraft = (
  drafts: Drafts,
  from: { path: string; content: string; committedSha: string | null },
  to: string,
): Drafts => ({
  ...deleteDraft(drafts, from.path, from.committedSha),
  [to]: { path: to, content: from.content, blobSha: null },
});

export const discardDraft = without;

/** Accepts what the branch holds now as what the edit replaces: "keep mine". */
export const keepMine = (drafts: Drafts, path: string, committedSha: string | null): Drafts => {
  const draft = drafts[path];
  return draft === undefined ? drafts : { ...drafts, [path]: { ...draft, blobSha: committedSha } };
};

/** Edits whose file somebody else changed, added or deleted since the edit began. `shas` has the branch's files as they are now. */
export const findConflicts = (drafts: Drafts, shas: ReadonlyMap<string, string>): Draft[] =>
  Object.values(drafts).filter((draft) => (shas.get(draft.path) ?? null) !== draft.blobSha);

/** The edits as the interface takes them. */
export const toFileEdits = (drafts: Drafts): CommitFiles["files"] =>
  Object.values(drafts).map(({ path, content }) => (content === null ? { path, isDeleted: true } : { path, content }));

/** The message of a commit whose author wrote none. */
export const suggestMessage = (drafts: Drafts): string => {
  const all = Object.values(drafts);
  const [first] = all;
  if (first === undefined) return "";
  if (all.length > 1) return `Edit ${all.length} files`;
  const verb = first.content === null ? "Delete" : first.blobSha === null ? "Add" : "Edit";
  return `${verb} ${first.path}`.slice(0, 72);
};
