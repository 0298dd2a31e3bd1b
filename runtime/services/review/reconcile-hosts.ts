import type { Project } from "#core/contracts/project.ts";
import { toRepositoryName } from "../require-project.ts";
import type { ReviewContext } from "./review-context.ts";
import { reconcilePullRequests } from "./sync-pull-request.ts";

const PAGE = 100;

interface ReconcileContext extends ReviewContext {
  /** Indexes and deploys a branch as it is now: what the webhook of a push does. */
  followRef(project: Project, branch: string): Promise<void>;
}

/** Branches whose head the index does not know, or does not know to be pushed. */
const findUnknownBranches = async ({ stores, gitHost }: ReviewContext, project: Project): Promise<string[]> => {
  const branches = await gitHost.listBranches(toRepositoryName(project));
  const rows = await stores.commits.listByShas(
    project.id,
    branches.map(({ sha }) => sha),
  );
  const known = new Set(rows.filter(({ pushed }) => pushed).map(({ sha }) => sha));
  return branches.filter(({ sha }) => !known.has(sha)).map(({ name }) => name);
};

const reconcileProject = async (context: ReconcileContext, project: Project): Promise<void> => {
  for (const branch of await findUnknownBranches(context, project)) await context.followRef(project, branch);
  await reconcilePullRequests(context, project);
};

/**
 * Finds what no webhook told, in every project whose repository is elsewhere: pushes, and what became of pull requests. One
 * that cannot be reached keeps nobody else waiting.
 */
export const reconcileHosts = async (context: ReconcileContext): Promise<void> => {
  const { stores, logger } = context;
  let cursor: string | null = null;
  do {
    const page = await stores.projects.list({ limit: PAGE, ...(cursor === null ? {} : { cursor }) });
    for (const project of page.items.filter(({ gitHost }) => gitHost !== "local")) {
      await reconcileProject(context, project).catch((thrown: unknown) => {
        logger.warn("A repository could not be looked at", { projectId: project.id, reason: String(thrown) });
      });
    }
    cursor = page.nextCursor;
  } while (cursor !== null);
};
