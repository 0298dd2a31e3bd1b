import type { Commit } from "#core/contracts/commit.ts";
import type { Page } from "#core/contracts/page.ts";
import { requireHead } from "./require-head.ts";
import { requireProject, toRepositoryName } from "./require-project.ts";
import type { ServiceContext, Session } from "./service-context.ts";

/**
 * The commits of a branch, newest first: Git tells which there are, the index adds who made them and whether
 * the host has confirmed them. A commit the index does not know yet is shown as Git has it.
 */
export const listCommits = async (
  context: ServiceContext,
  session: Session,
  projectId: string,
  query: { branch: string | undefined; limit: number; cursor?: string | undefined },
): Promise<Page<Commit>> => {
  const project = await requireProject(session, projectId);
  const branch = query.branch ?? project.defaultBranch;
  await requireHead(context, project, branch);
  const page = await context.gitHost.listCommits(toRepositoryName(project), {
    ref: branch,
    limit: query.limit,
    ...(query.cursor === undefined ? {} : { cursor: query.cursor }),
  });
  const rows = await session.stores.commits.listByShas(
    project.id,
    page.items.map(({ sha }) => sha),
  );
  const indexed = new Map(rows.map((row) => [row.sha, row]));
  return {
    items: page.items.map((commit) => {
      const row = indexed.get(commit.sha);
      const read = context.toCommit(commit, branch);
      return row === undefined
        ? read
        : { ...read, actor: row.actor, runId: row.runId, step: row.step, pushed: row.pushed };
    }),
    nextCursor: page.nextCursor,
  };
};
