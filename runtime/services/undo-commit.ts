import type { WriteAnswer } from "#core/contracts/answers.ts";
import { NotFoundError } from "#core/errors/not-found-error.ts";
import type { GitCommit } from "#core/ports/git-host.ts";
import { readPerson } from "./read-person.ts";
import { requireHead } from "./require-head.ts";
import { requireProject, toRepositoryName } from "./require-project.ts";
import type { ServiceContext, Session } from "./service-context.ts";

interface Undo {
  kind: "revert" | "restore";
  commit: string;
  branch: string | undefined;
}

const compose = (kind: Undo["kind"], commit: GitCommit): string => {
  const subject = commit.message.split("\n")[0] ?? "";
  const first = kind === "revert" ? `Revert "${subject}"` : `Restore "${subject}"`;
  const body =
    kind === "revert"
      ? `This reverts commit ${commit.sha}.`
      : `This brings back the files as they were in ${commit.sha}.`;
  return `${first.length > 72 ? `${first.slice(0, 68)}…"` : first}\n\n${body}\n`;
};

/**
 * Undoes history by going forward: `revert` takes one commit back and keeps the later ones, `restore` brings
 * back all files of an earlier commit. Both are one new commit. Throws MergeConflictError when later commits
 * changed the same lines, NotFoundError for a commit the repository does not have.
 */
export const undoCommit = async (
  context: ServiceContext,
  session: Session,
  projectId: string,
  undo: Undo,
): Promise<WriteAnswer> => {
  const project = await requireProject(session, projectId);
  const repository = toRepositoryName(project);
  const branch = undo.branch ?? project.defaultBranch;
  await requireHead(context, project, branch);
  if ((await context.gitHost.resolve(repository, undo.commit)) === null)
    throw new NotFoundError(`commit ${undo.commit}`);
  const commit = await context.gitHost.readCommit(repository, undo.commit);
  const request = {
    branch,
    commit: commit.sha,
    message: compose(undo.kind, commit),
    author: await readPerson(context, session),
  };
  const result =
    undo.kind === "revert"
      ? await context.gitHost.revert(repository, request)
      : await context.gitHost.restore(repository, request);
  await context.stores.activity.append({
    projectId: project.id,
    actor: "user",
    action: undo.kind === "revert" ? "commit.reverted" : "commit.restored",
    details: { branch, commitSha: result.sha, of: commit.sha },
  });
  return { sha: result.sha, branch, isReplayed: result.isReplayed };
};
