import { tryGit } from "../git-client.ts";
import { GitHubRefusal, notFound } from "./answer.ts";
import type { GitHubRepository, GitHubState, RefMove } from "./github-state.ts";

/** Runs git in a repository of the fake; throws what git said when it fails. */
export const gitIn = async (
  repository: GitHubRepository,
  args: string[],
  options: { input?: string | Buffer; env?: Record<string, string> } = {},
): Promise<string> => {
  const { code, stdout, stderr } = await tryGit(repository.directory, args, options);
  if (code !== 0) throw new Error(`git ${args.join(" ")} ended with ${code}: ${stderr}`);
  return stdout.replace(/\n$/, "");
};

/** The commit (or other object) a ref or id stands for; GitHubRefusal 404 when there is none. */
export const resolveIn = async (repository: GitHubRepository, ref: string, type = "commit"): Promise<string> => {
  const { code, stdout } = await tryGit(repository.directory, [
    "rev-parse",
    "--verify",
    "--quiet",
    "--end-of-options",
    `${ref}^{${type}}`,
  ]);
  if (code !== 0) throw notFound();
  return stdout.trim();
};

export const readRefs = async (repository: GitHubRepository): Promise<Map<string, string>> => {
  const text = await gitIn(repository, ["for-each-ref", "--format=%(refname) %(objectname)"]);
  return new Map(
    text
      .split("\n")
      .filter((line) => line !== "")
      .map((line) => [line.slice(0, line.lastIndexOf(" ")), line.slice(line.lastIndexOf(" ") + 1)]),
  );
};

/** Moves a ref as the API does: no step back unless forced. Tells everybody. */
export const moveRef = async (state: GitHubState, move: RefMove & { isForced?: boolean }): Promise<void> => {
  const { repository, ref, before, after } = move;
  if (before !== null && after !== null && move.isForced !== true) {
    const { code } = await tryGit(repository.directory, ["merge-base", "--is-ancestor", before, after]);
    if (code !== 0) throw new GitHubRefusal(422, "Update is not a fast forward");
  }
  const zero = "0".repeat(40);
  const { code } = await tryGit(repository.directory, ["update-ref", ref, after ?? zero, before ?? zero]);
  if (code !== 0) throw new GitHubRefusal(409, "Reference update failed");
  await tellRefMoved(state, move);
};

export const tellRefMoved = async (state: GitHubState, move: RefMove): Promise<void> => {
  move.repository.pushedAt = state.now();
  for (const listener of state.refListeners) await listener(move);
};

/** Sets a ref to whatever it should be, without a question and without telling anybody. */
export const setRef = async (repository: GitHubRepository, ref: string, sha: string | null): Promise<void> => {
  await gitIn(repository, sha === null ? ["update-ref", "-d", ref] : ["update-ref", ref, sha]);
};
