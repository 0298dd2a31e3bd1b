import { toCommit } from "#git-service/index.ts";
import {
  createDeliveryProcessor,
  type DeliveryProcessorOptions,
  followRef,
  type ProcessDelivery,
} from "#webhooks/index.ts";
import { followBranch } from "../services/review/follow-branch.ts";
import { keepPullRequest } from "../services/review/keep-pull-request.ts";
import { reconcileHosts } from "../services/review/reconcile-hosts.ts";
import { reportRun } from "../services/review/report-run.ts";
import { syncPullRequest } from "../services/review/sync-pull-request.ts";
import type { Adapters } from "./create-adapters.ts";
import { createReviewContext } from "./create-review-context.ts";
import type { Installation } from "./installation.ts";

export interface ReviewJobs {
  processDelivery: ProcessDelivery;
  /** Tells what a run came to where it is reviewed. */
  reportRun(runId: string): Promise<void>;
  /** Writes a local pull request into its repository. */
  keepPullRequest(id: string): Promise<void>;
  /** Finds what no webhook told; looks every ten minutes, however often it is called. */
  reconcile(): Promise<void>;
}

const RECONCILE_MINUTES = 10;

/** What the worker does about webhooks and reviews. */
export const createReviewJobs = (installation: Installation, adapters: Adapters): ReviewJobs => {
  const { config, clock, logger } = installation;
  const review = createReviewContext(installation, adapters);
  const options: DeliveryProcessorOptions = {
    stores: adapters.stores,
    gitHost: adapters.gitHost,
    refresh: async ({ id, gitHost }) => {
      if (gitHost === "github") await adapters.githubHost.sync(id);
    },
    logger,
    toCommit: (commit, place) => toCommit(commit, { ...place, aiEmail: config.author.email }),
    followBranch: (project, branch) => followBranch(review, project, branch),
    syncPullRequest: (project, number) => syncPullRequest(review, project, number),
  };
  return {
    processDelivery: createDeliveryProcessor(options),
    reportRun: (runId) => reportRun(review, runId),
    keepPullRequest: (id) => keepPullRequest({ stores: adapters.stores, records: adapters.localGitHost.records }, id),
    reconcile: async () => {
      if (clock.now().getMinutes() % RECONCILE_MINUTES !== 0) return;
      await reconcileHosts({ ...review, followRef: (project, branch) => followRef(options, project, branch) });
    },
  };
};
