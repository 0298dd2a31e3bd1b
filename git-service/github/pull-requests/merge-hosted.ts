import type { Project } from "#core/contracts/project.ts";
import type { Mergeability, PullRequest } from "#core/contracts/pull-request.ts";
import { IllegalStateError } from "#core/errors/illegal-state-error.ts";
import { LetscodeError } from "#core/errors/letscode-error.ts";
import { MergeConflictError } from "#core/errors/merge-conflict-error.ts";
import { StaleHeadError } from "#core/errors/stale-head-error.ts";
import type { GitHost, RepositoryName } from "#core/ports/git-host.ts";
import type { MergeInput } from "#core/ports/pull-request-host.ts";
import type { Place } from "./create-github-pull-request-host.ts";
import { pullSchema } from "./pull-schemas.ts";

type Mirror = Pick<GitHost, "resolve" | "checkMerge">;

const toRepository = ({ id, ownerHandle, slug }: Project): RepositoryName => ({ projectId: id, ownerHandle, slug });

/** What GitHub means by its `mergeable_state`, for a person. */
const reasons: Record<string, string> = {
  blocked: "GitHub holds it back: a rule of this repository wants a review or a check first.",
  draft: "It is a draft; mark it as ready on GitHub first.",
};

/** Whether GitHub would merge it; how far the branches are apart and what conflicts is told by the mirror. */
export const checkHostedMerge = async (
  gitHost: Mirror,
  { client, owner, repo }: Place,
  project: Project,
  { branch, base, number, state }: PullRequest,
): Promise<Mergeability> => {
  const repository = toRepository(project);
  const [from, into] = await Promise.all([gitHost.resolve(repository, branch), gitHost.resolve(repository, base)]);
  if (state !== "open" || from === null || into === null) {
    const gone = from === null ? branch : base;
    const reason = state === "open" ? `The branch ${gone} is gone.` : `This pull request is ${state}.`;
    return { canMerge: false, conflicts: [], ahead: 0, behind: 0, reason };
  }
  const [check, { data }] = await Promise.all([
    gitHost.checkMerge(repository, { into: base, from: branch }),
    client.rest.pulls.get({ owner, repo, pull_number: number }),
  ]);
  const { mergeable_state: told = "unknown" } = pullSchema.parse(data);
  const conflict =
    check.conflicts.length > 0
      ? `${branch} and ${base} changed the same lines of ${check.conflicts.join(", ")}.`
      : null;
  const nothing = check.ahead === 0 ? `${base} already has everything that is on ${branch}.` : null;
  const reason = nothing ?? conflict ?? reasons[told] ?? null;
  return { ...check, canMerge: reason === null, reason };
};

const statusOf = (thrown: unknown): unknown => (thrown instanceof LetscodeError ? thrown.data["status"] : undefined);

/**
 * Has GitHub merge exactly the head that was reviewed.
 * https://docs.github.com/en/rest/pulls/pulls#merge-a-pull-request
 */
export const mergeHosted = async (
  gitHost: Mirror,
  place: Place,
  { project, pullRequest, input }: { project: Project; pullRequest: PullRequest; input: MergeInput },
): Promise<{ sha: string }> => {
  const { client, owner, repo } = place;
  const { number, branch } = pullRequest;
  const [title = "", ...rest] = input.message.split("\n");
  try {
    const { data } = await client.rest.pulls.merge({
      owner,
      repo,
      pull_number: number,
      sha: input.expectedHead,
      merge_method: input.method,
      ...(input.method === "rebase" ? {} : { commit_title: title, commit_message: rest.join("\n").trim() }),
    });
    return { sha: data.sha };
  } catch (thrown) {
    const status = statusOf(thrown);
    if (status !== 405 && status !== 409) throw thrown;
    const head = await gitHost.resolve(toRepository(project), branch);
    if (status === 409) throw new StaleHeadError(branch, input.expectedHead, head);
    const { conflicts, reason } = await checkHostedMerge(gitHost, place, project, pullRequest);
    if (conflicts.length > 0) throw new MergeConflictError(conflicts);
    throw new IllegalStateError(
      `GitHub does not merge it. ${reason ?? "It gave no reason."}`,
      "Open it on GitHub to see what is missing.",
    );
  }
};
