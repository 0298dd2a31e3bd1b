import type { PullRequest } from "#core/contracts/pull-request.ts";
import { IllegalStateError } from "#core/errors/illegal-state-error.ts";
import { readPerson } from "../read-person.ts";
import { requireProject, toRepositoryName } from "../require-project.ts";
import type { Session } from "../service-context.ts";
import { openPullRequestAs } from "./open-pull-request.ts";
import { requirePullRequest } from "./require-pull-request.ts";
import type { ReviewContext } from "./review-context.ts";

const MAXIMUM_COMMITS = 200;

/**
 * Takes a merged pull request back by another one: a branch from the base with one commit for each that came in, undone
 * newest first. Throws MergeConflictError when later work changed the same lines; the branch is removed then.
 */
export const revertPullRequest = async (context: ReviewContext, session: Session, id: string): Promise<PullRequest> => {
  const merged = await requirePullRequest(session, id);
  const project = await requireProject(session, merged.projectId);
  const repository = toRepositoryName(project);
  const { gitHost } = context;
  const into = await gitHost.resolve(repository, merged.base);
  if (merged.state !== "merged" || merged.mergeSha === null || into === null) {
    throw new IllegalStateError(
      `Pull request ${merged.number} is ${merged.state}, so there is nothing to take back.`,
      "Revert a pull request that was merged.",
      { state: merged.state },
    );
  }
  const commits = await listMerged(context, repository, merged);
  const branch = `revert-${merged.number}-${context.randomText(4)}`;
  await gitHost.createBranch(repository, branch, into);
  const author = await readPerson(context, session);
  try {
    for (const commit of commits.toReversed()) {
      const subject = (commit.message.split("\n")[0] ?? "").slice(0, 60);
      const message = `Revert "${subject}"\n\nThis reverts commit ${commit.sha}.\n`;
      await gitHost.revert(repository, { branch, commit: commit.sha, message, author });
    }
  } catch (thrown) {
    const head = await gitHost.resolve(repository, branch);
    if (head !== null) await gitHost.deleteBranch(repository, branch, head);
    throw thrown;
  }
  return openPullRequestAs(
    context,
    project,
    {
      branch,
      base: merged.base,
      title: `Revert "${merged.title.slice(0, 200)}"`,
      body: `This takes back pull request ${merged.number}, ${merged.title}, and keeps everything that came later.`,
    },
    { actor: "user", author: { name: author.name, login: null } },
  );
};

type Commits = Awaited<ReturnType<ReviewContext["gitHost"]["commitsBetween"]>>;

/** What came into the base with it: the squashed commit, or the commits of its branch, oldest first, without merges. */
const listMerged = async (
  { gitHost }: Pick<ReviewContext, "gitHost">,
  repository: ReturnType<typeof toRepositoryName>,
  { mergeSha, mergeMethod, headSha, baseSha }: PullRequest,
): Promise<Commits> => {
  const end = await gitHost.readCommit(repository, mergeSha ?? headSha);
  if (mergeMethod === "squash") return [end];
  const [first = null, second] = end.parents;
  // A merge commit: what its second parent brought. Otherwise the branch became the base's own line.
  const range = second === undefined ? { from: baseSha, to: end.sha } : { from: first, to: second };
  const found = await gitHost.commitsBetween(repository, { ...range, limit: MAXIMUM_COMMITS });
  return found.filter(({ parents }) => parents.length < 2);
};
