import type { Project } from "#core/contracts/project.ts";
import type { PullRequestHost } from "#core/ports/pull-request-host.ts";
import type { ServiceContext } from "../service-context.ts";
import type { RunStarter } from "../start-run.ts";

/** What the services of a review need; the worker has it as well, which opens and updates pull requests by itself. */
export type ReviewContext = RunStarter &
  Pick<ServiceContext, "gitHost" | "clock" | "logger" | "platformAuthor"> & {
    /** Where the pull requests of a project are. */
    pullRequestHost(project: Project): PullRequestHost;
    /** Public address of the web app, without a slash at the end. */
    appOrigin: string;
  };
