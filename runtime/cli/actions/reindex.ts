import { NotFoundError } from "#core/errors/not-found-error.ts";
import type { Project } from "#core/contracts/project.ts";
import type { Stores } from "#core/ports/stores.ts";
import { toCommit } from "#git-service/index.ts";
import { closeGitHosts, createAdapters, createReviewContext } from "../../container/index.ts";
import { rebuildHostedPullRequests } from "../../services/review/rebuild-hosted-pull-requests.ts";
import { restorePullRequests } from "../../services/review/restore-pull-requests.ts";
import { reindexProject } from "../../services/reindex-project.ts";
import { openContext, type SharedOptions } from "../open-context.ts";
import { openInstallation } from "../open-installation.ts";

const PAGE = 100;

/** The project of `owner/slug`, or all of them. */
async function* selectProjects(stores: Stores, path: string | undefined): AsyncGenerator<Project> {
  if (path !== undefined) {
    const [owner = "", slug = ""] = path.split("/");
    const project = await stores.projects.find(owner, slug);
    if (project === null) throw new NotFoundError(`project called ${path}`);
    yield project;
    return;
  }
  let cursor: string | null = null;
  do {
    const page = await stores.projects.list({ limit: PAGE, ...(cursor === null ? {} : { cursor }) });
    yield* page.items;
    cursor = page.nextCursor;
  } while (cursor !== null);
}

/** Rebuilds the index of one project, `owner/slug`, or of all. */
export const reindex = async (path: string | undefined, options: SharedOptions): Promise<void> => {
  const installation = await openInstallation(await openContext("reindex", options));
  const adapters = await createAdapters(installation);
  const { stores, gitHost } = adapters;
  const review = createReviewContext(installation, adapters);
  const aiEmail = installation.config.author.email;
  try {
    for await (const project of selectProjects(stores, path)) {
      const context = {
        stores,
        gitHost,
        toCommit: (...[commit, place]: Parameters<Parameters<typeof reindexProject>[0]["toCommit"]>) =>
          toCommit(commit, { ...place, aiEmail }),
      };
      const { commits, steps } = await reindexProject(context, project);
      const restored = await restorePullRequests({ stores, records: adapters.localGitHost.records }, project);
      const pulls = await rebuildHostedPullRequests(review, project);
      const told = [
        restored === 0 ? "" : `, ${restored} pull requests restored`,
        pulls === 0 ? "" : `, ${pulls} pull requests read from the git host`,
      ].join("");
      console.log(`${project.ownerHandle}/${project.slug}: ${commits} commits indexed, ${steps} steps restored${told}`);
    }
  } finally {
    await closeGitHosts(adapters);
  }
};
